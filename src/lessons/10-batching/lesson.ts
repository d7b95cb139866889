/** Lesson 10, "Batching": what a batch is made of, what it costs and what it saves. */
import { milliseconds, rough } from '../../engine/kernel/units'
import { fallsEvenly, isFlat, levelsOff } from '../curves'
import type { Evidence, Lesson, Step, SweptPoint } from '../lesson'
import { leavings, produceRequests } from '../leavings'
import { inSeconds, slowly } from '../pace'
import { endQuestions } from './endQuestions'
import { batchSizeOf, blockedSends, bytesPerRecord, DEFAULT_SIZE, fitting, HEAD_BYTES, lingerOf, producerSetting, recordBytes, reservations } from './measures'
import { programs } from './programs'
import { CODEC, LANES, PHOTO_AT_US, PHOTO_BYTES, RUSH, scenes, sixTaps, STORM, TEN, VALUE_BYTES } from './scenarios'

/** The challenge: reachable with both settings, with neither alone (batching.test.ts plays them). */
export const GOAL_REQUESTS = 100

// Step 2: what one record costs.
const wireBytes = (evidence: Evidence): number => produceRequests(evidence)[0]!.sizeBytes

// Step 4: three lanes.
const lanes = (evidence: Evidence) => LANES.map(({ partition }) => leavings(evidence).find(batch => batch.partition === partition)!)
const firstOut = (evidence: Evidence) => lanes(evidence).reduce((first, batch) => (batch.atUs < first.atUs ? batch : first))
const fullest = (evidence: Evidence) => lanes(evidence).reduce((most, batch) => (batch.sizeBytes > most.sizeBytes ? batch : most))

// Step 6: a record larger than a batch.
const PHOTO_ENDINGS = ['refused', 'cut', 'grow', 'own'] as const
function photoEnding(evidence: Evidence): (typeof PHOTO_ENDINGS)[number] {
  if ([...evidence.events.ofKind('recordRefused')].length > 0) return 'refused'
  const carrying = photoBatch(evidence)
  return carrying === undefined ? 'cut' : carrying.records > 1 ? 'grow' : 'own'
}
const photoBatch = (evidence: Evidence) => leavings(evidence).find(({ sizeBytes }) => sizeBytes > PHOTO_BYTES)

// Step 7: memory.
const firstBlock = (evidence: Evidence) => blockedSends(evidence)[0]!
const memoryOf = (evidence: Evidence): number => producerSetting(evidence, 'buffer.memory', 33_554_432)
const byBytes = (evidence: Evidence): number => Math.floor(memoryOf(evidence) / recordBytes(leavings(evidence)))

// Step 8: compression.
const SHARES = ['grows', 'most', 'half', 'little'] as const, COMPANIES = ['alone', 'together'] as const
const shareLeft = ({ runs }: Evidence, company: string): number => bytesPerRecord(runs[`${company}-${CODEC}`]!) / bytesPerRecord(runs[`${company}-none`]!)
const shareName = (share: number): (typeof SHARES)[number] => (share >= 1 ? 'grows' : share > 0.75 ? 'most' : share > 0.4 ? 'half' : 'little')

// Step 9: the curve.
const KIB = 1024, SIZES = [1, 2, 4, 8, 16, 32, 64] as const
const requestsAt = ({ sweep }: Evidence, kib: number): number => sweep.find(({ value }) => value === kib * KIB)?.requestsPerSecond ?? 0
const pointOf = ({ value, requestsPerSecond }: SweptPoint) => ({ x: value / KIB, y: requestsPerSecond })
function judgeCurve(given: readonly number[]): string | null {
  if (isFlat(given)) return 'flat'
  if (given.at(-1)! >= given[0]!) return 'rises'
  if (fallsEvenly(given)) return 'evenly'
  return levelsOff(given) ? null : 'forEver'
}

/** From this size on, no batch fills any more. */
const knee = (evidence: Evidence): number => SIZES.find(kib => requestsAt(evidence, kib) <= requestsAt(evidence, SIZES.at(-1)!) * 1.05)!

const SIZE_AND_MEMORY = [{ owner: 'producer', name: 'batch.size' }, { owner: 'producer', name: 'buffer.memory' }] as const

const steps: readonly Step[] = [
  { id: 'six-taps', kind: 'scene', focus: ['producer', 'network', 'brokers'], atUs: 600, run: inSeconds(600, 11_500, 7.8), autoplay: true },
  {
    id: 'one-tap', kind: 'predict', scene: 'alone', needs: ['ten'], focus: ['producer', 'network'], atUs: 0, run: inSeconds(0, 9000, 6), showsCode: true,
    question: {
      form: 'number', unit: 'bytes', tolerance: 0, relativeTolerance: 0.15, answer: wireBytes,
      belief: given => (given <= VALUE_BYTES + 5 ? 'payload' : given <= 125 ? 'recordHead' : given <= 155 ? 'share' : given <= 200 ? 'batchHead' : 'other'),
    },
    decisive: evidence => slowly(leavings(evidence)[0]!.atUs - 200, leavings(evidence)[0]!.atUs + 600),
    facts(evidence) {
      const [batch] = leavings(evidence), wire = wireBytes(evidence), ten = wireBytes(evidence.runs['ten']!), inTen = leavings(evidence.runs['ten']!)[0]!.records
      return {
        soloLinger: lingerOf(evidence), value: String(VALUE_BYTES), wire: rough(wire), recordBytes: rough(recordBytes([batch!])), recordHead: rough(recordBytes([batch!]) - VALUE_BYTES), batchHead: String(HEAD_BYTES), batchBytes: rough(batch!.sizeBytes), requestHead: rough(wire - batch!.sizeBytes),
        inTen: String(inTen), ten: rough(ten), each: rough(Math.round(ten / inTen)),
      }
    },
  },
  {
    id: 'ten', kind: 'predict', scene: 'tiny', focus: ['producer', 'network'], atUs: 0, run: inSeconds(0, 6500, 7), showsCode: true,
    question: { form: 'number', unit: 'records', tolerance: 0, answer: evidence => leavings(evidence)[0]!.records, belief: given => (given === TEN ? 'count' : given > TEN ? 'linger' : given === 0 ? 'nothing' : 'other') },
    decisive: evidence => slowly(leavings(evidence)[0]!.atUs - 1200, leavings(evidence)[0]!.atUs + 300),
    facts(evidence) {
      const [batch] = leavings(evidence)
      return { limit: String(batchSizeOf(evidence)), tinyLinger: lingerOf(evidence), inTiny: String(batch!.records), reserved: rough(reservations(evidence).get(batch!.batch)!), recordBytes: rough(recordBytes([batch!])), default: rough(DEFAULT_SIZE), inDefault: rough(fitting(DEFAULT_SIZE, recordBytes([batch!]))), everyMs: rough(1000 / Number(evidence.scenario.configs.workload!['records.per.second'])) }
    },
  },
  {
    id: 'three-lanes', kind: 'predict', scene: 'lanes', focus: ['producer', 'network'], atUs: 0, run: inSeconds(0, 14_500, 7.8),
    question: {
      form: 'pick', what: 'lane', answer: evidence => String(firstOut(evidence).partition),
      candidates: evidence => lanes(evidence).map(({ partition, records, openedUs }) => ({ id: String(partition), facts: { lane: `p${partition}`, records: records === 1 ? 'one record' : `${records} records`, first: rough(openedUs / 1000) } })),
      belief: (given, evidence) => (given === String(fullest(evidence).partition) ? 'fullest' : 'latest'),
    },
    decisive: evidence => slowly(firstOut(evidence).atUs - 1000, fullest(evidence).atUs + 300),
    facts(evidence) {
      const first = firstOut(evidence), full = fullest(evidence)
      return {
        laneSize: rough(batchSizeOf(evidence)), laneRecord: rough(Math.round(recordBytes([full]))), laneLinger: lingerOf(evidence), firstLane: `p${first.partition}`, firstOpened: milliseconds(first.openedUs), firstLeft: milliseconds(first.atUs),
        fullLane: `p${full.partition}`, fullBytes: rough(full.sizeBytes), fullLeft: milliseconds(full.atUs),
      }
    },
  },
  {
    id: 'per-broker', kind: 'predict', scene: 'brokers', focus: ['producer', 'network', 'brokers'], atUs: 0, run: inSeconds(0, 8000, 7.8),
    question: {
      form: 'number', unit: 'requests', tolerance: 0, answer: evidence => produceRequests(evidence).length,
      belief: (given, evidence) => (given === leavings(evidence).length ? 'perPartition' : given === leavings(evidence).reduce((sum, { records }) => sum + records, 0) ? 'perRecord' : given === 1 ? 'oneForAll' : 'other'),
    },
    decisive: evidence => slowly(leavings(evidence)[0]!.atUs - 500, leavings(evidence)[0]!.atUs + 1100),
    facts(evidence) {
      const batches = leavings(evidence), requests = produceRequests(evidence)
      const [eldest, young] = [batches.reduce((one, other) => (other.openedUs < one.openedUs ? other : one)), batches.reduce((one, other) => (other.openedUs > one.openedUs ? other : one))]
      return { brokersLinger: lingerOf(evidence), fortyTaps: String(batches.reduce((sum, { records }) => sum + records, 0)), batches: String(batches.length), requests: String(requests.length), perRequest: rough(batches.length / requests.length), brokersAsked: [...new Set(requests.map(({ to }) => to))].toSorted((one, other) => one - other).join(' and '), perLane: rough(batches[0]!.records), laterMs: rough((young.openedUs - eldest.openedUs) / 1000), youngAge: milliseconds(young.atUs - young.openedUs) }
    },
  },
  {
    id: 'the-photo', kind: 'predict', scene: 'photo', focus: ['producer', 'network'], atUs: PHOTO_AT_US - 200, run: inSeconds(PHOTO_AT_US - 200, 8000, 7), showsCode: true,
    question: { form: 'choice', parts: [''], options: PHOTO_ENDINGS, answer: evidence => [photoEnding(evidence)] },
    decisive: () => slowly(PHOTO_AT_US - 200, PHOTO_AT_US + 800),
    facts: evidence => ({ photo: rough(PHOTO_BYTES), photoSize: rough(batchSizeOf(evidence)), photoBatch: rough(photoBatch(evidence)?.sizeBytes ?? 0), before: String(leavings(evidence)[0]!.records), maxRequest: rough(producerSetting(evidence, 'max.request.size', 1_048_576)) }),
  },
  {
    id: 'memory', kind: 'predict', scene: 'pool', focus: ['producer', 'network', 'brokers'], atUs: 0, run: inSeconds(0, 27_000, 7.8),
    question: {
      form: 'number', unit: 'records', tolerance: 0, relativeTolerance: 0.15, answer: evidence => firstBlock(evidence).recordsBefore,
      belief: (given, evidence) => (given >= byBytes(evidence) / 2 ? 'byBytes' : given === Math.floor(memoryOf(evidence) / batchSizeOf(evidence)) ? 'batches' : 'other'),
    },
    decisive: evidence => slowly(firstBlock(evidence).atUs - 6500, firstBlock(evidence).atUs + 500),
    facts(evidence) {
      const { atUs, recordsBefore } = firstBlock(evidence), batches = leavings(evidence).filter(batch => batch.openedUs < atUs)
      return {
        memory: rough(memoryOf(evidence)), poolSize: rough(batchSizeOf(evidence)), taken: rough(recordsBefore), trays: String(batches.length), blockedAt: milliseconds(atUs), byBytes: rough(byBytes(evidence)), poolRecords: rough(recordsBefore / batches.length),
        poolLinger: lingerOf(evidence), maxBlock: rough(producerSetting(evidence, 'max.block.ms', 60_000) / 1000), poolRate: rough(Number(evidence.scenario.configs.workload!['records.per.second'])),
      }
    },
  },
  {
    id: 'squeeze', kind: 'predict', scene: `together-${CODEC}`, needs: COMPANIES.flatMap(company => [`${company}-none`, `${company}-${CODEC}`]), focus: ['producer', 'network'], atUs: 1000, run: inSeconds(1000, 50_000, 7.5),
    question: { form: 'choice', look: 'toggles', parts: COMPANIES, options: SHARES, answer: evidence => COMPANIES.map(company => shareName(shareLeft(evidence, company))) },
    comparison: {
      columns: ['none', 'packed'], rows: COMPANIES.map(company => ({ name: company, scenes: [`${company}-none`, `${company}-${CODEC}`] })),
      measures: [{ name: 'bytes', of: run => rough(Math.round(bytesPerRecord(run))) }],
    },
    decisive: evidence => slowly(leavings(evidence)[0]!.atUs - 3000, leavings(evidence)[0]!.atUs + 1200),
    facts(evidence) {
      const bytes = (name: string): string => rough(Math.round(bytesPerRecord(evidence.runs[name]!)))
      return {
        codec: CODEC, jsonBytes: String(evidence.scenario.configs.workload!['value.bytes']), aloneNone: bytes('alone-none'), aloneCodec: bytes(`alone-${CODEC}`), togetherNone: bytes('together-none'), togetherCodec: bytes(`together-${CODEC}`), inTogether: String(leavings(evidence.runs[`together-${CODEC}`]!)[0]!.records),
        alonePercent: String(Math.round(shareLeft(evidence, 'alone') * 100)), togetherPercent: String(Math.round(shareLeft(evidence, 'together') * 100)),
      }
    },
  },
  {
    id: 'how-big', kind: 'predict', scene: 'rush', focus: ['producer', 'network', 'brokers'], atUs: 160_000,
    sweep: { scene: 'rush', owner: 'producer', key: 'batch.size', values: SIZES.map(kib => kib * KIB), measureFromUs: 200_000, untilUs: 1_200_000 },
    question: {
      form: 'curve', xs: SIZES, xUnit: 'KiB', yUnit: '/s', mostY: 800, answer: evidence => SIZES.map(kib => requestsAt(evidence, kib)), judge: judgeCurve, points: ({ sweep }) => sweep.map(pointOf),
      also: ({ sweep }) => sweep.map(({ value, p99Us }) => ({ x: value / KIB, y: (p99Us ?? 0) / 1000 })),
    },
    decisive: () => slowly(160_000, 184_000),
    facts: evidence => ({
      smallest: rough(Math.round(requestsAt(evidence, SIZES[0]))), second: rough(Math.round(requestsAt(evidence, SIZES[1]))), third: rough(Math.round(requestsAt(evidence, SIZES[2]))), largest: rough(Math.round(requestsAt(evidence, SIZES.at(-1)!))), knee: String(knee(evidence)), atKnee: rough(Math.round(requestsAt(evidence, knee(evidence)))),
      inLargest: rough(Math.round(evidence.sweep.at(-1)!.recordsPerBatch ?? 0)), fitsLargest: rough(fitting(SIZES.at(-1)! * KIB, recordBytes(leavings(evidence)))),
    }),
  },
  {
    id: 'the-storm', kind: 'challenge', scene: 'storm', atUs: 40_000, settings: SIZE_AND_MEMORY,
    challenge: {
      untilUs: 3_000_000, par: 2, solution: [{ owner: 'producer', key: 'batch.size', value: 32_768 }, { owner: 'producer', key: 'buffer.memory', value: 262_144 }],
      judge({ figures, events }) {
        if ((figures.requestsPerSecond ?? Infinity) > GOAL_REQUESTS) return 'tooMany'
        return blockedSends({ events }).length > 0 ? 'blocked' : null
      },
    },
  },
]

export const batching: Lesson = {
  id: 'batching', number: 10, minutes: 12, scenario: sixTaps, rehearseUntilUs: 30_000, scenes, programs, endQuestions, steps,
  facts(evidence) {
    const [batch] = leavings(evidence)
    return {
      taps: String(batch!.records), sixOpened: milliseconds(batch!.openedUs), sixLeft: milliseconds(batch!.atUs), sixWire: rough(wireBytes(evidence)), rushRate: rough(RUSH), stormRate: rough(STORM), rushLinger: `${rough(Number(scenes.rush.scenario.configs.producer!['linger.ms']))} ms`,
      goalRequests: String(GOAL_REQUESTS), smallestSize: String(SIZES[0]), largestSize: String(SIZES.at(-1)!), sizes: String(SIZES.length), stormLinger: `${rough(Number(scenes.storm.scenario.configs.producer!['linger.ms']))} ms`, stormSize: rough(Number(scenes.storm.scenario.configs.producer!['batch.size'])),
    }
  },
}

/** Lesson 11, "Why a record waits: linger.ms". Storyboard: ten steps. */
import { milliseconds, plural, rough } from '../../engine/kernel/units'
import { dipsFirst, isFlat, rankCorrelation, risesAtTheEnd } from '../curves'
import type { Comparison, Evidence, Lesson, Step, SweptPoint } from '../lesson'
import { inSeconds, slowly } from '../pace'
import { endQuestions } from './endQuestions'
import { CLOCKS, guesses, recordsPerRequest, roundTripUs, stays, type ClockName, type Stay } from './measures'
import { leavings, produceRequests } from '../leavings'
import { programs } from './programs'
import { CHOICES, FILLING_LANE, fourReports, FRESH_AT_US, FRESH_LANE, PATIENT_MS, RATED_UNTIL_US, RATES, scenes, TEAMS, type RateName, type TeamName } from './scenarios'

/** The challenge: reachable with both knobs, with neither alone (linger.test.ts plays them). */
export const GOAL_P99_MS = 20, GOAL_REQUESTS = 150
/** The teams' own limits. */
const ALERTS_P99_MS = 8, LOCATIONS_P99_MS = 20, LOCATIONS_REQUESTS = 300, ANALYTICS_RECORDS = 100

/** To a hundredth of a ms: what is under that is how fine the sender sleeps. */
const inMs = (us: number): number => Math.round(us / 10) / 100

// Steps 1 and 2: whose clock it is.
const lingerOf = ({ scenario }: Evidence): number => Number(scenario.configs.producer?.['linger.ms'] ?? 5)
const guessesOf = (evidence: Evidence): ReturnType<typeof guesses> => guesses(stays(evidence).map(({ fromUs }) => fromUs / 1000), lingerOf(evidence))
/** The model that comes nearest to what the first batch did. */
function clockOf(evidence: Evidence): ClockName {
  const [first] = leavings(evidence), models = guessesOf(evidence)
  const far = (name: ClockName): number => Math.abs(models[name].atMs - first!.atUs / 1000) + (models[name].records === first!.records ? 0 : 1000)
  return CLOCKS.reduce((best, name) => (far(name) < far(best) ? name : best))
}
const LETTERS = ['A', 'B', 'C', 'D'] as const
const stayUs = ({ fromUs, untilUs }: Stay): number => untilUs - fromUs
const shortestStay = (evidence: Evidence): Stay => stays(evidence).reduce((shortest, one) => (stayUs(one) < stayUs(shortest) ? one : shortest))

// Step 3: full.
const fillMs = (evidence: Evidence): number => { const [first] = leavings(evidence); return inMs(first!.atUs - first!.openedUs) }
function fillBelief(given: number, { scenario }: Evidence): string {
  const rate = Number(scenario.configs.workload?.['records.per.second']), value = Number(scenario.configs.workload?.['value.bytes']), limit = Number(scenario.configs.producer?.['batch.size'])
  const after = (records: number): number => (records * 1000) / rate
  const isAbout = (ms: number): boolean => Math.abs(given - ms) <= 0.051
  if (given >= 4) return 'linger'
  if (isAbout(after(Math.floor(limit / value)))) return 'barePayload'
  return isAbout(after(Math.floor((limit - 61) / value))) ? 'recordHead' : 'other'
}

// Step 6: together.
const freshStay = (evidence: Evidence): Stay => stays(evidence).find(({ partition }) => partition === FRESH_LANE)!
const freshWaitMs = (evidence: Evidence): number => inMs(stayUs(freshStay(evidence)))

// Step 7: the curve.
const XS = [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 25, 30] as const
const SWEPT = Array.from({ length: 31 }, (_none, value) => value)
const p99Ms = ({ p99Us }: SweptPoint): number => (p99Us ?? 0) / 1000
const pointAt = ({ sweep }: Evidence, value: number): SweptPoint => sweep.find(point => point.value === value)!
const bestPoint = ({ sweep }: Evidence): SweptPoint => sweep.reduce((best, point) => (p99Ms(point) < p99Ms(best) ? point : best))
function judgeCurve(given: readonly number[], truth: readonly number[]): string | null {
  if (isFlat(given)) return 'flat'
  if (!risesAtTheEnd(given)) return 'falls'
  if (!dipsFirst(given)) return 'alwaysAdds'
  return rankCorrelation(given, truth) < 0.5 ? 'other' : null
}

// Steps 5 and 8: runs beside each other.
const RATE_NAMES = Object.keys(RATES) as RateName[], TEAM_NAMES = Object.keys(TEAMS) as TeamName[]
const rateScenes = (name: RateName): readonly [string, string] => [`${name}-0`, `${name}-${PATIENT_MS}`]
const kinder: Comparison = { columns: ['left', 'right'], rows: RATE_NAMES.map(name => ({ name, scenes: rateScenes(name) })) }
const p99Us = ({ figures }: Evidence): number => figures.p99SendToAckUs ?? Infinity

/** Whether a team is served by a run. */
const SERVED: Readonly<Record<TeamName, (run: Evidence) => boolean>> = {
  alerts: ofRun => p99Us(ofRun) <= ALERTS_P99_MS * 1000, locations: ofRun => p99Us(ofRun) <= LOCATIONS_P99_MS * 1000 && (ofRun.figures.requestsPerSecond ?? 0) <= LOCATIONS_REQUESTS,
  analytics: ofRun => (ofRun.figures.recordsPerBatch ?? 0) >= ANALYTICS_RECORDS,
}
const teams: Comparison = { columns: CHOICES, rows: TEAM_NAMES.map(name => ({ name, scenes: CHOICES.map(choice => `${name}-${choice}`), meets: SERVED[name] })) }
const servedBy = ({ runs }: Evidence, team: TeamName): readonly string[] => CHOICES.filter(choice => SERVED[team](runs[`${team}-${choice}`]!))
const p99Of = ({ runs }: Evidence, scene: string): string => milliseconds(p99Us(runs[scene]!))
const requestsOf = ({ runs }: Evidence, scene: string): string => rough(Math.round(runs[scene]!.figures.requestsPerSecond ?? 0))
const recordsOf = ({ runs }: Evidence, scene: string): string => rough(Math.round(runs[scene]!.figures.recordsPerBatch ?? 0))

const BOTH_KNOBS = [{ owner: 'producer', name: 'linger.ms' }, { owner: 'producer', name: 'batch.size' }] as const

const steps: readonly Step[] = [
  { id: 'a-tray', kind: 'scene', scene: 'opening', focus: ['producer', 'network', 'brokers'], atUs: 600, run: inSeconds(600, 11_000, 7.8), autoplay: true },
  {
    id: 'whose-clock', kind: 'predict', focus: ['producer', 'network'], atUs: 0, run: inSeconds(0, 9600, 7.8), showsCode: true,
    question: { form: 'choice', parts: [''], options: CLOCKS, answer: evidence => [clockOf(evidence)] },
    decisive: evidence => slowly(leavings(evidence)[0]!.atUs - 1500, leavings(evidence)[0]!.atUs + 200),
  },
  {
    id: 'who-waits-least', kind: 'predict', focus: ['producer', 'network'], atUs: 9600, run: inSeconds(9600, 15_000, 5), showsCode: true,
    question: {
      form: 'pick', what: 'record', answer: evidence => String(shortestStay(evidence).record),
      candidates: evidence => stays(evidence).map(({ record, fromUs }, index) => ({ id: String(record), facts: { letter: LETTERS[index] ?? '', at: milliseconds(fromUs) } })),
      belief: (given, evidence) => ['first', 'second', 'third', 'alone'][stays(evidence).findIndex(({ record }) => String(record) === given)] ?? 'other',
    },
    decisive: evidence => slowly(shortestStay(evidence).fromUs - 2100, shortestStay(evidence).untilUs + 400),
    facts: evidence => Object.fromEntries(stays(evidence).flatMap((stay, index) => [[`wait${LETTERS[index]!}`, milliseconds(stayUs(stay))], [`came${LETTERS[index]!}`, rough(stay.fromUs / 1000)]])),
  },
  {
    id: 'full', kind: 'predict', scene: 'stream', focus: ['producer', 'network'], atUs: 900, run: inSeconds(900, 2000, 6), showsCode: true,
    question: { form: 'number', unit: 'ms', tolerance: 0.05, answer: fillMs, belief: fillBelief },
    decisive: evidence => slowly(leavings(evidence)[0]!.atUs - 300, leavings(evidence)[0]!.atUs + 100),
    facts(evidence) {
      const [first] = leavings(evidence), configs = evidence.scenario.configs
      return {
        everyMs: rough(1000 / Number(configs.workload!['records.per.second'])), batchSize: rough(Number(configs.producer!['batch.size'])), streamLinger: milliseconds(lingerOf(evidence) * 1000), inFull: String(first!.records),
        fullBytes: rough(first!.sizeBytes), requestBytes: rough(produceRequests(evidence)[0]!.sizeBytes), recordBytes: rough((first!.sizeBytes - 61) / first!.records), fullAfter: `${rough(fillMs(evidence))} ms`, ninth: String(first!.records + 1),
      }
    },
  },
  {
    id: 'nobody-waits', kind: 'predict', scene: 'torrent', focus: ['producer', 'network'], atUs: 0, run: inSeconds(0, 9000, 7.8), showsCode: true,
    question: {
      form: 'number', unit: 'records', tolerance: 0, relativeTolerance: 0.4, answer: evidence => Math.round(recordsPerRequest(evidence) * 10) / 10,
      belief: given => (given <= 2 ? 'onePerRequest' : given >= 35 && given <= 60 ? 'defaultLinger' : given >= 90 ? 'fullBatches' : 'other'),
    },
    decisive: evidence => { const [held] = evidence.events.ofKind('batchHeldBack'); return slowly(held!.atUs - 200, held!.atUs + 4200) },
    facts(evidence) {
      const held = leavings(evidence).find(({ heldBackUs }) => heldBackUs > 0)!
      return { torrentRate: rough(RATES_OF_TORRENT), slots: String(evidence.view.producers[0]!.docks[0]!.slots), roundTrip: milliseconds(roundTripUs(evidence)), perRequest: rough(Math.round(recordsPerRequest(evidence) * 10) / 10), heldFor: milliseconds(held.heldBackUs), heldRecords: String(held.records) }
    },
  },
  {
    id: 'waiting-wins', kind: 'predict', scene: 'busy-0', focus: ['producer', 'network', 'brokers'], atUs: 0, run: inSeconds(0, 8000, 7.8), comparison: kinder,
    question: { form: 'choice', look: 'toggles', parts: RATE_NAMES, options: kinder.columns, answer: ({ runs }) => RATE_NAMES.map(name => (p99Us(runs[`${name}-0`]!) <= p99Us(runs[`${name}-${PATIENT_MS}`]!) ? 'left' : 'right')) },
    decisive: () => slowly(3000, 8600),
    facts: evidence => ({
      calmLeft: p99Of(evidence, 'calm-0'), calmRight: p99Of(evidence, `calm-${PATIENT_MS}`), busyLeft: p99Of(evidence, 'busy-0'), busyRight: p99Of(evidence, `busy-${PATIENT_MS}`), floodLeft: p99Of(evidence, 'flood-0'),
      floodRight: p99Of(evidence, `flood-${PATIENT_MS}`), floodLeftRequests: requestsOf(evidence, 'flood-0'), floodRightRequests: requestsOf(evidence, `flood-${PATIENT_MS}`), busyLeftRequests: requestsOf(evidence, 'busy-0'), busyRightRequests: requestsOf(evidence, `busy-${PATIENT_MS}`),
    }),
  },
  {
    id: 'who-comes-along', kind: 'predict', scene: 'together', focus: ['producer', 'network'], atUs: FRESH_AT_US + 100, run: inSeconds(FRESH_AT_US + 100, 11_000, 7.5),
    question: { form: 'number', unit: 'ms', tolerance: 1, answer: freshWaitMs, belief: given => (given >= 900 ? 'ownTimer' : given < 1 ? 'atOnce' : 'other') },
    decisive: evidence => slowly(freshStay(evidence).untilUs - 1500, freshStay(evidence).untilUs + 700),
    facts(evidence) {
      const filling = leavings(evidence).find(({ partition }) => partition === FILLING_LANE)!
      return {
        fillingLane: `p${FILLING_LANE}`, freshLane: `p${FRESH_LANE}`, longLinger: `${rough(lingerOf(evidence))} ms`, freshWait: `${rough(freshWaitMs(evidence))} ms`, inFilling: String(filling.records),
        fillingBroker: String(evidence.scenario.topology.topics[0]!.replicaAssignment[FILLING_LANE]![0]),
      }
    },
  },
  {
    id: 'draw-it', kind: 'predict', scene: 'busy-0', focus: ['producer', 'network', 'brokers'], atUs: 20_000,
    sweep: { scene: 'busy-0', owner: 'producer', key: 'linger.ms', values: SWEPT, measureFromUs: 0, untilUs: RATED_UNTIL_US },
    question: {
      form: 'curve', xs: XS, xUnit: 'ms', yUnit: 'ms', mostY: 40, answer: evidence => XS.map(x => p99Ms(pointAt(evidence, x))), judge: judgeCurve,
      points: ({ sweep }) => sweep.map(point => ({ x: point.value, y: p99Ms(point) })), also: ({ sweep }) => sweep.map(({ value, requestsPerSecond }) => ({ x: value, y: requestsPerSecond })),
    },
    decisive: () => slowly(20_000, 25_500),
    facts(evidence) {
      const best = bestPoint(evidence), last = evidence.sweep.at(-1)!, first = evidence.sweep[0]!
      return {
        bestLinger: String(best.value), bestP99: milliseconds(best.p99Us!), zeroP99: milliseconds(first.p99Us!), lastLinger: String(last.value), lastP99: milliseconds(last.p99Us!),
        zeroRequests: rough(Math.round(first.requestsPerSecond)), bestRequests: rough(Math.round(best.requestsPerSecond)), lastRequests: rough(Math.round(last.requestsPerSecond)),
      }
    },
  },
  {
    id: 'three-teams', kind: 'predict', scene: 'analytics-5', focus: ['producer', 'network', 'brokers'], atUs: 0, run: inSeconds(0, 26_000, 6), comparison: teams,
    question: {
      form: 'choice', look: 'toggles', parts: TEAM_NAMES, options: CHOICES, answer: evidence => TEAM_NAMES.map(team => servedBy(evidence, team)[0] ?? CHOICES[0]), accepted: evidence => TEAM_NAMES.map(team => servedBy(evidence, team)),
    },
    decisive: () => slowly(20_000, 26_000),
    facts: evidence => ({
      alertsLimit: `${ALERTS_P99_MS} ms`, locationsLimit: `${LOCATIONS_P99_MS} ms`, locationsRequests: String(LOCATIONS_REQUESTS), analyticsRecords: String(ANALYTICS_RECORDS),
      alerts0: p99Of(evidence, 'alerts-0'), alerts5: p99Of(evidence, 'alerts-5'), locations5: p99Of(evidence, 'locations-5'), locations5Requests: requestsOf(evidence, 'locations-5'), locations0Requests: requestsOf(evidence, 'locations-0'),
      locations20: p99Of(evidence, 'locations-20'), analytics5Records: recordsOf(evidence, 'analytics-5'), analytics20Records: recordsOf(evidence, 'analytics-20'), analytics100Records: recordsOf(evidence, 'analytics-100'),
    }),
  },
  {
    id: 'find-it', kind: 'challenge', scene: 'tuning', atUs: 40_000, settings: BOTH_KNOBS,
    challenge: {
      untilUs: 3_000_000, par: 2, solution: [{ owner: 'producer', key: 'batch.size', value: 4096 }, { owner: 'producer', key: 'linger.ms', value: 10 }],
      judge({ figures }) {
        if (p99Us({ figures } as Evidence) > GOAL_P99_MS * 1000) return 'tooSlow'
        return (figures.requestsPerSecond ?? Infinity) > GOAL_REQUESTS ? 'tooMany' : null
      },
    },
  },
]

const RATES_OF_TORRENT = Number(scenes.torrent.scenario.configs.workload!['records.per.second'])

export const linger: Lesson = {
  id: 'linger', number: 11, minutes: 12, scenario: fourReports, rehearseUntilUs: 30_000, scenes, programs, endQuestions, steps,
  facts(evidence) {
    const [first] = leavings(evidence), models = guessesOf(evidence)
    const at = (name: ClockName): string => `${rough(models[name].atMs)} ms, with ${plural(models[name].records, 'record')}`
    return {
      lingerMs: milliseconds(lingerOf(evidence) * 1000), arrivals: stays(evidence).map(({ fromUs }) => rough(fromUs / 1000)).join(', ').replace(/, ([^,]*)$/, ' and $1'), wall: at('wall'), batch: at('batch'), tick: at('tick'), restart: at('restart'),
      openedAt: milliseconds(first!.openedUs), leftAt: milliseconds(first!.atUs), inFirst: plural(first!.records, 'record'), goalP99: `${GOAL_P99_MS} ms`, goalRequests: String(GOAL_REQUESTS),
      busyRate: rough(RATES.busy), calmRate: rough(RATES.calm), floodRate: rough(RATES.flood), patient: String(PATIENT_MS),
    }
  },
}

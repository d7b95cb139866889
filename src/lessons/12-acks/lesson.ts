/** Lesson 12, "Acknowledgments". Storyboard: eleven steps. */
import { milliseconds, rough } from '../../engine/kernel/units'
import { chosenIn, choicesOf, firstBroken } from '../board'
import { fateWidthUs } from '../fateStrip'
import { ordersOf, type Comparison, type Evidence, type Lesson, type Step } from '../lesson'
import { inSeconds, slowly } from '../pace'
import { committedAt, firstOf, must, readAt, shrunkAt, sumOf } from '../readings'
import { endQuestions } from './endQuestions'
import {
  answeredAfterUs, ANSWERS, appendOf, ARROWS, batchOf, brokersAnswer, failureOf, heardBy, leftoverOf, LEFTOVERS, lostIn, lostOf, placeOf, PLACES, releasingArrow, SIGHTS, sightOf, waitOfUs, waitsUs,
} from './measures'
import { programs } from './programs'
import { board, solution } from './storm'
import {
  ACKS, ALONE_SENT_US, CABLE_US, CUT_LAG_MS, DEATH_US, DELIVERY_MS, EIGHT, FAR_MS, HELD_US, LATENCY_US, LONELY_SENT_US, LONELY_UNTIL_US, onePayment, OUTAGE_UNTIL_US, PRICE_CRASH_US, REQUEST_MS, RETURN_US, scenes, SECOND_US, STORM_FROM_US, STORM_RATE, STORM_UNTIL_US, STRIP_FROM_US, STRIP_UNTIL_US, TOPICS,
} from './scenarios'

const seconds = (us: number): string => `${rough(Math.round(us / 100_000) / 10)} s`
const tenths = (us: number): number => Math.round(us / 100_000) / 10
const told = (evidence: Evidence): number => sumOf(evidence, 'batchAcknowledged'), stored = (evidence: Evidence): number => sumOf(evidence, 'batchAppended')
const COUNTS = ['0', '3', '5', '8'] as const
const secondBatch = (evidence: Evidence): number => batchOf(evidence, 1), onlyBatch = (evidence: Evidence): number => batchOf(evidence, 0)
const waitAfterCutS = (evidence: Evidence): number => tenths(answeredAfterUs(evidence, secondBatch(evidence)))
const priceUs = (run: Evidence): number => waitOfUs(run, PRICE_CRASH_US, 50)
/** How long a death of the leader would have cost the payment that was told yes. */
const redMs = ({ fates }: Evidence): number => Math.round(fateWidthUs(fates['acks=1']!, 'lost') / 100) / 10
const priceOf = ({ runs }: Evidence, acks: string): Evidence => runs[`price-${acks}`]!
const prices: Comparison = {
  columns: ['run'], rows: ACKS.map(acks => ({ name: acks, scenes: [`price-${acks}`] })),
  measures: [{ name: 'p50', of: run => milliseconds(priceUs(run)) }, { name: 'lost', of: run => rough(lostOf(run)) }],
}

const steps: readonly Step[] = [
  { id: 'when-to-stop-worrying', kind: 'scene', scene: 'opening', focus: ['producer', 'network', 'brokers'], view: 'ladder', atUs: 199_500, run: inSeconds(199_500, 224_000, 7.5), autoplay: true },
  {
    id: 'no-answer-asked', kind: 'predict', scene: 'cable', focus: ['producer', 'network'], view: 'ladder', atUs: 0, run: inSeconds(0, 200_000, 7.5), showsCode: true,
    question: { form: 'choice', look: 'toggles', parts: ['callbacks', 'payments'], options: COUNTS, answer: evidence => [String(told(evidence)), String(stored(evidence))] },
    decisive: () => slowly(CABLE_US - 12_000, CABLE_US + 20_000),
    facts: evidence => ({ cableAt: milliseconds(CABLE_US), eight: String(EIGHT), told: String(told(evidence)), stored: String(stored(evidence)), gone: String(told(evidence) - stored(evidence)) }),
  },
  {
    id: 'one-has-it', kind: 'predict', scene: 'gone', focus: ['brokers'], view: 'ladder', atUs: 99_500, run: inSeconds(99_500, 60_120_000, 7.6), showsCode: true,
    question: { form: 'choice', parts: [''], options: PLACES, answer: evidence => [placeOf(evidence, secondBatch(evidence))] },
    decisive: () => slowly(SECOND_US, DEATH_US + 2000),
    facts(evidence) {
      const batch = secondBatch(evidence), append = must(appendOf(evidence, batch), 'the append'), elected = must(firstOf(evidence, 'leadershipTaken', ({ node }) => node !== 1), 'an election')
      const cut = must(firstOf(evidence, 'logTruncated', ({ node }) => node === 1), 'a truncation')
      return {
        answeredAt: milliseconds(append.atUs), diedAt: milliseconds(DEATH_US), nextLeader: String(elected.node), electedAfter: seconds(elected.atUs - DEATH_US), returnedAfter: seconds(RETURN_US - DEATH_US), cutTo: rough(cut.arguments['to']!), offset: rough(append.arguments['baseOffset']!),
      }
    },
  },
  {
    id: 'which-arrow', kind: 'predict', focus: ['brokers'], view: 'ladder', atUs: 199_500, run: inSeconds(199_500, 224_000, 7.5), showsCode: true,
    question: { form: 'choice', parts: [''], options: ARROWS, answer: evidence => [releasingArrow(evidence)] },
    decisive: evidence => { const { atUs } = committedAt(evidence, 0); return slowly(atUs - 7000, atUs + 2500) },
    facts(evidence) {
      const asked = (follower: number): number => must(firstOf(evidence, 'followerPositionLearned', ({ arguments: given }) => given['follower'] === follower && given['logEndOffset'] === 1), 'a fetch').atUs
      const copied = (follower: number): number => must(firstOf(evidence, 'replicaAppended', ({ node }) => node === follower), 'a copy').atUs
      return { near: milliseconds(LATENCY_US), far: milliseconds(LATENCY_US + FAR_MS * 1000), nearCopied: milliseconds(copied(2)), nearAsked: milliseconds(asked(2)), farCopied: milliseconds(copied(3)), farAsked: milliseconds(asked(3)), releasedAt: milliseconds(committedAt(evidence, 0).atUs) }
    },
  },
  {
    id: 'a-cut-link', kind: 'predict', scene: 'cut', focus: ['brokers'], view: 'ladder', atUs: 390_000, run: inSeconds(390_000, 15_200_000, 7.6),
    question: { form: 'number', unit: 's', tolerance: 1.6, answer: waitAfterCutS, belief: given => (given < 1 ? 'atOnce' : given >= 25 ? 'never' : Math.abs(given - CUT_LAG_MS / 1000) <= 0.5 ? 'sharp' : 'other') },
    decisive: evidence => { const { atUs } = shrunkAt(evidence); return slowly(atUs - 9000, atUs + 5000) },
    facts: evidence => ({ lag: `${rough(CUT_LAG_MS)} ms`, looks: `${rough(CUT_LAG_MS / 2)} ms`, mostWait: seconds(CUT_LAG_MS * 1500), timeout: '30 s', waitedFor: `${rough(waitAfterCutS(evidence))} s`, shrunkAt: seconds(shrunkAt(evidence).atUs) }),
  },
  {
    id: 'too-few', kind: 'predict', scene: 'alone', focus: ['producer', 'network', 'brokers'], view: 'ladder', atUs: ALONE_SENT_US - 20_000, run: inSeconds(ALONE_SENT_US - 20_000, ALONE_SENT_US + 1_000_000, 7), showsCode: true,
    question: { form: 'choice', parts: ['broker', 'callback'], options: ANSWERS, answer: evidence => [brokersAnswer(evidence, onlyBatch(evidence)), heardBy(evidence, onlyBatch(evidence), ALONE_SENT_US + 1_000_000)] },
    decisive: () => slowly(ALONE_SENT_US - 1000, ALONE_SENT_US + 8000),
    facts: evidence => ({ attempts: rough([...evidence.events.ofKind('batchRejected', 0, ALONE_SENT_US + 1_000_000)].length), delivery: '120 s' }),
  },
  {
    id: 'failed-is-not-absent', kind: 'predict', scene: 'late', needs: ['patient'], focus: ['producer', 'brokers'], view: 'ladder', atUs: 199_500, run: inSeconds(199_500, 20_700_000, 7.6), showsCode: true,
    question: { form: 'choice', parts: [''], options: LEFTOVERS, answer: evidence => [leftoverOf(evidence, onlyBatch(evidence))] },
    decisive: () => slowly(HELD_US - 3500, HELD_US + 4000),
    facts(evidence) {
      const batch = onlyBatch(evidence), failed = must(failureOf(evidence, batch), 'a failure'), patient = evidence.runs['patient']!
      const read = readAt(evidence, 0), late = firstOf(patient, 'batchAcknowledged')
      return {
        deliveryLimit: `${rough(DELIVERY_MS)} ms`, requestLimit: `${rough(REQUEST_MS)} ms`, failedAt: seconds(failed.atUs), outageUntil: seconds(OUTAGE_UNTIL_US), readAtTime: read === undefined ? 'never' : seconds(read.atUs), patientAt: late === undefined ? 'never' : seconds(late.atUs),
        patientOffset: late === undefined ? '–' : rough(late.arguments['baseOffset']!), offset: rough(must(appendOf(evidence, batch), 'the append').arguments['baseOffset']!),
      }
    },
  },
  {
    id: 'yes-but-hidden', kind: 'predict', scene: 'lonely', focus: ['brokers', 'consumer'], view: 'ladder', atUs: LONELY_SENT_US - 20_000, run: inSeconds(LONELY_SENT_US - 20_000, 18_900_000, 7.6),
    question: { form: 'choice', parts: [''], options: SIGHTS, answer: evidence => [sightOf(evidence, onlyBatch(evidence))] },
    decisive: () => slowly(LONELY_SENT_US - 1000, LONELY_SENT_US + 9000),
    facts(evidence) {
      const append = must(appendOf(evidence, onlyBatch(evidence)), 'the append'), read = readAt(evidence, append.arguments['baseOffset']!)
      return { saidYesAt: milliseconds(append.atUs), startedAt: seconds(LONELY_UNTIL_US), seenAt: read === undefined ? 'never' : seconds(read.atUs) }
    },
  },
  {
    id: 'the-price', kind: 'predict', scene: 'price-all', focus: ['producer', 'network', 'brokers'], atUs: PRICE_CRASH_US - 150_000, run: inSeconds(PRICE_CRASH_US - 150_000, PRICE_CRASH_US + 350_000, 7), comparison: prices,
    question: {
      form: 'order', cards: ['all', '0', '1'], given: [], rankings: ['byPrice', 'byLoss'],
      answer: evidence => [priceUs, lostOf].flatMap(figure => ACKS.toSorted((one, other) => figure(priceOf(evidence, one)) - figure(priceOf(evidence, other)))),
      beliefs(given, evidence) {
        const [price, loss] = ordersOf(this, given), [byPrice, byLoss] = ordersOf(this, this.answer(evidence))
        const isWrong = (order: readonly string[] | undefined, right: readonly string[] | undefined): boolean => String(order) !== String(right)
        return [
          ...(isWrong(price, byPrice) ? [price![0] === 'all' ? 'safeIsCheap' : price![0] === '1' ? 'zeroWaits' : 'other'] : []),
          ...(isWrong(loss, byLoss) ? [loss!.indexOf('1') < loss!.indexOf('all') ? 'oneIsSafe' : 'silenceIsSafe'] : []),
        ]
      },
    },
    decisive: () => slowly(PRICE_CRASH_US - 80_000, PRICE_CRASH_US + 60_000),
    facts: evidence => Object.fromEntries(ACKS.flatMap(acks => [[`price${acks}`, milliseconds(priceUs(priceOf(evidence, acks)))], [`least${acks}`, milliseconds(waitsUs(priceOf(evidence, acks), PRICE_CRASH_US)[0] ?? 0)], [`lost${acks}`, rough(lostOf(priceOf(evidence, acks)))]])),
  },
  {
    id: 'every-millisecond', kind: 'predict', scene: 'calm', focus: ['producer', 'network', 'brokers'], view: 'ladder', atUs: STRIP_FROM_US, run: inSeconds(STRIP_FROM_US, STRIP_UNTIL_US, 6),
    fateStrip: {
      record: 1, fault: 'crash', node: 'leader', restartAfterUs: 20_000_000, fromUs: STRIP_FROM_US, untilUs: STRIP_UNTIL_US, stepUs: 320, horizonUs: 45_000_000,
      variants: [{ name: 'acks=1', sets: [] }, { name: 'acks=all', sets: [{ owner: 'producer', key: 'acks', value: 'all' }, { owner: 'producer', key: 'enable.idempotence', value: 'true' }] }],
    },
    question: { form: 'number', unit: 'ms', tolerance: 0, relativeTolerance: 0.3, answer: redMs, belief: given => (given < 1 ? 'narrow' : given > 15 ? 'wide' : 'other') },
    decisive: evidence => { const [red] = evidence.fates['acks=1']!.stretches.filter(({ kind }) => kind === 'lost'); return slowly((red?.fromUs ?? STRIP_FROM_US) - 500, (red?.untilUs ?? STRIP_UNTIL_US) + 500) },
    facts(evidence) {
      const [red] = evidence.fates['acks=1']!.stretches.filter(({ kind }) => kind === 'lost')
      return { red: `${rough(redMs(evidence))} ms`, redFrom: milliseconds(red?.fromUs ?? 0), redUntil: milliseconds(red?.untilUs ?? 0), redAll: `${rough(fateWidthUs(evidence.fates['acks=all']!, 'lost') / 1000)} ms`, forks: rough(evidence.fates['acks=1']!.forks.length) }
    },
  },
  {
    id: 'the-storm', kind: 'challenge', scene: 'storm', atUs: 0,
    challenge: {
      untilUs: STORM_UNTIL_US, speed: 10, par: solution.length, board, solution,
      facts(run) {
        const broken = firstBroken(board, run)
        return {
          ...Object.fromEntries(TOPICS.map((topic, index) => [`${topic}Lost`, rough(lostIn(run, index))])),
          ...(broken && { topic: broken.row, found: broken.limit.of(run, broken.row), allowed: broken.limit.allows(broken.row), chosen: choicesOf(board, broken.row).map(choice => `${choice.key}=${chosenIn(run.scenario, choice)}`).join(', ') }),
        }
      },
      judge: run => firstBroken(board, run)?.limit.name ?? null,
    },
  },
]

export const acknowledgments: Lesson = {
  id: 'acks', number: 12, minutes: 14, scenario: onePayment, rehearseUntilUs: 300_000, steps, scenes, programs, endQuestions,
  facts: () => ({ stormRate: rough(STORM_RATE), stormLength: seconds(STORM_UNTIL_US), calm: seconds(Math.floor(STORM_FROM_US / 1_000_000) * 1_000_000), minimum: '2', stripFrom: milliseconds(STRIP_FROM_US), stripUntil: milliseconds(STRIP_UNTIL_US), secondAt: milliseconds(SECOND_US) }),
}

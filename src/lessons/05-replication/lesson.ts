/** Lesson 5, "Replication and the high watermark". Nine steps. */
import { milliseconds, rough } from '../../engine/kernel/units'
import type { Evidence, Lesson, Step } from '../lesson'
import { inSeconds, slowly } from '../pace'
import { committedAt, firstOf, shrunkAt } from '../readings'
import { endQuestions } from './endQuestions'
import {
  acknowledgedEarly, answeredAfterUs, COURSES, courseAfter, firstAppend, firstRead, heardAt, highWatermarkAt, limitOf, LIMITS, logEndAt, momentOf, MOMENTS, wayBack, wayOf, WAYS, WAYS_BACK,
} from './measures'
import { ALONE_US, CHALLENGE_RATE, FAR_MS, FREEZE_US, LAG_MS, onePayment, scenes, STILL_FROM_US, STILL_UNTIL_US, THAW_US } from './scenarios'

/** The challenge: reachable with both settings, with neither alone (replication.test.ts plays them). */
export const GOAL_P99_MS = 2500, COPIES = 2, CHALLENGE_UNTIL_US = 14_000_000

const tenths = (us: number): number => Math.round(us / 100_000) / 10
const rate = ({ scenario }: Evidence): string => rough(Number(scenario.configs.workload?.['records.per.second'] ?? 0))
const hearingMs = (evidence: Evidence): number => Math.round((heardAt(evidence, 2, 0).atUs - committedAt(evidence, 0).atUs) / 1000)
const waitS = (evidence: Evidence): number => tenths(answeredAfterUs(evidence, FREEZE_US))
const lagMs = ({ scenario }: Evidence): number => Number(scenario.configs.broker?.['replica.lag.time.max.ms'])
const KNOBS = [{ owner: 'producer', name: 'acks' }, { owner: 'broker', name: 'replica.lag.time.max.ms' }] as const

const steps: readonly Step[] = [
  { id: 'three-logs', kind: 'scene', focus: ['brokers'], atUs: 19_000, run: inSeconds(19_000, 26_500, 7.5), autoplay: true },
  {
    id: 'who-moves', kind: 'predict', focus: ['brokers'], atUs: 19_000, run: inSeconds(19_000, 24_500, 7), view: 'ladder',
    question: { form: 'choice', parts: [''], options: WAYS, answer: evidence => [wayOf(evidence)] },
    decisive: evidence => { const { atUs } = firstAppend(evidence); return slowly(atUs - 900, atUs + 1300) },
    facts: evidence => ({ appendedAt: milliseconds(firstAppend(evidence).atUs), waited: milliseconds(firstAppend(evidence).atUs - parkedSince(evidence)) }),
  },
  {
    id: 'when-committed', kind: 'predict', focus: ['brokers'], atUs: 21_700, run: inSeconds(21_700, 25_500, 7), view: 'ladder',
    question: { form: 'choice', parts: [''], options: MOMENTS, answer: evidence => [momentOf(evidence)] },
    decisive: evidence => { const { atUs } = committedAt(evidence, 0); return slowly(atUs - 1300, atUs + 300) },
    facts(evidence) {
      const committed = committedAt(evidence, 0), learned = evidence.events.named(committed.cause)
      const copied = firstOf(evidence, 'replicaAppended', ({ node }) => node === learned.arguments['follower'])!
      return { copiedAt: milliseconds(copied.atUs), askedAt: milliseconds(learned.atUs), committedAt: milliseconds(committed.atUs), lastFollower: String(learned.arguments['follower']), next: String(learned.arguments['logEndOffset']) }
    },
  },
  {
    id: 'when-it-hears', kind: 'predict', focus: ['brokers'], atUs: 25_500, run: inSeconds(25_500, 545_000, 6),
    question: { form: 'number', unit: 'ms', tolerance: 0, relativeTolerance: 0.2, answer: hearingMs, belief: given => (given < 20 ? 'atOnce' : given > 5000 ? 'never' : 'other') },
    decisive: evidence => { const { atUs } = heardAt(evidence, 2, 0); return slowly(atUs - 3000, atUs + 500) },
    facts: evidence => ({ hearing: `${rough(hearingMs(evidence))} ms`, heardAt: milliseconds(heardAt(evidence, 2, 0).atUs) }),
  },
  {
    id: 'who-may-read', kind: 'predict', scene: 'far', focus: ['brokers', 'consumer'], atUs: 59_500, run: inSeconds(59_500, 92_000, 7.8), view: 'ladder',
    question: { form: 'choice', parts: [''], options: LIMITS, answer: evidence => [limitOf(evidence)] },
    decisive: evidence => { const { atUs } = committedAt(evidence, 0); return slowly(atUs - 3000, firstRead(evidence).atUs + 300) },
    facts: evidence => ({
      farther: milliseconds(FAR_MS * 1000), farAppended: milliseconds(firstAppend(evidence).atUs), nearHad: milliseconds(firstOf(evidence, 'followerPositionLearned', ({ arguments: given }) => given['follower'] === 2 && given['logEndOffset'] === 1)!.atUs),
      farCommitted: milliseconds(committedAt(evidence, 0).atUs), readAt: milliseconds(firstRead(evidence).atUs),
    }),
  },
  {
    id: 'it-stands-still', kind: 'predict', scene: 'still', focus: ['producer', 'network', 'brokers'], atUs: FREEZE_US - 200_000, run: inSeconds(FREEZE_US - 200_000, 6_000_000, 7.6),
    question: { form: 'number', unit: 's', tolerance: 0.6, answer: waitS, belief: given => (given < 1 ? 'atOnce' : given >= 10 ? 'forEver' : 'other') },
    decisive: evidence => { const { atUs } = shrunkAt(evidence); return slowly(atUs - 6000, atUs + 3000) },
    facts: evidence => ({ lag: `${rough(lagMs(evidence))} ms`, everyLook: `${rough(lagMs(evidence) / 2)} ms`, stillRate: rate(evidence), waitedFor: `${rough(waitS(evidence))} s`, shrunkAt: milliseconds(shrunkAt(evidence).atUs), frozenAt: milliseconds(FREEZE_US) }),
  },
  {
    id: 'the-way-back', kind: 'predict', scene: 'still', focus: ['brokers'], atUs: THAW_US - 5000, run: inSeconds(THAW_US - 5000, THAW_US + 60_000, 7.5),
    question: { form: 'choice', parts: [''], options: WAYS_BACK, answer: evidence => [wayBack(evidence)] },
    decisive: evidence => { const { atUs } = firstOf(evidence, 'isrExpandAsked')!; return slowly(atUs - 12_000, atUs + 8000) },
    facts(evidence) {
      const asked = firstOf(evidence, 'isrExpandAsked')!, back = firstOf(evidence, 'isrChanged', ({ arguments: given }) => given['inSync'] === 3, asked.atUs)!
      return { behind: rough(logEndAt(evidence, THAW_US) - endOfThree(evidence)), backAfter: milliseconds(back.atUs - THAW_US), reached: rough(asked.arguments['logEndOffset']!), water: rough(highWatermarkAt(evidence, asked.atUs)) }
    },
  },
  {
    id: 'below-the-minimum', kind: 'predict', scene: 'alone', focus: ['brokers', 'consumer'], atUs: ALONE_US, run: inSeconds(ALONE_US, ALONE_US + 2_500_000, 7),
    question: { form: 'choice', parts: [''], options: COURSES, answer: evidence => [courseAfter(evidence, ALONE_US)] },
    decisive: () => slowly(ALONE_US + 400_000, ALONE_US + 1_200_000),
    facts: evidence => ({ aloneEnd: rough(logEndAt(evidence, ALONE_US)), aloneWater: rough(highWatermarkAt(evidence, ALONE_US)), laterEnd: rough(logEndAt(evidence, ALONE_US + 2_500_000)), laterWater: rough(highWatermarkAt(evidence, ALONE_US + 2_500_000)) }),
  },
  {
    id: 'two-copies', kind: 'challenge', scene: 'pause', atUs: 0, settings: KNOBS,
    challenge: {
      untilUs: CHALLENGE_UNTIL_US, par: 2,
      judge: run => (acknowledgedEarly(run, COPIES) > 0 ? 'oneCopy' : (run.figures.p99SendToAckUs ?? Infinity) > GOAL_P99_MS * 1000 ? 'tooSlow' : null),
      solution: [{ owner: 'producer', key: 'acks', value: 'all' }, { owner: 'broker', key: 'replica.lag.time.max.ms', value: 1500 }],
    },
  },
]

/** Since when the fetch that brought the first copy had been waiting. */
const parkedSince = (evidence: Evidence): number => {
  const { atUs } = firstAppend(evidence)
  const parked = [...evidence.events.ofKind('requestParked', 0, atUs)].filter(({ node, arguments: given }) => node === 1 && given['from'] === 2)
  return parked.at(-1)?.atUs ?? atUs
}
/** Where broker 3's log ended while it stood still. */
function endOfThree({ events }: Evidence): number {
  let end = 0
  for (const { node, arguments: given } of events.ofKind('replicaAppended', 0, THAW_US)) if (node === 3) end = given['lastOffset']! + 1
  return end
}

export const replication: Lesson = {
  id: 'replication', number: 5, minutes: 12, scenario: onePayment, rehearseUntilUs: 560_000, steps, scenes, endQuestions,
  facts: evidence => ({
    goalP99: `${rough(GOAL_P99_MS)} ms`, copies: String(COPIES), challengeRate: rough(CHALLENGE_RATE), pauseLength: `${rough((STILL_UNTIL_US - STILL_FROM_US) / 1_000_000)} s`, lagDefault: '30 000 ms', lagSet: `${rough(LAG_MS)} ms`,
    sentAt: milliseconds(evidence.stories[0]!.stops[0]!.atUs!),
  }),
}

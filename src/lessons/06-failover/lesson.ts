/** Lesson 6, "When a broker dies": who notices, who leads next, what is gone, and what the settings have to do with it. */
import { milliseconds, plural, rough } from '../../engine/kernel/units'
import { fateWidthUs } from '../fateStrip'
import type { Comparison, Evidence, Lesson, Step } from '../lesson'
import { inSeconds, slowly } from '../pace'
import { firstOf } from '../readings'
import { endQuestions } from './endQuestions'
import { acknowledgedAt, died, elected, fenced, lastHeartbeatUs, lengthOf, logEndAt, longestWait, longestWaitUs, lost, taken, truncated } from './measures'
import { ACCIDENT_US, CONTROLLER_DIES_US, DEATH_US, FAR_MS, FOLLOWERS_RETURN_US, HERO, HERO_US, LAST_DIES_US, LAST_RETURNS_US, leaderDies, LEADER_DIES_UNTIL_US, NEAR_MS, RETURN_US, scenes, STORM_UNTIL_US } from './scenarios'

/** The challenge: reachable with acks and the minimum, with neither alone (failover.test.ts plays them). */
export const GOAL_WAIT_US = 30_000_000
/** The opening rests here. */
const BEFORE_DEATH_US = DEATH_US - 1000
/** Between these, broker 1 is given up and another one takes over. */
const BEFORE_ELECTION_US = 10_124_000, AFTER_ELECTION_US = 10_152_500

const inSecondsOf = (us: number): number => Math.round(us / 100_000) / 10
const seconds = (us: number): string => `${rough(inSecondsOf(us))}\u00a0s`

// Step 2: how long until somebody notices.
const noticedAfter = (evidence: Evidence): number => inSecondsOf(fenced(evidence, 1).atUs - died(evidence, 1).atUs)
const noticeBelief = (given: number): string => (given < 1.5 ? 'atOnce' : given < 5 ? 'oneBeat' : given >= 25 ? 'lag' : given >= 15 ? 'zookeeper' : 'other')

// Steps 3 to 5: who leads, and with what.
const next = (evidence: Evidence): string => String(elected(evidence, DEATH_US)?.arguments['leader'] ?? -1)
const inLog = (evidence: Evidence, broker: number): number => logEndAt(evidence, broker, fenced(evidence, 1).atUs)
const toldYes = (evidence: Evidence): number => acknowledgedAt(evidence, fenced(evidence, 1).atUs)
function goneBelief(given: number, evidence: Evidence): string {
  if (given === 0) return 'copies'
  if (given === toldYes(evidence) - inLog(evidence, 3)) return 'third'
  return given >= toldYes(evidence) ? 'all' : 'other'
}
const RETURNS = ['back', 'merged', 'kept', 'cut'] as const
/** What becomes of the end of its log: cut off; or it leads again; or it is as long as it was, and the others have it too or not. */
function returns(evidence: Evidence): (typeof RETURNS)[number] {
  if (truncated(evidence, 1)) return 'cut'
  if (firstOf(evidence, 'leadershipTaken', ({ node }) => node === 1, RETURN_US)) return 'back'
  return lost(evidence) > 0 ? 'kept' : 'merged'
}

// Step 6: two runs beside each other.
const MEASURES = [
  { name: 'lost', of: (run: Evidence) => rough(lost(run)) }, { name: 'failed', of: (run: Evidence) => rough(run.figures.failedRecords) }, { name: 'waited', of: (run: Evidence) => seconds(longestWaitUs(run)) },
] as const
const bothAcks: Comparison = { columns: ['one', 'all'], rows: [{ name: 'death', scenes: ['one', 'all'] }], measures: MEASURES }
const NOTICED = ['nothing', 'errors', 'fewer', 'waits'] as const
function noticed(run: Evidence): (typeof NOTICED)[number] {
  if (lost(run) > 0) return 'fewer'
  if (run.figures.failedRecords > 0) return 'errors'
  return longestWaitUs(run) > 1_000_000 ? 'waits' : 'nothing'
}
const PRICE = [MEASURES[0], MEASURES[2]] as const

// Step 7: every instant.
const STRIP_FROM_US = HERO_US - 6000, STRIP_UNTIL_US = HERO_US + 64_000
const DEADLY = ['travel', 'first', 'next', 'known'] as const
/** From the first to the last death that loses it. */
function redOf({ fates }: Evidence, variant: string): { readonly fromUs: number; readonly untilUs: number } | undefined {
  const reds = fates[variant]!.stretches.filter(({ kind }) => kind === 'lost')
  return reds[0] && { fromUs: reds[0].fromUs, untilUs: reds.at(-1)!.untilUs }
}
/** As the strips count. */
const afterSend = (us: number): string => milliseconds(us - HERO_US)
const heroOffset = ({ stories }: Evidence): number => stories[0]!.offset
/** When a follower has written it. */
const copiedUs = (evidence: Evidence, broker: number): number =>
  firstOf(evidence, 'replicaAppended', ({ node, arguments: given }) => node === broker && given['baseOffset']! <= heroOffset(evidence) && given['lastOffset']! >= heroOffset(evidence))?.atUs ?? Infinity
const answeredUs = (evidence: Evidence): number => evidence.stories[0]!.stops.find(({ stop }) => stop === 'acknowledged')?.atUs ?? Infinity
const committedUs = (evidence: Evidence): number => evidence.stories[0]!.stops.find(({ stop }) => stop === 'committed')?.atUs ?? Infinity
/** What the last deadly instant comes nearest to: a copy that is on its way survives its sender. */
function deadlyUntil(evidence: Evidence): (typeof DEADLY)[number] {
  const red = redOf(evidence, 'acks=1')
  if (!red || red.untilUs <= answeredUs(evidence) - 1000) return 'travel'
  const ends = { first: copiedUs(evidence, 3) - (NEAR_MS + 1) * 1000, next: copiedUs(evidence, 2) - (FAR_MS + 1) * 1000, known: committedUs(evidence) }
  const far = (name: keyof typeof ends): number => Math.abs(ends[name] - red.untilUs)
  return (['first', 'next', 'known'] as const).reduce((nearest, one) => (far(one) < far(nearest) ? one : nearest))
}

// Steps 8 and 9: more runs beside each other.
const LAST = ['off', 'on', 'two'] as const, OUTCOMES = ['loses', 'waitsForOne', 'goesOn'] as const
const lastOnes: Comparison = { columns: LAST, rows: [{ name: 'gone', scenes: LAST.map(name => `last-${name}`) }], measures: PRICE }
/** Whether payments went on when brokers 2 and 3 were back, and at what price. */
const outcome = (run: Evidence): (typeof OUTCOMES)[number] => (lost(run) > 0 ? 'loses' : longestWait(run).untilUs > LAST_RETURNS_US ? 'waitsForOne' : 'goesOn')

const ACCIDENTS = ['killed', 'machine', 'building'] as const, DAMAGES = ['short', 'long', 'loss'] as const
const accidents: Comparison = { columns: ACCIDENTS, rows: [{ name: 'accident', scenes: ACCIDENTS }], measures: PRICE }
const damage = (run: Evidence): (typeof DAMAGES)[number] => (lost(run) > 0 ? 'loss' : longestWaitUs(run) > 20_000_000 ? 'long' : 'short')
const waitOf = ({ runs }: Evidence, scene: string): string => seconds(longestWaitUs(runs[scene]!))
const lostOf = ({ runs }: Evidence, scene: string): string => rough(lost(runs[scene]!))

// Step 10: the controller.
const EFFECTS = ['stops', 'loses', 'moves', 'nothing'] as const
function effectOf(run: Evidence): (typeof EFFECTS)[number] {
  if (lost(run) > 0) return 'loses'
  if (elected(run, CONTROLLER_DIES_US)) return 'moves'
  return longestWaitUs(run) > 1_000_000 ? 'stops' : 'nothing'
}

const KNOBS = [{ owner: 'producer', name: 'acks' }, { owner: 'topic', name: 'min.insync.replicas' }, { owner: 'topic', name: 'unclean.leader.election.enable' }] as const
/** The first is what a phone shows. */
const AT_BROKERS = ['brokers', 'producer', 'network'] as const, AT_PRODUCER = ['producer', 'network', 'brokers'] as const

const steps: readonly Step[] = [
  { id: 'yes-first', kind: 'scene', focus: AT_BROKERS, atUs: DEATH_US - 70_000, run: inSeconds(DEATH_US - 70_000, BEFORE_DEATH_US, 7.8), autoplay: true },
  {
    id: 'who-notices', kind: 'predict', focus: AT_BROKERS, atUs: BEFORE_DEATH_US, run: inSeconds(BEFORE_DEATH_US, BEFORE_ELECTION_US, 7.8),
    question: { form: 'number', unit: 's', tolerance: 1.5, answer: noticedAfter, belief: noticeBelief },
    decisive: evidence => slowly(fenced(evidence, 1).atUs - 1_200_000, BEFORE_ELECTION_US),
    facts: evidence => ({ noticedAfter: `${rough(noticedAfter(evidence))} s`, noticedAt: milliseconds(fenced(evidence, 1).atUs), lastBeat: seconds(died(evidence, 1).atUs - lastHeartbeatUs(evidence, 1)), sinceBeat: seconds(fenced(evidence, 1).atUs - lastHeartbeatUs(evidence, 1)) }),
  },
  {
    id: 'who-leads', kind: 'predict', focus: AT_BROKERS, atUs: BEFORE_ELECTION_US, run: inSeconds(BEFORE_ELECTION_US, AFTER_ELECTION_US, 7),
    question: {
      form: 'pick', what: 'broker', answer: next, belief: given => ['', 'old', 'first', 'most'][Number(given)] ?? 'other',
      candidates: evidence => [1, 2, 3].map(broker => ({ id: String(broker), facts: { broker: String(broker), has: rough(inLog(evidence, broker)), how: broker === 1 ? ', when it is back' : '' } })),
    },
    decisive: evidence => slowly(elected(evidence)!.atUs - 1000, taken(evidence)!.atUs + 1000),
    facts: evidence => ({ newLeader: next(evidence), replicas: evidence.scenario.topology.topics[0]!.replicaAssignment[0]!.join(', ') }),
  },
  {
    id: 'how-many-gone', kind: 'predict', focus: AT_BROKERS, atUs: AFTER_ELECTION_US, run: inSeconds(AFTER_ELECTION_US, 10_160_000, 5),
    question: { form: 'number', unit: 'payments', tolerance: 0, answer: lost, belief: goneBelief },
    decisive: evidence => slowly(taken(evidence)!.atUs - 500, truncated(evidence, 3)!.atUs + 1500),
    facts: evidence => ({ newLeader: next(evidence), gone: plural(lost(evidence), 'payment'), onThree: rough(truncated(evidence, 3)?.arguments['records'] ?? 0) }),
  },
  {
    id: 'it-returns', kind: 'predict', focus: AT_BROKERS, atUs: RETURN_US - 10_000, run: inSeconds(RETURN_US - 10_000, RETURN_US + 110_000, 7.5),
    question: { form: 'choice', parts: [''], options: RETURNS, answer: evidence => [returns(evidence)] },
    decisive: evidence => slowly(truncated(evidence, 1)!.atUs - 25_000, truncated(evidence, 1)!.atUs + 5000),
    facts(evidence) {
      const cut = truncated(evidence, 1)
      return { newLeader: next(evidence), gone: plural(lost(evidence), 'payment'), cutAt: milliseconds(cut?.atUs ?? 0), cutFrom: rough(cut?.arguments['from'] ?? 0), cutTo: rough(cut?.arguments['to'] ?? 0), away: seconds(RETURN_US - DEATH_US) }
    },
  },
  {
    id: 'with-all', kind: 'predict', scene: 'all', focus: AT_PRODUCER, atUs: DEATH_US - 20_000, run: inSeconds(DEATH_US - 20_000, 11_000_000, 7.8), comparison: bothAcks,
    question: { form: 'choice', parts: [''], options: NOTICED, answer: run => [noticed(run)] },
    decisive: evidence => slowly(taken(evidence)!.atUs - 100_000, longestWait(evidence).untilUs + 50_000),
    facts: evidence => ({
      allGone: plural(lost(evidence), 'payment'), oneGone: lostOf(evidence, 'one'), allWait: seconds(longestWaitUs(evidence)), allFailed: rough(evidence.figures.failedRecords),
      allYes: rough(acknowledgedAt(evidence, fenced(evidence, 1).atUs)), allOnTwo: rough(inLog(evidence, 2)),
    }),
  },
  {
    id: 'every-instant', kind: 'predict', scene: 'instants', focus: AT_BROKERS, atUs: STRIP_FROM_US, run: inSeconds(STRIP_FROM_US, STRIP_UNTIL_US, 7.8),
    fateStrip: {
      record: 'firstTraced', fault: 'crash', node: 'leader', restartAfterUs: 11_000_000, fromUs: STRIP_FROM_US, untilUs: STRIP_UNTIL_US, stepUs: 1000, horizonUs: 13_000_000,
      variants: [{ name: 'acks=1', sets: [] }, { name: 'acks=all', sets: [{ owner: 'producer', key: 'acks', value: 'all' }, { owner: 'topic', key: 'min.insync.replicas', value: 2 }] }],
    },
    question: { form: 'choice', parts: [''], options: DEADLY, answer: evidence => [deadlyUntil(evidence)] },
    decisive: evidence => { const red = redOf(evidence, 'acks=1'); return slowly((red?.fromUs ?? HERO_US) - 2000, (red?.untilUs ?? STRIP_UNTIL_US) + 2000) },
    facts(evidence) {
      const red = redOf(evidence, 'acks=1')
      return {
        red: milliseconds(fateWidthUs(evidence.fates['acks=1']!, 'lost')), redFrom: afterSend(red?.fromUs ?? HERO_US), redUntil: afterSend(red?.untilUs ?? HERO_US), redAll: redOf(evidence, 'acks=all') ? milliseconds(fateWidthUs(evidence.fates['acks=all']!, 'lost')) : 'none',
        onThreeAt: afterSend(copiedUs(evidence, 3)), onTwoAt: afterSend(copiedUs(evidence, 2)),
      }
    },
  },
  {
    id: 'the-last-one', kind: 'predict', scene: 'last-on', focus: AT_BROKERS, atUs: LAST_DIES_US - 100_000, run: inSeconds(LAST_DIES_US - 100_000, FOLLOWERS_RETURN_US + 300_000, 7.8), comparison: lastOnes,
    question: { form: 'choice', look: 'toggles', parts: LAST, options: OUTCOMES, answer: ({ runs }) => LAST.map(name => outcome(runs[`last-${name}`]!)) },
    decisive: evidence => slowly(elected(evidence, LAST_DIES_US)!.atUs - 30_000, taken(evidence, LAST_DIES_US)!.atUs + 10_000),
    facts: evidence => ({
      alone: rough(acknowledgedAt(evidence, LAST_DIES_US)), behind: rough(logEndAt(evidence, 2, LAST_DIES_US)), othersBack: seconds(FOLLOWERS_RETURN_US - LAST_DIES_US), oneBack: seconds(LAST_RETURNS_US - LAST_DIES_US),
      offWait: waitOf(evidence, 'last-off'), onWait: waitOf(evidence, 'last-on'), onLost: lostOf(evidence, 'last-on'), twoWait: waitOf(evidence, 'last-two'), twoLost: lostOf(evidence, 'last-two'),
    }),
  },
  {
    id: 'power', kind: 'predict', scene: 'machine', focus: AT_PRODUCER, atUs: ACCIDENT_US - 50_000, run: inSeconds(ACCIDENT_US - 50_000, 36_000_000, 7.8), comparison: accidents,
    question: { form: 'choice', look: 'toggles', parts: ACCIDENTS, options: DAMAGES, answer: ({ runs }) => ACCIDENTS.map(name => damage(runs[name]!)) },
    decisive: evidence => { const { untilUs } = longestWait(evidence); return slowly(untilUs - 400_000, untilUs + 200_000) },
    facts: evidence => ({ killedWait: waitOf(evidence, 'killed'), machineWait: waitOf(evidence, 'machine'), buildingLost: lostOf(evidence, 'building'), before: seconds(ACCIDENT_US) }),
  },
  {
    id: 'the-controller', kind: 'predict', scene: 'controller', focus: AT_BROKERS, atUs: CONTROLLER_DIES_US - 50_000, run: inSeconds(CONTROLLER_DIES_US - 50_000, 4_600_000, 7.8),
    question: { form: 'choice', parts: [''], options: EFFECTS, answer: run => [effectOf(run)] },
    decisive: () => slowly(CONTROLLER_DIES_US - 5000, CONTROLLER_DIES_US + 25_000),
    facts(evidence) {
      const followed = firstOf(evidence, 'controllerElected', () => true, CONTROLLER_DIES_US + 1)!
      return {
        without: seconds(followed.atUs - CONTROLLER_DIES_US), meanwhile: rough(acknowledgedAt(evidence, followed.atUs) - acknowledgedAt(evidence, CONTROLLER_DIES_US)), longest: milliseconds(lengthOf(longestWait(evidence))),
      }
    },
  },
  {
    id: 'the-storm', kind: 'challenge', scene: 'storm', focus: AT_BROKERS, atUs: 900_000, settings: KNOBS,
    challenge: {
      untilUs: STORM_UNTIL_US, speed: 8, par: 2, solution: [{ owner: 'producer', key: 'acks', value: 'all' }, { owner: 'topic', key: 'min.insync.replicas', value: 2 }], measures: MEASURES,
      facts: run => ({ stormLost: plural(lost(run), 'payment'), stormFailed: plural(run.figures.failedRecords, 'payment'), stormWait: seconds(longestWaitUs(run)) }),
      judge(run) {
        if (run.figures.lostRecords > 0) return 'lost'
        if (run.figures.failedRecords > 0) return 'failed'
        return longestWaitUs(run as Evidence) > GOAL_WAIT_US ? 'tooLong' : null
      },
    },
  },
]

export const failover: Lesson = {
  id: 'failover', number: 6, minutes: 15, scenario: leaderDies, rehearseUntilUs: LEADER_DIES_UNTIL_US, scenes, endQuestions, steps,
  facts: evidence => ({
    diedAt: milliseconds(died(evidence, 1).atUs), rate: rough(Number(evidence.scenario.configs.workload!['records.per.second'])), toldYes: rough(toldYes(evidence)), onOne: rough(inLog(evidence, 1)), onTwo: rough(inLog(evidence, 2)), onThreeLog: rough(inLog(evidence, 3)),
    far: `${FAR_MS + 1} ms`, near: `${NEAR_MS + 1} ms`, goalWait: seconds(GOAL_WAIT_US), hero: HERO, heroSent: milliseconds(HERO_US),
  }),
}

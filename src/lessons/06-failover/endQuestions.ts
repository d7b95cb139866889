/** Three questions about the learner's own run of the challenge; their answers are read from its log. */
import { plural, rough } from '../../engine/kernel/units'
import type { EndQuestion, Evidence } from '../lesson'
import { firstOf } from '../readings'
import { elected, logEndAt, longestWait, lost, truncated, type Wait } from './measures'
import { CUT_US, STORM_DEATH_US, STORM_RETURN_US, STORM_UNTIL_US } from './scenarios'

const seconds = (us: number): string => `${rough(Math.round(us / 100_000) / 10)}\u00a0s`
const minimumOf = ({ scenario }: Evidence): number => Number(scenario.configs.topic?.['min.insync.replicas'] ?? 1)

/** What the controller decided after broker 1 had died; nobody has led since if it is undefined. */
const next = (run: Evidence) => elected(run, STORM_DEATH_US)
const REASONS = ['inSync', 'eligible', 'unclean', 'returned'] as const
/** Why that broker might lead: how many were in sync when broker 1 died says it, and what the minimum was. */
function reasonOf(run: Evidence): (typeof REASONS)[number] {
  const change = next(run)
  if (change === undefined || change.arguments['leader'] === 1) return 'returned'
  let inSync = 3
  for (const { arguments: given } of run.events.ofKind('partitionChanged', 0, STORM_DEATH_US)) inSync = given['inSync']!
  if (inSync > 1) return 'inSync'
  return minimumOf(run) > 1 ? 'eligible' : 'unclean'
}

// What the longest wait was for: how much of it lay before the death, between death and election, after that.
const WAITS = ['copies', 'notice', 'return'] as const
const overlapUs = ({ fromUs, untilUs }: Wait, from: number, until: number): number => Math.max(0, Math.min(untilUs, until) - Math.max(fromUs, from))
function partsOf(run: Evidence): Readonly<Record<(typeof WAITS)[number], number>> {
  const wait = longestWait(run)
  const givenUpUs = firstOf(run, 'brokerFenced', ({ arguments: given }) => given['broker'] === 1, STORM_DEATH_US)?.atUs ?? STORM_UNTIL_US
  return { copies: overlapUs(wait, CUT_US, STORM_DEATH_US), notice: overlapUs(wait, STORM_DEATH_US, givenUpUs), return: overlapUs(wait, givenUpUs, STORM_RETURN_US) }
}
const longestPart = (run: Evidence): (typeof WAITS)[number] => { const parts = partsOf(run); return WAITS.reduce((longest, one) => (parts[one] > parts[longest] ? one : longest)) }

const cutOff = (run: Evidence): number => truncated(run, 1)?.arguments['records'] ?? 0
const ENDS = ['lost', 'again', 'kept'] as const

export const endQuestions: readonly EndQuestion[] = [
  {
    id: 'why-that-one',
    question: { form: 'choice', parts: [''], options: REASONS, answer: run => [reasonOf(run)] },
    facts(run) {
      const change = next(run)
      return {
        leader: String(change?.arguments['leader'] ?? 1), ledAt: seconds(change?.atUs ?? STORM_UNTIL_US), minimum: String(minimumOf(run)),
        clean: reasonOf(run) === 'returned' ? 'broker 1 had everything that it had said yes to' : `with minimum ${minimumOf(run)} the one broker left in sync could commit nothing that the others lack`,
      }
    },
  },
  {
    id: 'what-for',
    question: { form: 'choice', parts: [''], options: WAITS, answer: run => [longestPart(run)] },
    facts(run) {
      const wait = longestWait(run), parts = partsOf(run)
      return { wait: seconds(wait.untilUs - wait.fromUs), from: seconds(wait.fromUs), copies: seconds(parts.copies), notice: seconds(parts.notice), return: seconds(parts.return) }
    },
  },
  {
    id: 'what-it-brought',
    question: { form: 'choice', parts: [''], options: ENDS, answer: run => [cutOff(run) === 0 ? 'kept' : lost(run) > 0 ? 'lost' : 'again'] },
    facts: run => ({ brought: plural(logEndAt(run, 1, STORM_DEATH_US), 'payment'), cut: plural(cutOff(run), 'payment'), lostOnes: plural(lost(run), 'payment') }),
  },
]

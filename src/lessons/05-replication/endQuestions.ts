/** Three questions about the learner's own run of the challenge; their answers are read from its log. */
import { milliseconds, rough } from '../../engine/kernel/units'
import type { EndQuestion, Evidence } from '../lesson'
import { inSyncAt } from '../readings'
import { highWatermarkAt, logEndAt } from './measures'
import { STILL_FROM_US } from './scenarios'

/** Well before broker 3 stands still. */
const CALM_US = 1_200_000
/** While it stands still: the leader's log is ahead of its high watermark here, whatever was set. */
const STILL_US = STILL_FROM_US + 600_000
/** Late in its pause. */
const LATE_US = STILL_FROM_US + 5_000_000

const acksOf = ({ scenario }: Evidence): string => String(scenario.configs.producer?.['acks'] ?? 'all')

/** The first acknowledgement after the calm instant, and what let its answer go. */
function answer(run: Evidence): { readonly offset: number; readonly atUs: number; readonly by: 'append' | 'ask' } {
  for (const event of run.events.ofKind('batchAcknowledged', CALM_US)) {
    const offset = event.arguments['baseOffset']!
    for (const committed of run.events.ofKind('highWatermarkAdvanced', 0, event.atUs)) if (committed.arguments['leader'] === 1 && committed.arguments['to']! > offset && acksOf(run) === 'all') return { offset, atUs: event.atUs, by: 'ask' }
    return { offset, atUs: event.atUs, by: 'append' }
  }
  return { offset: 0, atUs: CALM_US, by: 'append' }
}

export const endQuestions: readonly EndQuestion[] = [
  {
    id: 'what-released',
    question: { form: 'choice', parts: [''], options: ['append', 'copy', 'ask'], answer: run => [answer(run).by] },
    facts: run => ({ offset: rough(answer(run).offset), at: milliseconds(answer(run).atUs), acks: acksOf(run), truth: answer(run).by === 'ask' ? 'the last in-sync follower’s next fetch moved the high watermark past it' : 'the leader had appended it, and acks=1 asks for no more' }),
  },
  {
    id: 'how-many',
    question: { form: 'choice', parts: [''], options: ['3', '2', '1'], answer: run => [String(inSyncAt(run, LATE_US))] },
    facts: run => ({ at: milliseconds(LATE_US), lag: rough(Number(run.scenario.configs.broker?.['replica.lag.time.max.ms'])), count: String(inSyncAt(run, LATE_US)) }),
  },
  {
    id: 'last-readable',
    question: { form: 'choice', parts: [''], options: ['end', 'below', 'at'], answer: run => [highWatermarkAt(run, STILL_US) === logEndAt(run, STILL_US) ? 'end' : 'below'] },
    facts: run => ({ at: milliseconds(STILL_US), end: rough(logEndAt(run, STILL_US)), lastOfLog: rough(logEndAt(run, STILL_US) - 1), water: rough(highWatermarkAt(run, STILL_US)), lastCommitted: rough(highWatermarkAt(run, STILL_US) - 1) }),
  },
]

/** Three questions about the learner's own run of the challenge; their answers are read from its log. */
import { milliseconds, rough } from '../../engine/kernel/units'
import type { EndQuestion, Evidence } from '../lesson'
import { leavings, REASON_IN_WORDS, type Leaving } from '../leavings'
import { batchSizeOf, fitting, lingerOf, recordBytes, reservations } from './measures'

/** A batch from the middle of the run. */
function aBatch(run: Evidence): Leaving {
  const all = leavings(run)
  return all[Math.floor(all.length / 2)]!
}
const took = (run: Evidence): number => reservations(run).get(aBatch(run).batch)!
const fitsNow = (run: Evidence): number => fitting(batchSizeOf(run), recordBytes(leavings(run))), fitsTwice = (run: Evidence): number => fitting(batchSizeOf(run), 2 * recordBytes(leavings(run)))
function room(run: Evidence): string {
  const left = fitsTwice(run) / fitsNow(run)
  return left > 0.75 ? 'same' : left >= 0.45 ? 'half' : 'fewer'
}

export const endQuestions: readonly EndQuestion[] = [
  {
    id: 'what-it-held',
    question: { form: 'choice', parts: [''], options: ['record', 'whole', 'nothing'], answer: run => [took(run) >= batchSizeOf(run) ? 'whole' : 'record'] },
    facts: run => ({ partition: String(aBatch(run).partition), openedAt: milliseconds(aBatch(run).openedUs), batchSize: rough(batchSizeOf(run)), took: rough(took(run)), record: rough(Math.round(recordBytes(leavings(run)))) }),
  },
  {
    id: 'why-it-left',
    question: { form: 'choice', parts: [''], options: ['linger', 'full', 'with', 'memory'], answer: run => [aBatch(run).reason] },
    facts(run) {
      const batch = aBatch(run)
      return { partition: String(batch.partition), leftAt: milliseconds(batch.atUs), records: String(batch.records), bytes: rough(batch.sizeBytes), batchSize: rough(batchSizeOf(run)), age: milliseconds(batch.atUs - batch.openedUs), lingerMs: lingerOf(run), reason: REASON_IN_WORDS[batch.reason] }
    },
  },
  {
    id: 'twice-as-big',
    question: { form: 'choice', parts: [''], options: ['same', 'half', 'fewer'], answer: run => [room(run)] },
    facts: run => ({ batchSize: rough(batchSizeOf(run)), fits: rough(fitsNow(run)), twice: rough(fitsTwice(run)), record: rough(Math.round(recordBytes(leavings(run)))) }),
  },
]

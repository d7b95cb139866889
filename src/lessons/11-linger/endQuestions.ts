/** Three questions about the learner's own run of the challenge; their answers are read from its log. */
import { milliseconds, rough } from '../../engine/kernel/units'
import { leavings, REASON_IN_WORDS, type Leaving } from '../leavings'
import type { EndQuestion, Evidence } from '../lesson'

const settingOf = ({ scenario }: Evidence, key: string): number => Number(scenario.configs.producer?.[key])

/** A batch from the middle of the run; one whose time was over shows it: the clock counts whole milliseconds, some leave a little before linger.ms. */
function aBatch(run: Evidence): Leaving {
  const all = leavings(run), middle = Math.floor(all.length / 2), lingerUs = settingOf(run, 'linger.ms') * 1000
  return all.slice(middle).find(({ reason, openedUs, atUs }) => reason !== 'linger' || atUs - openedUs >= lingerUs) ?? all[middle]!
}
/** The one that was held back longest, if one was for at least half a millisecond: else the one that was open longest. */
function aWait(run: Evidence): Leaving {
  const all = leavings(run).slice(10)
  const held = all.reduce((longest, one) => (one.heldBackUs > longest.heldBackUs ? one : longest))
  return held.heldBackUs >= 500 ? held : all.reduce((longest, one) => (one.atUs - one.openedUs > longest.atUs - longest.openedUs ? one : longest))
}
const isHeld = ({ heldBackUs }: Leaving): boolean => heldBackUs >= 500
/** An instant in the middle of that wait. */
const waitUs = (batch: Leaving): number => Math.round(isHeld(batch) ? batch.atUs - batch.heldBackUs / 2 : (batch.openedUs + batch.atUs) / 2)

/** How long this run's batches take until they are full, at its rate: records that fit, one after the other into one batch. */
function fillingMs(run: Evidence): number {
  const all = leavings(run), bytes = all.reduce((sum, one) => sum + one.sizeBytes - 61, 0), records = all.reduce((sum, one) => sum + one.records, 0)
  const fit = Math.floor((settingOf(run, 'batch.size') - 61) / (bytes / records))
  return (fit * 1000) / Number(run.scenario.configs.workload?.['records.per.second'])
}
/** From the run's linger.ms down to where the batch is still full first, or to half of it. */
const highLinger = (run: Evidence): number => Math.max(2, settingOf(run, 'linger.ms'))
const lowLinger = (run: Evidence): number => { const fills = Math.ceil(fillingMs(run)), high = highLinger(run); return fills < high ? fills : Math.floor(high / 2) }

/** Offsets of a batch, as its leader gave them. */
function offsetsOf({ events }: Evidence, { batch, records }: Leaving): string {
  for (const { arguments: found } of events.ofKind('batchAcknowledged')) if (found['batch'] === batch) return `${rough(found['baseOffset']!)} to ${rough(found['baseOffset']! + records - 1)}`
  return plurals(records)
}
const plurals = (records: number): string => `${records} records`

export const endQuestions: readonly EndQuestion[] = [
  {
    id: 'why-it-left',
    question: { form: 'choice', parts: [''], options: ['linger', 'full', 'with', 'memory'], answer: run => [aBatch(run).reason] },
    facts(run) {
      const batch = aBatch(run)
      return {
        partition: String(batch.partition), offsets: offsetsOf(run, batch), leftAt: milliseconds(batch.atUs), records: String(batch.records), bytes: rough(batch.sizeBytes), age: milliseconds(batch.atUs - batch.openedUs),
        lingerMs: milliseconds(settingOf(run, 'linger.ms') * 1000), batchSize: rough(settingOf(run, 'batch.size')),
        reason: REASON_IN_WORDS[batch.reason],
      }
    },
  },
  {
    id: 'what-for',
    question: { form: 'choice', parts: [''], options: ['records', 'slot', 'answer'], answer: run => [isHeld(aWait(run)) ? 'slot' : 'records'] },
    facts(run) {
      const batch = aWait(run)
      return {
        partition: String(batch.partition), at: milliseconds(waitUs(batch)), openedAt: milliseconds(batch.openedUs), leftAt: milliseconds(batch.atUs), held: milliseconds(batch.heldBackUs),
        truth: isHeld(batch) ? `It was ready, and its broker had five requests under way: it stood ${milliseconds(batch.heldBackUs)} before a slot was free` : `Its batch was open from ${milliseconds(batch.openedUs)} to ${milliseconds(batch.atUs)}, and a slot was free all the time`,
      }
    },
  },
  {
    id: 'lower-it',
    question: { form: 'choice', parts: [''], options: ['nothing', 'sooner', 'more'], answer: run => [fillingMs(run) <= lowLinger(run) ? 'nothing' : 'sooner'] },
    facts: run => ({ fills: `${rough(Math.round(fillingMs(run) * 10) / 10)} ms`, high: String(highLinger(run)), low: String(lowLinger(run)), batchSize: rough(settingOf(run, 'batch.size')) }),
  },
]

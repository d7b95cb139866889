/** The challenge's board: for each of three topics acks, copies and minimum are chosen; each has a budget for losses, for waiting in calm weather, and for standing still. */
import { FIRST_PRODUCER } from '../../engine/pageFace'
import { milliseconds, rough } from '../../engine/kernel/units'
import { REPLICATION_FACTOR, type Board, type Choice, type Limit } from '../board'
import type { Setting } from '../lesson'
import { lostIn, stoodStillUs, waitOfUs } from './measures'
import { producerOf, STORM_FROM_US, STORM_UNTIL_US, TOPICS } from './scenarios'

type Topic = (typeof TOPICS)[number]
/** Records, ms, s. Between the figures of the runs that pass and of those that must not (acks.test.ts plays them). */
const BUDGETS: Readonly<Record<Topic, { readonly lost: number; readonly waitMs: number; readonly stillS: number }>> = {
  locations: { lost: 1000, waitMs: 1, stillS: 15 }, trips: { lost: 10, waitMs: 50, stillS: 15 }, payments: { lost: 0, waitMs: 500, stillS: 30 },
}
const budgetOf = (row: string): (typeof BUDGETS)[Topic] => BUDGETS[row as Topic]
const indexOf = (row: string): number => TOPICS.indexOf(row as Topic)
/** The node of the topic's producer. */
export const producerNode = (topic: string): number => FIRST_PRODUCER + indexOf(topic)
export const seconds = (us: number): string => `${rough(Math.round(us / 100_000) / 10)} s`
/** Briefly: from a tenth of a second on in seconds. */
const wait = (us: number): string => (us < 10_000 ? milliseconds(us) : us < 100_000 ? `${rough(Math.round(us / 1000))} ms` : seconds(us))

const limits: readonly Limit[] = [
  { name: 'lost', allows: row => rough(budgetOf(row).lost), of: (run, row) => rough(lostIn(run, indexOf(row))), keeps: (run, row) => lostIn(run, indexOf(row)) <= budgetOf(row).lost },
  {
    name: 'wait', allows: row => wait(budgetOf(row).waitMs * 1000), of: (run, row) => wait(waitOfUs(run, STORM_FROM_US, 99, producerNode(row))),
    keeps: (run, row) => waitOfUs(run, STORM_FROM_US, 99, producerNode(row)) <= budgetOf(row).waitMs * 1000,
  },
  {
    name: 'still', allows: row => `${rough(budgetOf(row).stillS)} s`, of: (run, row) => seconds(stoodStillUs(run, producerNode(row), STORM_UNTIL_US)),
    keeps: (run, row) => stoodStillUs(run, producerNode(row), STORM_UNTIL_US) <= budgetOf(row).stillS * 1_000_000,
  },
]
const choicesFor = (row: Topic): readonly Choice[] => [
  { row, owner: 'producer', of: producerOf(row), key: 'acks', options: ['0', '1', 'all'] },
  { row, owner: 'topic', of: row, key: REPLICATION_FACTOR, options: ['1', '2', '3'] },
  { row, owner: 'topic', of: row, key: 'min.insync.replicas', options: ['1', '2', '3'] },
]
export const board: Board = { rows: TOPICS, choices: TOPICS.flatMap(choicesFor), limits }

export const solution: readonly Setting[] = [
  { owner: 'producer', of: producerOf('locations'), key: 'acks', value: '0' }, { owner: 'topic', of: 'locations', key: REPLICATION_FACTOR, value: 3 },
  { owner: 'producer', of: producerOf('trips'), key: 'acks', value: '1' }, { owner: 'topic', of: 'trips', key: REPLICATION_FACTOR, value: 3 },
  { owner: 'topic', of: 'payments', key: REPLICATION_FACTOR, value: 3 }, { owner: 'topic', of: 'payments', key: 'min.insync.replicas', value: 2 },
]

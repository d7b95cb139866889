/**
 * partitioner.class with a class of the learner's own: a function `partition(record)` in JavaScript, run in the interpreter's closed room.
 * Kafka: clients/producer/Partitioner#partition, called by KafkaProducer#partition; spec §4.1.
 * It keeps nothing between calls: what Java would hold in a field, it gets as `record.counter`, which the producer counts. So a run is what its scenario
 * says, however it is rewound.
 * Simplified: the client's cluster is told as `partitionCount` and `available`; the key comes with its hash, so that Kafka's own rule is one line.
 */
import { callFunction, sourceProblem, type SourceProblem } from '../interpreter/interpreter'

/** What the learner's function gets: its one argument. */
export interface PartitionCall {
  readonly topic: string
  /** As text; null without one. */
  readonly key: string | null
  /** murmur2 of the serialized key, made positive as Kafka does; 0 without a key. */
  readonly keyHash: number
  /** What was typed as the value; null where the workload only knows its size. */
  readonly value: string | null
  readonly valueBytes: number
  readonly partitionCount: number
  /** Partitions with a leader, in the client's order, which is not numeric. */
  readonly available: readonly number[]
  /** How many records this function was asked about before. */
  readonly counter: number
}
/** Why send() throws: the exception's class as Java or JavaScript names it, its message, and the place in the learner's source. */
export interface PartitionerProblem {
  readonly exception: string
  readonly message: string
  readonly line: number | null
  readonly column: number | null
}
/** Stopped at a limit of the interpreter's, rather than failed by itself: dear to try again. */
export const wasStopped = ({ exception }: PartitionerProblem): boolean => exception.endsWith('Limit')

export interface CustomPartitioner { readonly source: string }
export type CompiledPartitioner = { readonly ok: true; readonly partitioner: CustomPartitioner } | { readonly ok: false; readonly problem: PartitionerProblem }

const MOST_INT = 2_147_483_647

/** Whether the source can be called at all. The interpreter must be loaded. */
export function compilePartitioner(source: string): CompiledPartitioner {
  const problem = sourceProblem(source)
  return problem === null ? { ok: true, partitioner: { source } } : { ok: false, problem: partitionerProblem(problem) }
}

/**
 * The partition the function names, or why there is none. It may be one that the topic does not have: Kafka checks only explicit partitions against the
 * metadata (KafkaProducer#doSend waits for record.partition(), not for this one); the batch then waits for a leader until delivery.timeout.ms.
 */
export function callPartitioner({ source }: CustomPartitioner, call: PartitionCall): number | PartitionerProblem {
  const outcome = callFunction(source, JSON.stringify(call))
  if ('problem' in outcome) return partitionerProblem(outcome.problem)
  if (!outcome.ok) return notAnInt(outcome.described)
  const { value } = outcome
  if (!Number.isInteger(value) || value > MOST_INT || value < -MOST_INT - 1) return notAnInt(String(value))
  return value < 0 ? { exception: 'IllegalArgumentException', message: negativePartition(value), line: null, column: null } : value + 0
}

/** Kafka: KafkaProducer#partition. */
const negativePartition = (partition: number): string => `The partitioner generated an invalid partition number: ${partition}. Partition number should always be non-negative.`

const notAnInt = (described: string): PartitionerProblem => ({ exception: 'TypeError', message: `partition(record) returned ${described}; it must return a whole number, a partition (Java’s compiler would not let this pass)`, line: null, column: null })

const partitionerProblem = ({ name, message, line, column }: SourceProblem): PartitionerProblem => ({ exception: name, message, line, column })

/** A problem in one sentence, with its place. */
export function partitionerProblemInWords({ exception, message, line, column }: PartitionerProblem): string {
  const place = line === null ? '' : column === null ? `Line ${line}: ` : `Line ${line}, column ${column}: `
  return `${place}${exception}: ${message}`
}

/**
 * In which order a producer decides where a record goes: the record's own partition, a configured partitioner, the key's hash, and else the accumulator's
 * sticky choice. Pure; the counter belongs to the producer's state.
 * Kafka: clients/producer/KafkaProducer#partition; spec §4.1.
 */
import type { PartitionerSpec } from '../scenario'
import { callPartitioner, type PartitionerProblem } from './customPartitioner'
import { partitionForHash } from './partitioner'
import { nextCounter, roundRobinPartition } from './roundRobinPartitioner'

export interface RecordToPlace {
  /** The record's own partition; null if it names none. */
  readonly explicit: number | null
  readonly key: string | null
  /** murmur2 of the serialized key as it comes; 0 without a key. */
  readonly hash: number
  readonly value: string | null
  readonly valueBytes: number
}
export interface KnownTopic {
  readonly topic: string
  readonly partitionCount: number
  /** Partitions with a leader, in the client's order. */
  readonly available: readonly number[]
}
export type PartitionChoice =
  /** `rule` key and sticky: as without a partitioner. `partition` is −1 for sticky: the accumulator chooses. `counter`: the partitioner's, after this record. */
  | { readonly partition: number; readonly rule: 'explicit' | 'partitioner' | 'key' | 'sticky'; readonly counter: number }
  | { readonly problem: PartitionerProblem; readonly counter: number }

/** `spec` null: Kafka's default, no partitioner.class. */
export function choosePartition(spec: PartitionerSpec | null, counter: number, record: RecordToPlace, topic: KnownTopic, ignoreKeys: boolean): PartitionChoice {
  if (record.explicit !== null) return { partition: record.explicit, rule: 'explicit', counter }
  if (spec !== null) {
    const after = nextCounter(counter)
    if ('class' in spec) return { partition: roundRobinPartition(counter, topic.available, topic.partitionCount), rule: 'partitioner', counter: after }
    const { key, hash, value, valueBytes } = record
    const answer = callPartitioner(spec, { ...topic, key, keyHash: key === null ? 0 : hash & 0x7fffffff, value, valueBytes, counter: counter & 0x7fffffff })
    return typeof answer === 'number' ? { partition: answer, rule: 'partitioner', counter: after } : { problem: answer, counter: after }
  }
  if (record.key !== null && !ignoreKeys) return { partition: partitionForHash(record.hash, topic.partitionCount), rule: 'key', counter }
  return { partition: -1, rule: 'sticky', counter }
}

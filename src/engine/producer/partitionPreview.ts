/**
 * What a partitioner would do with the first records of a workload, without a run: for the editor. The keys are those that the workload will draw from its
 * seeded stream. Not foretold: records without a key under Kafka's own rule, whose partition depends on how batches fill.
 */
import { createStream, nextBelow } from '../kernel/random'
import { FIRST_PRODUCER } from '../protocol/nodes'
import { producerPartitionOrder } from '../protocol/partitionOrder'
import type { PartitionerSpec, Scenario } from '../scenario'
import { configuredSerializer } from '../serde/serializeRecord'
import { compilePartitioner, partitionerProblemInWords, wasStopped, type PartitionerProblem } from './customPartitioner'
import { createKeyTable, keyIndex } from './keyTable'
import { choosePartition } from './partitionChoice'
import { keyText, streamName } from './workload'

export interface PreviewedKey {
  /** Null: records without a key. */
  readonly key: string | null
  readonly records: number
  /** The partitions its records go to, in the order met. */
  readonly partitions: readonly number[]
  /** How many of its records fail, and why the first does. */
  readonly failed: number
  readonly problem: string | null
}
export interface PartitionPreview {
  /** The function cannot be called at all. */
  readonly problem: PartitionerProblem | null
  readonly keys: readonly PreviewedKey[]
  /** Records per partition of the topic. */
  readonly spread: readonly number[]
  readonly records: number
  readonly failed: number
}

/** A function that fails this often has shown how it fails; one that has to be stopped, sooner. */
const MOST_FAILURES = 25, FAILURES_A_STOP = 8

/** Of the scenario's first producer, with `partitioner` in the place of its own; `keyCount` as key.count. A function needs the interpreter loaded. */
export function previewPartitions({ topology, workload, seed }: Scenario, partitioner: PartitionerSpec | null, keyCount: number, records: number): PartitionPreview {
  const producer = topology.producers[0]!, topic = topology.topics.find(({ name }) => name === producer.topic)!
  const partitionCount = topic.replicaAssignment.length
  const spread = new Array<number>(partitionCount).fill(0)
  if (partitioner !== null && 'source' in partitioner) {
    const compiled = compilePartitioner(partitioner.source)
    if (!compiled.ok) return { problem: compiled.problem, keys: [], spread, records: 0, failed: 0 }
  }
  const available = producerPartitionOrder(topology.topics.map(({ name, replicaAssignment }) => ({ topic: name, partitions: replicaAssignment.length }))).filter(one => one.topic === topic.name).map(one => one.partition)
  const named = configuredSerializer('key.serializer', producer['key.serializer'] ?? 'String')
  const table = createKeyTable([]), draws = createStream(seed, `${FIRST_PRODUCER}/${streamName('keys', 0)}`)
  const seen = new Map<string | null, { key: string | null; records: number; partitions: number[]; failed: number; problem: string | null }>()
  let counter = 0, failed = 0, patience = MOST_FAILURES, asked = 0
  for (; asked < records && patience > 0; asked++) {
    const key = keyCount === 0 ? null : keyText(workload, nextBelow(draws, keyCount))
    const hash = key === null ? 0 : table.hashes[keyIndex(table, key, named.ok ? named.name : 'String')]!
    const choice = choosePartition(partitioner, counter, { explicit: null, key, hash, value: null, valueBytes: 0 }, { topic: topic.name, partitionCount, available }, false)
    counter = choice.counter
    const row = seen.get(key) ?? { key, records: 0, partitions: [], failed: 0, problem: null }
    seen.set(key, row)
    row.records++
    const problem = 'problem' in choice ? partitionerProblemInWords(choice.problem) : choice.partition >= partitionCount ? `${topic.name} has no partition ${choice.partition}: the record fails after delivery.timeout.ms` : null
    if (problem !== null) { row.failed++; row.problem ??= problem; failed++; patience -= 'problem' in choice && wasStopped(choice.problem) ? FAILURES_A_STOP : 1; continue }
    if ('problem' in choice || choice.partition === -1) continue
    spread[choice.partition]!++
    if (!row.partitions.includes(choice.partition)) row.partitions.push(choice.partition)
  }
  return { problem: null, keys: [...seen.values()], spread, records: asked, failed }
}

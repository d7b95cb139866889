/**
 * Who leads what, as a producer knows it, arranged for those who ask at every pass: each broker's partitions, and those of a topic that have a leader.
 * Made anew when a leader changes (`metadata.leadersVersion`) or a topic becomes known. Derived: it holds nothing that metadata and topics do not say.
 */
import { indexInTopic } from '../protocol/topics'
import type { ProducerNode } from './producerNode'

export interface LedPartitions {
  readonly sealed: true
  readonly leadersVersion: number
  readonly partitions: number
  readonly topics: number
  /** broker → its partitions in the client's order. */
  readonly ledBy: ReadonlyMap<number, readonly number[]>
  /** Partition → its place among its broker's. */
  readonly placeOf: readonly number[]
  /** Per topic which of its partitions have a leader, counted within the topic, in the client's order. */
  readonly available: readonly (readonly number[])[]
}

export function ledPartitions(producer: ProducerNode): LedPartitions {
  const { metadata: { leadersVersion, leaders }, partitionOrder, topics, led } = producer
  if (led !== null && led.leadersVersion === leadersVersion && led.partitions === partitionOrder.length && led.topics === topics.length) return led
  const ledBy = new Map<number, number[]>(), placeOf: number[] = []
  for (const partition of partitionOrder) {
    const leader = leaders[partition]
    if (leader === undefined) continue
    const own = ledBy.get(leader)
    placeOf[partition] = own?.length ?? 0
    if (own === undefined) ledBy.set(leader, [partition])
    else own.push(partition)
  }
  const available = topics.map(topic => partitionOrder.filter(partition => leaders[partition] !== -1).map(partition => indexInTopic(topic, partition)).filter(index => index !== -1))
  producer.led = { sealed: true, leadersVersion, partitions: partitionOrder.length, topics: topics.length, ledBy, placeOf, available }
  return producer.led
}

/**
 * What lets a parked request go: a Produce when the high watermark has passed its batches, a Fetch when there is enough to read.
 * Kafka: server/purgatory/{DelayedProduce,DelayedFetch}#tryComplete; ReplicaManager.scala#readFromLog.
 */
import type { Effects } from '../effects'
import { known } from '../kernel/assert'
import { bytesAvailable, readEntries } from '../log/partitionLog'
import { CONSUMER_REPLICA, type FetchRequest, type FetchResponse } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import { answer } from './connections'
import { takeDone, type ParkedFetch, type ParkedProduce } from './purgatory'
import type { Replica } from './replica'

export function isReplicated(broker: BrokerNode, waitsFor: ParkedProduce['waitsFor']): boolean {
  return waitsFor.every(wait => {
    const { log, isr } = replicaOf(broker, wait.partition)
    return log.highWatermark >= wait.requiredOffset || isr.length === 1
  })
}

/** A high watermark has moved: answer the Produce requests whose every batch is now below it. */
export function completeProduces(broker: BrokerNode, effects: Effects, cause: number): void {
  for (const { request, waitsFor } of takeDone(broker.purgatory.produces, parked => isReplicated(broker, parked.waitsFor))) {
    answer(broker, effects, request, { results: waitsFor }, cause)
  }
}

/** Data has come, or has become readable: answer the parked fetches of this partition that now have enough, reading anew. */
export function completeFetches(broker: BrokerNode, effects: Effects, partition: number, cause: number): void {
  const isDone = (parked: ParkedFetch): boolean => parked.fetch.partitions.some(asked => asked.partition === partition) && hasEnough(broker, parked.fetch)
  for (const { request, fetch } of takeDone(broker.purgatory.fetches, isDone)) answer(broker, effects, request, readForFetch(broker, fetch), cause)
}

const replicaOf = (broker: BrokerNode, partition: number): Replica => known(broker.replicas.get(partition), 'the leader replica')
const readableEnd = (replica: Replica, fetch: FetchRequest): number => (fetch.replica === CONSUMER_REPLICA ? replica.log.highWatermark : replica.log.logEndOffset)

/** Whether the partitions asked for hold at least `minBytes` that this reader may see. */
export function hasEnough(broker: BrokerNode, fetch: FetchRequest): boolean {
  let bytes = 0
  for (const { partition, fetchOffset } of fetch.partitions) {
    const replica = replicaOf(broker, partition)
    bytes += bytesAvailable(replica.log, fetchOffset, readableEnd(replica, fetch), fetch.minBytes - bytes)
    if (bytes >= fetch.minBytes) return true
  }
  return bytes >= fetch.minBytes
}

/** Whole batches from the fetch offsets, with the high watermark of this instant. */
export function readForFetch(broker: BrokerNode, fetch: FetchRequest): FetchResponse {
  return {
    partitions: fetch.partitions.map(({ partition, fetchOffset }) => {
      const replica = replicaOf(broker, partition)
      return {
        partition, highWatermark: replica.log.highWatermark,
        entries: readEntries(replica.log, fetchOffset, readableEnd(replica, fetch), fetch.partitionMaxBytes),
      }
    }),
  }
}

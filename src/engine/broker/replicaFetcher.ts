/**
 * The thread that copies from one leader: one Fetch outstanding, appended, then the next, whose offset tells the leader how far it got.
 * Kafka: core/src/main/scala/kafka/server/{AbstractFetcherThread,ReplicaFetcherThread}.scala#doWork, #processPartitionData.
 * Simplified: no errors, backoff, truncation or fetch sessions; one fetcher per leader (num.replica.fetchers=1).
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { known } from '../kernel/assert'
import { appendFetched } from '../log/partitionLog'
import { DATA_CONNECTION, FETCH, type FetchResponse, type Message } from '../protocol/messages'
import { APPEND_BYTES_PER_US, SERVICE_TIMES_US } from '../config/serviceTimes'
import { followHighWatermark, type Replica } from './replica'
import type { BrokerNode, ReplicaFetcher } from './brokerNode'

/** Kafka's defaults: replica.fetch.wait.max.ms, replica.fetch.min.bytes, replica.fetch.max.bytes. */
const REPLICA_FETCH_WAIT_MAX_US = 500_000, REPLICA_FETCH_MIN_BYTES = 1, REPLICA_FETCH_MAX_BYTES = 1_048_576

const replicaOf = (broker: BrokerNode, partition: number): Replica => known(broker.replicas.get(partition), 'the replica')

/** Asks the leader for what comes after this broker's log end. */
export function sendReplicaFetch(broker: BrokerNode, effects: Effects, fetcher: ReplicaFetcher, cause: number): void {
  effects.request(fetcher.leader, DATA_CONNECTION, FETCH, fetcher.correlationId++, {
    replica: broker.id, maxWaitUs: REPLICA_FETCH_WAIT_MAX_US, minBytes: REPLICA_FETCH_MIN_BYTES, partitionMaxBytes: REPLICA_FETCH_MAX_BYTES,
    partitions: fetcher.partitions.map(partition => ({ partition, fetchOffset: replicaOf(broker, partition).log.logEndOffset })),
  }, cause)
}

/** The leader's answer is here: write it (which takes time), or hear of a new high watermark and ask again. */
export function receiveReplicaFetch(broker: BrokerNode, effects: Effects, message: Message, cause: number): void {
  const fetcher = known(broker.fetchers.get(message.from), 'the fetcher')
  const response = message.body as FetchResponse
  let bytes = 0
  for (const { entries } of response.partitions) for (const entry of entries) bytes += entry.sizeBytes
  fetcher.appending = { response, cause }
  if (bytes === 0) return finishReplicaAppend(broker, effects, fetcher.leader)
  effects.schedule(effects.nowUs + SERVICE_TIMES_US.replicaAppend + Math.ceil(bytes / APPEND_BYTES_PER_US), PHASE.decision, 'finishReplicaAppend', fetcher.leader)
}

/** The fetched batches are in the log; the high watermark follows; the next Fetch leaves at once. */
export function finishReplicaAppend(broker: BrokerNode, effects: Effects, leader: number): void {
  const fetcher = known(broker.fetchers.get(leader), 'the fetcher')
  const { response, cause } = known(fetcher.appending, 'the fetched data')
  fetcher.appending = null
  let last = cause
  for (const { partition, highWatermark, entries } of response.partitions) {
    const replica = replicaOf(broker, partition)
    if (entries.length > 0) {
      for (const entry of entries) appendFetched(replica.log, entry, effects.nowMs)
      last = effects.emit('replicaAppended', cause, partition, entries[0]!.baseOffset, entries.at(-1)!.lastOffset, leader, entries.length, entries[0]!.batch.id)
      replica.lastEvent = last
    }
    followHighWatermark(replica, effects, highWatermark, cause)
  }
  sendReplicaFetch(broker, effects, fetcher, last)
}

/**
 * A broker follows the metadata log as an observer: one fetch outstanding to the quorum's leader, batches applied in order, each acted on at once.
 * Kafka: raft/KafkaRaftClient (observer), metadata/image/loader/MetadataLoader, core/server/metadata/BrokerMetadataPublisher; spec §9.1.
 * Simplified: a broker asks the voters in turn when it knows no leader (Kafka: at random).
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { ERROR } from '../protocol/errorCodes'
import { METADATA_FETCH, QUORUM_CONNECTION, type Message, type MetadataFetchResponse, type MetadataResponse } from '../protocol/messages'
import { imageAfter, NO_LEADER, nextOffset, type MetadataImage } from '../protocol/metadata'
import type { BrokerNode } from './brokerNode'
import { stir } from './replica'
import { applyPartitions } from './replicaManager'
import { heartbeatSoon } from './lifecycle'

const FETCH_WAIT_US = 500_000, REQUEST_TIMEOUT_US = 2_000_000, RETRY_BACKOFF_US = 20_000

export function sendMetadataFetch(broker: BrokerNode, effects: Effects, cause: number): void {
  const { metadata, id } = broker
  if (metadata.awaiting !== -1) return
  const to = metadata.leader === -1 ? metadata.controllers[metadata.bootstrap++ % metadata.controllers.length]! : metadata.leader
  metadata.awaiting = metadata.correlationId++
  effects.request(to, QUORUM_CONNECTION, METADATA_FETCH, metadata.awaiting, {
    replica: id, epoch: metadata.epoch, fetchOffset: metadata.image.offset, lastFetchedEpoch: metadata.lastEpoch, highWatermark: metadata.image.offset, maxWaitUs: FETCH_WAIT_US,
  }, cause)
  effects.schedule(effects.nowUs + REQUEST_TIMEOUT_US, PHASE.timer, 'metadataFetchTimeout', metadata.awaiting)
}

/** No answer has come, or will come: it asks somebody else. */
export function metadataFetchLost(broker: BrokerNode, effects: Effects, awaited: number = broker.metadata.awaiting): void {
  const { metadata } = broker
  if (metadata.awaiting === -1 || metadata.awaiting !== awaited) return
  metadata.awaiting = -1
  metadata.leader = -1
  effects.schedule(effects.nowUs + RETRY_BACKOFF_US, PHASE.timer, 'retryMetadataFetch')
}

export function receiveMetadataFetch(broker: BrokerNode, effects: Effects, message: Message, event: number): void {
  const { metadata } = broker
  if (message.correlationId !== metadata.awaiting) return
  metadata.awaiting = -1
  const { error, leader, epoch, batches, highWatermark } = message.body as MetadataFetchResponse
  if (epoch >= metadata.epoch) { metadata.epoch = epoch; metadata.leader = leader }
  if (error !== ERROR.none) {
    if (metadata.leader === message.from) metadata.leader = -1
    if (metadata.leader === -1) effects.schedule(effects.nowUs + RETRY_BACKOFF_US, PHASE.timer, 'retryMetadataFetch')
    else sendMetadataFetch(broker, effects, event)
    return
  }
  const changed = new Set<number>()
  for (const batch of batches) {
    if (nextOffset(batch) <= metadata.image.offset) continue
    metadata.image = imageAfter(metadata.image, batch)
    // What is refused, and to whom, depends on it.
    for (const replica of broker.replicas.values()) stir(replica)
    metadata.lastEpoch = batch.epoch
    for (const record of batch.records) if (record.type === 'partition' || record.type === 'partitionRemoved') changed.add(record.partition)
    if (metadata.isPublishing) { applyPartitions(broker, effects, changed, event); changed.clear() }
  }
  if (!metadata.isPublishing && metadata.image.offset >= highWatermark && broker.lifecycle.epoch !== -1 && metadata.image.offset > broker.lifecycle.epoch) publishFirst(broker, effects, event)
  sendMetadataFetch(broker, effects, event)
}

/** It has caught up: from now on it acts on what it knows. */
function publishFirst(broker: BrokerNode, effects: Effects, cause: number): void {
  broker.metadata.isPublishing = true
  applyPartitions(broker, effects, new Set([...broker.replicas.keys(), ...broker.metadata.image.partitions.keys()]), cause)
  broker.lifecycle.state = 'recovery'
  heartbeatSoon(broker, effects)
}

/** What a client is told that asks for metadata: brokers that are not fenced, and who leads. */
export function metadataResponse(image: MetadataImage): MetadataResponse {
  const brokers = [...image.brokers.values()].filter(({ fenced }) => !fenced).map(({ broker }) => broker).sort((one, other) => one - other)
  const partitions = [...image.partitions].map(([partition, { leader, leaderEpoch }]) => {
    const isThere = brokers.includes(leader)
    return { partition, leader: isThere ? leader : NO_LEADER, epoch: leaderEpoch, error: isThere ? ERROR.none : ERROR.leaderNotAvailable }
  })
  return { brokers, partitions: partitions.sort((one, other) => one.partition - other.partition) }
}

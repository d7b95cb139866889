/**
 * What a consumer knows of who leads its partitions, and how it finds out anew: a connection is lost, a broker says that it does not lead, an answer is overdue.
 * Kafka: clients/{Metadata, NetworkClient}, clients/consumer/internals/{AbstractFetch, FetchCollector}; spec §10.5.
 * Simplified: a position beyond the log's end goes to the high watermark, where Kafka asks the leader where its epoch ended (OffsetsForLeaderEpoch).
 */
import type { ConsumerConfig } from '../config/tables'
import type { Effects } from '../effects'
import { endFetchSession } from '../protocol/fetchSession'
import type { Message, MetadataResponse } from '../protocol/messages'
import { indexInTopic, partitionAt, partitionCount, type Topic } from '../protocol/topics'
import { arrange, newlyAssigned, type ConsumerNode } from './consumerNode'
import { askMetadata, coordinatorConnection, dataConnection, lookAgainAt, metadataDueUs, REQUEST_TIMEOUT_US, RETRY_BACKOFF_US } from './connectionsToBrokers'
import { commitPositions } from './offsetCommitter'
import { assignedPartition, sendFetches } from './fetcher'
import { leaveReadReplica, readsFrom } from './readReplica'

export function retryFetches(consumer: ConsumerNode, effects: Effects): void {
  if (effects.nowUs < consumer.retryUs || consumer.retryUs === -1) return
  consumer.retryUs = -1
  const isOverdue = ({ sentUs }: { readonly sentUs: number }): boolean => effects.nowUs - sentUs >= REQUEST_TIMEOUT_US
  const { askedMetadata } = consumer
  for (const [broker, fetch] of consumer.fetching) if (isOverdue(fetch)) giveUp(consumer, effects, broker)
  if (askedMetadata !== null && isOverdue(askedMetadata)) giveUp(consumer, effects, askedMetadata.broker)
  if (consumer.partitions.some(({ leader }) => leader === -1) || metadataDueUs(consumer) <= effects.nowUs) askMetadata(consumer, effects, effects.rootEvent)
  sendFetches(consumer, effects, effects.rootEvent)
  commitPositions(consumer, effects, effects.rootEvent)
  for (const { sentUs } of consumer.fetching.values()) lookAgainAt(consumer, effects, sentUs + REQUEST_TIMEOUT_US)
  // What failed again meanwhile rests longer than what this look was for.
  for (const partition of consumer.changed) { const { retryUs } = assignedPartition(consumer, partition); if (retryUs > effects.nowUs) lookAgainAt(consumer, effects, retryUs) }
  if (consumer.commitRetryUs > effects.nowUs) lookAgainAt(consumer, effects, consumer.commitRetryUs)
  if (consumer.askedMetadata === null) lookAgainAt(consumer, effects, metadataDueUs(consumer))
}

function giveUp(consumer: ConsumerNode, effects: Effects, broker: number): void {
  const connection = dataConnection(consumer, broker)
  effects.closeConnection(broker, connection)
  connectionLost(consumer, effects, broker, connection)
}

/** Settings of all consumers are others. What it was told of its metadata's age counts from now. */
export function changeConsumerConfig(consumer: ConsumerNode, effects: Effects, config: ConsumerConfig): void {
  const before = consumer.config
  consumer.config = { ...config, ...consumer.ownConfig }
  if (before['metadata.max.age.ms'] !== consumer.config['metadata.max.age.ms']) lookAgainAt(consumer, effects, Math.max(effects.nowUs, metadataDueUs(consumer)))
}

export function receiveMetadata(consumer: ConsumerNode, effects: Effects, message: Message, event: number): void {
  if (consumer.askedMetadata?.correlationId !== message.correlationId) return
  consumer.askedMetadata = null
  const { brokers, partitions } = message.body as MetadataResponse
  consumer.onlineBrokers = brokers
  consumer.metadataMs = effects.nowMs
  lookAgainAt(consumer, effects, metadataDueUs(consumer))
  const added = takeNewPartitions(consumer, effects.topics, partitions)
  let changed = 0, leaderless = 0
  for (const told of partitions) {
    const assigned = consumer.assigned.get(told.partition)
    if (assigned === undefined || told.epoch < assigned.leaderEpoch) continue
    if (told.leader !== assigned.leader) changed++
    if (told.leader === -1) leaderless++
    else if (told.leader !== assigned.leader || told.epoch !== assigned.leaderEpoch) leaveReadReplica(consumer, effects, assigned, 'leader', event)
    consumer.changed.add(assigned.partition)
    assigned.leader = told.leader
    assigned.leaderEpoch = told.epoch
  }
  const updated = effects.emit('metadataUpdated', event, changed, leaderless, added)
  if (leaderless > 0) lookAgainAt(consumer, effects, effects.nowUs + RETRY_BACKOFF_US)
  sendFetches(consumer, effects, updated)
}

/** What its topic has been given meanwhile is its own too, read from the beginning. Returns how many came. */
function takeNewPartitions(consumer: ConsumerNode, topics: readonly Topic[], told: MetadataResponse['partitions']): number {
  const { assigned, partitions: [first] } = consumer
  const topic = first && topics.find(one => indexInTopic(one, first.partition) !== -1)
  if (topic === undefined || partitionCount(topic) === assigned.size) return 0
  const before = assigned.size, isTold = new Set(told.map(({ partition }) => partition))
  for (let index = before; index < partitionCount(topic) && isTold.has(partitionAt(topic, index)); index++) assigned.set(partitionAt(topic, index), newlyAssigned(partitionAt(topic, index)))
  if (assigned.size > before) arrange(consumer, topic)
  return assigned.size - before
}

/** What was asked on it is not answered any more. */
export function connectionLost(consumer: ConsumerNode, effects: Effects, broker: number, connection: number): void {
  if (broker === consumer.coordinator && connection === coordinatorConnection(consumer)) {
    consumer.lostToCoordinator++
    consumer.commitInFlight = false
    consumer.commitRetryUs = effects.nowUs + RETRY_BACKOFF_US
    lookAgainAt(consumer, effects, consumer.commitRetryUs)
    return
  }
  if (connection !== dataConnection(consumer, broker)) return
  consumer.lostTo.set(broker, (consumer.lostTo.get(broker) ?? 0) + 1)
  consumer.fetching.delete(broker)
  const session = consumer.sessions.get(broker)
  if (session !== undefined) endFetchSession(session)
  const retryUs = effects.nowUs + RETRY_BACKOFF_US
  for (const assigned of consumer.partitions) {
    if (readsFrom(assigned) !== broker || leaveReadReplica(consumer, effects, assigned, 'connection', effects.lastEvent)) continue
    assigned.retryUs = retryUs
    consumer.changed.add(assigned.partition)
  }
  if (consumer.askedMetadata?.broker === broker) consumer.askedMetadata = null
  lookAgainAt(consumer, effects, retryUs)
  askMetadata(consumer, effects, effects.rootEvent)
}

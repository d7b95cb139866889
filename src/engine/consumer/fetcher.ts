/**
 * poll(): hand out what is buffered, then ask for more, one Fetch per broker at a time.
 * Kafka: clients/consumer/internals/{AbstractFetch#prepareFetchRequests, FetchCollector#collectFetch, #handleInitializeErrors}.
 * A broker is asked only when no partition it leads has buffered data (since 4.0).
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { known } from '../kernel/assert'
import { ERROR } from '../protocol/errorCodes'
import { createFetchSession, nextFetch } from '../protocol/fetchSession'
import { CONSUMER_REPLICA, FETCH, type FetchedFromPartition, type FetchPartition, type FetchResponse, type Message } from '../protocol/messages'
import type { AssignedPartition, ConsumerNode } from './consumerNode'
import { askMetadata, dataConnection, lookAgainAt, metadataDueUs, REQUEST_TIMEOUT_US, RETRY_BACKOFF_US } from './connectionsToBrokers'
import { commitPositions } from './offsetCommitter'
import { checkReadReplica, leaveReadReplica, preferReadReplica, readsFrom } from './readReplica'

/** max.partition.fetch.bytes. */
const MAX_PARTITION_FETCH_BYTES = 1_048_576

export function startConsumer(consumer: ConsumerNode, effects: Effects, cause: number): void {
  const started = effects.emit('consumerStarted', cause, consumer.group)
  if (consumer.partitions.some(({ leader }) => leader === -1)) askMetadata(consumer, effects, started)
  sendFetches(consumer, effects, started)
  lookAgainAt(consumer, effects, metadataDueUs(consumer))
}

/** The application calls poll() at the instant something has arrived for it. */
export function schedulePoll(consumer: ConsumerNode, effects: Effects): void {
  if (consumer.pollScheduled) return
  consumer.pollScheduled = true
  effects.schedule(effects.nowUs, PHASE.decision, 'poll')
}

export function poll(consumer: ConsumerNode, effects: Effects): void {
  consumer.pollScheduled = false
  const delivered = handOut(consumer, effects)
  if (delivered !== -1) commitPositions(consumer, effects, delivered)
  sendFetches(consumer, effects, delivered)
  if (consumer.buffer.length > 0) schedulePoll(consumer, effects)
}

/** At most max.poll.records, in order of arrival. Returns the last event, −1 if there was nothing. */
function handOut(consumer: ConsumerNode, effects: Effects): number {
  let left = consumer.config['max.poll.records']
  let last = -1
  while (left > 0 && consumer.buffer.length > 0) {
    const fetched = consumer.buffer[0]!
    const assigned = assignedPartition(consumer, fetched.partition)
    const end = known(fetched.entries.at(-1), 'a fetched batch').lastOffset
    const first = assigned.position
    const lastOffset = Math.min(end, first + left - 1)
    const records = lastOffset - first + 1
    assigned.position = lastOffset + 1
    consumer.changed.add(fetched.partition)
    consumer.uncommitted.add(fetched.partition)
    consumer.deliveredRecords += records
    left -= records
    last = effects.emit('recordsDelivered', fetched.event, fetched.partition, first, lastOffset, records, consumer.group)
    if (lastOffset === end) consumer.buffer.shift()
  }
  return last
}

export function sendFetches(consumer: ConsumerNode, effects: Effects, cause: number): void {
  for (const partition of consumer.readElsewhere) checkReadReplica(consumer, effects, assignedPartition(consumer, partition), cause)
  routeChanged(consumer, effects.nowUs)
  const blocked = new Set(consumer.buffer.map(fetched => readsFrom(assignedPartition(consumer, fetched.partition))))
  for (const [broker, session] of consumer.sessions) {
    if (consumer.fetching.has(broker) || blocked.has(broker)) continue
    const next = nextFetch(session, partition => wantedFrom(broker, assignedPartition(consumer, partition), effects.nowUs))
    if (next === null) continue
    const correlationId = consumer.correlationId++
    consumer.fetching.set(broker, { correlationId, sentUs: effects.nowUs })
    lookAgainAt(consumer, effects, effects.nowUs + REQUEST_TIMEOUT_US)
    effects.request(broker, dataConnection(consumer, broker), FETCH, correlationId, {
      replica: CONSUMER_REPLICA, replicaEpoch: -1, maxWaitUs: consumer.config['fetch.max.wait.ms'] * 1000, minBytes: consumer.config['fetch.min.bytes'],
      partitionMaxBytes: MAX_PARTITION_FETCH_BYTES, rack: consumer.config['client.rack'], ...next,
    }, cause)
  }
}

/** What has changed is told to the session it belongs to now, and to the one that it has left; what rests after an error is looked at again. */
function routeChanged(consumer: ConsumerNode, nowUs: number): void {
  const { changed, sessions } = consumer
  for (const partition of changed) {
    const assigned = assignedPartition(consumer, partition), broker = readsFrom(assigned)
    if (assigned.askedAt !== broker) sessions.get(assigned.askedAt)?.changed.add(partition)
    assigned.askedAt = broker
    if (assigned.retryUs <= nowUs) changed.delete(partition)
    if (broker === -1) continue
    if (!sessions.has(broker)) sessions.set(broker, createFetchSession())
    sessions.get(broker)!.changed.add(partition)
  }
}

export const wantedFrom = (broker: number, assigned: AssignedPartition, nowUs: number): FetchPartition | null => {
  const { partition, position, leader, leaderEpoch, retryUs } = assigned
  return leader === -1 || retryUs > nowUs || readsFrom(assigned) !== broker ? null : { partition, fetchOffset: position, logStartOffset: -1, currentLeaderEpoch: leaderEpoch, lastFetchedEpoch: -1 }
}

/** A Fetch is answered: buffer what it brought (earlier records of the first batch are skipped when handed out) and poll. */
export function receiveFetch(consumer: ConsumerNode, effects: Effects, message: Message, event: number): void {
  if (consumer.fetching.get(message.from)?.correlationId !== message.correlationId) return
  consumer.fetching.delete(message.from)
  for (const fetched of (message.body as FetchResponse).partitions) {
    if (fetched.error !== ERROR.none) takeError(consumer, effects, fetched, event)
    else if (fetched.preferredReadReplica !== undefined) preferReadReplica(consumer, effects, assignedPartition(consumer, fetched.partition), fetched.preferredReadReplica, event)
    else if (fetched.entries.length > 0) consumer.buffer.push({ partition: fetched.partition, entries: fetched.entries, event })
  }
  if (consumer.buffer.length > 0) schedulePoll(consumer, effects)
  else sendFetches(consumer, effects, event)
}

/** Another leader is looked for; a position that the log has not goes to where it is. */
function takeError(consumer: ConsumerNode, effects: Effects, { partition, error, currentLeader, logStartOffset, highWatermark }: FetchedFromPartition, cause: number): void {
  const assigned = assignedPartition(consumer, partition)
  if (error === ERROR.offsetOutOfRange) {
    // Where it was sent to, the log may be shorter than the leader's: the leader will know.
    if (leaveReadReplica(consumer, effects, assigned, 'offset', cause)) return
    const to = assigned.position < logStartOffset ? logStartOffset : highWatermark
    effects.emit('positionReset', cause, partition, assigned.position, to)
    assigned.position = to
    consumer.changed.add(partition)
    consumer.uncommitted.add(partition)
    return
  }
  if (currentLeader !== undefined && currentLeader.broker !== -1 && currentLeader.epoch > assigned.leaderEpoch) {
    leaveReadReplica(consumer, effects, assigned, 'leader', cause)
    consumer.changed.add(partition)
    assigned.leader = currentLeader.broker
    assigned.leaderEpoch = currentLeader.epoch
    return
  }
  // It has not heard of the new leader yet: asked again at once, until it has.
  if (error === ERROR.unknownLeaderEpoch) return
  if (leaveReadReplica(consumer, effects, assigned, 'error', cause)) return askMetadata(consumer, effects, cause)
  assigned.retryUs = effects.nowUs + RETRY_BACKOFF_US
  consumer.changed.add(partition)
  lookAgainAt(consumer, effects, assigned.retryUs)
  askMetadata(consumer, effects, cause)
}

export function assignedPartition(consumer: ConsumerNode, partition: number): AssignedPartition {
  return known(consumer.assigned.get(partition), 'the assigned partition')
}

/**
 * poll(): hand out what is buffered, then ask for more, one Fetch per broker at a time.
 * Kafka: clients/consumer/internals/{AbstractFetch#prepareFetchRequests, FetchCollector#collectFetch}.
 * A broker is asked only when no partition it leads has buffered data (since 4.0).
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { known } from '../kernel/assert'
import { DATA_CONNECTION, CONSUMER_REPLICA, FETCH, type FetchResponse, type Message } from '../protocol/messages'
import type { AssignedPartition, ConsumerNode } from './consumerNode'
import { commitPositions } from './offsetCommitter'

/** max.partition.fetch.bytes. */
const MAX_PARTITION_FETCH_BYTES = 1_048_576

export function startConsumer(consumer: ConsumerNode, effects: Effects, cause: number): void {
  const started = effects.emit('consumerStarted', cause, consumer.group)
  sendFetches(consumer, effects, started)
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
    consumer.deliveredRecords += records
    left -= records
    last = effects.emit('recordsDelivered', fetched.event, fetched.partition, first, lastOffset, records, consumer.group)
    if (lastOffset === end) consumer.buffer.shift()
  }
  return last
}

function sendFetches(consumer: ConsumerNode, effects: Effects, cause: number): void {
  const blocked = new Set(consumer.buffer.map(fetched => assignedPartition(consumer, fetched.partition).leader))
  const asked = new Map<number, AssignedPartition[]>()
  for (const assigned of consumer.partitions) {
    if (consumer.fetching.has(assigned.leader) || blocked.has(assigned.leader)) continue
    const list = asked.get(assigned.leader) ?? []
    list.push(assigned)
    asked.set(assigned.leader, list)
  }
  for (const [broker, partitions] of asked) {
    consumer.fetching.add(broker)
    effects.request(broker, DATA_CONNECTION, FETCH, consumer.correlationId++, {
      replica: CONSUMER_REPLICA, maxWaitUs: consumer.config['fetch.max.wait.ms'] * 1000, minBytes: consumer.config['fetch.min.bytes'],
      partitionMaxBytes: MAX_PARTITION_FETCH_BYTES,
      partitions: partitions.map(({ partition, position }) => ({ partition, fetchOffset: position })),
    }, cause)
  }
}

/** A Fetch is answered: buffer what it brought (earlier records of the first batch are skipped when handed out) and poll. */
export function receiveFetch(consumer: ConsumerNode, effects: Effects, message: Message, event: number): void {
  consumer.fetching.delete(message.from)
  for (const { partition, entries } of (message.body as FetchResponse).partitions) {
    if (entries.length > 0) consumer.buffer.push({ partition, entries, event })
  }
  if (consumer.buffer.length > 0) schedulePoll(consumer, effects)
  else sendFetches(consumer, effects, event)
}

export function assignedPartition(consumer: ConsumerNode, partition: number): AssignedPartition {
  return known(consumer.partitions.find(assigned => assigned.partition === partition), 'the assigned partition')
}

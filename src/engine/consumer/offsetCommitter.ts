/**
 * Commits: the position of every partition, one OffsetCommit at a time, to the group's coordinator on a connection of its own.
 * Kafka: clients/consumer/internals/ConsumerCoordinator#commitOffsetsAsync.
 * Simplified: only partitions that have moved are named; Kafka names all that are assigned.
 */
import type { Effects } from '../effects'
import { known } from '../kernel/assert'
import { OFFSET_COMMIT, type Message, type OffsetCommitResponse } from '../protocol/messages'
import type { ConsumerNode } from './consumerNode'
import { coordinatorConnection } from './connectionsToBrokers'

/** commitAsync() of what has been handed out; nothing if nothing is new or a commit is on its way. */
export function commitPositions(consumer: ConsumerNode, effects: Effects, cause: number): void {
  if (consumer.commitInFlight || consumer.commitRetryUs > effects.nowUs) return
  const offsets = [...consumer.uncommitted].map(partition => known(consumer.assigned.get(partition), 'the assigned partition'))
    .filter(({ position, committed }) => position > Math.max(committed, 0))
    .sort((one, other) => one.place - other.place)
    .map(({ partition, position }) => ({ partition, offset: position }))
  if (offsets.length === 0) return
  consumer.commitInFlight = true
  effects.request(consumer.coordinator, coordinatorConnection(consumer), OFFSET_COMMIT, consumer.correlationId++,
    { group: consumer.group, consumer: consumer.node, offsets }, cause)
}

/** The commit is stored; if more has been handed out meanwhile, the next one leaves. */
export function receiveCommit(consumer: ConsumerNode, effects: Effects, message: Message, event: number): void {
  consumer.commitInFlight = false
  let last = event
  for (const { partition, offset } of (message.body as OffsetCommitResponse).offsets) {
    const assigned = known(consumer.assigned.get(partition), 'the assigned partition')
    assigned.committed = offset
    if (assigned.position <= offset) consumer.uncommitted.delete(partition)
    last = effects.emit('offsetCommitted', event, partition, offset, consumer.group)
  }
  commitPositions(consumer, effects, last)
}

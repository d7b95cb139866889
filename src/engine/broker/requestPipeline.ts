/**
 * What a handler thread does with the request in hand: the API call, by its key.
 * Kafka: core/src/main/scala/kafka/server/KafkaApis.scala#handle.
 */
import type { Effects, RequestRef } from '../effects'
import { known } from '../kernel/assert'
import { ERROR } from '../protocol/errorCodes'
import { FETCH, INIT_PRODUCER_ID, METADATA, PRODUCE, type FetchRequest, type MetadataResponse, type OffsetCommitRequest, type ProduceRequest } from '../protocol/messages'
import { connectionOf, type BrokerNode } from './brokerNode'
import { answer, requestRef } from './connections'
import { handleFetch } from './handleFetch'
import { handleProduce } from './handleProduce'

const BLOCK_OF_IDS = 1000

/** Simplified: a broker's blocks of ids come from its own number, not from the controller. */
const nextProducerId = (broker: BrokerNode): number => (1000 + broker.id) * BLOCK_OF_IDS + broker.givenProducerIds++

/** The service time of the request in hand on this connection is over. `metadata`: what this broker has heard from the controller. */
export function finishHandling(broker: BrokerNode, effects: Effects, from: number, connectionNumber: number, metadata: () => MetadataResponse): void {
  const connection = connectionOf(broker, from, connectionNumber)
  const message = known(connection.inHand, 'the request in hand')
  const cause = effects.emit('requestHandled', connection.startCause, message.id, message.api, message.from, message.correlationId)
  const request = requestRef(message)
  if (message.api === PRODUCE) handleProduce(broker, effects, request, message.body as ProduceRequest, cause)
  else if (message.api === FETCH) handleFetch(broker, effects, request, message.body as FetchRequest, cause)
  else if (message.api === METADATA) answer(broker, effects, request, metadata(), cause)
  else if (message.api === INIT_PRODUCER_ID) answer(broker, effects, request, { error: ERROR.none, producerId: nextProducerId(broker), producerEpoch: 0 }, cause)
  else handleOffsetCommit(broker, effects, request, message.body as OffsetCommitRequest, cause)
}

/**
 * The group coordinator keeps the offsets.
 * Kafka: group-coordinator OffsetMetadataManager#commitOffset.
 * Simplified: `__consumer_offsets` is not a replicated log yet; the write takes the service time and nothing else.
 */
function handleOffsetCommit(broker: BrokerNode, effects: Effects, request: RequestRef, commit: OffsetCommitRequest, cause: number): void {
  const stored = broker.committedOffsets.get(commit.group) ?? new Map<number, number>()
  broker.committedOffsets.set(commit.group, stored)
  let last = cause
  for (const { partition, offset } of commit.offsets) {
    stored.set(partition, offset)
    last = effects.emit('offsetStored', cause, partition, offset, commit.group, commit.consumer)
  }
  answer(broker, effects, request, { offsets: commit.offsets }, last)
}

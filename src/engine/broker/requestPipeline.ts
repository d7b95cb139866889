/**
 * What an I/O thread does with the request in hand: the API call, by its key. A request that goes to purgatory leaves the thread free.
 * Kafka: core/src/main/scala/kafka/server/KafkaApis.scala#handle.
 */
import { requestRef, type Effects, type RequestRef } from '../effects'
import { known } from '../kernel/assert'
import { ERROR } from '../protocol/errorCodes'
import { FETCH, INIT_PRODUCER_ID, LIST_OFFSETS, METADATA, PRODUCE, type FetchRequest, type ListOffsetsRequest, type Message, type OffsetCommitRequest, type ProduceRequest } from '../protocol/messages'
import { connectionOf, type BrokerNode } from './brokerNode'
import { answer } from './connections'
import { freeIoThread, takeQueued } from './ioThreads'
import { admitBlocked, resizeNetworkThreads } from './networkThreads'
import { handleFetch } from './handleFetch'
import { handleProduce } from './handleProduce'
import { listOffsets } from './listOffsets'
import { metadataResponse } from './metadataListener'

const BLOCK_OF_IDS = 1000

/** Simplified: a broker's blocks of ids come from its own number and how often it has started, not from the controller. */
const nextProducerId = ({ id, lifecycle, givenProducerIds }: BrokerNode): number => (lifecycle.incarnation * BLOCK_OF_IDS + id) * BLOCK_OF_IDS + givenProducerIds

/** The I/O thread's time for the request in hand on this connection is over. */
export function finishHandling(broker: BrokerNode, effects: Effects, from: number, connectionNumber: number): void {
  const connection = connectionOf(broker, from, connectionNumber)
  const message = known(connection.inHand, 'the request in hand')
  const cause = effects.emit('requestHandled', connection.startCause, message.id, message.api, message.from, message.correlationId, connection.readUs - connection.arrivedUs, connection.takenUs - connection.readUs)
  connection.handledUs = effects.nowUs
  connection.place = 'purgatory'
  callApi(broker, effects, message, cause)
  freeIoThread(broker, effects, cause)
  admitBlocked(broker, effects)
}

function callApi(broker: BrokerNode, effects: Effects, message: Message, cause: number): void {
  const request = requestRef(message)
  if (message.api === PRODUCE) handleProduce(broker, effects, request, message.body as ProduceRequest, cause)
  else if (message.api === FETCH) handleFetch(broker, effects, request, message.body as FetchRequest, cause)
  else if (message.api === METADATA) answer(broker, effects, request, metadataResponse(broker.metadata.image), cause)
  else if (message.api === LIST_OFFSETS) answer(broker, effects, request, listOffsets(broker, message.body as ListOffsetsRequest), cause)
  else if (message.api === INIT_PRODUCER_ID) answerWithProducerId(broker, effects, request, cause)
  else handleOffsetCommit(broker, effects, request, message.body as OffsetCommitRequest, cause)
}

/** num.network.threads, num.io.threads or queued.max.requests may have changed. I/O threads too many end when they are done. */
export function resizeRequestPath(broker: BrokerNode, effects: Effects, cause: number): void {
  resizeNetworkThreads(broker, effects)
  takeQueued(broker, effects, cause)
  admitBlocked(broker, effects)
}

function answerWithProducerId(broker: BrokerNode, effects: Effects, request: RequestRef, cause: number): void {
  const producerId = nextProducerId(broker)
  broker.givenProducerIds++
  answer(broker, effects, request, { error: ERROR.none, producerId, producerEpoch: 0 }, cause)
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

/**
 * A consumer's connections, what it asks of the cluster by them, and when it looks again at what has failed.
 * Kafka: clients/{Metadata, NetworkClient}; spec §10.5.
 * Simplified: backoffs do not grow (retry.backoff.ms), brokers are asked for metadata in turn. After an error that only new metadata helps against a partition rests for that backoff; Kafka asks
 * the same broker again at once, however often, until the metadata are there.
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { connectionNumber, COORDINATOR_CONNECTION, DATA_CONNECTION, METADATA } from '../protocol/messages'
import type { ConsumerNode } from './consumerNode'

/** Kafka's defaults: retry.backoff.ms, request.timeout.ms. */
export const RETRY_BACKOFF_US = 100_000, REQUEST_TIMEOUT_US = 30_000_000

export const dataConnection = ({ lostTo }: ConsumerNode, broker: number): number => connectionNumber(DATA_CONNECTION, lostTo.get(broker) ?? 0)
export const coordinatorConnection = ({ lostToCoordinator }: ConsumerNode): number => connectionNumber(COORDINATOR_CONNECTION, lostToCoordinator)

/** A look at what has failed or is overdue, at the latest then. */
export function lookAgainAt(consumer: ConsumerNode, effects: Effects, atUs: number): void {
  if (consumer.retryUs !== -1 && consumer.retryUs <= atUs) return
  consumer.retryUs = atUs
  effects.schedule(atUs, PHASE.timer, 'retryFetches')
}

/** metadata.max.age.ms: when it asks although nothing has gone wrong. */
export const metadataDueUs = ({ metadataMs, config }: ConsumerNode): number => metadataMs * 1000 + Math.max(config['metadata.max.age.ms'] * 1000, RETRY_BACKOFF_US)

/** One request at a time, to one broker after the other. */
export function askMetadata(consumer: ConsumerNode, effects: Effects, cause: number): void {
  if (consumer.askedMetadata !== null) return
  const broker = consumer.brokers[consumer.metadataRequests++ % consumer.brokers.length]!
  const correlationId = consumer.correlationId++
  consumer.askedMetadata = { broker, correlationId, sentUs: effects.nowUs }
  effects.request(broker, dataConnection(consumer, broker), METADATA, correlationId, { topics: 'all' }, cause)
  lookAgainAt(consumer, effects, effects.nowUs + REQUEST_TIMEOUT_US)
}

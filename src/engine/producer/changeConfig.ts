/**
 * New values for a running producer. What a client is built around (idempotence, its memory, its codec) needs a new client: the old one is closed, which sends what it
 * has, and a new one is started, cold: it connects, asks for metadata and for its id. Meanwhile the application waits.
 * Kafka: clients/producer/KafkaProducer (a client's configuration never changes).
 * Simplified: all other values take effect in place at once, where a real application would build a new client for these too. Where they turn idempotence off
 * or on by implication (acks, retries), so does that: off, batches go unnumbered; on again, the same id goes on with its next epoch.
 */
import type { ProducerConfig } from '../config/tables'
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { sendWaiting } from './application'
import { createClientMetadata } from './clientMetadata'
import { wakeSender } from './networkClient'
import { createSender, type ProducerNode } from './producerNode'
import { createAccumulator } from './recordAccumulator'
import { close } from './sender'
import { createTransactionManager, setProducerId } from './transactionManager'

const BUILT_AROUND = ['enable.idempotence', 'buffer.memory', 'compression.type', 'compression.gzip.level', 'compression.lz4.level', 'compression.zstd.level'] as const

/** `key`: the setting that was given. */
export function changeProducerConfig(producer: ProducerNode, effects: Effects, config: ProducerConfig, key: string, cause: number): void {
  const isRebuilt = BUILT_AROUND.some(name => name === key && config[name] !== producer.config[name])
  if (isRebuilt || producer.nextConfig !== null) {
    // Closed by its application for good: nothing is started again.
    if (producer.nextConfig === null && !producer.sender.running) return
    producer.nextConfig = { ...config }
    return close(producer, effects, Infinity, cause)
  }
  if (config['enable.idempotence'] !== producer.config['enable.idempotence']) turnIdempotence(producer, config['enable.idempotence'] === 'true')
  producer.config = { ...config }
  wakeSender(producer, effects)
}

function turnIdempotence(producer: ProducerNode, isOn: boolean): void {
  const { transactionManager, lastProducerId } = producer
  if (!isOn) {
    if (transactionManager !== null) producer.lastProducerId = { id: transactionManager.producerId, epoch: transactionManager.producerEpoch }
    producer.transactionManager = null
    return
  }
  producer.transactionManager = createTransactionManager()
  if (lastProducerId.id !== -1) setProducerId(producer.transactionManager, lastProducerId.id, lastProducerId.epoch + 1)
}

/** The old client has ended; the new one starts, and the calls that waited are made. */
export function startNextProducer(producer: ProducerNode, effects: Effects): void {
  const { nextConfig, topics, metadata, accumulator, sender } = producer
  if (nextConfig === null) return
  producer.nextConfig = null
  producer.config = nextConfig
  producer.metadata = { ...createClientMetadata(), brokers: metadata.brokers }
  producer.led = null
  producer.accumulator = { ...createAccumulator(topics, nextConfig), sentRecords: accumulator.sentRecords, acknowledgedRecords: accumulator.acknowledgedRecords }
  producer.transactionManager = nextConfig['enable.idempotence'] === 'true' ? createTransactionManager() : null
  producer.partitionerCalls = topics.map(() => 0)
  producer.partitionerStops = 0
  producer.lastProducerId = { id: -1, epoch: -1 }
  producer.sender = { ...createSender(), generation: sender.generation + 1 }
  for (const [broker, { opened }] of sender.connections) producer.sender.openedBefore.set(broker, opened)
  effects.emit('producerStarted', sender.closeEvent)
  effects.schedule(effects.nowUs, PHASE.decision, 'runSender', producer.sender.generation)
  for (const thread of producer.application.threads) sendWaiting(producer, effects, thread)
}

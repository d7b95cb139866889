/** Kinds about settings: config, defaults. */
import { consumerConfigFrom, consumerKeys, factsIn, producerConfigFrom, producerKeys, topicKeys, type KafkaKeys, type KafkaVersion } from '../../src/engine'

const SHOWN = {
  producer: ['acks', 'enable.idempotence', 'retries', 'max.in.flight.requests.per.connection', 'linger.ms', 'batch.size', 'delivery.timeout.ms', 'request.timeout.ms'],
  consumer: ['enable.auto.commit', 'auto.offset.reset', 'session.timeout.ms', 'heartbeat.interval.ms', 'isolation.level', 'max.poll.records', 'group.protocol'],
} as const
const NAMED = {
  producer: { 'bootstrap.servers': 'localhost:9092', 'key.serializer': 'org.apache.kafka.common.serialization.StringSerializer', 'value.serializer': 'org.apache.kafka.common.serialization.StringSerializer' },
  consumer: { 'bootstrap.servers': 'localhost:9092', 'key.deserializer': 'org.apache.kafka.common.serialization.StringDeserializer', 'value.deserializer': 'org.apache.kafka.common.serialization.StringDeserializer' },
} as const

/** What every client needs is given unless the case gives it. */
export function playConfig({ client, properties, version }: { client: 'producer' | 'consumer'; properties: Readonly<Record<string, string>>; version?: KafkaVersion }): unknown {
  const given = { ...NAMED[client], ...properties }
  const config = client === 'producer' ? producerConfigFrom(given, version) : consumerConfigFrom(given, version)
  return config.ok ? { values: Object.fromEntries(SHOWN[client].map(key => [key, config.value[key]])) } : { error: config.message }
}

const KEYS: Readonly<Record<string, KafkaKeys>> = { producer: producerKeys, consumer: consumerKeys, topic: topicKeys }

export function playDefaults({ of, version = '4.4' }: { of: string; version?: KafkaVersion }): unknown {
  return Object.fromEntries(Object.entries(KEYS[of] ?? {}).flatMap(([key, declared]) => { const facts = factsIn(declared, version); return facts ? [[key, facts]] : [] }))
}

/**
 * The configuration tables of this slice, keyed by Kafka's exact spelling; network and workload are ours and say so.
 * Defaults and bounds: Kafka 4.4 ProducerConfig, ConsumerConfig (spec §2).
 * Later: the rest of §2, defaults per version, importance, dynamic or restart.
 */
import type { ConfigTable, ConfigValues } from './configTable'

const LONG_MAX = Number.MAX_SAFE_INTEGER
const INT_MAX = 2147483647

export const producerConfig = {
  'linger.ms': {
    type: 'LONG', default: 5, min: 0, max: LONG_MAX, unit: 'ms', kafka: true,
    doc: 'The longest a batch waits for more records before it may leave. 0 means it may leave at once.',
    slider: { min: 0, max: 100, scale: 'linear' },
  },
  'batch.size': {
    type: 'INT', default: 16384, min: 0, max: INT_MAX, unit: 'B', kafka: true,
    doc: 'A batch this full may leave at once. A ceiling in bytes, never a minimum and never a number of records.',
    slider: { min: 0, max: 131072, scale: 'log', stops: [0, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072] },
  },
  acks: {
    type: 'STRING', default: 'all', values: ['0', '1', 'all', '-1'], unit: '', kafka: true,
    doc: '0: no answer is asked for. 1: the leader answers once it has the batch. all: it answers once every in-sync replica has it.',
  },
  'max.in.flight.requests.per.connection': {
    type: 'INT', default: 5, min: 1, max: INT_MAX, unit: '', kafka: true,
    doc: 'How many requests to one broker may be unanswered at a time. With 1 the next batch of a partition waits for the answer to the one before.',
    slider: { min: 1, max: 10, scale: 'linear' },
  },
  'buffer.memory': {
    type: 'LONG', default: 33554432, min: 0, max: LONG_MAX, unit: 'B', kafka: true,
    doc: 'All the memory for records that are not yet acknowledged. When it is used up, send() waits.',
    slider: { min: 16384, max: 67108864, scale: 'log' },
  },
  'max.block.ms': {
    type: 'LONG', default: 60000, min: 0, max: LONG_MAX, unit: 'ms', kafka: true,
    doc: 'The longest send() waits for memory before it gives up.',
    slider: { min: 0, max: 60000, scale: 'linear' },
  },
  'max.request.size': {
    type: 'INT', default: 1048576, min: 0, max: INT_MAX, unit: 'B', kafka: true,
    doc: 'The largest record send() accepts, and the most a request carries unless its first batch alone is larger.',
    slider: { min: 1024, max: 4194304, scale: 'log' },
  },
} as const satisfies ConfigTable

export const consumerConfig = {
  'fetch.min.bytes': {
    type: 'INT', default: 1, min: 0, max: INT_MAX, unit: 'B', kafka: true,
    doc: 'A fetch is answered as soon as this much is there to read.',
    slider: { min: 1, max: 65536, scale: 'log' },
  },
  'fetch.max.wait.ms': {
    type: 'INT', default: 500, min: 0, max: INT_MAX, unit: 'ms', kafka: true,
    doc: 'How long the broker holds a fetch that finds too little to read.',
    slider: { min: 0, max: 1000, scale: 'linear' },
  },
  'max.poll.records': {
    type: 'INT', default: 500, min: 1, max: INT_MAX, unit: '', kafka: true,
    doc: 'The most records one poll() hands out. It does not limit what is fetched.',
    slider: { min: 1, max: 500, scale: 'linear' },
  },
} as const satisfies ConfigTable

/** Ours, not Kafka's: every link between two machines, each way. */
export const networkConfig = {
  'latency.us': {
    type: 'INT', default: 1000, min: 0, max: 60_000_000, unit: 'µs', kafka: false,
    doc: 'How long a message travels, each way.',
    slider: { min: 0, max: 50_000, scale: 'log', stops: [0, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000] },
  },
  'bandwidth.bytes.per.second': {
    type: 'LONG', default: 125_000_000, min: 1000, max: LONG_MAX, unit: 'B/s', kafka: false,
    doc: 'How many bytes a second a link carries, each way. 125 000 000 is a gigabit.',
    slider: { min: 10_000, max: 1_250_000_000, scale: 'log' },
  },
} as const satisfies ConfigTable

/** Ours, not Kafka's: what the application sends. */
export const workloadConfig = {
  'records.per.second': {
    type: 'INT', default: 1500, min: 0, max: 5_000_000, unit: '/s', kafka: false,
    doc: 'How often the application calls send().',
    slider: { min: 0, max: 10_000, scale: 'log', stops: [0, 10, 20, 50, 100, 200, 500, 1000, 1500, 2000, 5000, 10_000] },
  },
  'value.bytes': {
    type: 'INT', default: 90, min: 0, max: 10_000_000, unit: 'B', kafka: false,
    doc: 'The serialized size of every value.',
    slider: { min: 0, max: 16384, scale: 'log', stops: [0, 10, 20, 50, 90, 200, 500, 1000, 2000, 4096, 8192, 16384] },
  },
  'key.count': {
    type: 'INT', default: 5, min: 0, max: 100_000, unit: '', kafka: false,
    doc: 'How many different keys the records have; 0 means no key, and the producer spreads batches over the partitions by itself.',
    slider: { min: 0, max: 26, scale: 'linear' },
  },
} as const satisfies ConfigTable

/** Owner of a setting → its table. The owner is also the prefix in a URL (none for the producer). */
export const CONFIG_TABLES = {
  producer: producerConfig,
  consumer: consumerConfig,
  network: networkConfig,
  workload: workloadConfig,
} as const
export type ConfigOwner = keyof typeof CONFIG_TABLES
export type ConfigsInForce = { -readonly [Owner in ConfigOwner]: ConfigValues<(typeof CONFIG_TABLES)[Owner]> }
export type ProducerConfig = ConfigsInForce['producer']
export type ConsumerConfig = ConfigsInForce['consumer']

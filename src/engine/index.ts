/** The public face of the engine: what the bridge, the tools and the tests may use. */
export * from './rules'
export * from './events'
export * from './view'
export * from './scenario'
export * from './config/tables'
export { configDefaults, parseConfigValue, type ConfigKey, type ConfigTable, type NumberKey, type TextKey } from './config/configTable'
export type { Parsed } from './config/parsed'
export { BASELINE, factsIn, KAFKA_VERSIONS, parseKafkaValue, type KafkaKey, type KafkaKeys, type KafkaVersion } from './config/kafkaKey'
export { consumerConfigFrom, producerConfigFrom, type ClientConfig, type Properties } from './config/clientConfig'
export { producerKeys } from './config/producerKeys'
export { consumerKeys } from './config/consumerKeys'
export { topicKeys } from './config/topicKeys'
export { errorOfCode, kafkaErrors, type KafkaError } from './protocol/errors'
export type { Command, TimedCommand } from './commands'
export { nodeName } from './nodeNames'
export { presetNamed, presetNames } from './presets'
export { isBroker, isConsumer, isProducer, FIRST_CONSUMER, FIRST_PRODUCER, OUTSIDE } from './protocol/nodes'
export {
  advance, applyCommand, createSimulation, eventCount, eventRows, firstEventKept, hashOf, restoreCheckpoint, sendCount,
  sentUsSince, takeCheckpoint,
  type AdvanceResult, type Checkpoint, type Simulation,
} from './simulation'
export { viewOf, tokensOf } from './viewOf'
export { figuresOf } from './figures'
export { whyChain, type WhyStep } from './why'
export { recordStory } from './recordStory'
export { STOPS, type RecordStop, type RecordStory, type StopName } from './stops'

/**
 * What the page may import of the engine: types and tables, never the simulation. Keeps the engine's code out of the page's first load.
 */
export * from './events'
export * from './view'
export { parseScenario, commandProblems, partitionerRefusal, type ParsedScenario, type PartitionerSpec, type ProducerSpec, type Scenario, type TopicSpec, type WorkloadSpec } from './scenario'
export * from './config/tables'
export { configConflict, configsAt } from './configsInForce'
export { BASELINE, KAFKA_VERSIONS, type KafkaKey, type KafkaVersion } from './config/kafkaKey'
export { historyOf } from './config/keyHistory'
export { configDefaults, defaultIn, parseConfigValue, type ConfigKey, type ConfigTable, type NumberKey, type TextKey } from './config/configTable'
export type { Parsed } from './config/parsed'
export type { PartitionPreview } from './producer/partitionPreview'
export type { Command, TimedCommand } from './commands'
export { choosablePresets, presetNamed, presetNames } from './presets'
export { isBroker, isConsumer, isProducer, FIRST_CONSUMER, FIRST_PRODUCER, OUTSIDE } from './protocol/nodes'
export { STOPS, type RecordStop, type RecordStory, type StopName } from './stops'
export type { WhyStep } from './why'
export type { BatchContents } from './batchContents'

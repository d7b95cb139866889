/**
 * The settings in force at an instant of a scenario: what it and its script give, over the defaults, and what follows where settings concern each other.
 */
import type { Scenario } from './scenario'
import { configDefaults, parseConfigValue } from './config/configTable'
import type { Parsed } from './config/parsed'
import { threadCountRefusal } from './config/brokerRules'
import { deliveryTimeoutInForce, idempotenceInForce } from './config/producerRules'
import { CONFIG_TABLES, type ConfigOwner, type ConfigsInForce } from './config/tables'

type Given = Record<string, number | string>

/** What is given up to and including `atUs` (−1: at the beginning), as parsed; of the script only the first `commands`. */
function configsGiven(scenario: Pick<Scenario, 'configs' | 'script' | 'kafka'>, atUs: number, commands = Infinity): Record<ConfigOwner, Given> {
  const given = Object.fromEntries(Object.keys(CONFIG_TABLES).map(owner => [owner, {}])) as Record<ConfigOwner, Given>
  const set = (owner: ConfigOwner, key: string, value: number | string): void => {
    const parsed = parseConfigValue(CONFIG_TABLES[owner], key, value, scenario.kafka)
    if (parsed.ok) given[owner][key] = parsed.value
  }
  for (const [owner, values] of Object.entries(scenario.configs)) for (const [key, value] of Object.entries(values)) set(owner as ConfigOwner, key, value)
  for (const { atUs: setUs, command } of scenario.script.slice(0, commands)) if (setUs <= atUs && command.type === 'setConfig' && command.topic === undefined) set(command.owner, command.key, command.value)
  return given
}

/** Settings of one client, as their table has them. */
export function parsedConfig<Owner extends ConfigOwner>(owner: Owner, own: Readonly<Record<string, number | string>>, version: Scenario['kafka']): Partial<ConfigsInForce[Owner]> {
  return Object.fromEntries(Object.entries(own).flatMap(([key, value]) => {
    const parsed = parseConfigValue(CONFIG_TABLES[owner], key, value, version)
    return parsed.ok ? [[key, parsed.value]] : []
  })) as Partial<ConfigsInForce[Owner]>
}

/** The settings that these would be, or Kafka's words for why they cannot be together. */
function resolveConfigs(given: Readonly<Record<ConfigOwner, Given>>, version: Scenario['kafka']): Parsed<ConfigsInForce> {
  const configs = Object.fromEntries(Object.entries(CONFIG_TABLES).map(([owner, table]) => [owner, { ...configDefaults(table, version), ...given[owner as ConfigOwner] }])) as unknown as ConfigsInForce
  const { producer, topic, broker } = configs
  // What a topic does not say, the broker says for it (server/config/ServerTopicConfigSynonyms); what its flush interval does not say, its scheduler's does (AbstractKafkaConfig#logFlushIntervalMs).
  if (given.broker['log.flush.interval.ms'] === undefined) broker['log.flush.interval.ms'] = broker['log.flush.scheduler.interval.ms']
  if (given.topic['flush.messages'] === undefined) topic['flush.messages'] = broker['log.flush.interval.messages']
  if (given.topic['flush.ms'] === undefined) topic['flush.ms'] = broker['log.flush.interval.ms']
  const idempotence = idempotenceInForce(producer['enable.idempotence'] === 'true', given.producer['enable.idempotence'] !== undefined,
    { retries: producer.retries, acks: producer.acks, inFlight: producer['max.in.flight.requests.per.connection'] }, version)
  if (!idempotence.ok) return idempotence
  const delivery = deliveryTimeoutInForce(producer['delivery.timeout.ms'], given.producer['delivery.timeout.ms'] !== undefined, producer['linger.ms'], producer['request.timeout.ms'])
  if (!delivery.ok) return delivery
  producer['enable.idempotence'] = String(idempotence.value)
  producer['delivery.timeout.ms'] = delivery.value
  return { ok: true, value: configs }
}

/** The settings in force at `atUs` of a valid scenario (parseScenario), with the changes of its script up to then (of its first `commands`). */
export function configsAt(scenario: Pick<Scenario, 'configs' | 'script' | 'kafka'>, atUs: number, commands = Infinity): ConfigsInForce {
  const resolved = resolveConfigs(configsGiven(scenario, atUs, commands), scenario.kafka)
  if (!resolved.ok) throw new Error(resolved.message)
  return resolved.value
}

/** A producer's settings at that time, with its own over those of all. */
export function producerConfigAt(scenario: Pick<Scenario, 'configs' | 'script' | 'kafka'>, atUs: number, commands: number, own: Readonly<Record<string, number | string>>): ConfigsInForce['producer'] {
  const given = configsGiven(scenario, atUs, commands)
  for (const [key, value] of Object.entries(own)) {
    const parsed = parseConfigValue(CONFIG_TABLES.producer, key, value, scenario.kafka)
    if (parsed.ok) given.producer[key] = parsed.value
  }
  const resolved = resolveConfigs(given, scenario.kafka)
  if (!resolved.ok) throw new Error(resolved.message)
  return resolved.value.producer
}

/** Kafka's words for why a producer cannot have these settings of its own; null if it can. */
export function ownConfigConflict(scenario: Pick<Scenario, 'configs' | 'script' | 'kafka'>, own: Readonly<Record<string, number | string>>): string | null {
  const given = configsGiven(scenario, -1)
  for (const [key, value] of Object.entries(own)) {
    const parsed = parseConfigValue(CONFIG_TABLES.producer, key, value, scenario.kafka)
    if (!parsed.ok) return parsed.message
    given.producer[key] = parsed.value
  }
  const resolved = resolveConfigs(given, scenario.kafka)
  return resolved.ok ? null : resolved.message
}

/** Kafka's words for the first settings, or change of settings, that cannot be; null if all can. */
export function configConflict(scenario: Pick<Scenario, 'configs' | 'script' | 'kafka'>): string | null {
  const changes = scenario.script.filter(({ command }) => command.type === 'setConfig')
  let before: ConfigsInForce | null = null
  for (const atUs of [-1, ...new Set(changes.map(change => change.atUs))]) {
    const resolved = resolveConfigs(configsGiven(scenario, atUs), scenario.kafka)
    if (!resolved.ok) return resolved.message
    const refused = before === null ? null : threadCountRefusal(before.broker, resolved.value.broker)
    if (refused !== null) return refused
    before = resolved.value
  }
  return null
}

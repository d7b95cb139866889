/**
 * A whole client's settings: each read by its own rule, then those that concern each other, in Kafka's order and words.
 * Kafka: clients/producer/{ProducerConfig#postProcessAndValidateIdempotenceConfigs, KafkaProducer#configureDeliveryTimeout}; clients/consumer/ConsumerConfig#postProcessParsedConfig,
 * #maybeOverrideEnableAutoCommit; common/utils ClientUtils#parseAndValidateAddresses. Spec §2.2, §2.3.
 * Simplified: with several bad values Kafka names the first in its own order of declaration, this one the first in alphabetical order.
 */
import type { Parsed } from './parsed'
import { consumerKeys } from './consumerKeys'
import { BASELINE, factsIn, parseKafkaValue, type KafkaKeys, type KafkaVersion } from './kafkaKey'
import { producerKeys } from './producerKeys'
import { deliveryTimeoutInForce, idempotenceInForce } from './producerRules'

export type Properties = Readonly<Record<string, string>>
type Values = Record<string, string | null>
export type ClientConfig = Parsed<Readonly<Values>>

const MOST_PORT = 65_535
const refused = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message })

/** Every key of the version: what is given, read, else its default. */
function readAll(keys: KafkaKeys, given: Properties, version: KafkaVersion): ClientConfig {
  const values: Values = {}
  for (const [key, declared] of Object.entries(keys)) {
    const facts = factsIn(declared, version)
    if (!facts) continue
    if (given[key] === undefined) {
      if (facts.default === '<required>') return refused(facts.type === 'class' ? `Invalid value null for configuration ${key}: must be non-null.` : `Missing required configuration "${key}" which has no default value.`)
      values[key] = facts.default
      continue
    }
    const parsed = parseKafkaValue(keys, key, given[key], version)
    if (!parsed.ok) return parsed
    values[key] = parsed.value
  }
  return { ok: true, value: values }
}

/** The settings a producer would have, or why it cannot be made. */
export function producerConfigFrom(given: Properties, version: KafkaVersion = BASELINE): ClientConfig {
  const read = readAll(producerKeys, given, version)
  if (!read.ok) return read
  const values: Values = { ...read.value }
  if (values['acks'] === 'all') values['acks'] = '-1'
  return idempotenceProblem(values, given, version) ?? transactionProblem(values, given) ?? deliveryProblem(values, given) ?? addressProblem(values) ?? rackProblem(values) ?? { ok: true, value: values }
}

type Problem = ReturnType<typeof refused> | null

function idempotenceProblem(values: Values, given: Properties, version: KafkaVersion): Problem {
  const inForce = idempotenceInForce(values['enable.idempotence'] === 'true', given['enable.idempotence'] !== undefined,
    { retries: Number(values['retries']), acks: values['acks']!, inFlight: Number(values['max.in.flight.requests.per.connection']) }, version)
  if (!inForce.ok) return inForce
  values['enable.idempotence'] = String(inForce.value)
  return null
}

function transactionProblem(values: Values, given: Properties): Problem {
  if (values['transactional.id'] !== null && values['enable.idempotence'] !== 'true') return refused('Cannot set a transactional.id without also enabling idempotence.')
  if (values['transaction.two.phase.commit.enable'] === 'true' && given['transaction.timeout.ms'] !== undefined) {
    return refused('Cannot set transaction.timeout.ms when transaction.two.phase.commit.enable is set to true. Transactions will not expire with two-phase commit enabled.')
  }
  return null
}

function deliveryProblem(values: Values, given: Properties): Problem {
  const inForce = deliveryTimeoutInForce(Number(values['delivery.timeout.ms']), given['delivery.timeout.ms'] !== undefined, Number(values['linger.ms']), Number(values['request.timeout.ms']))
  if (!inForce.ok) return inForce
  values['delivery.timeout.ms'] = String(inForce.value)
  return null
}

function addressProblem(values: Values): Problem {
  const addresses = (values['bootstrap.servers'] ?? '').split(',').map(address => address.trim()).filter(address => address !== '')
  const bad = addresses.find(address => !/^.*?\[?([0-9a-zA-Z\-%._:]*)\]?:(\d+)$/.test(address))
  if (bad !== undefined) return refused(`Invalid url in bootstrap.servers: ${bad}`)
  const far = addresses.find(address => Number(/\d+$/.exec(address)?.[0]) > MOST_PORT)
  if (far !== undefined) return refused(`Invalid port in bootstrap.servers: ${far}`)
  return addresses.length === 0 ? refused('No resolvable bootstrap urls given in bootstrap.servers') : null
}

function rackProblem(values: Values): Problem {
  if (values['partitioner.rack.aware'] !== 'true' || (values['client.rack'] ?? '').trim() !== '') return null
  return refused('client.rack must be provided if partitioner.rack.aware is enabled')
}

/** The settings a consumer would have, or why it cannot be made. */
export function consumerConfigFrom(given: Properties, version: KafkaVersion = BASELINE): ClientConfig {
  const read = readAll(consumerKeys, given, version)
  if (!read.ok) return read
  const values: Values = { ...read.value }
  return protocolProblem(values, given) ?? groupProblem(values, given) ?? addressProblem(values) ?? { ok: true, value: values }
}

const NOT_FOR_CONSUMER_PROTOCOL = ['session.timeout.ms', 'heartbeat.interval.ms', 'partition.assignment.strategy']

function protocolProblem(values: Values, given: Properties): Problem {
  const isClassic = values['group.protocol']!.toLowerCase() === 'classic'
  const wrong = (isClassic ? ['group.remote.assignor'] : NOT_FOR_CONSUMER_PROTOCOL).find(key => given[key] !== undefined)
  return wrong === undefined ? null : refused(`${wrong} cannot be set when group.protocol=${isClassic ? 'CLASSIC' : 'CONSUMER'}`)
}

function groupProblem(values: Values, given: Properties): Problem {
  if (values['group.id'] === null) {
    if (given['enable.auto.commit'] !== undefined && values['enable.auto.commit'] === 'true') return refused('enable.auto.commit cannot be set to true when default group id (null) is used.')
    values['enable.auto.commit'] = 'false'
  } else if (values['group.id']!.trim() === '') return refused('The configured group.id should not be an empty string or whitespace.')
  const isClassic = values['group.protocol']!.toLowerCase() === 'classic'
  return isClassic && Number(values['heartbeat.interval.ms']) >= Number(values['session.timeout.ms']) ? refused('Heartbeat must be set lower than the session timeout') : null
}

/**
 * Producer settings that concern each other: what idempotence needs, and what delivery.timeout.ms must cover. In Kafka's order and words.
 * Kafka: clients/producer/{ProducerConfig#postProcessAndValidateIdempotenceConfigs, KafkaProducer#configureDeliveryTimeout}. Spec §2.2.
 */
import { KAFKA_VERSIONS, type KafkaVersion } from './kafkaKey'
import type { Parsed } from './parsed'

const INT_MAX = 2147483647
const MOST_IN_FLIGHT = 5
const refused = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message })

/**
 * Whether the producer is idempotent. `wanted`: the value of enable.idempotence; `isAsked`: it was given, not the default. What it needs and does not have is said
 * where it was asked for, else it is turned off; too many requests in flight are always an error since 4.0.
 */
export function idempotenceInForce(wanted: boolean, isAsked: boolean, given: { readonly retries: number; readonly acks: string; readonly inFlight: number }, version: KafkaVersion): Parsed<boolean> {
  if (!wanted) return { ok: true, value: false }
  if (given.retries === 0 && isAsked) return refused('Must set retries to non-zero when using the idempotent producer.')
  const isAll = given.acks === 'all' || given.acks === '-1'
  if (!isAll && isAsked) return refused('Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.')
  const isFew = given.inFlight <= MOST_IN_FLIGHT
  if (!isFew && (isAsked || KAFKA_VERSIONS.indexOf(version) >= KAFKA_VERSIONS.indexOf('4.0'))) {
    return refused(`To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most ${MOST_IN_FLIGHT}. Current value is ${given.inFlight}.`)
  }
  return { ok: true, value: given.retries !== 0 && isAll && isFew }
}

/** delivery.timeout.ms covers lingering and one request: a value that was given must, the default is raised. All in ms. */
export function deliveryTimeoutInForce(deliveryTimeoutMs: number, isGiven: boolean, lingerMs: number, requestTimeoutMs: number): Parsed<number> {
  const leastMs = Math.min(Math.min(lingerMs, INT_MAX) + requestTimeoutMs, INT_MAX)
  if (deliveryTimeoutMs >= leastMs) return { ok: true, value: deliveryTimeoutMs }
  return isGiven ? refused('delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms') : { ok: true, value: leastMs }
}

/**
 * How long to wait before trying again: twice as long each time, up to a limit, give or take a fifth.
 * Kafka: common/utils/ExponentialBackoff#backoff; clients/CommonClientConfigs (base 2, jitter 0.2). Spec §6.4.
 * Every evaluation draws anew, as in Kafka; with `maxMs` not above `initialMs` nothing is drawn.
 */
import { nextFraction, type RandomStream } from '../kernel/random'

const LEAST_FACTOR = 0.8, SPREAD = 0.4

/** The wait without chance, ms: what a control or a sentence shows. */
export function nominalBackoffMs(initialMs: number, maxMs: number, attempts: number): number {
  const firstMs = Math.min(maxMs, initialMs)
  if (maxMs <= firstMs) return firstMs
  let term = firstMs
  for (let doubling = 0; doubling < attempts && term < maxMs && term > 0; doubling++) term *= 2
  return Math.min(term, maxMs)
}

/** One draw of the wait, whole ms. `attempts` counts from 0; `chance` is asked only when there is something to draw. */
export function backoffMs(initialMs: number, maxMs: number, attempts: number, chance: () => RandomStream): number {
  if (maxMs <= Math.min(maxMs, initialMs)) return Math.min(maxMs, initialMs)
  const factor = LEAST_FACTOR + SPREAD * nextFraction(chance())
  return Math.min(Math.floor(factor * nominalBackoffMs(initialMs, maxMs, attempts)), maxMs)
}

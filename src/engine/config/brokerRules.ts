/**
 * What a running broker does not take at once.
 * Kafka: core/src/main/scala/kafka/server/DynamicBrokerConfig.scala, DynamicThreadPool#validateReconfiguration; network/SocketServer.scala, DataPlaneAcceptor#validateReconfiguration.
 */
import type { BrokerConfig } from './tables'

const THREAD_POOLS = ['num.io.threads', 'num.network.threads'] as const

/** Kafka's words for a number of threads that is too far from the one in force; null if a running broker takes it. */
export function threadCountRefusal(before: BrokerConfig, wanted: BrokerConfig): string | null {
  for (const key of THREAD_POOLS) {
    const old = before[key], value = wanted[key]
    const refused = `Dynamic thread count update validation failed for ${key}=${value}`
    if (value < Math.floor(old / 2)) return `${refused}, value should be at least half the current value ${old}`
    if (value > old * 2) return `${refused}, value should not be greater than double the current value ${old}`
  }
  return null
}

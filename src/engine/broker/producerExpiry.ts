/**
 * Producers that were silent for producer.id.expiration.ms are forgotten, leader or follower, with their epochs and sequences.
 * Kafka: storage/internals/log/{UnifiedLog#removeExpiredProducers, ProducerStateManager#removeExpiredProducers}.
 * Simplified: one look every producer.id.expiration.check.interval.ms at all logs of a broker (Kafka: at each log, counted from when it was opened).
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { forgetExpired } from '../log/producerState'
import type { BrokerNode } from './brokerNode'

export function scheduleProducerExpiry({ config }: BrokerNode, effects: Effects): void {
  effects.schedule(effects.nowUs + config['producer.id.expiration.check.interval.ms'] * 1000, PHASE.timer, 'expireProducers')
}

export function expireProducers(broker: BrokerNode, effects: Effects): void {
  for (const replica of broker.replicas.values()) {
    const count = forgetExpired(replica.log.producers, effects.wallMs, broker.config['producer.id.expiration.ms'])
    if (count > 0) replica.lastEvent = effects.emit('producersForgotten', replica.lastEvent, replica.partition, count)
  }
  scheduleProducerExpiry(broker, effects)
}

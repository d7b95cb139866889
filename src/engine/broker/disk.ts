/**
 * A disk that takes nothing more fails its log directory, and a broker whose last directory has failed ends.
 * Kafka: core/src/main/scala/kafka/server/ReplicaManager.scala#handleLogDirFailure, log/LogManager.scala#handleLogDirFailure.
 */
import type { Effects } from '../effects'
import { STOPS_OF_A_NODE } from '../events'
import { PHASE } from '../kernel/eventQueue'
import type { BrokerNode } from './brokerNode'

export function failDisk(broker: BrokerNode, effects: Effects, partition: number, cause: number): void {
  broker.lifecycle.lastEvent = effects.emit('diskFailed', cause, partition)
  effects.schedule(effects.nowUs, PHASE.timer, 'endProcess', STOPS_OF_A_NODE.indexOf('crash'))
}

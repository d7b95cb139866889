/** Names for node numbers, for words and logs: "broker 2", "producer-1", "billing-1". */
import type { Simulation } from './simulation'
import { isBroker, isConsumer, isProducer, OUTSIDE } from './protocol/nodes'

export function nodeName(simulation: Simulation, node: number): string {
  const { producers, consumers } = simulation.state
  if (node === OUTSIDE) return 'scenario'
  if (isBroker(node)) return `broker ${node}`
  if (isProducer(node)) return producers.find(producer => producer.node === node)?.clientId ?? `producer ${node}`
  return (isConsumer(node) && consumers.find(consumer => consumer.node === node)?.clientId) || `consumer ${node}`
}

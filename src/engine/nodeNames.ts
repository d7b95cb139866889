/** Names for node numbers, for words and logs: "broker 2", "producer-1", "billing-1". */
import type { Simulation } from './simulation'
import { FIRST_CONTROLLER, isAdmin, isBroker, isConsumer, isController, isProducer, OUTSIDE } from './protocol/nodes'

export function nodeName(simulation: Simulation, node: number): string {
  const { producers, consumers } = simulation.state
  if (node === OUTSIDE) return 'scenario'
  if (isBroker(node)) return `broker ${node}`
  if (isProducer(node)) return producers.find(producer => producer.node === node)?.clientId ?? `producer ${node}`
  if (isAdmin(node)) return 'administrator'
  if (isController(node)) return `controller ${node - FIRST_CONTROLLER + 1}`
  return (isConsumer(node) && consumers.find(consumer => consumer.node === node)?.clientId) || `consumer ${node}`
}

/** A command in a few words, as a branch is called: "linger.ms = 50", "crash of broker 1". */
import { isBroker, isConsumer, isController, isProducer, FIRST_CONSUMER, FIRST_CONTROLLER, FIRST_PRODUCER } from '../engine/protocol/nodes'
import type { Command } from '../engine'

function machine(node: number): string {
  if (isBroker(node)) return `broker ${node}`
  if (isController(node)) return `controller ${node - FIRST_CONTROLLER + 1}`
  return isProducer(node) ? `producer ${node - FIRST_PRODUCER + 1}` : isConsumer(node) ? `consumer ${node - FIRST_CONSUMER + 1}` : 'the outside'
}

export function changeWords(command: Command): string {
  switch (command.type) {
    case 'setConfig': return `${command.key} = ${command.value}`
    case 'send': return `one more record${command.key === null ? '' : `, key ${command.key}`}`
    case 'startConsumer': return `a consumer of group ${command.groupId}`
    case 'stopNode': return `${{ shutdown: 'shutdown', crash: 'crash', power: 'power loss' }[command.how]} of ${machine(command.node)}`
    case 'startNode': return `start of ${machine(command.node)}`
    case 'freezeNode': return `pause of ${machine(command.node)}`
    case 'thawNode': return `${machine(command.node)} goes on`
    case 'setLink': return `link ${machine(command.one)}–${machine(command.other)}`
    case 'setDisk': return `disk of broker ${command.broker}`
    case 'loseAnswer': return `lost answer of broker ${command.broker}`
    case 'electLeaders': return `${command.election.toLowerCase()} election of ${command.topic}-${command.partition}`
    case 'createTopic': return `topic ${command.topic}`
    case 'createPartitions': return `${command.count} partitions of ${command.topic}`
    case 'deleteTopic': return `topic ${command.topic} deleted`
    case 'reassign': return `${command.topic}-${command.partition} to ${command.replicas.join(', ')}`
    case 'deleteRecords': return `records of ${command.topic}-${command.partition} deleted`
    default: return `${command.type}()`
  }
}

/**
 * What goes wrong in a random run, and when; and what an administrator does meanwhile.
 */
import type { Command, TimedCommand } from '../commands'
import { isProducer } from '../protocol/nodes'
import type { TopicSpec } from '../scenario'
import type { Chance } from './chance'

export interface Machines { readonly brokers: readonly number[]; readonly controllers: readonly number[]; readonly clients: readonly number[]; readonly topics: readonly TopicSpec[] }

/** A kind of trouble and how often it is chosen, as a share. */
type Trouble = (chance: Chance, machines: Machines) => Command
const TROUBLES: readonly (readonly [number, Trouble])[] = [
  [16, (chance, machines) => ({ type: 'stopNode', node: someProcess(chance, machines), how: chance.pick(['crash', 'crash', 'power', 'shutdown']) })],
  [22, (chance, machines) => ({ type: 'startNode', node: someProcess(chance, machines) })],
  [6, (chance, machines) => ({ type: 'freezeNode', node: someProcess(chance, machines) })],
  [8, (chance, machines) => ({ type: 'thawNode', node: someProcess(chance, machines) })],
  [14, (chance, machines) => ({ type: 'setLink', ...someLink(chance, machines), ...chance.pick([{ cut: 'silent' as const }, { cut: 'silent' as const }, { cut: 'reset' as const }, { extraLatencyMs: 100 }, { extraLatencyMs: 2000 }, { lossPercent: 30 }]) })],
  [12, (chance, machines) => ({ type: 'setLink', ...someLink(chance, machines) })],
  [4, (chance, { brokers }) => ({ type: 'setDisk', broker: chance.pick(brokers), ...chance.pick([{ slowness: 10 }, { slowness: 1000 }, { isFull: true }, {}, {}]) })],
  [5, (chance, { brokers }) => ({ type: 'loseAnswer', broker: chance.pick(brokers) })],
  [5, (chance, machines) => ({ type: 'electLeaders', ...somePartition(chance, machines), election: chance.pick(['PREFERRED', 'PREFERRED', 'UNCLEAN']) })],
  [4, (chance, machines) => {
    const { topic, partition } = somePartition(chance, machines)
    return { type: 'reassign', topic, partition, replicas: chance.shuffled(machines.brokers).slice(0, chance.between(1, 4)) }
  }],
  [2, (chance, { topics, brokers }) => {
    const { name, replicaAssignment } = chance.pick(topics)
    return { type: 'createPartitions', topic: name, count: replicaAssignment.length + 1, replicaAssignment: [chance.shuffled(brokers).slice(0, replicaAssignment[0]!.length)] }
  }],
  [3, (chance, machines) => ({ type: 'deleteRecords', ...somePartition(chance, machines), before: chance.pick([-1, 5, 40]) })],
  [3, (chance, { topics }) => ({ type: 'setConfig', owner: 'topic', topic: chance.pick(topics).name, key: 'min.insync.replicas', value: chance.between(1, 3) })],
  [2, chance => ({ type: 'setConfig', owner: 'producer', ...chance.pick([{ key: 'linger.ms', value: 0 }, { key: 'linger.ms', value: 10 }, { key: 'batch.size', value: 500 }]) })],
  [2, chance => ({ type: 'setConfig', owner: 'network', key: 'latency.us', value: chance.pick([100, 1000, 20_000]) })],
  [1, chance => ({ type: 'setConfig', owner: 'broker', key: 'replica.lag.time.max.ms', value: chance.pick([500, 2000]) })],
  [1, chance => ({ type: 'startConsumer', groupId: `later${chance.between(0, 3)}` })],
  [1, (chance, { topics }) => ({ type: 'deleteTopic', topic: chance.pick(topics).name })],
  [1, (chance, { brokers }) => ({ type: 'createTopic', topic: `new${chance.between(0, 99)}`, replicaAssignment: [chance.shuffled(brokers).slice(0, 3)] })],
  [1, (chance, { topics }) => ({ type: 'setConfig', owner: 'topic', topic: chance.pick(topics).name, key: 'unclean.leader.election.enable', value: chance.pick(['true', 'false']) })],
]
const SHARES = TROUBLES.reduce((sum, [share]) => sum + share, 0)

const someProcess = (chance: Chance, { brokers, controllers }: Machines): number => (chance.percent(70) ? chance.pick(brokers) : chance.pick(controllers))
function someLink(chance: Chance, { brokers, controllers, clients }: Machines): { readonly one: number; readonly other: number } {
  const one = chance.pick([...brokers, ...controllers])
  // A client has no link to a controller.
  const others = [...brokers, ...controllers, ...(brokers.includes(one) ? clients : [])].filter(id => id !== one)
  return { one, other: chance.pick(others) }
}
function somePartition(chance: Chance, { topics }: Machines): { readonly topic: string; readonly partition: number } {
  const { name, replicaAssignment } = chance.pick(topics)
  return { topic: name, partition: chance.between(0, replicaAssignment.length - 1) }
}

function someTrouble(chance: Chance, machines: Machines): Command {
  let drawn = chance.between(0, SHARES - 1)
  for (const [share, trouble] of TROUBLES) {
    if (drawn < share) return trouble(chance, machines)
    drawn -= share
  }
  return { type: 'flush' }
}

/** In order of time, all before `untilUs`. Some come in bunches, because the second blow is the interesting one. */
export function troubles(chance: Chance, machines: Machines, untilUs: number): readonly TimedCommand[] {
  const script: TimedCommand[] = []
  for (let count = chance.between(4, 30); count > 0;) {
    const atUs = chance.between(100, Math.floor(untilUs / 1000) - 1) * 1000 + chance.between(0, 999)
    for (let bunch = chance.pick([1, 1, 1, 2, 4]); bunch > 0 && count > 0; bunch--, count--) script.push({ atUs: Math.min(atUs + chance.between(0, 30_000), untilUs - 1), command: someTrouble(chance, machines) })
  }
  return script.sort((one, other) => one.atUs - other.atUs)
}

/** A topic that comes while clients run, is written to, and may go again; then a producer of its own begins. In order of time, all before `untilUs`. */
export function comingAndGoing(chance: Chance, { brokers, clients }: Machines, untilUs: number): readonly TimedCommand[] {
  const topic = 'late', commands: Command[] = [{ type: 'createTopic', topic, replicaAssignment: [chance.shuffled(brokers).slice(0, chance.between(1, 3))] }]
  for (let count = chance.between(1, 4); count > 0; count--) commands.push({ type: 'send', topic, key: chance.pick(['a', null]), valueBytes: 20 })
  if (chance.percent(50)) commands.push({ type: 'deleteTopic', topic }, { type: 'send', topic, key: 'b', valueBytes: 20 }, { type: 'startProducer', spec: { clientId: 'late', topic } }, { type: 'send', producer: clients.filter(isProducer).length, key: 'c', valueBytes: 20 })
  const times = commands.map(() => chance.between(100_000, untilUs - 1)).sort((one, other) => one - other)
  return commands.map((command, index) => ({ atUs: times[index]!, command }))
}

/** Topics that the controller places, with more copies than it has brokers at times; some grow. And disks that are written to otherwise from then on. In order of time, all before `untilUs`. */
export function growing(chance: Chance, { topics }: Machines, untilUs: number): readonly TimedCommand[] {
  const topic = 'placed', commands: Command[] = [{ type: 'createTopic', topic, partitions: chance.between(1, 6), replicationFactor: chance.between(1, 5) }]
  for (let count = chance.between(1, 4); count > 0; count--) {
    commands.push(chance.pick<Command>([
      { type: 'send', topic, key: chance.pick(['a', 'b', null]), valueBytes: 20 }, { type: 'createTopic', topic: `placed${chance.between(0, 3)}` }, { type: 'createPartitions', topic, count: chance.between(1, 9) },
      { type: 'setConfig', owner: 'topic', topic: chance.pick(topics).name, key: 'flush.messages', value: chance.pick([1, 5, 1_000_000]) }, { type: 'setConfig', owner: 'broker', key: 'log.flush.scheduler.interval.ms', value: chance.pick([50, 500, 3_600_000]) },
    ]))
  }
  const times = commands.map(() => chance.between(100_000, untilUs - 1)).sort((one, other) => one - other)
  return commands.map((command, index) => ({ atUs: times[index]!, command }))
}

/** Everything in order again: links, disks, processes; and once more for those that were on their way down, and end only now that somebody lets them. */
const LATE_US = 25_000_000
export function healing({ brokers, controllers }: Machines, script: readonly TimedCommand[], healUs: number): readonly TimedCommand[] {
  const links = new Map<string, Command>()
  for (const { command } of script) if (command.type === 'setLink') links.set(`${Math.min(command.one, command.other)}-${Math.max(command.one, command.other)}`, { type: 'setLink', one: command.one, other: command.other })
  const commands: Command[] = [
    ...links.values(), ...brokers.map((broker): Command => ({ type: 'setDisk', broker })),
    ...[...controllers, ...brokers].flatMap((node): Command[] => [{ type: 'thawNode', node }, { type: 'startNode', node }]),
  ]
  const late = [...controllers, ...brokers].map((node, index): TimedCommand => ({ atUs: healUs + LATE_US + index, command: { type: 'startNode', node } }))
  return [...commands.map((command, index) => ({ atUs: healUs + index, command })), ...late]
}

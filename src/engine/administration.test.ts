/** Topics and partitions that an administrator has created, placed by the controller or by hand. Times in ms. */
import { describe, expect, test } from 'vitest'
import { createSimulation, parseScenario, whyChain, type Command, type Scenario } from '.'
import { cluster, type Run, type Story } from './testing/story'

const create = (more: Partial<Extract<Command, { type: 'createTopic' }>> = {}): Command => ({ type: 'createTopic', topic: 'new', ...more })
const grow = (count: number, replicaAssignment?: readonly (readonly number[])[]): Command => ({ type: 'createPartitions', topic: 't', count, ...(replicaAssignment && { replicaAssignment }) })
/** Error code and Kafka's words of each answer. */
const answers = (run: Run): readonly (readonly [number, string])[] =>
  run.ofKind('commandAnswered').map(event => [event.arguments['error']!, String(whyChain(run.simulation, event.id)[0]!.facts['words'])])
/** Replicas of every partition of a topic, by the controller's word. */
function replicasOf({ simulation: { state } }: Run, name: string): readonly (readonly number[])[] {
  const topic = state.topics.find(one => one.name === name)!
  return [...Array.from({ length: topic.partitions }, (_none, index) => topic.firstPartition + index), ...topic.added].map(partition => state.controllers[0]!.image.partitions.get(partition)!.replicas)
}
const doing = (command: Command, story: Story = cluster()): Run => story.do(command, { at: 1000 }).play(3000)

describe('placed by the controller', () => {
  test('so many partitions, so many replicas each; every broker leads one of three', () => {
    const run = doing(create({ partitions: 3, replicationFactor: 2 })), lists = replicasOf(run, 'new')
    expect(answers(run)).toEqual([[0, '']])
    expect(lists.map(({ length }) => length)).toEqual([2, 2, 2])
    expect(new Set(lists.map(([leader]) => leader)).size).toBe(3)
    expect(run.ofKind('leadershipTaken').filter(({ arguments: given }) => given['partition']! >= 3)).toHaveLength(3)
  })
  test('−1, or nothing told: as num.partitions and default.replication.factor say', () => {
    const story = cluster({}, { broker: { 'num.partitions': 4, 'default.replication.factor': 2 } })
    for (const wish of [{}, { partitions: -1, replicationFactor: -1 }]) expect(replicasOf(doing(create(wish), story), 'new').map(({ length }) => length)).toEqual([2, 2, 2, 2])
    expect(replicasOf(doing(create()), 'new').map(({ length }) => length)).toEqual([1])
  })
  test('by chance: another seed, other places; the same seed, the same', () => {
    const places = (seed: number): string => JSON.stringify(replicasOf(doing(create({ partitions: 6, replicationFactor: 3 }), cluster({}, { seed })), 'new'))
    expect(places(1)).toBe(places(1))
    expect(new Set([1, 2, 3, 4, 5].map(places)).size).toBeGreaterThan(1)
  })
  test('one replica in each rack', () => {
    const racks = { 1: 'a', 2: 'a', 3: 'b', 4: 'b' }, story = cluster({}, { topology: { brokers: [1, 2, 3, 4], racks } })
    for (const list of replicasOf(doing(create({ partitions: 8, replicationFactor: 2 }), story), 'new')) expect(new Set(list.map(id => racks[id as 1])).size).toBe(2)
  })
  test('a fenced broker leads nothing new and gets copies only where they are needed', () => {
    const story = cluster({}, { broker: { 'broker.session.timeout.ms': 500, 'broker.heartbeat.interval.ms': 100 } }).stop('broker 3', 'crash', { at: 10 })
    const run = story.do(create({ partitions: 6, replicationFactor: 2 }), { at: 3000 }).play(5000)
    expect(replicasOf(run, 'new').flat()).not.toContain(3)
    const wide = story.do(create({ partitions: 6, replicationFactor: 3 }), { at: 3000 }).play(5000)
    for (const list of replicasOf(wide, 'new')) expect(list[2]).toBe(3)
  })
  test('partitions are added with as many replicas as the topic has', () => {
    const run = doing(grow(6))
    expect(answers(run)).toEqual([[0, '']])
    expect(replicasOf(run, 't').slice(3).map(list => new Set(list).size)).toEqual([3, 3, 3])
    expect(new Set(replicasOf(run, 't').slice(3).map(([leader]) => leader)).size).toBe(3)
  })
})

describe('refused in Kafka’s words', () => {
  test.each<readonly [Command, number, string]>([
    [create({ partitions: 1, replicationFactor: 4 }), 38, 'Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be reached because only 3 broker(s) are registered or some brokers have all their log directories cordoned.'],
    [create({ replicationFactor: 0 }), 38, 'Replication factor must be larger than 0, or -1 to use the default value.'],
    [create({ replicationFactor: -2 }), 38, 'Replication factor must be larger than 0, or -1 to use the default value.'],
    [create({ partitions: 0 }), 37, 'Number of partitions was set to an invalid non-positive value.'],
    [create({ partitions: -2 }), 37, 'Number of partitions was set to an invalid non-positive value.'],
    [create({ replicaAssignment: [[1]], replicationFactor: 1 }), 42, 'A manual partition assignment was specified, but replication factor was not set to -1.'],
    [create({ replicaAssignment: [[1]], partitions: 1 }), 42, 'A manual partition assignment was specified, but numPartitions was not set to -1.'],
    [create({ replicaAssignment: [[1, 9]] }), 39, 'The manual partition assignment includes broker 9, but no such broker is registered.'],
    [create({ replicaAssignment: [[1, 2], [3]] }), 39, 'The manual partition assignment includes a partition with 1 replica(s), but this is not consistent with previous partitions, which have 2 replica(s).'],
    [{ type: 'createTopic', topic: 't' }, 36, 'Topic \'t\' already exists.'],
    [grow(3), 37, 'Topic already has 3 partition(s).'],
    [grow(2), 37, 'The topic t currently has 3 partition(s); 2 would not be an increase.'],
    [grow(5, [[1, 2, 3]]), 39, 'Attempted to add 2 additional partition(s), but only 1 assignment(s) were specified.'],
    [grow(4, [[1, 2]]), 39, 'The manual partition assignment includes a partition with 2 replica(s), but this is not consistent with previous partitions, which have 3 replica(s).'],
  ])('%j', (command, error, words) => {
    const run = doing(command)
    expect(answers(run)).toEqual([[error, words]])
    expect(run.simulation.state.controllers[0]!.image.partitions.size).toBe(3)
    expect(run.simulation.state.topics.map(({ name }) => name)).toEqual(['t'])
  })
  test('nobody alive of those named by hand; or nobody alive at all', () => {
    const story = cluster({}, { broker: { 'broker.session.timeout.ms': 500, 'broker.heartbeat.interval.ms': 100 } }).stop('broker 3', 'crash', { at: 10 })
    expect(answers(story.do(create({ replicaAssignment: [[1], [3]] }), { at: 3000 }).play(5000))).toEqual([[39, 'All brokers specified in the manual partition assignment for partition 1 are fenced or in controlled shutdown.']])
    const dead = story.stop('broker 1', 'crash', { at: 10 }).stop('broker 2', 'crash', { at: 10 })
    expect(answers(dead.do(create(), { at: 3000 }).play(5000))).toEqual([[38, 'Unable to replicate the partition 1 time(s): All brokers are currently fenced, or have all their log directories cordoned.']])
  })
})

describe('a topic of the scenario that says how many, not where', () => {
  const { scenario } = cluster()
  const written = (topic: Readonly<Record<string, unknown>>, more: Partial<Scenario['topology']> = {}, seed = scenario.seed): unknown => ({ ...scenario, seed, topology: { ...scenario.topology, ...more, topics: [{ name: 't', ...topic }] } })
  const placedTopic = (given: unknown): Scenario['topology']['topics'][number] => {
    const parsed = parseScenario(given)
    if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
    createSimulation(parsed.scenario)
    return parsed.scenario.topology.topics[0]!
  }
  test('is placed from the seed, keeps the rest, and stays when it is read again', () => {
    const topic = placedTopic(written({ partitions: 6, replicationFactor: 2, config: { 'min.insync.replicas': 2 } }))
    expect(topic.replicaAssignment.map(list => new Set(list).size)).toEqual([2, 2, 2, 2, 2, 2])
    expect(topic).toMatchObject({ name: 't', config: { 'min.insync.replicas': 2 } })
    expect(placedTopic(written({ partitions: 6, replicationFactor: 2, config: { 'min.insync.replicas': 2 } }))).toEqual(topic)
    expect(placedTopic(written({ ...topic })).replicaAssignment).toEqual(topic.replicaAssignment)
    expect(new Set([1, 2, 3, 4, 5].map(seed => JSON.stringify(placedTopic(written({ partitions: 6, replicationFactor: 2 }, {}, seed)).replicaAssignment))).size).toBeGreaterThan(1)
  })
  test('over racks', () => {
    for (const list of placedTopic(written({ partitions: 9, replicationFactor: 2 }, { racks: { 1: 'a', 2: 'a', 3: 'b' } })).replicaAssignment) expect(list).toContain(3)
  })
  test.each([
    [{}, 'topology.topics[0]: partitions must be a whole number from 1 to'], [{ partitions: 0, replicationFactor: 1 }, 'topology.topics[0]: partitions must be a whole number from 1 to'],
    [{ partitions: 2 }, 'topology.topics[0]: replicationFactor must be a whole number'], [{ partitions: 2, replicationFactor: '1' }, 'topology.topics[0]: replicationFactor must be a whole number'],
    [{ partitions: 2, replicationFactor: 0 }, 'topology.topics[0]: Unable to replicate the partition 0 time(s): Invalid replication factor 0: the replication factor must be positive.'],
    [{ partitions: 2, replicationFactor: 4 }, 'topology.topics[0]: Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be reached because only 3 broker(s) are registered'],
    [{ partitions: 1, replicaAssignment: [[1]] }, 'topology.topics[0]: must have either replicaAssignment, or partitions and replicationFactor'],
  ])('%j is refused', (topic, words) => {
    const parsed = parseScenario(written(topic))
    expect(parsed.ok ? '' : parsed.problems.join('\n')).toContain(words)
  })
})

test.each<readonly [Readonly<Record<string, unknown>>, string]>([
  [{ type: 'createTopic', topic: 'new', partitions: 1.5 }, 'partitions must be a whole number'], [{ type: 'createTopic', topic: 'new', replicationFactor: '3' }, 'replicationFactor must be a whole number'],
  [{ type: 'createTopic', topic: 'new', replicaAssignment: [] }, 'replicaAssignment must list'], [{ type: 'createPartitions', topic: 't', count: 0 }, 'count must be a whole number'],
])('%j cannot be asked', (command, words) => {
  const parsed = parseScenario({ ...cluster().scenario, script: [{ atUs: 0, command }] })
  expect(parsed.ok ? '' : parsed.problems.join('\n')).toContain(words)
})

/** A cluster too large to be drawn whole: what the picture shows of it, and that its numbers are exact. */
import { describe, expect, test } from 'vitest'
import { advance, applyCommand, createSimulation, CROWD, CROWD_STRIDE, figuresOf, firstPartitionOf, parseScenario, presetNamed, viewOf, type ClusterView, type Simulation } from '.'

const LARGE = presetNamed('large-cluster')!
const large = (untilUs: number, scenario = LARGE): Simulation => { const simulation = createSimulation(scenario); advance(simulation, { untilUs }); return simulation }
const row = ({ crowd }: ClusterView, partition: number): Readonly<Record<keyof typeof CROWD, number>> => {
  const at = Array.from({ length: crowd!.partitions.length / CROWD_STRIDE }, (_none, index) => index * CROWD_STRIDE).find(one => crowd!.partitions[one + CROWD.partition] === partition)!
  return Object.fromEntries(Object.entries(CROWD).map(([name, column]) => [name, crowd!.partitions[at + column]!])) as Record<keyof typeof CROWD, number>
}

describe('a hundred brokers, a thousand partitions, a hundred producers', () => {
  const simulation = large(300_000)
  test('one partition is shown with those that share its brokers, and nothing else is in the picture', () => {
    const view = viewOf(simulation, { producer: 3, partition: 417 })
    expect(view.producers.map(({ node }) => node)).toEqual([1003])
    expect(view.producers[0]!.lanes.map(({ partition }) => partition)).toEqual([17, 117, 417])
    expect(view.brokers.map(({ id }) => id)).toEqual([18, 19, 20])
    expect(view.brokers.every(({ replicas }) => replicas.length === 3)).toBe(true)
    expect(view.consumers.every(({ partitions }) => partitions.length === 3)).toBe(true)
    expect(view.crowd!.partition).toBe(417)
  })
  test('the numbers of the others are exact: every record is in a log, waits, or is on its way', () => {
    const { crowd } = viewOf(simulation)
    const logged = Array.from({ length: 1000 }, (_none, index) => crowd!.partitions[index * CROWD_STRIDE + CROWD.logEnd]!).reduce((sum, end) => sum + end, 0)
    const { sentRecords, storedRecords } = figuresOf(simulation)
    expect(crowd!.partitions.length).toBe(1000 * CROWD_STRIDE)
    expect(logged).toBe(storedRecords)
    expect(sentRecords - logged).toBeGreaterThanOrEqual(crowd!.waitingRecords)
    const waiting = Array.from({ length: 1000 }, (_none, index) => crowd!.partitions[index * CROWD_STRIDE + CROWD.waiting]!).reduce((sum, records) => sum + records, 0)
    expect(waiting).toBe(crowd!.waitingRecords)
    expect(waiting).toBeGreaterThan(0)
  })
  test('before anybody has chosen, the first batch of the producer tells what to show', () => {
    const partition = firstPartitionOf(simulation, 0)!
    expect(viewOf(simulation, { producer: 0, partition }).producers[0]!.lanes.some(lane => lane.partition === partition && lane.lastDrainedUs !== null)).toBe(true)
    expect(firstPartitionOf(createSimulation(LARGE), 0)).toBeNull()
  })
  test('a partition that is not there is none: the first one is shown', () => { expect(viewOf(simulation, { producer: 500, partition: 4000 }).crowd!.partition).toBe(0) })
  test('a broker that dies: its partitions are led by others, with one replica out of sync, and the picture says so', () => {
    const hit = large(100_000, { ...LARGE, configs: { ...LARGE.configs, workload: { ...LARGE.configs.workload, 'records.per.second': 1 } } })
    applyCommand(hit, { type: 'stopNode', node: 5, how: 'crash' })
    advance(hit, { untilUs: 12_000_000 })
    const view = viewOf(hit, { producer: 0, partition: 4 })
    expect(row(view, 4)).toMatchObject({ home: 5, leader: 6, inSync: 2, replicas: 3 })
    expect(view.crowd!.brokers.filter(({ process }) => process !== 'up').map(({ id }) => id)).toEqual([5])
    expect(view.brokers.map(({ id }) => id)).toEqual([5, 6, 7])
  }, 60_000)
})

test('a small cluster is drawn whole', () => { expect(viewOf(createSimulation(presetNamed('playground')!)).crowd).toBeNull() })

test('one partition or one producer more than that is refused in words', () => {
  const { topology } = LARGE
  const problems = (more: object): readonly string[] => { const parsed = parseScenario({ ...LARGE, topology: { ...topology, ...more } }); return parsed.ok ? [] : parsed.problems }
  expect(problems({})).toEqual([])
  expect(problems({ topics: [...topology.topics, { name: 'one-more', replicaAssignment: [[1]] }] })).toEqual(['topology.topics: must have 1000 partitions at most in all, has 1001'])
  expect(problems({ topics: [...topology.topics, { name: 'ten-more', partitions: 10, replicationFactor: 3 }] })).toEqual(['topology.topics: must have 1000 partitions at most in all, has 1010'])
  expect(problems({ producers: [...topology.producers, { clientId: 'one-more', topic: 'driver-locations' }] })).toEqual(['topology.producers: must be a list of 1 to 100'])
})

test('without any partition left there is nothing to choose: the cluster is drawn whole', () => {
  const simulation = large(10_000)
  applyCommand(simulation, { type: 'deleteTopic', topic: 'driver-locations' })
  advance(simulation, { untilUs: 200_000 })
  const view = viewOf(simulation)
  expect([view.crowd, view.brokers.length]).toEqual([null, 100])
})

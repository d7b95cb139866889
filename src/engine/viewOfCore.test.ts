/** What the picture tells of a cluster that is ill and gets well again. Times in ms. */
import { describe, expect, test } from 'vitest'
import { viewOf } from './viewOf'
import { cluster, type Run } from './testing/story'
import type { BrokerView, ReplicaView } from './view'

const busy = () => cluster({ 'linger.ms': 5 }, { workload: { 'records.per.second': 200 } })
const broker = (run: Run, id: number): BrokerView => viewOf(run.simulation).brokers.find(one => one.id === id)!
const replica = (run: Run, id: number, partition: number): ReplicaView => broker(run, id).replicas.find(one => one.partition === partition)!

describe('a cluster in order', () => {
  const run = busy().play(500)
  test('every process runs, nobody is fenced, everybody is in sync', () => {
    const { brokers, links, controllers, topics } = viewOf(run.simulation)
    expect(brokers.map(({ process, lifecycle, isFenced }) => [process, lifecycle, isFenced])).toEqual(Array.from({ length: 3 }, () => ['up', 'running', false]))
    expect(brokers.flatMap(({ replicas }) => replicas).every(one => one.inSync && one.inSyncCount === 3 && one.replicaCount === 3 && !one.isFormerLeader)).toBe(true)
    expect(links).toEqual([])
    expect(controllers.map(({ id, isActive, role, process }) => [id, isActive, role, process])).toEqual([[3000, true, 'leader', 'up']])
    expect(topics).toEqual([{ name: 't', partitions: [0, 1, 2] }])
  })
  test('a session ends nine seconds after the last heartbeat', () => { expect(broker(run, 2).sessionEndsUs).toBe(9_000_000) })
})

describe('a broker that is killed', () => {
  const story = busy().stop('broker 1', 'crash', { at: 1000 })
  test('still leads by the controllers’ word until its session ends', () => {
    const run = story.play(3000)
    expect(broker(run, 1)).toMatchObject({ process: 'crash', isFenced: false })
    expect(replica(run, 1, 0)).toMatchObject({ isLeader: true, leader: 1, leaderEpoch: 0, inSync: true })
  })
  test('then is fenced: another leads, with a higher epoch, and it is out of every ISR', () => {
    const run = story.play(12_000)
    expect(broker(run, 1)).toMatchObject({ process: 'crash', isFenced: true, sessionEndsUs: null })
    expect(replica(run, 2, 0)).toMatchObject({ isLeader: true, leader: 2, leaderEpoch: 1, inSyncCount: 2 })
    expect(replica(run, 1, 0)).toMatchObject({ isLeader: false, leader: 2, inSync: false })
    expect(replica(run, 1, 0).behind).toBeGreaterThan(50)
  })
  test('comes back: in sync again, behind nothing much, the preferred leader not yet', () => {
    const run = story.start('broker 1', { at: 13_000 }).play(16_000)
    expect(broker(run, 1)).toMatchObject({ process: 'up', lifecycle: 'running', isFenced: false })
    expect(replica(run, 1, 0)).toMatchObject({ isLeader: false, leader: 2, inSync: true, inSyncCount: 3 })
    expect(replica(run, 1, 0).behind).toBeLessThan(20)
  })
})

test.each([['power', 'power'], ['crash', 'crash']] as const)('%s is told from the others', (how, process) => { expect(broker(busy().stop('broker 3', how, { at: 100 }).play(200), 3).process).toBe(process) })
test('a broker that shut down in good order says so, and asks first', () => {
  const story = busy().stop('broker 3', 'shutdown', { at: 1000 })
  expect(broker(story.play(1001), 3)).toMatchObject({ process: 'up', lifecycle: 'pendingShutdown' })
  expect(broker(story.play(5000), 3)).toMatchObject({ process: 'shutdown', isFenced: true })
})

test('a leader that stands still believes that it leads, after its session has ended', () => {
  const run = busy().freeze('broker 1', { at: 1000 }).play(12_000)
  expect(broker(run, 1)).toMatchObject({ process: 'frozen', isFenced: true })
  expect(replica(run, 1, 0)).toMatchObject({ isLeader: false, isFormerLeader: true, leader: 2 })
})

test('with every replica of a partition gone nobody leads it, and one is remembered as eligible', () => {
  let story = busy()
  for (const id of [1, 2, 3] as const) story = story.stop(`broker ${id}`, 'crash', { at: 1000 + id })
  const run = story.play(12_000)
  const replicas = [1, 2, 3].map(id => replica(run, id, 0))
  expect(replicas.every(({ leader, behind, isLeader }) => leader === -1 && behind === null && !isLeader)).toBe(true)
  expect(replicas.filter(({ isEligible }) => isEligible)).toHaveLength(1)
})

test('links and disks that are not in order, and only those', () => {
  const story = busy().link('broker 3', 'broker 1', { at: 100, extraLatencyMs: 50, lossPercent: 10 }).link('producer 1', 'broker 2', { at: 100, cut: 'silent' }).disk('broker 2', { at: 100, slowness: 20 })
  const run = story.play(200)
  expect(viewOf(run.simulation).links).toEqual([{ one: 1, other: 3, cut: 'no', extraLatencyUs: 50_000, lossPercent: 10 }, { one: 2, other: 1000, cut: 'silent', extraLatencyUs: 0, lossPercent: 0 }])
  expect(broker(run, 2).disk).toEqual({ slowness: 20, isFull: false })
  const healed = story.link('producer 1', 'broker 2', { at: 300 }).disk('broker 2', { at: 300 }).play(400)
  expect(viewOf(healed.simulation).links.map(({ one, other }) => [one, other])).toEqual([[1, 3]])
  expect(broker(healed, 2).disk).toEqual({ slowness: 1, isFull: false })
})

test('of three controllers one is active; when it dies another is, in a later epoch', () => {
  const story = cluster({}, { topology: { controllers: 3 } }).stop('controller 1', 'crash', { at: 1000 })
  expect(viewOf(story.play(1500).simulation).controllers.map(({ isActive, process }) => [isActive, process])).toEqual([[false, 'crash'], [false, 'up'], [false, 'up']])
  const after = viewOf(story.play(8000).simulation).controllers
  expect(after.filter(({ isActive }) => isActive)).toHaveLength(1)
  expect(after.find(({ isActive }) => isActive)!.epoch).toBeGreaterThan(1)
})

/** Topics that come and go while a producer runs, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { failureOf } from '..'
import type { Command } from '../commands'
import { cluster, type Run, type Story } from '../testing/story'
import { partitionForKey } from './partitioner'

const ONE = { topology: { topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }], consumers: [] } }
const story = (): Story => cluster({ 'linger.ms': 0, 'max.block.ms': 2000 }, ONE)
const create: Command = { type: 'createTopic', topic: 'x', replicaAssignment: [[2, 3], [3, 1]] }
/** Refused: there is no broker 9. */
const createBadly: Command = { type: 'createTopic', topic: 'x', replicaAssignment: [[9]] }
const send = (topic?: string, producer?: number): Command => ({ type: 'send', key: 'a', valueBytes: 5, ...(topic !== undefined && { topic }), ...(producer !== undefined && { producer }) })
const refusals = (run: Run): readonly string[] => run.ofKind('recordRefused').map(event => failureOf(run.simulation, event).message)
const told = (run: Run): readonly string[] => run.fates().map(({ told: how }) => how)

test('a topic that was created after the producer began: its first send() waits for metadata, then all is as usual', () => {
  const run = story().send('a', { at: 10 }).do(create, { at: 500 }).do(send('x'), { at: 1000 }).do(send('x'), { at: 2000 }).do(send(), { at: 2000 }).play(4000)
  expect(told(run)).toEqual(['acknowledged', 'acknowledged', 'acknowledged', 'acknowledged'])
  expect(run.times('sendBlocked')).toEqual([1000])
  expect(run.times('sendUnblocked')[0]).toBeLessThan(1200)
})
test('a topic that nobody has: send() gives up after max.block.ms, in Kafka’s words', () => {
  const run = story().do(createBadly, { at: 500 }).do(send('x'), { at: 1000 }).play(8000)
  expect(refusals(run)).toEqual(['Topic x not present in metadata after 2000 ms.'])
})
test('one that comes while send() waits is found by the next metadata', () => {
  const run = story().do(createBadly, { at: 500 }).do(send('x'), { at: 1000 }).do(create, { at: 1500 }).play(4000)
  expect(told(run)).toEqual(['acknowledged'])
  expect(run.times('sendUnblocked').at(-1)).toBeLessThan(2000)
})
test('a producer of a topic that was deleted, with another left or none', () => {
  for (const topics of [[{ name: 't', replicaAssignment: [[1, 2, 3]] }], [{ name: 't', replicaAssignment: [[1, 2, 3]] }, { name: 'u', replicaAssignment: [[1, 2, 3]] }]]) {
    const run = cluster({ 'linger.ms': 0, 'max.block.ms': 2000 }, { topology: { ...ONE.topology, topics } }).do({ type: 'deleteTopic', topic: 't' }, { at: 100 })
      .do({ type: 'startProducer', spec: { clientId: 'q', topic: 't' } }, { at: 1000 }).do(send(undefined, 1), { at: 2000 }).play(6000)
    expect(refusals(run)).toEqual(['Topic t not present in metadata after 2000 ms.'])
  }
})

const grow = (count: number): Command => ({ type: 'createPartitions', topic: 't', count })
test('a topic that grows: with the next metadata keys are hashed over all its partitions, and the consumer reads the new ones', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  const partitionsOf = (ageMs: number, atMs: number): readonly number[] => {
    const settings = { 'metadata.max.age.ms': ageMs }
    let story = cluster({ 'linger.ms': 0, ...settings }, { ...ONE, topology: { ...ONE.topology, consumers: [{ clientId: 'c', groupId: 'g', topic: 't' }] }, consumer: settings }).do(grow(4), { at: 100 })
    for (const key of keys) story = story.send(key, { at: atMs, traced: true })
    const run = story.play(atMs + 1500)
    expect(run.fates().every(({ told: how }) => how === 'acknowledged')).toBe(true)
    const chosen = run.ofKind('partitionChosen').map(({ arguments: given }) => given['partition']!)
    expect(run.simulation.state.consumers[0]!.deliveredRecords).toBe(keys.length)
    return chosen
  }
  const spread = keys.map(key => partitionForKey(new TextEncoder().encode(key), 4))
  expect(new Set(spread).size).toBeGreaterThan(2)
  expect(partitionsOf(500, 2000)).toEqual(spread)
  // Before its metadata are five minutes old it knows of one partition, and everything goes there.
  expect(new Set(partitionsOf(300_000, 2000))).toEqual(new Set([0]))
  expect(partitionsOf(300_000, 301_000)).toEqual(spread)
})
test('what was told is an event; records without a key go to new partitions too', () => {
  let story = cluster({ 'linger.ms': 0, 'metadata.max.age.ms': 500 }, ONE).do(grow(3), { at: 100 })
  for (let index = 0; index < 60; index++) story = story.send(null, { at: 2000 + index * 5, bytes: 900 })
  const run = story.play(4000)
  expect(run.ofKind('metadataUpdated').map(({ arguments: given }) => given['added']).filter(added => added !== 0)).toEqual([2])
  expect(new Set(run.ofKind('batchAppended').map(({ arguments: given }) => given['partition']))).toEqual(new Set([0, 1, 2]))
})
test('one that was deleted and made again, larger, stays what it was', () => {
  const run = cluster({ 'linger.ms': 0, 'metadata.max.age.ms': 500 }, { topology: { ...ONE.topology, topics: [...ONE.topology.topics, { name: 'u', replicaAssignment: [[1, 2, 3]] }] } })
    .do({ type: 'deleteTopic', topic: 't' }, { at: 100 }).do({ type: 'createTopic', topic: 't', replicaAssignment: [[1, 2], [2, 3]] }, { at: 600 }).play(3000)
  expect(run.ofKind('metadataUpdated').every(({ arguments: given }) => given['added'] === 0)).toBe(true)
})

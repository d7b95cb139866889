/** The client's order of partitions, as every recording of a producer tells it in passing. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { producerPartitionOrder } from '../src/engine'

interface ProducerCase { readonly id: string; readonly given: { readonly topics: Readonly<Record<string, { readonly leaders: readonly number[] }>>; readonly order?: Readonly<Record<string, readonly number[]>> } }
const cases = (JSON.parse(readFileSync(new URL('cases/producer.json', import.meta.url), 'utf8')) as readonly ProducerCase[]).filter(({ given }) => given.order !== undefined)

test('there are such recordings, some with several topics', () => {
  expect(cases.length).toBeGreaterThan(100)
  expect(cases.some(({ given }) => Object.keys(given.topics).length > 1)).toBe(true)
})
test('each lists the partitions as the engine does', () => {
  const orderOf = ({ given: { topics } }: ProducerCase): Record<string, number[]> => {
    const listed = producerPartitionOrder(Object.entries(topics).map(([topic, { leaders }]) => ({ topic, partitions: leaders.length })))
    return Object.fromEntries(Object.keys(topics).map(topic => [topic, listed.filter(one => one.topic === topic).map(({ partition }) => partition)]))
  }
  expect(Object.fromEntries(cases.map(one => [one.id, orderOf(one)]))).toEqual(Object.fromEntries(cases.map(({ id, given }) => [id, given.order])))
})

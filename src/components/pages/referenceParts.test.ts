/** The reference page lists every declared setting once, findable by any of its words. */
import { expect, test } from 'vitest'
import { CONFIG_TABLES } from '../../engine/pageFace'
import { brokerKeys } from '../../engine/config/brokerKeys'
import { entryAt, matches, PARTS } from './referenceParts'

const all = PARTS.flatMap(({ entries }) => entries)
const found = (wanted: string): readonly string[] => all.filter(entry => matches(entry, wanted)).map(({ id }) => id)

test('every setting once, with its own address', () => {
  const ids = all.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(expect.arrayContaining(Object.keys(brokerKeys).map(name => `broker.${name}`)))
  for (const [owner, table] of Object.entries(CONFIG_TABLES)) for (const name of Object.keys(table)) expect(entryAt(`${owner}.${name}`)?.isObeyed, `${owner}.${name}`).toBe(true)
  expect(all.filter(({ isObeyed }) => isObeyed)).toHaveLength(Object.values(CONFIG_TABLES).reduce((sum, table) => sum + Object.keys(table).length, 0))
})

test('what is looked for: names, words, versions, ways of being changed', () => {
  expect(found('linger 3.9')).toContain('producer.linger.ms')
  expect(found('restart num.io')).toEqual([])
  expect(found('while running io.threads')).toEqual(['broker.num.io.threads'])
  expect(found('zookeeper gone')).toContain('broker.zookeeper.connect')
  expect(found('no such thing at all')).toEqual([])
})

test.each([['producer.linger.ms', 'producer.linger.ms'], ['min.insync.replicas', 'topic.min.insync.replicas'], ['broker.min.insync.replicas', 'broker.min.insync.replicas'], ['nothing', undefined], ['', undefined]])('#%s leads to %s', (fragment, id) => { expect(entryAt(fragment)?.id).toBe(id) })

test('defaults in units that one thinks in', () => {
  expect(['topic.retention.ms', 'broker.log.retention.hours', 'producer.buffer.memory', 'topic.flush.ms', 'broker.log.retention.ms', 'broker.zookeeper.session.timeout.ms', 'network.latency.us'].map(id => entryAt(id)!.standard.replaceAll('\u00a0', ' '))).toEqual(
    ['604800000 ms, 7 days', '168 h, 7 days', '33554432 B, 32 MiB', '9223372036854775807, the most there is', 'none', '18000 ms, 18 s', '1000 µs, 1 ms'])
})

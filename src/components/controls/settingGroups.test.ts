/** The playground's groups hold every live setting, whatever is added to the tables. */
import { expect, test } from 'vitest'
import { CONFIG_TABLES } from '../../engine/pageFace'
import { readableValue } from './readableValue'
import { isWanted, settingGroups } from './settingGroups'

test('every setting is in one group, those that one turns first ahead', () => {
  const names = settingGroups().flatMap(({ settings }) => settings.map(({ owner, name }) => `${owner}.${name}`))
  expect(names.toSorted()).toEqual(Object.entries(CONFIG_TABLES).flatMap(([owner, table]) => Object.keys(table).map(name => `${owner}.${name}`)).toSorted())
  const [batching, delivery] = settingGroups()
  expect(batching!.settings.slice(0, 4).map(({ name }) => name)).toEqual(['linger.ms', 'batch.size', 'buffer.memory', 'compression.type'])
  expect(delivery!.settings.slice(0, 3).map(({ name }) => name)).toEqual(['acks', 'max.in.flight.requests.per.connection', 'retries'])
})

test.each([['linger', true], ['waits records', true], ['linger retries', false], ['linger ms', true], ['LINGER', true]])('looking for %s', (wanted, isFound) => {
  expect(isWanted({ owner: 'producer', name: 'linger.ms' }, wanted)).toBe(isFound)
})

test.each([
  [33554432, 'B', '32 MiB'], [16384, 'B', '16 KiB'], [512, 'B', null], [120_000, 'ms', '2 min'], [604_800_000, 'ms', '7 days'], [86_400_000, 'ms', '1 day'], [500, 'ms', null], [1500, 'ms', '1.5 s'], [1234, 'ms', null], [2000, 'µs', '2 ms'], [168, 'h', '7 days'], [10080, 'min', '7 days'],
  [125_000_000, 'B/s', '125 MB/s'], [2147483647, '', 'the most there is'], [Number.MAX_SAFE_INTEGER, 'ms', 'the most there is'], [0, 'ms', null], [5, '', null],
])('%i %s: %s', (value, unit, words) => { expect(readableValue(value, unit)?.replaceAll('\u00a0', ' ') ?? null).toBe(words) })

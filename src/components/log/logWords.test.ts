/** The log says what a number stands for, and never something else. */
import { expect, test } from 'vitest'
import { argumentsInWords, nodeWords, type LogNames } from './logWords'
import type { EventKind } from '../../engine'

const names: LogNames = { producers: [], partitions: ['rides-0', 'rides-1', 'rides-2'] }
const words = (kind: EventKind, given: Readonly<Record<string, number>>): string => argumentsInWords({ id: 1, atUs: 0, kind, cause: -1, node: 1, arguments: given }, names).replaceAll(/\s/g, ' ')

test('machines have names, controllers too', () => {
  expect([0, -1, 2, 1000, 2001, 3002, 4000].map(node => nodeWords(node, names))).toEqual(['scenario', 'nobody', 'broker 2', 'producer', 'consumer 2', 'controller 3', 'administrator'])
  expect(nodeWords(1001, { ...names, producers: ['one', 'two'] })).toBe('two')
})

test.each<[EventKind, Record<string, number>, string]>([
  ['responseSent', { message: 5, api: 1, to: 2000, correlationId: 7, sizeBytes: 80, arrivesUs: 1_500_250 }, 'message 5 · api Fetch · to consumer 1 · correlationId 7 · sizeBytes 80 · arrives 1 500.250 ms'],
  ['highWatermarkAdvanced', { partition: 0, from: 2, to: 3, leader: 1 }, 'partition rides-0 · from 2 · to 3 · on the leader'],
  ['highWatermarkAdvanced', { partition: 0, from: 2, to: 3, leader: 0 }, 'partition rides-0 · from 2 · to 3 · on a follower'],
  ['logTruncated', { partition: 0, from: 12, to: 10, leader: 2, records: 2 }, 'partition rides-0 · from 12 · to 10 · leader broker 2 · records 2'],
  ['partitionChanged', { partition: 0, leader: -1, leaderEpoch: 1, partitionEpoch: 2, inSync: 0, leaderBefore: 1 }, 'partition rides-0 · leader nobody · leaderEpoch 1 · partitionEpoch 2 · inSync 0 · leaderBefore broker 1'],
  ['recordLost', { partition: 0, firstOffset: 4, lastOffset: 5, records: 2, rule: 1, batch: 9 }, 'partition rides-0 · firstOffset 4 · lastOffset 5 · records 2 · rule acks=1 · batch 9'],
  ['nodeStopped', { node: 3000, how: 2 }, 'node controller 1 · how power'],
  ['batchRejected', { batch: 1, partition: 2, error: 6, message: 3 }, 'batch 1 · partition rides-2 · error NOT_LEADER_OR_FOLLOWER · message 3'],
  ['linkChanged', { one: 1, other: 1000, cut: 1, extraLatencyUs: 0, lossPercent: 0 }, 'one broker 1 · other producer · cut silent · extraLatency 0.000 ms · lossPercent 0'],
])('%s', (kind, given, said) => { expect(words(kind, given)).toBe(said) })

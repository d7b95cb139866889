/** What is said of a follower that is to leave the ISR, whatever the leader knows of it. */
import { expect, test } from 'vitest'
import { advance, createSimulation, eventRows, EVENT_STRIDE, namedEvent, presetNamed, whyChain } from '../../engine'
import { sentence } from './sentences'

const said = (behind: number, lagMs: number): string => sentence({
  event: { id: 9, atUs: 1, kind: 'isrShrinkAsked', cause: 8, node: 2, arguments: { partition: 0, follower: 3, behind, lagMs } }, facts: { nodeName: 'broker 2', otherName: 'broker 3' },
}).replaceAll(/[\u00a0\u202f]/g, ' ')

test('how long it has lagged and how much it lacks, as far as the leader knows', () => {
  expect(said(525, 30_442)).toMatch(/out of the ISR of partition 0: it had not caught up for 30 442 ms and lacks 525 records; replica\.lag\.time\.max\.ms is over\.$/)
  expect(said(1, -1)).toMatch(/: it has not once caught up since this leader epoch began, and lacks 1 record\.$/)
  expect(said(-1, 42_973)).toMatch(/: it had not caught up for 42 973 ms and has not asked it for any record yet; replica\.lag\.time\.max\.ms is over\.$/)
})

test('beside another topic a partition is called by its name', () => {
  const base = presetNamed('playground')!
  const simulation = createSimulation({ ...base, script: [{ atUs: 100_000, command: { type: 'createTopic', topic: 'fares', replicaAssignment: [[1, 2, 3]] } }] })
  advance(simulation, { untilUs: 400_000 })
  const rows = eventRows(simulation, 0), last = (kind: string): string => sentence(whyChain(simulation, rows.length / EVENT_STRIDE - 1 - Array.from({ length: rows.length / EVENT_STRIDE }, (_none, id) => namedEvent(rows, id, id).kind).toReversed().indexOf(kind as 'batchDrained'))[0]!)
  expect(last('batchDrained')).toMatch(/^Partition rides-\d's batch was sealed/)
  expect(last('highWatermarkAdvanced')).toMatch(/partition rides-\d/)
  expect(last('leadershipTaken')).toContain('partition fares-0')
})

/** Logs, followers, high watermark and readers, told as stories. Times in ms. */
import { describe, expect, test } from 'vitest'
import { cluster } from '../testing/story'

describe('replication', () => {
  const run = cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 }).send('a', { at: 30, partition: 0 }).play(50)
  test('followers fetch: what is appended answers the parked fetches of both', () => {
    const [appended] = run.ofKind('batchAppended')
    const answers = run.ofKind('responseSent').filter(event => event.cause === appended!.id)
    expect(answers.map(event => event.arguments['to'])).toEqual([2, 3])
  })
  test('the high watermark moves when the last follower asks for what comes after', () => {
    const [advanced] = run.ofKind('highWatermarkAdvanced').filter(event => event.arguments['leader'] === 1)
    const learned = run.events[advanced!.cause]!
    expect(learned.kind).toBe('followerPositionLearned')
    expect(learned.arguments['logEndOffset']).toBe(1)
    // There 1 ms, 0.01 to read and 0.081 for the append, 0.01 to answer, back 1.001, 0.101 to write, there again 1 ms, 0.01 to read and 0.03 for an I/O thread (which need not answer first): bytes take a µs where there are enough of them.
    expect(advanced!.atUs).toBe(13_244)
  })
  test('a follower hears of it one answer late: with the next batch', () => {
    const heard = run.ofKind('highWatermarkAdvanced').filter(event => event.arguments['leader'] === 0 && event.arguments['to'] === 1)
    const secondAppend = run.ofKind('batchAppended')[1]!
    expect(heard).toHaveLength(2)
    for (const event of heard) expect(event.atUs).toBeGreaterThan(secondAppend.atUs)
  })
  test('an idle follower’s fetch is answered after 500 ms with nothing, and tells the high watermark', () => {
    const idle = cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 }).play(600)
    const heard = idle.ofKind('highWatermarkAdvanced').filter(event => event.arguments['leader'] === 0)
    expect(heard.map(event => Math.floor(event.atUs / 1000))).toEqual([514, 514])
    expect(idle.ofKind('parkedRequestExpired').length).toBeGreaterThan(0)
  })
})

describe('one request in hand per connection', () => {
  test('with acks=all a second request waits until the first is answered', () => {
    const run = cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 }).send('a', { at: 10.2, partition: 0 }).play(40)
    const received = run.ofKind('requestReceived').filter(event => event.arguments['api'] === 0)
    expect(received.map(event => event.arguments['waitingBehind'])).toEqual([0, 1])
    const [answered] = run.ofKind('responseSent').filter(event => event.arguments['api'] === 0)
    const [, secondAppend] = run.ofKind('batchAppended')
    expect(secondAppend!.atUs).toBeGreaterThan(answered!.atUs)
  })
})

describe('the consumer', () => {
  test('reads only below the high watermark, in order, everything once', () => {
    const run = cluster({ 'linger.ms': 3 }, { workload: { 'records.per.second': 800 } }).play(400)
    const watermarks = [0, 0, 0], positions = [0, 0, 0]
    for (const { kind, arguments: given } of run.events) {
      const partition = given['partition']!
      if (kind === 'highWatermarkAdvanced' && given['leader'] === 1) watermarks[partition] = given['to']!
      if (kind !== 'recordsDelivered') continue
      expect(given['firstOffset']).toBe(positions[partition])
      expect(given['lastOffset']).toBeLessThan(watermarks[partition]!)
      positions[partition] = given['lastOffset']! + 1
    }
    expect(positions.reduce((sum, position) => sum + position)).toBeGreaterThan(250)
  })
  test('max.poll.records limits what a poll hands out, not what is fetched', () => {
    let story = cluster({ 'linger.ms': 5 }, { consumer: { 'max.poll.records': 2 } })
    for (let at = 0; at < 5; at++) story = story.send('a', { at: 1 + at / 10, partition: 0 })
    const run = story.play(30)
    expect(run.ofKind('recordsDelivered').map(event => event.arguments['records'])).toEqual([2, 2, 1])
    expect(run.ofKind('responseReceived').filter(event => event.node === 2000 && event.arguments['api'] === 1)).toHaveLength(1)
  })
  test('its commit goes to the group’s coordinator and comes back', () => {
    const run = cluster({ 'linger.ms': 0 }).send('a', { at: 5, partition: 0 }).play(40)
    expect(run.ofKind('offsetStored').map(event => event.arguments['offset'])).toEqual([1])
    expect(run.ofKind('offsetCommitted').map(event => event.arguments['offset'])).toEqual([1])
    // abs("g".hashCode()) % 50 = 3; partitions of __consumer_offsets are led in turn.
    expect(run.ofKind('offsetStored')[0]!.node).toBe(1)
  })
  test('a second group reads the same records: reading removes nothing', () => {
    const run = cluster({ 'linger.ms': 0 }).send('a', { at: 5, partition: 0 }).consumer('billing', { at: 30 }).play(60)
    expect(run.ofKind('recordsDelivered').map(event => [event.arguments['group'], event.arguments['firstOffset']])).toEqual([[0, 0], [1, 0]])
  })
})

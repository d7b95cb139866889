import { describe, expect, test } from 'vitest'
import { advance, createSimulation, presetNamed, viewOf, type BrokerView, type WaitingRequestView } from '../../engine'
import { stationsOf, waitingWords } from './requestPathWords'

/** Broker 1 with a slow disk and one I/O thread, while three producers write to it; as the page sees it every ms. */
function looks(broker: Readonly<Record<string, number>>): readonly { readonly nowUs: number; readonly broker: BrokerView }[] {
  const preset = presetNamed('playground')!
  const simulation = createSimulation({
    ...preset, topology: { ...preset.topology, producers: ['a', 'b', 'c', 'd', 'e', 'f'].map(clientId => ({ clientId, topic: 'rides' })) },
    configs: { producer: { 'linger.ms': 0 }, broker, workload: { 'records.per.second': 400 } },
    script: [{ atUs: 0, command: { type: 'setDisk', broker: 1, slowness: 300 } }],
  })
  return Array.from({ length: 200 }, (_none, index) => {
    advance(simulation, { untilUs: index * 1000 })
    return { nowUs: index * 1000, broker: viewOf(simulation).brokers[0]! }
  })
}
/** What the first request that waits for this reason is said to wait for. */
function firstWords(seen: ReturnType<typeof looks>, why: WaitingRequestView['why']): string | undefined {
  for (const { nowUs, broker: { requestPath } } of seen) {
    const found = requestPath.waiting.find(request => request.why === why)
    if (found) return waitingWords(found, requestPath, nowUs)
  }
  return undefined
}

describe('a broker’s request path in words', () => {
  test('at rest nothing is full and nothing waits', () => {
    const [{ broker }] = looks({}) as [ReturnType<typeof looks>[number]]
    expect(stationsOf(broker).map(({ isFull }) => isFull)).toEqual([false, false, false, false, false])
    expect(stationsOf(broker)[1]!.words).toBe('0 requests, room for 500')
    expect(broker.requestPath.waiting).toEqual([])
  })
  test('one I/O thread and a slow disk: the queue grows, and each says what it waits for', () => {
    const seen = looks({ 'num.io.threads': 1 })
    expect(firstWords(seen, 'ioThread')).toMatch(/^\w+ #\d+ of .+ is in the request queue, .+; the one I\/O thread \(num\.io\.threads\) is busy\. For .+ now\.$/)
    expect(firstWords(seen, 'connection')).toMatch(/waits behind 1 request of its connection: one at a time/)
    expect(firstWords(seen, 'fullQueue')).toBeUndefined()
    const fullest = seen.map(({ broker }) => broker).toSorted((one, other) => other.requestPath.queue.size - one.requestPath.queue.size)[0]!
    expect(fullest.requestPath.queue.size).toBeGreaterThan(1)
    expect(stationsOf(fullest)[2]).toMatchObject({ metric: 'RequestHandlerAvgIdlePercent', isFull: true })
    expect(stationsOf(fullest)[2]!.words).toMatch(/^1 of 1 busy, at work [1-9]\d* % of the last half second$/)
  })
  test('a full request queue stops the network threads, and names its setting', () => {
    const seen = looks({ 'num.io.threads': 1, 'queued.max.requests': 1 })
    expect(firstWords(seen, 'fullQueue')).toMatch(/the request queue is full \(queued\.max\.requests 1\): its network thread stands still with it/)
    expect(seen.some(({ broker }) => stationsOf(broker)[1]!.isFull)).toBe(true)
  })
})

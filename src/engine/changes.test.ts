/** The scenes in which something fails: what happens in them, found by going from change to change. Times in seconds. */
import { expect, test } from 'vitest'
import { advance, createSimulation, eventRows, EVENT_STRIDE, namedEvent, presetNamed, viewOf, type Simulation } from '.'

const at = (name: string, seconds: number): Simulation => { const simulation = createSimulation(presetNamed(name)!); advance(simulation, { untilUs: seconds * 1_000_000 }); return simulation }
const isr = (simulation: Simulation): number[] => [0, 1, 2].map(partition => viewOf(simulation).brokers.flatMap(({ replicas }) => replicas).find(one => one.partition === partition)!.inSyncCount)

test('leader-crash: three in sync, two, three again', () => { expect([1, 13, 18].map(seconds => isr(at('leader-crash', seconds))[0])).toEqual([3, 2, 3]) })
test('slow-follower: it leaves the ISR of what it follows, keeps its session, and rejoins', () => {
  const gone = at('slow-follower', 5.5)
  expect(isr(gone)[0]).toBe(2)
  expect(viewOf(gone).brokers[2]).toMatchObject({ process: 'frozen', isFenced: false })
  expect(isr(at('slow-follower', 8))).toEqual([3, 3, 3])
})
test('controller-failover: another controller decides, and records were never held up', () => {
  const run = at('controller-failover', 8)
  expect(viewOf(run).controllers.filter(({ isActive }) => isActive).map(({ id }) => id)).not.toContain(3000)
  expect(viewOf(run).producers[0]!.acknowledgedRecords).toBeGreaterThan(8 * 300 * 0.95)
  expect(viewOf(at('controller-failover', 12)).controllers.every(({ process }) => process === 'up')).toBe(true)
})
test('from change to change: the crash, then the fencing nine to ten and a bit seconds later', () => {
  const simulation = createSimulation(presetNamed('leader-crash')!)
  advance(simulation, { untilUs: 60_000_000, stopAtChange: true })
  expect(simulation.nowUs).toBe(2_000_000)
  advance(simulation, { untilUs: 60_000_000, stopAtChange: true })
  expect(viewOf(simulation).brokers[0]!.isFenced).toBe(true)
  expect(simulation.nowUs).toBeLessThan(2_000_000 + 9_000_000 + 1_200_000)
})

test('what the workload sends comes from the workload, not from a broker that has died meanwhile', () => {
  const base = presetNamed('playground')!
  const simulation = createSimulation({ ...base, script: [{ atUs: 100_000, command: { type: 'stopNode', node: 1, how: 'crash' } }, { atUs: 200_000, command: { type: 'setConfig', owner: 'workload', key: 'value.bytes', value: 50 } }] })
  advance(simulation, { untilUs: 1_500_000 })
  const rows = eventRows(simulation, 0), events = Array.from({ length: rows.length / EVENT_STRIDE }, (_none, id) => namedEvent(rows, id, id))
  const causes = (fromUs: number, untilUs: number) => new Set(events.filter(({ kind, atUs }) => kind === 'batchOpened' && atUs > fromUs && atUs <= untilUs).map(({ cause }) => events[cause]!.kind))
  expect([...causes(100_000, 200_000)]).toEqual(['scenarioStarted'])
  expect([...causes(200_000, 1_500_000)]).toEqual(['commandApplied'])
})

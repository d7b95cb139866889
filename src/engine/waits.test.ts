import { expect, test } from 'vitest'
import { advance, createSimulation, presetNamed, viewOf, type BatchWait } from '.'

/** What the first batch of partition 0 waits for at an instant, with one request in flight at a time and a far network. */
function headWaitsFor(untilUs: number): { readonly what: BatchWait['what']; readonly untilUs: number | null } | undefined {
  const preset = presetNamed('playground')!
  const simulation = createSimulation({
    ...preset, configs: { producer: { 'max.in.flight.requests.per.connection': 1, 'linger.ms': 5 }, network: { 'latency.us': 40_000 }, workload: { 'records.per.second': 2000 } },
  })
  advance(simulation, { untilUs })
  return viewOf(simulation).producers[0]!.lanes[0]!.batches[0]?.waits ?? undefined
}

test('a batch behind another one in flight waits for company until linger.ms is over, then for the answer', () => {
  const opened = headWaitsFor(10_000)!
  expect(opened.what).toBe('linger')
  expect(headWaitsFor(opened.untilUs! - 1)!.what).toBe('linger')
  expect(headWaitsFor(opened.untilUs!)).toEqual({ what: 'answer', untilUs: null })
  expect(headWaitsFor(80_000)).toEqual({ what: 'answer', untilUs: null })
})

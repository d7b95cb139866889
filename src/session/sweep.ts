/**
 * A sweep: the same scenario with one setting at one value after another, each played to the same instant in an engine of its own, several at a time. Same seed,
 * so that only the setting differs; the result does not depend on how many engines there are.
 */
import { createEngineClient } from '../bridge/engineClient'
import type { ConfigOwner, Scenario } from '../engine/pageFace'

export interface SweepPoint {
  readonly value: number
  /** Null where no record was acknowledged in the stretch. */
  readonly p50Us: number | null
  readonly p99Us: number | null
  readonly requestsPerSecond: number
  readonly recordsPerBatch: number | null
  readonly acknowledgedRecords: number
  readonly failedRecords: number
  /** Why there is nothing to see at this value, in Kafka's words; null if it was played. */
  readonly problem: string | null
}
export interface SweepPlan {
  readonly scenario: Scenario
  readonly owner: ConfigOwner
  readonly key: string
  readonly values: readonly number[]
  /** Figures are taken from `measureFromUs` to `untilUs`. */
  readonly untilUs: number
  readonly measureFromUs: number
  readonly onPoint?: (point: SweepPoint) => void
  readonly signal?: AbortSignal
}

/** The points, in the order of `values`; those played before an abort. */
export async function runSweep(plan: SweepPlan): Promise<readonly SweepPoint[]> {
  const points = new Array<SweepPoint | undefined>(plan.values.length)
  let next = 0
  const isOver = (): boolean => plan.signal?.aborted === true
  const engines = Math.max(1, Math.min(plan.values.length, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1))
  const work = async (): Promise<void> => {
    const engine = await createEngineClient(() => { /* its question is rejected */ })
    try {
      while (next < plan.values.length && !isOver()) {
        const index = next++
        const point = await play(engine, plan, plan.values[index]!)
        if (isOver()) return
        points[index] = point
        plan.onPoint?.(point)
      }
    } finally { engine.dispose() }
  }
  await Promise.all(Array.from({ length: engines }, work))
  return points.filter(point => point !== undefined)
}

/** The scenario with the setting at this value from the beginning; its script changes it no more. */
export function scenarioWith(scenario: Scenario, owner: ConfigOwner, key: string, value: number): Scenario {
  return {
    ...scenario, configs: { ...scenario.configs, [owner]: { ...scenario.configs[owner], [key]: value } },
    script: scenario.script.filter(({ command }) => command.type !== 'setConfig' || command.owner !== owner || command.key !== key),
  }
}

async function play(engine: Awaited<ReturnType<typeof createEngineClient>>, { scenario, owner, key, untilUs, measureFromUs }: SweepPlan, value: number): Promise<SweepPoint> {
  try {
    await engine.ask('load', { scenario: scenarioWith(scenario, owner, key, value) })
    const { figures } = await engine.ask('seek', { atUs: untilUs, figuresOverUs: untilUs - measureFromUs })
    return {
      value, p50Us: figures.p50SendToAckUs, p99Us: figures.p99SendToAckUs, requestsPerSecond: figures.requestsPerSecond ?? 0, recordsPerBatch: figures.recordsPerBatch,
      acknowledgedRecords: figures.acknowledgedRecords, failedRecords: figures.failedRecords + figures.refusedRecords, problem: null,
    }
  } catch (problem) {
    const words = problem instanceof Error ? problem.message : String(problem)
    const details = (problem as { problems?: readonly string[] }).problems?.join('; ')
    return { value, p50Us: null, p99Us: null, requestsPerSecond: 0, recordsPerBatch: null, acknowledgedRecords: 0, failedRecords: 0, problem: details === undefined || details === '' ? words : details }
  }
}

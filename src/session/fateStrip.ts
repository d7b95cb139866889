/**
 * Plays a fate strip: hundreds of forks of one run, several at a time, each engine with the run's checkpoints of its own. First coarsely over the whole strip, then every column,
 * then the edges between fates. What comes out depends on the scenario and the strip alone, not on how many engines there are.
 */
import { createEngineClient, type EngineClient } from '../bridge/engineClient'
import type { ForkedRun } from '../bridge/messages'
import type { ForkOutcome, Scenario } from '../engine/pageFace'
import { coarseFirst, columnInstants, edgeSearch, emptyStrip, forkedScenario, stretchesOf, type FateStrip, type FateStripSpec } from '../lessons/fateStrip'
import { withLastingSettings } from '../lessons/scenes'

export interface FateStripPlan {
  readonly scenario: Scenario
  readonly spec: FateStripSpec
  /** What there is so far, one strip per variant; not after every fork. */
  readonly onProgress?: (strips: readonly FateStrip[]) => void
  readonly signal?: AbortSignal
}

const TELL_EVERY_MS = 80
/** Each plays the run once for itself: more of them gain little. */
const MOST_ENGINES = 8

/** One strip per variant, in their order; whole ones, unless it was aborted. */
export async function runFateStrip({ scenario, spec, onProgress, signal }: FateStripPlan): Promise<readonly FateStrip[]> {
  const strips = spec.variants.map(({ name, sets }) => emptyStrip(name, withLastingSettings(scenario, sets)))
  let toldMs = 0
  const put = (index: number, change: Partial<FateStrip>, isNow = false): void => {
    strips[index] = { ...strips[index]!, ...change }
    if (signal?.aborted === true || (!isNow && performance.now() - toldMs < TELL_EVERY_MS)) return
    toldMs = performance.now()
    onProgress?.([...strips])
  }
  const pool = createPool(strips.map(({ scenario: own }) => forkedScenario(own, spec)), spec, (index, run) => { put(index, run) }, signal)
  try {
    await Promise.all(strips.map(async (_strip, index) => {
      const play = async (atUs: number): Promise<ForkOutcome> => {
        const fork = await pool.play(index, atUs)
        const forks = [...strips[index]!.forks.filter(one => one.atUs !== atUs), fork].toSorted((one, other) => one.atUs - other.atUs)
        put(index, { forks, stretches: stretchesOf(forks, spec.untilUs) })
        return fork
      }
      try {
        const columns = (await Promise.all(coarseFirst(columnInstants(spec)).map(play))).toSorted((one, other) => one.atUs - other.atUs)
        await Promise.all(columns.slice(1).map(async (after, place) => {
          const search = edgeSearch(columns[place]!, after)
          for (let asked = search.next(); asked.done !== true; asked = search.next(await play(asked.value)));
        }))
        put(index, { isWhole: true }, true)
      } catch (problem) {
        if (signal?.aborted !== true) put(index, { isWhole: true, problem: wordsOf(problem) }, true)
      }
    }))
  } finally { pool.close() }
  return strips
}

interface Job { readonly index: number; readonly atUs: number; resolve(fork: ForkOutcome): void; reject(problem: unknown): void }
interface Pool { play(index: number, atUs: number): Promise<ForkOutcome>; close(): void }

/** Engines that take forks from one line, in turn of the variants; each plays a variant's run when it first gets a fork of it. */
function createPool(scenarios: readonly Scenario[], spec: FateStripSpec, onRun: (index: number, run: ForkedRun) => void, signal: AbortSignal | undefined): Pool {
  const lines: Job[][] = scenarios.map(() => [])
  const refused = new Map<number, unknown>()
  let turn = 0, isClosed = false
  const wake: (() => void)[] = []
  const next = (): Job | undefined => {
    for (let tried = 0; tried < lines.length; tried++) {
      const job = lines[turn++ % lines.length]!.shift()
      if (job) return job
    }
    return undefined
  }
  const { variants: _variants, stepUs: _stepUs, quietFromUs: _quietFromUs, ...plan } = spec
  const work = async (): Promise<void> => {
    const engine = await createEngineClient(() => { /* its question is rejected */ })
    const begun = new Set<number>()
    try {
      while (!isClosed) {
        const job = next()
        if (!job) { await new Promise<void>(resolve => { wake.push(resolve) }); continue }
        await answer(engine, begun, job)
      }
    } finally { engine.dispose() }
  }
  const answer = async (engine: EngineClient, begun: Set<number>, { index, atUs, resolve, reject }: Job): Promise<void> => {
    try {
      if (refused.has(index)) throw refused.get(index)
      if (!begun.has(index)) {
        onRun(index, await engine.ask('beginForks', { strip: String(index), scenario: scenarios[index]!, plan }))
        begun.add(index)
      }
      // On the main thread each fork is a slice of its own, so that the page goes on between two.
      if (engine.place === 'mainThread') await new Promise(goOn => { setTimeout(goOn, 0) })
      resolve(await engine.ask('playFork', { strip: String(index), atUs }))
    } catch (problem) {
      if (!begun.has(index)) refused.set(index, problem)
      reject(problem)
    }
  }
  const close = (): void => {
    isClosed = true
    for (const line of lines) for (const { reject } of line.splice(0)) reject(new Error('stopped'))
    for (const go of wake.splice(0)) go()
  }
  signal?.addEventListener('abort', close)
  const engines = Math.max(1, Math.min(MOST_ENGINES, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1))
  let running = engines
  const fail = (problem: unknown): void => {
    // An engine that cannot be had leaves its work to the others.
    if (--running === 0) for (const line of lines) for (const { reject } of line.splice(0)) reject(problem)
  }
  for (let count = 0; count < engines; count++) work().catch(fail)
  return {
    play: (index, atUs) => new Promise((resolve, reject) => {
      if (isClosed) { reject(new Error('stopped')); return }
      lines[index]!.push({ index, atUs, resolve, reject })
      wake.shift()?.()
    }),
    close,
  }
}

function wordsOf(problem: unknown): string {
  const details = (problem as { problems?: readonly string[] }).problems?.join('; ')
  return details === undefined || details === '' ? problem instanceof Error ? problem.message : String(problem) : details
}

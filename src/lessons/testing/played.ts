/** Plays lessons in Node, as a page would play them aside: for tests. */
import { advance, beginForks, createSimulation, eventRows, figuresOf, loadCodec, parseScenario, playFork, recordStory, viewOf, type Scenario } from '../../engine'
import { EventColumns } from '../../engine/eventColumns'
import type { Evidence, Lesson, Scene, Step } from '../lesson'
import { columnInstants, edgeSearch, emptyStrip, forkedScenario, stretchesOf, type FateStrip } from '../fateStrip'
import { sceneNamed, sceneOf, withLastingSettings, withSettings } from '../scenes'

// Lessons compress with it.
await loadCodec('gzip')

/** What a run tells that is played to `untilUs`. */
export function evidenceOf(scenario: Scenario, untilUs: number): Evidence {
  const parsed = parseScenario(scenario)
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  const simulation = createSimulation(parsed.scenario)
  advance(simulation, { untilUs })
  const events = new EventColumns()
  events.replaceFrom(0, eventRows(simulation, 0))
  const stories = [...events.ofKind('recordSent')].map(event => recordStory(simulation, event.arguments['record']!)).filter(story => story !== null)
  return { scenario, events, stories, figures: figuresOf(simulation, untilUs), view: viewOf(simulation), runs: {}, sweep: [], fates: {} }
}

/** Each run of a lesson once, as a page would play it aside. */
const played = new Map<string, Evidence>()
export function sceneEvidence({ scenario, rehearseUntilUs }: Scene): Evidence {
  const key = `${rehearseUntilUs} ${JSON.stringify(scenario)}`
  if (!played.has(key)) played.set(key, evidenceOf(scenario, rehearseUntilUs))
  return played.get(key)!
}
function sweepOf(lesson: Lesson, { sweep }: Step): Evidence['sweep'] {
  if (!sweep) return []
  const { scenario } = sceneNamed(lesson, sweep.scene)
  return sweep.values.map(value => {
    const simulation = createSimulation(withSettings(scenario, [{ owner: sweep.owner, key: sweep.key, value }]))
    advance(simulation, { untilUs: sweep.untilUs })
    const figures = figuresOf(simulation, sweep.untilUs - sweep.measureFromUs)
    return { value, p50Us: figures.p50SendToAckUs, p99Us: figures.p99SendToAckUs, requestsPerSecond: figures.requestsPerSecond ?? 0, recordsPerBatch: figures.recordsPerBatch }
  })
}
/** A step's fate strips, by name: the same forks as on the page, one after the other. */
function fatesOf(lesson: Lesson, { fateStrip: spec, ...step }: Step): Evidence['fates'] {
  if (!spec) return {}
  const { scenario } = sceneOf(lesson, step)
  const strips = spec.variants.map(({ name, sets }): FateStrip => {
    const own = withLastingSettings(scenario, sets), base = beginForks(forkedScenario(own, spec), spec)
    if (!base) throw new Error(`${lesson.id}, ${step.id}: the record of its fate strip is not sent by then`)
    const forks = columnInstants(spec).map(atUs => playFork(base, atUs))
    for (const [index, after] of forks.slice(1).entries()) {
      const search = edgeSearch(forks[index]!, after)
      for (let asked = search.next(); asked.done !== true;) {
        const fork = playFork(base, asked.value)
        forks.push(fork)
        asked = search.next(fork)
      }
    }
    forks.sort((one, other) => one.atUs - other.atUs)
    return { ...emptyStrip(name, own), record: base.record, batch: base.batch, partition: base.partition, sentUs: base.sentUs, events: base.events, eventsFrom: base.eventsFrom, forks, stretches: stretchesOf(forks, spec.untilUs), isWhole: true }
  })
  return Object.fromEntries(strips.map(strip => [strip.name, strip]))
}
/** All that a step's answer is computed from. */
export function stepEvidence(lesson: Lesson, step: Step): Evidence {
  const names = [...step.needs ?? [], ...(step.comparison?.rows.flatMap(({ scenes }) => scenes) ?? [])]
  return { ...sceneEvidence(sceneOf(lesson, step)), runs: Object.fromEntries(names.map(name => [name, sceneEvidence(sceneNamed(lesson, name))])), sweep: sweepOf(lesson, step), fates: fatesOf(lesson, step) }
}

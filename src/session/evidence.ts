/** From finished rehearsals to the evidence that answers are computed from. */
import type { Scenario } from '../engine/pageFace'
import type { Evidence, Lesson, Step, SweptPoint } from '../lessons/lesson'
import { sceneNamed, sceneOf } from '../lessons/scenes'
import type { FateStrip } from '../lessons/fateStrip'
import { runFateStrip } from './fateStrip'
import { runSweep } from './sweep'
import type { Rehearsal } from './session.types'

export async function evidenceOf(scenario: Scenario, rehearsal: Rehearsal): Promise<Evidence> {
  const stories = []
  for (const event of rehearsal.events.ofKind('recordSent')) {
    const story = await rehearsal.story(event.arguments['record']!)
    if (story) stories.push(story)
  }
  return { scenario, events: rehearsal.events, figures: rehearsal.figures, view: rehearsal.view, stories, runs: {}, sweep: [], fates: {} }
}

export type Rehearse = (scenario: Scenario, untilUs: number) => Promise<Rehearsal>

/** Plays a lesson's runs aside, each once, one after the other, whoever asks first. */
export class Rehearsals {
  private readonly found = new Map<string, Promise<Evidence>>()
  private last: Promise<unknown> = Promise.resolve()
  private readonly lesson: Lesson
  private readonly rehearse: Rehearse

  constructor(lesson: Lesson, rehearse: Rehearse) { this.lesson = lesson; this.rehearse = rehearse }

  /** What a step's answer and words are computed from: its own run and those it needs; its sweep is played apart. */
  async ofStep(step: Step): Promise<Evidence> {
    const { scenario, rehearseUntilUs } = sceneOf(this.lesson, step)
    const own = await this.of(scenario, rehearseUntilUs)
    const names = [...new Set([...step.needs ?? [], ...(step.comparison?.rows.flatMap(({ scenes }) => scenes) ?? [])])]
    const runs: Record<string, Evidence> = {}
    for (const name of names) runs[name] = await this.ofScene(name)
    return names.length === 0 ? own : { ...own, runs }
  }

  /** Plays a step's sweep on as many engines as there is room for; tells of each point as it comes, in whatever order. */
  async sweep(step: Step, onPoint: (point: SweptPoint) => void, signal: AbortSignal): Promise<void> {
    if (step.sweep) await runSweep({ ...step.sweep, scenario: sceneNamed(this.lesson, step.sweep.scene).scenario, onPoint, signal })
  }

  /** Plays a step's fate strips, likewise; tells what there is of them now and then. */
  async fates(step: Step, onProgress: (strips: readonly FateStrip[]) => void, signal: AbortSignal): Promise<void> {
    if (step.fateStrip) await runFateStrip({ spec: step.fateStrip, scenario: sceneOf(this.lesson, step).scenario, onProgress, signal })
  }

  /** A scene's run; the lesson's own without a name. */
  ofScene(name?: string): Promise<Evidence> {
    const { scenario, rehearseUntilUs } = sceneNamed(this.lesson, name)
    return this.of(scenario, rehearseUntilUs)
  }

  private of(scenario: Scenario, untilUs: number): Promise<Evidence> {
    const key = `${untilUs} ${JSON.stringify(scenario)}`
    let evidence = this.found.get(key)
    if (!evidence) {
      const play = async (): Promise<Evidence> => {
        const rehearsal = await this.rehearse(scenario, untilUs)
        try { return await evidenceOf(scenario, rehearsal) } finally { rehearsal.close() }
      }
      // One at a time: the stage plays meanwhile, and each has an engine of its own.
      evidence = this.last.then(play, play)
      this.last = evidence
      this.found.set(key, evidence)
      evidence.catch(() => { this.found.delete(key) })
    }
    return evidence
  }
}

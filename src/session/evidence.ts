/** From a finished rehearsal to the evidence that answers are computed from. */
import type { Scenario } from '../engine/pageFace'
import type { Rehearsal } from './session.types'
import type { Evidence } from '../lessons/lesson'

export async function evidenceOf(scenario: Scenario, rehearsal: Rehearsal): Promise<Evidence> {
  const stories = []
  for (const event of rehearsal.events.ofKind('recordSent')) {
    const story = await rehearsal.story(event.arguments['record']!)
    if (story) stories.push(story)
  }
  return { scenario, events: rehearsal.events, figures: rehearsal.figures, view: rehearsal.view, stories }
}

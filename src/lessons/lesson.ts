/**
 * What a lesson is: typed steps over one scenario. Nothing right or wrong is written down: answers are computed from the run's own event log, so that
 * another scenario has other answers. Its words are apart (text.en.ts), with placeholders that the run fills.
 */
import type { ClusterView, ConfigOwner, RecordStory, RunFigures, Scenario, StopName } from '../engine/pageFace'
import type { EventColumns } from '../engine/eventColumns'

/** What a finished rehearsal of the lesson's scenario tells: the same run the learner sees. */
export interface Evidence {
  readonly scenario: Scenario
  readonly events: EventColumns
  readonly figures: RunFigures
  readonly view: ClusterView
  /** The stories of the traced records, in order of sending. */
  readonly stories: readonly RecordStory[]
}

export type Station = 'producer' | 'network' | 'brokers' | 'consumer'
/** A stretch of the run and how slowly it is played (virtual seconds per real second). Real length 0.3 to 8 s. */
export interface Stretch { readonly fromUs: number; readonly untilUs: number; readonly speed: number }
export interface SettingName { readonly owner: ConfigOwner; readonly name: string }

/** Put cards into order; `given` stand already. */
export interface OrderQuestion {
  readonly form: 'order'
  readonly cards: readonly string[]
  readonly given: readonly string[]
  answer(evidence: Evidence): readonly string[]
  /** The beliefs that a wrong order shows (keys of the words' `beliefs`). */
  beliefs?(given: readonly string[], evidence: Evidence): readonly string[]
}
/** Choose one; with `parts`, one for each of them. Each wrong choice is a belief: the words' `beliefs` have it under its part or its option. */
export interface ChoiceQuestion {
  readonly form: 'choice'
  readonly parts: readonly string[]
  readonly options: readonly string[]
  /** One option per part. */
  answer(evidence: Evidence): readonly string[]
}
export interface NumberQuestion {
  readonly form: 'number'
  readonly tolerance: number
  answer(evidence: Evidence): number
  /** The belief behind a wrong number (a key of the words' `beliefs`). */
  belief?(given: number, evidence: Evidence): string
}
export type Question = OrderQuestion | ChoiceQuestion | NumberQuestion
/** order: the cards; choice: one option per part; number: the number. */
export type Answer = readonly string[] | number

export interface Challenge {
  /** How long the attempt is played. */
  readonly untilUs: number
  /** Null if the goal is reached, else the name of the reason (a key of the words' `refusals`). */
  judge(evidence: Pick<Evidence, 'figures' | 'view' | 'events' | 'scenario'>): string | null
  /** Settings that have to change, at least. */
  readonly par: number
  /** Stored solution: settings that reach the goal. */
  readonly solution: readonly { readonly owner: ConfigOwner; readonly key: string; readonly value: number | string }[]
}

export interface Step {
  /** Never changes: embeds and remembered places name it. */
  readonly id: string
  readonly kind: 'scene' | 'predict' | 'try' | 'challenge'
  readonly focus?: readonly Station[]
  /** Where the step begins; it rests there until the learner goes on. */
  readonly atUs: number
  /** Played when the learner goes on (after locking a prediction). */
  readonly run?: Stretch
  /** The opening plays by itself, once. */
  readonly autoplay?: boolean
  readonly question?: Question
  /** After a wrong answer: the moment that decides, slowly. */
  decisive?(evidence: Evidence): Stretch
  readonly settings?: readonly SettingName[]
  /** A record of the learner's own: traced, and played until it has made its last stop. */
  readonly ride?: { readonly key: string; readonly valueBytes: number; readonly speed: number }
  /** While it runs, the part of the stage that the traced record has reached is lit. */
  readonly followsRecord?: boolean
  readonly challenge?: Challenge
  /** How the traced record's passport is shown: stamps with times, times covered, or as a bar to scale. */
  readonly passport?: 'empty' | 'stamps' | 'covered' | 'bar'
}

export interface Lesson {
  readonly id: string
  readonly number: number
  readonly minutes: number
  readonly scenario: Scenario
  /** The rehearsal that answers are computed from reaches to here. */
  readonly rehearseUntilUs: number
  readonly steps: readonly Step[]
  /** Values for the placeholders of the words, from the run. */
  facts(evidence: Evidence): Readonly<Record<string, string>>
}

export interface StepWords {
  readonly title: string
  /** At most 60 words; {name} is filled from the run. */
  readonly words: string
  /** Said when the step's run has ended, or the answer is known. */
  readonly after?: string
  readonly question?: string
  /** Names of cards, options or parts. */
  readonly names?: Readonly<Record<string, string>>
  /** What is said to a wrong answer, by belief; `other` where none is named. */
  readonly beliefs?: Readonly<Record<string, string>>
  readonly hints?: readonly [string, string, string]
  readonly refusals?: Readonly<Record<string, string>>
}
export interface LessonWords {
  readonly title: string
  readonly path: string
  readonly objective: string
  /** The wrong beliefs this lesson breaks. */
  readonly beliefs: readonly string[]
  /** One short line for each stop, in the passport beside its time. */
  readonly stops: Readonly<Record<StopName, string>>
  readonly steps: Readonly<Record<string, StepWords>>
}

/** A lesson and its words, as a folder NN-id exports them. */
export interface WrittenLesson { readonly lesson: Lesson; readonly words: LessonWords }

/** Fills {placeholders}; one that is not known stays visible, and a test fails on it. */
export const fill = (words: string, facts: Readonly<Record<string, string>>): string => words.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole)

/** Whether a locked answer is right. */
export function isRight(question: Question, answer: Answer, evidence: Evidence): boolean {
  const right = question.answer(evidence)
  if (typeof right === 'number') return typeof answer === 'number' && Math.abs(answer - right) <= (question as NumberQuestion).tolerance
  return Array.isArray(answer) && answer.length === right.length && right.every((one, index) => one === answer[index])
}

/** The beliefs that a wrong answer shows, as keys of the words' `beliefs`; `other` where the question names none. */
export function beliefsShown(question: Question, given: Answer, evidence: Evidence): readonly string[] {
  if (isRight(question, given, evidence)) return []
  if (question.form === 'number') return [question.belief?.(given as number, evidence) ?? 'other']
  const chosen = given as readonly string[]
  if (question.form === 'order') return question.beliefs?.(chosen, evidence) ?? ['other']
  const right = question.answer(evidence)
  return question.parts.flatMap((part, index) => (chosen[index] === right[index] ? [] : [part === '' ? chosen[index]! : part]))
}

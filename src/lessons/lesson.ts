/**
 * What a lesson is: typed steps over one scenario. Nothing right or wrong is written down: answers are computed from the run's own event log, so that
 * another scenario has other answers. Its words are apart (text.en.ts), with placeholders that the run fills.
 */
import type { ClusterView, ConfigOwner, RecordStory, RunFigures, Scenario, StopName } from '../engine/pageFace'
import type { EventColumns } from '../engine/eventColumns'
import type { Board, Played } from './board'
import type { FaultToolName } from './faultTools'
import type { ChoiceQuestion, Question } from './questions'
import type { Program } from './program'
import type { FateStrip, FateStripSpec } from './fateStrip'

export * from './questions'

/** A setting and its value. With `of` it is that topic's or producer's own (by name or client id); a topic has `replication.factor` besides its settings. */
export interface Setting { readonly owner: ConfigOwner; readonly key: string; readonly value: number | string; readonly of?: string }

/** A point of a sweep: the setting's value, and the figures of the run with it. Times in µs. */
export interface SweptPoint { readonly value: number; readonly p50Us: number | null; readonly p99Us: number | null; readonly requestsPerSecond: number; readonly recordsPerBatch: number | null }

/** What a finished rehearsal of a run tells: the same run the learner sees. Figures are over all of it. */
export interface Evidence {
  readonly scenario: Scenario
  readonly events: EventColumns
  readonly figures: RunFigures
  readonly view: ClusterView
  /** The stories of the traced records, in order of sending. */
  readonly stories: readonly RecordStory[]
  /** Of a step: the runs that it `needs`, by the names of their scenes. */
  readonly runs: Readonly<Record<string, Evidence>>
  /** Of a step: its sweep's points, in the order of its values. */
  readonly sweep: readonly SweptPoint[]
  /** Of a step: its fate strips, by the names of their variants. */
  readonly fates: Readonly<Record<string, FateStrip>>
}

/** A run of its own: what plays, and how far its rehearsal reaches. */
export interface Scene { readonly scenario: Scenario; readonly rehearseUntilUs: number }
/** One setting over a range, each value played on the same seed; figures from `measureFromUs` to `untilUs`. */
export interface SweepOfScene { readonly scene: string; readonly owner: ConfigOwner; readonly key: string; readonly values: readonly number[]; readonly measureFromUs: number; readonly untilUs: number }
/**
 * Runs beside each other, their figures in a table once the step is told: per row one scene for each column. `columns` and each row's `name` are keys of the step's `names`.
 * Marked is the run that is soonest; with `meets`, each that meets the row's own limit.
 */
/** A figure of a run, in words; `name` is a key of the step's `names`. */
export interface Measure { readonly name: string; of(run: Evidence): string }
export interface ComparisonRow { readonly name: string; readonly scenes: readonly string[]; meets?(run: Evidence): boolean }
export interface Comparison {
  readonly columns: readonly string[]
  readonly rows: readonly ComparisonRow[]
  /** What is compared, in place of latency, requests and records in a batch. */
  readonly measures?: readonly Measure[]
}

export type Station = 'producer' | 'network' | 'brokers' | 'consumer'
/** A stretch of the run and how slowly it is played (virtual seconds per real second). Real length 0.3 to 8 s. */
export interface Stretch { readonly fromUs: number; readonly untilUs: number; readonly speed: number }
export interface SettingName { readonly owner: ConfigOwner; readonly name: string }

export interface Challenge {
  /** How long the attempt is played. */
  readonly untilUs: number
  /** Virtual seconds a second, before the learner's eyes; real time unless told. */
  readonly speed?: number
  /** What the table of attempts tells of each, in place of latency, requests and records in a batch. */
  readonly measures?: readonly Measure[]
  /** Values for the placeholders of its words, from the last attempt. */
  facts?(run: Evidence): Readonly<Record<string, string>>
  /** Null if the goal is reached, else the name of the reason (a key of the words' `refusals`). */
  judge(evidence: Played): string | null
  /** Of several topics or producers each has settings and limits of its own. */
  readonly board?: Board
  /** Settings that have to change, at least. */
  readonly par: number
  /** Stored solution: settings that reach the goal. */
  readonly solution: readonly Setting[]
}

export interface Step {
  /** Never changes: embeds and remembered places name it. */
  readonly id: string
  readonly kind: 'scene' | 'predict' | 'try' | 'challenge'
  readonly focus?: readonly Station[]
  /** Which of the lesson's scenes it plays; the lesson's own run unless told. */
  readonly scene?: string
  /** Settings in force from the beginning of this step's run, besides those of its scene. */
  readonly sets?: readonly Setting[]
  /** Further scenes whose runs its answer or its words want (`evidence.runs`). */
  readonly needs?: readonly string[]
  readonly sweep?: SweepOfScene
  /** One record's fate over every instant of a fault, of the step's own run; its strips are under the stage, without their colours until the step's question is answered (`evidence.fates`). */
  readonly fateStrip?: FateStripSpec
  readonly comparison?: Comparison
  /** Values for the placeholders of this step's words, besides the lesson's. */
  facts?(evidence: Evidence): Readonly<Record<string, string>>
  /** What shows the run; the stage unless told. The learner may switch. */
  readonly view?: 'stage' | 'ladder'
  /** The program is shown under the stage. */
  readonly showsCode?: boolean
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
  /** What the learner may do to the cluster in this step: tools over the stage, and menus of its brokers. */
  readonly tools?: readonly FaultToolName[]
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
  /** Runs of their own that steps name. */
  readonly scenes?: Readonly<Record<string, Scene>>
  /** The same program in several languages, for steps that show it. */
  readonly programs?: readonly Program[]
  /** Asked when the lesson is done, about the learner's own run: the last one of the challenge. */
  readonly endQuestions?: readonly EndQuestion[]
  /** Values for the placeholders of the words, from the run. */
  facts(evidence: Evidence): Readonly<Record<string, string>>
}
/** Its words are the lesson's `ending`, under its id. `facts` fill their placeholders. */
export interface EndQuestion { readonly id: string; readonly question: ChoiceQuestion; facts(evidence: Evidence): Readonly<Record<string, string>> }

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
  /** What a belief is called: "a clock on the wall". Said before the answer to it. */
  readonly believed?: Readonly<Record<string, string>>
  /** “You may have read that …”: what was so once, or is told wrongly. At most 60 words. */
  readonly youMayHaveRead?: string
}
/** For who teaches with it. */
export interface TeacherWords {
  /** What learners do freely before anything is explained. */
  readonly openPlay: string
  readonly discussion: string
  readonly modelled: readonly string[]
  readonly simplified: readonly string[]
  readonly leftOut: readonly string[]
}
/** What a recap can draw. */
export type RecapDrawing = 'inSync' | 'highWatermark' | 'purgatory'
/** The ideas of the lessons before, for whoever comes without them; and the way to these lessons. */
export interface RecapWords {
  readonly title: string
  readonly items: readonly { readonly drawing: RecapDrawing; readonly term: string; readonly words: string }[]
  readonly lessons: readonly { readonly id: string; readonly title: string }[]
}
export interface LessonWords {
  readonly title: string
  readonly path: string
  readonly objective: string
  /** The wrong beliefs this lesson breaks. */
  readonly beliefs: readonly string[]
  /** One short line for each stop, in the passport beside its time; only where a step shows one. */
  readonly stops?: Readonly<Record<StopName, string>>
  readonly steps: Readonly<Record<string, StepWords>>
  /** Offered at the first step. */
  readonly recap?: RecapWords
  /** Words of the end questions, by id. */
  readonly ending?: Readonly<Record<string, Pick<StepWords, 'question' | 'names' | 'beliefs' | 'after'>>>
  readonly teacher: TeacherWords
}

/** A lesson and its words, as a folder NN-id exports them. */
export interface WrittenLesson { readonly lesson: Lesson; readonly words: LessonWords }

/** Fills {placeholders}; one that is not known stays visible, and a test fails on it. */
export const fill = (words: string, facts: Readonly<Record<string, string>>): string => words.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole)

/** The forms of a prediction, and how a locked one is judged. The right answer is always a function of the run. */
import type { Evidence } from './lesson'

/** Put cards into order; `given` stand already. */
export interface OrderQuestion {
  readonly form: 'order'
  readonly cards: readonly string[]
  readonly given: readonly string[]
  /** The same cards are put in order once for each of these; an answer has one order after the other. */
  readonly rankings?: readonly string[]
  answer(evidence: Evidence): readonly string[]
  /** The beliefs that a wrong order shows (keys of the words' `beliefs`). */
  beliefs?(given: readonly string[], evidence: Evidence): readonly string[]
}
/** Choose one; with `parts`, one for each of them. Each wrong choice is a belief: the words' `beliefs` have it under its part or its option. */
export interface ChoiceQuestion {
  readonly form: 'choice'
  readonly parts: readonly string[]
  readonly options: readonly string[]
  /** toggles: the options of a part side by side. */
  readonly look?: 'list' | 'toggles'
  /** One option per part. */
  answer(evidence: Evidence): readonly string[]
  /** Per part every option that is right, where there is more than one. */
  accepted?(evidence: Evidence): readonly (readonly string[])[]
}
/** A number with its unit. Right within `tolerance` (in that unit), or within `relativeTolerance` (a share of the right one), whichever is wider. */
export interface NumberQuestion {
  readonly form: 'number'
  readonly tolerance: number
  readonly relativeTolerance?: number
  readonly unit?: string
  answer(evidence: Evidence): number
  /** The belief behind a wrong number (a key of the words' `beliefs`). */
  belief?(given: number, evidence: Evidence): string
}
/** What can be pointed at. `id`: of a record or batch its number in the run, of a lane its partition, of a broker its id; `facts` fill its name in the words (`names.candidate`). */
export interface Candidate { readonly id: string; readonly facts: Readonly<Record<string, string>> }
/** Point at a record, batch, lane or broker on the stage, or choose it from the list beside it. */
export interface PickQuestion {
  readonly form: 'pick'
  readonly what: 'record' | 'batch' | 'lane' | 'broker'
  candidates(evidence: Evidence): readonly Candidate[]
  /** The id of the right one. */
  answer(evidence: Evidence): string
  belief?(given: string, evidence: Evidence): string
}
export interface CurvePoint { readonly x: number; readonly y: number }
/** Draw y over the given x. Judged by its course, not by its points. */
export interface CurveQuestion {
  readonly form: 'curve'
  readonly xs: readonly number[]
  readonly xUnit: string
  readonly yUnit: string
  /** The axis ends here, and the pencil with it. */
  readonly mostY: number
  /** What has been played so far, drawn over the guess; x ascending. */
  points(evidence: Evidence): readonly CurvePoint[]
  /** Another figure of the same runs, drawn under it once the guess is locked. */
  also?(evidence: Evidence): readonly CurvePoint[]
  /** The true y at each x. */
  answer(evidence: Evidence): readonly number[]
  /** Null if the course is right, else the belief that it shows. */
  judge(given: readonly number[], truth: readonly number[], evidence: Evidence): string | null
}
export type Question = OrderQuestion | ChoiceQuestion | NumberQuestion | PickQuestion | CurveQuestion
/** order: the cards, ranking by ranking; choice: one option per part; pick: the one id; number: the number; curve: a y per x. */
export type Answer = readonly string[] | readonly number[] | number

/** The right answer, in the form in which it is locked in. */
export const rightAnswer = (question: Question, evidence: Evidence): Answer => (question.form === 'pick' ? [question.answer(evidence)] : question.answer(evidence))

/** Of an order question the single orders of an answer. */
export const ordersOf = ({ cards, rankings = [''] }: OrderQuestion, answer: readonly string[]): readonly (readonly string[])[] => rankings.map((_ranking, index) => answer.slice(index * cards.length, (index + 1) * cards.length))

/** How far a number may be off. */
export const toleranceAt = ({ tolerance, relativeTolerance = 0 }: NumberQuestion, right: number): number => Math.max(tolerance, relativeTolerance * Math.abs(right))

/** Per part the options that are right. */
const acceptedOptions = (question: ChoiceQuestion, evidence: Evidence): readonly (readonly string[])[] => question.accepted?.(evidence) ?? question.answer(evidence).map(one => [one])

/** Whether a locked answer is right. */
export function isRight(question: Question, answer: Answer, evidence: Evidence): boolean {
  if (question.form === 'number') {
    const right = question.answer(evidence)
    // A tolerance of 0.05 is meant to take in 8.05 beside 8, whatever binary fractions make of it.
    return typeof answer === 'number' && Math.abs(answer - right) <= toleranceAt(question, right) + 1e-9
  }
  if (typeof answer === 'number') return false
  if (question.form === 'curve') return question.judge(answer as readonly number[], question.answer(evidence), evidence) === null
  if (question.form === 'choice') {
    const accepted = acceptedOptions(question, evidence)
    return answer.length === accepted.length && accepted.every((options, index) => options.includes(answer[index] as string))
  }
  const right = rightAnswer(question, evidence) as readonly string[]
  return answer.length === right.length && right.every((one, index) => one === answer[index])
}

/** The beliefs that a wrong answer shows, as keys of the words' `beliefs`; `other` where the question names none. */
export function beliefsShown(question: Question, given: Answer, evidence: Evidence): readonly string[] {
  if (isRight(question, given, evidence)) return []
  switch (question.form) {
    case 'number': return [question.belief?.(given as number, evidence) ?? 'other']
    case 'order': return question.beliefs?.(given as readonly string[], evidence) ?? ['other']
    case 'pick': return [question.belief?.((given as readonly string[])[0] ?? '', evidence) ?? 'other']
    case 'curve': return [question.judge(given as readonly number[], question.answer(evidence), evidence) ?? 'other']
    case 'choice': {
      const chosen = given as readonly string[], accepted = acceptedOptions(question, evidence)
      return question.parts.flatMap((part, index) => (accepted[index]!.includes(chosen[index]!) ? [] : [part === '' ? chosen[index]! : part]))
    }
  }
}

/** End questions that were answered wrongly: they are kept in this browser, and asked again later. One answered rightly is forgotten. */
import { readJson, writeJson } from './safeStorage'

export interface MissedQuestion { readonly lesson: string; readonly question: string }
const KEY = 'missed', MOST = 200

const isMissed = (one: unknown): one is MissedQuestion => typeof one === 'object' && one !== null && typeof (one as MissedQuestion).lesson === 'string' && typeof (one as MissedQuestion).question === 'string'

/** Oldest first. What is not of ours is ignored. */
export function missedQuestions(): readonly MissedQuestion[] {
  const kept = readJson(KEY)
  return Array.isArray(kept) ? kept.filter(isMissed) : []
}

export function keepAnswered(lesson: string, question: string, isRight: boolean): void {
  const others = missedQuestions().filter(one => one.lesson !== lesson || one.question !== question)
  writeJson(KEY, (isRight ? others : [...others, { lesson, question }]).slice(-MOST))
}

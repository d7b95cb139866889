/** What is asked and answered, in words. */
import { rough } from '../engine/kernel/units'
import { fill, ordersOf, toleranceAt, type Evidence, type Question, type StepWords } from './lesson'

/** “1 record”, “2 records”; ms stay ms. */
export const unitOf = (count: number, unit: string): string => (count === 1 && /[a-z]{3,}s$/.test(unit) ? unit.slice(0, -1) : unit)

/** The right answer of a question as a sentence, for the teacher's key. From the run, like the answer itself. */
export function answerInWords(question: Question, { names = {} }: Pick<StepWords, 'names'>, evidence: Evidence, facts: Readonly<Record<string, string>>): string {
  const name = (key: string): string => fill(names[key] ?? key, facts)
  switch (question.form) {
    case 'order': return ordersOf(question, question.answer(evidence)).map((order, ranking) => `${question.rankings ? `${name(question.rankings[ranking]!)}: ` : ''}${order.map((card, index) => `${index + 1} ${name(card)}`).join(' · ')}`).join('; ')
    case 'number': {
      const right = question.answer(evidence), unit = question.unit === undefined ? '' : ` ${question.unit}`, tolerance = toleranceAt(question, right)
      return `${rough(Math.round(right * 1000) / 1000)}${unitOf(right, unit)}${tolerance > 0 ? ` (within ${rough(Math.round(tolerance * 1000) / 1000)}${unit})` : ''}`
    }
    case 'pick': {
      const right = question.candidates(evidence).find(({ id }) => id === question.answer(evidence))
      return fill(names['candidate'] ?? '', { ...facts, ...right?.facts })
    }
    case 'choice': {
      const accepted = question.accepted?.(evidence) ?? question.answer(evidence).map(one => [one])
      return question.parts.map((part, index) => `${part === '' ? '' : `${name(part)}: `}${accepted[index]!.map(name).join(' or ')}`).join(' · ')
    }
    case 'curve': {
      const truth = question.answer(evidence)
      return question.xs.map((x, index) => `${x} ${question.xUnit}: ${rough(Math.round(truth[index]! * 10) / 10)} ${question.yUnit}`).join(' · ')
    }
  }
}

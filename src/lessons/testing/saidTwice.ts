/** End questions whose words for a wrong answer say what is told after them anyway. */
import type { LessonWords } from '../lesson'

export const saidTwice = ({ ending = {} }: LessonWords): readonly string[] =>
  Object.entries(ending).flatMap(([id, { beliefs = {}, after = '' }]) => Object.entries(beliefs).flatMap(([answer, belief]) => (belief.includes(after.split(/[.:;]/)[0]!) ? [`${id} ${answer}`] : [])))

/** A lesson's data and words, fetched when it is taken. Apart from the list of all lessons, which a frame does not need. */
import type { WrittenLesson } from './lesson'
import { bringLesson } from './loaders'
import { READY } from './ready'

/** Undefined: not written yet, or unknown. */
export const loadLesson = async (id: string): Promise<WrittenLesson | undefined> => (READY.includes(id) ? bringLesson(id) : undefined)

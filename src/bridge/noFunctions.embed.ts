/**
 * In place of preparation, loadInterpreter, customPartitioner, partitionPreview and serializeRecord in the embed, which is one small file that fetches nothing: there a
 * scenario with a partition function of the learner's, or with other serializers than StringSerializer, is refused in words. It plays on the full page.
 */
import type { CompiledPartitioner, PartitionerProblem } from '../engine/producer/customPartitioner'
import type { FromEngine, ToEngine } from './messages'
import { utf8 } from '../engine/serde/utf8'

const PROBLEM: PartitionerProblem = { exception: '', message: 'An embed runs no functions; open this on the full page.', line: null, column: null }

export const loadInterpreter = (): Promise<void> => Promise.resolve()
/** Nothing waits: every request is answered at once. */
export const answerInTurn = (respond: (message: ToEngine) => FromEngine, hear: (answer: FromEngine) => void, crash: (problem: unknown) => void) => (message: ToEngine): void => {
  let answer: FromEngine
  try { answer = respond(message) } catch (problem) { crash(problem); return }
  hear(answer)
}
export const compilePartitioner = (): CompiledPartitioner => ({ ok: false, problem: PROBLEM })
export const callPartitioner = (): PartitionerProblem => PROBLEM
export const wasStopped = (): boolean => false
export const partitionerProblemInWords = ({ message }: PartitionerProblem): string => message
export const previewPartitions = () => ({ problem: PROBLEM, keys: [], spread: [], records: 0, failed: 0 })

const bytesOf = (text: string | null): Uint8Array | null => (text === null ? null : utf8(text))
export const serializeRecord = (_serializers: unknown, { key, value }: { key: string | null; value: string | null }) => ({ ok: true, key: bytesOf(key), value: bytesOf(value) })
export const configuredSerializer = (_setting: string, given: unknown) =>
  given === 'String' || given === 'StringSerializer' ? { ok: true, name: 'String' } : { ok: false, message: 'An embed has StringSerializer only; open this on the full page.' }

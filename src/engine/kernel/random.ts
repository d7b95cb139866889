/**
 * Chance: named streams of 32-bit numbers, each seeded from the scenario's seed and its own name, so that drawing more from one
 * never shifts another. The generator is xoshiro128** (Blackman and Vigna), seeded by splitmix32; integer arithmetic only.
 */
export type RandomStream = Int32Array<ArrayBuffer>

/** In place of chance, a list of draws of 31 bits, used cyclically: for runs that repeat recorded ones. Its fifth word is the place reached. */
export function createDraws(draws: readonly number[]): RandomStream {
  return Int32Array.of(0, 0, 0, 0, 0, ...draws)
}
const WORDS = 4

function nameHash(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
  return hash
}

export function createStream(seed: number, name: string): RandomStream {
  const stream = new Int32Array(4)
  let state = (seed ^ nameHash(name)) | 0
  for (let index = 0; index < 4; index++) {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    stream[index] = mixed ^ (mixed >>> 15)
  }
  if (stream.every(word => word === 0)) stream[0] = 1
  return stream
}

const rotateLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

/** The next 32 bits, as an unsigned number. */
export function nextUint32(stream: RandomStream): number {
  if (stream.length > WORDS) return (stream[WORDS + 1 + (stream[WORDS]!++ % (stream.length - WORDS - 1))]! << 1) >>> 0
  const second = stream[1]!
  const result = Math.imul(rotateLeft(Math.imul(second, 5), 7), 9) >>> 0
  const shifted = second << 9
  stream[2]! ^= stream[0]!
  stream[3]! ^= second
  stream[1]! ^= stream[2]!
  stream[0]! ^= stream[3]!
  stream[2]! ^= shifted
  stream[3] = rotateLeft(stream[3]!, 11)
  return result
}

/** A whole number from 0 to 2^31 − 1, as Kafka's `Utils.toPositive(random.nextInt())`. */
export const nextInt31 = (stream: RandomStream): number => nextUint32(stream) >>> 1

/** A number from 0 to below 1, of 32 bits. */
export const nextFraction = (stream: RandomStream): number => nextUint32(stream) / 4294967296

/** A whole number from 0 to `bound` − 1; bound at most 2^21 (the product stays exact). */
export const nextBelow = (stream: RandomStream, bound: number): number => Math.floor((nextUint32(stream) * bound) / 4294967296)

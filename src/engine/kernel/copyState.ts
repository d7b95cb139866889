/**
 * A deep copy of plain state, for checkpoints. Typed arrays are copied, Maps and Sets too; what is marked `sealed: true` (never written
 * again) is shared. One object reached twice stays one object in the copy. Functions and class instances are refused: state is data.
 */
import { fail } from './assert'

export interface Sealed { readonly sealed: true }

export function copyState<State>(state: State): State {
  return copyValue(state, new Map()) as State
}

function copyValue(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value === 'function') fail('state holds a function')
  if (typeof value !== 'object' || value === null) return value
  if ((value as Partial<Sealed>).sealed === true) return value
  const known = copies.get(value)
  if (known !== undefined) return known
  if (ArrayBuffer.isView(value)) return remember(copies, value, (value as Float64Array).slice())
  if (Array.isArray(value)) {
    const copy: unknown[] = remember(copies, value, value.slice() as unknown[])
    // Long lists are of numbers: these are in the copy already.
    for (let index = 0; index < copy.length; index++) if (typeof copy[index] !== 'number') copy[index] = copyValue(copy[index], copies)
    return copy
  }
  if (value instanceof Map) {
    const copy = remember(copies, value, new Map<unknown, unknown>())
    for (const [key, entry] of value) copy.set(key, copyValue(entry, copies))
    return copy
  }
  if (value instanceof Set) return remember(copies, value, new Set<unknown>(value))
  if (Object.getPrototypeOf(value) !== Object.prototype) fail('state holds a class instance')
  const copy: Record<string, unknown> = remember(copies, value, {})
  for (const key in value) copy[key] = copyValue((value as Record<string, unknown>)[key], copies)
  return copy
}

function remember<Copy>(copies: Map<object, unknown>, original: object, copy: Copy): Copy {
  copies.set(original, copy)
  return copy
}

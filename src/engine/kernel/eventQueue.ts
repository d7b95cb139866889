/**
 * The future, as data: a priority queue of tasks in typed arrays, ordered by time, then phase, then insertion.
 * A task is a number with a node and two numeric operands; what it means is the engine root's business (tasks.ts).
 * Entries are not removed early: a rule that finds its task outdated ignores it (lazy cancellation). Only a machine that stops takes all of its own along.
 */
import { fail } from './assert'

/**
 * What happens first at one instant: ends of blocking waits, commands of the script, the application's sends, arrivals from the network, node
 * decisions (a poll ends, the application threads it releases go on, the sender's next pass), timers.
 */
export const PHASE = { endOfWait: 0, command: 1, send: 2, arrival: 3, decision: 4, timer: 5 } as const
export type Phase = (typeof PHASE)[keyof typeof PHASE]

/** Sequences stay below 2^48, so that phase and sequence share one exact double. */
const PHASE_UNIT = 2 ** 48
const INITIAL_CAPACITY = 256

export interface EventQueue {
  size: number
  sequence: number
  /** Heap of slot numbers; slots at `size` and beyond are free. */
  heap: Int32Array<ArrayBuffer>
  atUs: Float64Array<ArrayBuffer>
  /** phase · 2^48 + sequence. */
  order: Float64Array<ArrayBuffer>
  task: Int32Array<ArrayBuffer>
  node: Int32Array<ArrayBuffer>
  first: Float64Array<ArrayBuffer>
  second: Float64Array<ArrayBuffer>
}

export function createEventQueue(): EventQueue {
  const heap = new Int32Array(INITIAL_CAPACITY)
  for (let slot = 0; slot < INITIAL_CAPACITY; slot++) heap[slot] = slot
  return {
    size: 0, sequence: 0, heap,
    atUs: new Float64Array(INITIAL_CAPACITY), order: new Float64Array(INITIAL_CAPACITY), task: new Int32Array(INITIAL_CAPACITY),
    node: new Int32Array(INITIAL_CAPACITY), first: new Float64Array(INITIAL_CAPACITY), second: new Float64Array(INITIAL_CAPACITY),
  }
}

function grow(queue: EventQueue): void {
  const capacity = queue.heap.length * 2
  const widen = <Column extends Int32Array | Float64Array>(column: Column): Column => {
    const wide = new (column.constructor as new (length: number) => Column)(capacity)
    wide.set(column)
    return wide
  }
  const old = queue.heap.length
  queue.heap = widen(queue.heap)
  for (let slot = old; slot < capacity; slot++) queue.heap[slot] = slot
  queue.atUs = widen(queue.atUs)
  queue.order = widen(queue.order)
  queue.task = widen(queue.task)
  queue.node = widen(queue.node)
  queue.first = widen(queue.first)
  queue.second = widen(queue.second)
}

/** Adds a task. Times are whole µs. */
export function enqueue(queue: EventQueue, atUs: number, phase: Phase, task: number, node: number, first: number, second: number): void {
  if (!Number.isSafeInteger(atUs) || atUs < 0) fail(`a task must be due at a whole, non-negative number of µs, not ${atUs}`)
  if (queue.size === queue.heap.length) grow(queue)
  const slot = queue.heap[queue.size]!
  const order = phase * PHASE_UNIT + queue.sequence++
  queue.atUs[slot] = atUs
  queue.order[slot] = order
  queue.task[slot] = task
  queue.node[slot] = node
  queue.first[slot] = first
  queue.second[slot] = second
  siftUp(queue, queue.size++, slot, atUs, order)
}

function siftUp(queue: EventQueue, start: number, slot: number, atUs: number, order: number): void {
  const { heap } = queue
  let index = start
  while (index > 0) {
    const parent = (index - 1) >> 1
    const other = heap[parent]!
    const otherAt = queue.atUs[other]!
    if (otherAt < atUs || (otherAt === atUs && queue.order[other]! < order)) break
    heap[index] = other
    index = parent
  }
  heap[index] = slot
}

/** Time of the next task, Infinity if there is none. */
export function nextDueUs(queue: EventQueue): number {
  return queue.size === 0 ? Infinity : queue.atUs[queue.heap[0]!]!
}

/** Phase of the next task; Infinity if there is none. */
export function nextPhase(queue: EventQueue): number {
  return queue.size === 0 ? Infinity : Math.floor(queue.order[queue.heap[0]!]! / PHASE_UNIT)
}

/** Takes the next task out and returns its slot, whose columns stay readable until the next `enqueue`. */
export function dequeue(queue: EventQueue): number {
  const { heap } = queue
  if (queue.size === 0) fail('the queue of tasks is empty')
  const taken = heap[0]!
  const last = heap[--queue.size]!
  if (queue.size > 0) siftDown(queue, last)
  heap[queue.size] = taken
  return taken
}

function siftDown(queue: EventQueue, slot: number): void {
  const { heap, atUs, order, size } = queue
  const slotAt = atUs[slot]!, slotOrder = order[slot]!
  let index = 0
  for (;;) {
    let child = index * 2 + 1
    if (child >= size) break
    const right = child + 1
    let chosen = heap[child]!
    if (right < size) {
      const other = heap[right]!
      if (atUs[other]! < atUs[chosen]! || (atUs[other] === atUs[chosen] && order[other]! < order[chosen]!)) { child = right; chosen = other }
    }
    if (slotAt < atUs[chosen]! || (slotAt === atUs[chosen] && slotOrder < order[chosen]!)) break
    heap[index] = chosen
    index = child
  }
  heap[index] = slot
}

/** A task taken out of the queue before it was due. */
export interface TakenTask { readonly atUs: number; readonly phase: Phase; readonly task: number; readonly first: number; readonly second: number }

/** Takes out all tasks of a node but those numbered `except` (what is on its way to it), in the order in which they would have come. */
export function takeTasksOf(queue: EventQueue, node: number, except: number): readonly TakenTask[] {
  const { heap, atUs, order, task } = queue
  const slots = [...heap.subarray(0, queue.size)]
  const isTaken = (slot: number): boolean => queue.node[slot] === node && task[slot] !== except
  const taken = slots.filter(isTaken).sort((one, other) => atUs[one]! - atUs[other]! || order[one]! - order[other]!)
    .map((slot): TakenTask => ({ atUs: atUs[slot]!, phase: Math.floor(order[slot]! / PHASE_UNIT) as Phase, task: task[slot]!, first: queue.first[slot]!, second: queue.second[slot]! }))
  const kept = slots.filter(slot => !isTaken(slot)), free = slots.filter(isTaken)
  heap.set(free, kept.length)
  queue.size = 0
  for (const slot of kept) siftUp(queue, queue.size++, slot, atUs[slot]!, order[slot]!)
  return taken
}

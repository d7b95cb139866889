/**
 * The one room where a learner's source runs: QuickJS, an interpreter of JavaScript in WebAssembly, the same bytes in every browser and in Node.
 * Harmless: it has no door to the page or the engine but the text that goes in and the number that comes out, and its memory, stack and steps are limited.
 * Deterministic: an answer depends on source and argument alone. A call that comes near a limit is judged again in a fresh interpreter, so that the
 * verdict does not depend on what was called before it. Time plays no part; a step is a turn of a loop or a call of a function, about.
 * Simplified: where memory ends, to the byte, may depend on how it was used before.
 * The interpreter must have been installed (loadInterpreter.ts); everything here is synchronous.
 */
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core'
import { fail, known } from '../kernel/assert'
import { CLOSED_ROOM } from './closedRoom'

/** Steps of one call; the interpreter reports every 10 000th. */
export const MOST_STEPS = 100_000
const STEPS_A_REPORT = 10_000, MOST_REPORTS = MOST_STEPS / STEPS_A_REPORT
/** So many reports in the shared interpreter, whose count may begin anywhere, are beyond doubt fewer than MOST_REPORTS in a fresh one. */
const UNDOUBTED_REPORTS = 2
/**
 * Of a single piece of memory; all of it together is limited where the interpreter is opened (quickJs.ts). The stack (some 250 calls deep) must end before
 * any browser's own does, a worker's being the smallest: past that nothing can be mended.
 */
const PIECE_BYTES = 1_000_000, STACK_BYTES = 50_000, PARSER_STACK_BYTES = 8000
/** Functions kept ready; the least recently compiled one goes. */
const KEPT_FUNCTIONS = 8
/** What there is of the language: no Date, no Proxy, no typed arrays. Without Eval it could not read a source, without promises not free a function that awaits. */
const LANGUAGE = { BaseObjects: true, Eval: true, StringNormalize: true, RegExp: true, JSON: true, MapSet: true, 'Promise': true } as const
const FILE = 'partitioner.js', LINES_BEFORE = 1

/** What went wrong in a learner's function, by its own lines and columns (from 1; null where nobody can tell). */
export interface SourceProblem {
  /** JavaScript's name for it (SyntaxError, TypeError …), or StepLimit, MemoryLimit, StackLimit. */
  readonly name: string
  readonly message: string
  readonly line: number | null
  readonly column: number | null
}
/** `value`: what the function returned if that is a number; otherwise `described`, its type and text. */
export type CallOutcome =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly described: string }
  | { readonly ok: false; readonly problem: SourceProblem }

interface Room { readonly runtime: QuickJSRuntime; readonly context: QuickJSContext; reports: number; mostReports: number; readonly ready: Map<string, QuickJSHandle> }

let engine: QuickJSWASMModule | undefined
let shared: Room | undefined

export function installInterpreter(module: QuickJSWASMModule): void {
  engine ??= module
}
export const isInterpreterInstalled = (): boolean => engine !== undefined

function openRoom(mostReports: number): Room {
  const runtime = (engine ?? fail('the interpreter is not loaded')).newRuntime()
  runtime.setMemoryLimit(PIECE_BYTES)
  runtime.setMaxStackSize(STACK_BYTES)
  const context = runtime.newContext({ intrinsics: LANGUAGE })
  context.unwrapResult(context.evalCode(CLOSED_ROOM, 'room.js')).dispose()
  const room: Room = { runtime, context, reports: 0, mostReports, ready: new Map() }
  runtime.setInterruptHandler(() => ++room.reports >= room.mostReports)
  return room
}

function closeRoom({ runtime, context, ready }: Room): void {
  for (const handle of ready.values()) handle.dispose()
  context.dispose()
  runtime.dispose()
}

/** Is this the source of a function `partition`? null if so; otherwise what is wrong with it. Nothing of it outlives the question. */
export function sourceProblem(source: string): SourceProblem | null {
  if (isBroken) return BROKEN.problem
  try {
    const room = openRoom(MOST_REPORTS)
    const problem = syntaxProblem(room, source) ?? readinessProblem(room, source)
    closeRoom(room)
    return problem
  } catch (problem) {
    return brokenBy(problem).problem
  }
}

function readinessProblem(room: Room, source: string): SourceProblem | null {
  const made = makeFunction(room, source)
  if ('problem' in made) return made.problem
  made.callable.dispose()
  return null
}

/** The source by itself, so that it cannot close the function that makeFunction puts around it. It is run in a room that nobody uses afterwards. */
function syntaxProblem(room: Room, source: string): SourceProblem | null {
  const context = room.runtime.newContext({ intrinsics: LANGUAGE })
  try {
    const run = read(room, context, source)
    if (!run.error) { run.value.dispose(); return null }
    const problem = problemIn({ ...room, context }, run.error, 0)
    return problem.name === 'SyntaxError' ? problem : null
  } finally {
    context.dispose()
  }
}

/** With less stack than a call has: the parser takes more of the browser's own for each level of brackets. */
function read({ runtime }: Room, context: QuickJSContext, source: string): ReturnType<QuickJSContext['evalCode']> {
  runtime.setMaxStackSize(PARSER_STACK_BYTES)
  const done = context.evalCode(source, FILE, { type: 'global', strict: true })
  runtime.setMaxStackSize(STACK_BYTES)
  return done
}

/** Calls the source's `partition` with what `argument` (JSON) says. The source has been found to be good (sourceProblem). */
export function callFunction(source: string, argument: string): CallOutcome {
  if (isBroken) return BROKEN
  try {
    shared ??= openRoom(UNDOUBTED_REPORTS)
    const first = callIn(shared, source, argument)
    if (!isNearLimit(first)) return first
    // What is left in a room after a limit was hit is nobody's business.
    closeRoom(shared)
    shared = undefined
    const fresh = openRoom(MOST_REPORTS)
    const second = callIn(fresh, source, argument)
    closeRoom(fresh)
    return second
  } catch (problem) {
    return brokenBy(problem)
  }
}
let isBroken = false
/** What browsers throw when WebAssembly runs out of their own stack, or traps. */
const FROM_OUTSIDE = ['RangeError', 'InternalError', 'RuntimeError']

/** The browser stopped the interpreter in the middle of its work: it cannot be used again. Any other problem is the engine's own. */
function brokenBy(problem: unknown): typeof BROKEN {
  if (!(problem instanceof Error) || !FROM_OUTSIDE.includes(problem.name)) throw problem
  isBroken = true
  return BROKEN
}
const BROKEN = { ok: false, problem: { name: 'StackLimit', message: 'a call went deeper than this browser can follow; the interpreter has ended, load the page again', line: null, column: null } } as const satisfies CallOutcome

const LIMITS = ['StepLimit', 'MemoryLimit', 'StackLimit']
const isNearLimit = (outcome: CallOutcome): boolean => 'problem' in outcome && LIMITS.includes(outcome.problem.name)

function callIn(room: Room, source: string, argument: string): CallOutcome {
  const { context, ready } = room
  let callable = ready.get(source)
  if (callable === undefined) {
    const made = makeFunction(room, source)
    if ('problem' in made) return { ok: false, problem: made.problem }
    if (ready.size >= KEPT_FUNCTIONS) forgetOldest(ready)
    callable = made.callable
    ready.set(source, callable)
  }
  room.reports = 0
  const given = context.newString(argument)
  const called = context.callFunction(callable, context.undefined, given)
  given.dispose()
  if (called.error) return { ok: false, problem: problemIn(room, called.error, LINES_BEFORE) }
  const result = called.value
  const outcome: CallOutcome = context.typeof(result) === 'number' ? { ok: true, value: context.getNumber(result) } : { ok: false, described: context.getString(result) }
  result.dispose()
  return outcome
}

function forgetOldest(ready: Map<string, QuickJSHandle>): void {
  const [oldest, handle] = known([...ready][0], 'a function')
  handle.dispose()
  ready.delete(oldest)
}

/**
 * A function from JSON to the answer. The source is run anew by each call, inside a function of its own: its variables begin anew every time. What is
 * no number comes out as a text that says what it is.
 */
function makeFunction(room: Room, source: string): { callable: QuickJSHandle } | { problem: SourceProblem } {
  const { context } = room
  room.reports = 0
  const made = context.evalCode(`(parse => make => json => { const f = make(); const x = f(parse(json)); return typeof x === 'number' ? x : typeof x === 'string' ? JSON.stringify(x) : x === null || typeof x !== 'object' && typeof x !== 'function' && typeof x !== 'symbol' ? String(x) : typeof x === 'object' ? 'an object' : 'a ' + typeof x })(JSON.parse)`, 'room.js')
  const wrapper = context.unwrapResult(made)
  const body = read(room, context, `(function () { "use strict";\n${source}\n;return partition })`)
  if (body.error) { wrapper.dispose(); return { problem: problemIn(room, body.error, LINES_BEFORE) } }
  const tried = context.callFunction(body.value, context.undefined)
  if (tried.error) {
    const problem = problemIn(room, tried.error, LINES_BEFORE)
    body.value.dispose(); wrapper.dispose()
    return { problem: /^'?partition'? is not defined$/.test(problem.message) ? NO_FUNCTION : problem }
  }
  const isFunction = context.typeof(tried.value) === 'function'
  tried.value.dispose()
  if (!isFunction) { body.value.dispose(); wrapper.dispose(); return { problem: NO_FUNCTION } }
  const callable = context.unwrapResult(context.callFunction(wrapper, context.undefined, body.value))
  body.value.dispose(); wrapper.dispose()
  return { callable }
}
const NO_FUNCTION: SourceProblem = { name: 'ReferenceError', message: 'there is no function called partition: begin with function partition(record) {', line: null, column: null }

/** Disposes of the error. */
function problemIn({ context, reports, mostReports }: Room, error: QuickJSHandle, linesBefore: number): SourceProblem {
  const thrown: unknown = context.dump(error)
  error.dispose()
  if (typeof thrown !== 'object' || thrown === null || !('message' in thrown)) return { name: 'Error', message: `threw ${JSON.stringify(thrown)}`, line: null, column: null }
  const { name, message, stack } = thrown as { name?: unknown; message: unknown; stack?: unknown }
  const [, line, column] = /partitioner\.js:(\d+)(?::(\d+))?/.exec(String(stack)) ?? []
  const place = { line: line === undefined ? null : Math.max(1, Number(line) - linesBefore), column: column === undefined ? null : Number(column) }
  if (reports >= mostReports) return { name: 'StepLimit', message: `it did not come back within ${MOST_STEPS} steps and was stopped: is there a loop without an end?`, ...place }
  if (name === 'InternalError' && String(message).includes('out of memory')) return { name: 'MemoryLimit', message: 'it wanted more memory than there is here and was stopped', ...place }
  if (name === 'InternalError' && String(message).includes('stack overflow')) return { name: 'StackLimit', message: 'it called itself too often and was stopped', ...place }
  return { name: String(name), message: String(message), ...place }
}

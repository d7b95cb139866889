/** The learner's room: what it answers, what it refuses, and that nothing stays behind. */
import { beforeAll, describe, expect, test } from 'vitest'
import { callFunction, MOST_STEPS, sourceProblem } from './interpreter'
import { loadInterpreter } from './loadInterpreter'

beforeAll(() => loadInterpreter())

const f = (body: string): string => `function partition(record) {\n  ${body}\n}`
const call = (source: string, argument: unknown = {}) => callFunction(source, JSON.stringify(argument))
const valueOf = (source: string, argument: unknown = {}): unknown => { const outcome = call(source, argument); return outcome.ok ? outcome.value : outcome }
const problemOf = (source: string, argument: unknown = {}) => { const outcome = call(source, argument); return 'problem' in outcome ? outcome.problem : outcome }

describe('answers', () => {
  test('from its argument', () => { expect(valueOf(f('return record.key.length + record.counter'), { key: 'rider', counter: 2 })).toBe(7) })
  test('as the language of today', () => {
    expect(valueOf('const vip = new Set(["ada", "bo"])\nconst partition = ({ key, ...rest }) => vip.has(key) ? 0 : [...key].map(c => c.codePointAt(0)).at(-1) ?? rest.counter', { key: 'z' })).toBe(122)
    expect(valueOf(f('return /^(\\w+)-/.exec(record.key)[1].length'), { key: 'berlin-7' })).toBe(6)
  })
  test.each([['"2"', '"2"'], ['undefined', 'undefined'], ['null', 'null'], ['[1]', 'an object'], ['() => 1', 'a function'], ['true', 'true']])('return %s is told as it is', (returned, described) => {
    expect(call(f(`return ${returned}`))).toEqual({ ok: false, described })
  })
  test('sines are those of the interpreter, not the browser’s', () => { expect(valueOf(f('return Math.sin(1e6)'))).toBeCloseTo(-0.349_993_5, 6) })
})

describe('mistakes have a place', () => {
  test.each<[string, string, number | null]>([
    ['function partition(record) {\n  return record.key +;\n}', 'SyntaxError', 2], [f('return record.city.name'), 'TypeError', 2], [f('return cluster.size'), 'ReferenceError', 2],
    [f('throw new RangeError("no such rider")'), 'RangeError', 2], ['function partition(r) {\n\n\n  x = 5\n}', 'ReferenceError', 4],
  ])('%j: %s in line %s', (source, name, line) => {
    const problem = sourceProblem(source) ?? problemOf(source)
    expect(problem).toMatchObject({ name, line })
  })
  test('found before anything runs', () => {
    expect([sourceProblem(f('return 1')), sourceProblem('const partition = () => 1')]).toEqual([null, null])
    expect(sourceProblem('const p = 1')?.message).toContain('no function called partition')
    expect(sourceProblem('const partition = 3')?.message).toContain('no function called partition')
    expect(sourceProblem('} , function () {')).toMatchObject({ name: 'SyntaxError', line: 1 })
    expect(sourceProblem('while (true) {}\nfunction partition() {}')?.name).toBe('StepLimit')
  })
  test('JSON of what is not too deep is as ever', () => { expect(valueOf(f('return JSON.stringify({ a: [1, { b: null }], c: "x" }) === \'{"a":[1,{"b":null}],"c":"x"}\' ? 1 : 0'))).toBe(1) })
  test('what is thrown need not be an error', () => { expect(problemOf(f('throw 7'))).toMatchObject({ message: 'threw 7' }) })
})

describe('is harmless', () => {
  test.each(['Date', 'Promise', 'performance', 'setTimeout', 'fetch', 'process', 'Function', 'self', 'document', 'console', 'require', 'eval', 'Proxy', 'SharedArrayBuffer', 'WebAssembly'])('there is no %s', name => {
    expect(valueOf(f(`return typeof ${name} === 'undefined' ? 1 : 0`))).toBe(1)
  })
  test('an async function answers with no number, and nothing comes after', () => {
    for (let time = 0; time < 3; time++) expect(call('async function partition() { await 1; return 2 }')).toEqual({ ok: false, described: 'an object' })
    expect(sourceProblem('async function partition() { await 1 }')).toBeNull()
  })
  test('there is no chance', () => { expect(problemOf(f('return Math.random()'))).toMatchObject({ name: 'TypeError' }) })
  test.each(['[].constructor.constructor', '(() => 1).constructor', '(function* () {}).constructor', '(async () => 1).constructor', '(async function* () {}).constructor', 'Object.getPrototypeOf(class {}).constructor'])('there is no way out through %s', way => {
    expect(problemOf(f(`return ${way}("return 1")()`))).toMatchObject({ name: 'TypeError' })
  })
  test.each([
    ['for (;;) {}', 'StepLimit'], ['return /(a+)+$/.test("a".repeat(40) + "b") ? 1 : 0', 'StepLimit'], ['return partition(record)', 'StackLimit'], ['return "a".repeat(1e8).length', 'MemoryLimit'],
    ['const all = []; for (;;) all.push("x".repeat(5e5).toUpperCase())', 'MemoryLimit'], ['return new Array(4e9).indexOf(1)', 'RangeError'], ['return [].indexOf.call({ length: 2 ** 53 - 1 }, 1)', 'TypeError'],
    ['return new Set(new Array(4e9)).size', 'RangeError'], ['return JSON.stringify({}, new Array(4e9)).length', ''],
    ['return JSON.stringify(new Array(3000).fill(0).reduce(list => [list], [])).length', 'RangeError'], ['return JSON.parse("[".repeat(1e5)).length', 'SyntaxError'], ['return new Array(9000).fill(0).reduce(list => [list], []).flat(Infinity).length', ''],
  ])('%s ends: %s', (body, name) => {
    const outcome = call(f(body))
    if (name !== '') expect(outcome).toMatchObject({ problem: { name } })
    expect(valueOf(f('return 5'))).toBe(5)
  })
})

describe('depends on its argument alone', () => {
  test.each([
    'let calls = 0\nfunction partition() { return calls++ }', 'var calls = 0\nfunction partition() { return calls++ }', 'const seen = new Map()\nfunction partition() { seen.set(seen.size, 1); return seen.size - 1 }',
    'const exp = /x/g\nfunction partition() { exp.test("xx"); return exp.lastIndex - 1 }',
  ])('variables begin anew: %j', source => { expect([valueOf(source), valueOf(source), valueOf(source)]).toEqual([0, 0, 0]) })
  test.each([
    'globalThis.n = 1; return 1', 'Array.prototype.n = 1; return 1', 'Object.getPrototypeOf(partition).n = 1; return 1', 'Object.getPrototypeOf(function* () {}).n = 1; return 1', 'Math.max = 1; return 1',
    'Object.getPrototypeOf([][Symbol.iterator]()).n = 1; return 1', 'Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())).n = 1; return 1', 'Object.getPrototypeOf(Object.getPrototypeOf(/x/g[Symbol.matchAll]("x"))).n = 1; return 1',
    'Object.getPrototypeOf([].values().map(x => x)).n = 1; return 1', 'JSON.n = 1; return 1', 'Symbol.prototype.n = 1; return 1',
  ])('nothing is left behind: %s', body => { expect(problemOf(f(body))).toMatchObject({ name: 'TypeError' }) })
  test('how many steps are too many does not depend on what ran before', () => {
    const loop = f('let n = 0; for (let i = 0; i < record.turns; i++) n++; return n')
    const allowed = (turns: number): boolean => call(loop, { turns }).ok
    let least = 1000, most = 2 * MOST_STEPS
    while (most - least > 1) { const middle = Math.floor((least + most) / 2); if (allowed(middle)) least = middle; else most = middle }
    for (const before of [3, 777, 5000, 9999]) { call(loop, { turns: before }); expect([allowed(least), allowed(least + 1)]).toEqual([true, false]) }
  })
})

test('a hundred sources, one after the other and again', () => {
  const sources = Array.from({ length: 30 }, (_none, index) => f(`return ${index}`))
  for (const source of [...sources, ...sources.toReversed()]) expect(valueOf(source)).toBe(Number(/return (\d+)/.exec(source)![1]))
})

/**
 * What a learner's function finds around it: the language, and nothing else. Run once in a fresh interpreter, before any source of a learner's.
 * Taken away: chance (`random` of Math), eval (its `let` would outlive a call), functions made from text (their parser goes as deep as the text) and String.raw; the clock, timers, typed arrays and proxies were never there. A function may be
 * written that awaits, but nothing ever comes after: nobody runs what promises promise.
 * Then everything is frozen, so that nothing a call does is left for the next: a function's answer depends on its arguments alone.
 * Methods of arrays look at no more than MOST_ELEMENTS: the interpreter counts no steps inside them.
 * JSON.stringify, which looks at no limit of the stack either, is given plain copies of at most MOST_DEPTH levels (toJSON is not called).
 */
export const MOST_ELEMENTS = 100_000, MOST_DEPTH = 50

/** What has prototypes of its own and waits. */
const MADE_WAITING = ['async function () {}', 'async function* () {}', '(async function* () {})()', '(async () => 0)()'].join(', ')

export const CLOSED_ROOM = `(() => {
  'use strict'
  const { apply, deleteProperty, ownKeys, defineProperty, getPrototypeOf, getOwnPropertyDescriptor } = Reflect, { isArray } = Array, { freeze } = Object
  for (const [owner, name] of [[Math, 'random'], [String, 'raw'], [globalThis, 'eval'], [globalThis, 'Function'], [globalThis, 'Promise']]) deleteProperty(owner, name)
  for (const made of [function () {}, function* () {}, ${MADE_WAITING}]) defineProperty(getPrototypeOf(made), 'constructor', { value: undefined })
  const guarded = method => ({ method(...given) {
    if (!isArray(this)) throw new TypeError('methods of arrays work on arrays only here')
    if (this.length > ${MOST_ELEMENTS}) throw new RangeError('an array of more than ${MOST_ELEMENTS} elements is too long here')
    return apply(method, this, given)
  } }).method
  for (const key of ownKeys(Array.prototype)) {
    const { value } = getOwnPropertyDescriptor(Array.prototype, key)
    if (typeof value === 'function' && key !== 'constructor') defineProperty(Array.prototype, key, { value: guarded(value) })
  }
  const { stringify } = JSON, { keys, create } = Object
  const plain = (value, levels) => {
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value
    if (levels === 0) throw new RangeError('nested more than ${MOST_DEPTH} deep')
    const copy = isArray(value) ? [] : create(null)
    for (const key of keys(value)) copy[key] = plain(value[key], levels - 1)
    return copy
  }
  JSON.stringify = value => stringify(plain(value, ${MOST_DEPTH}))
  const seen = new Set()
  const seal = found => {
    if ((typeof found !== 'object' && typeof found !== 'function') || found === null || seen.has(found)) return
    seen.add(found)
    for (const key of ownKeys(found)) { const { value, get, set } = getOwnPropertyDescriptor(found, key); seal(value); seal(get); seal(set) }
    seal(getPrototypeOf(found))
    freeze(found)
  }
  const iterators = [[].values(), new Set().values(), new Map().entries(), ''[Symbol.iterator](), /x/g[Symbol.matchAll]('x'), [].values().map(x => x)]
  for (const root of [...iterators, function () {}, function* () {}, (function* () {})(), ${MADE_WAITING}, () => 0, class {}, globalThis]) seal(root)
})()`

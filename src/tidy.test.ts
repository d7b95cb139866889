/** The house rules, applied to the tree; and each shown to be able to fail. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { problemsOf } from './tidy'

const root = new URL('.', import.meta.url).pathname
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(path => /\.tsx?$/.test(path)).map(path => ({ path: path.replaceAll('\\', '/'), text: readFileSync(root + path, 'utf8') }))

test('every source keeps the house rules', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.flatMap(problemsOf)).toEqual([])
})

test.each([
  ['engine/producer/a.ts', "import { b } from '../broker/b'", 'machines meet only'], ['engine/kernel/a.ts', "import { b } from '../config/b'", 'may import nothing'],
  ['engine/a.ts', 'const x = Math.random()', 'seeded stream'], ['engine/a.ts', 'setTimeout(f, 1)', 'effects.schedule'], ['engine/a.ts', 'Math.pow(2, 3)', 'last digits'], ['engine/a.ts', 'const t = Date.now()', 'effects.nowUs'],
  ['engine/a.ts', 'async function f() {}', 'synchronous'], ['engine/a.ts', "import { useState } from 'react'", 'only components'], ['lessons/a.ts', "import { s } from '../session/session'", 'lessons may import engine'],
  ['components/a.tsx', "import { advance } from '../engine/simulation'", 'the page asks the session'], ['components/utils.ts', '', 'main export'], ['components/a.ts', 'localStorage.clear()', 'safeStorage'],
  ['components/a.ts', 'let x: any', 'unknown'], ['components/a.ts', '\n'.repeat(500), 'more than one idea'], ['session/a.ts', "import x from 'lodash'", 'no package'],
])('%s with %j is refused', (path, text, words) => { expect(problemsOf({ path, text }).join('\n')).toContain(words) })

test('words in comments and strings are no code', () => {
  expect(problemsOf({ path: 'engine/a.ts', text: "// Math.random\n/* Date */ const x = 'setTimeout'" })).toEqual([])
})

/** The house rules, applied to the tree; and each shown to be able to fail. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { problemsOf, problemsOutside } from './tidy'

const root = new URL('.', import.meta.url).pathname
const sourcesIn = (folder: string): { path: string; text: string }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => /\.(tsx?|mjs)$/.test(path)).map(path => ({ path: path.replaceAll('\\', '/'), text: readFileSync(folder + path, 'utf8') }))

test('every source keeps the house rules', () => {
  const sources = sourcesIn(root)
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.flatMap(problemsOf)).toEqual([])
})

test.each(['e2e', 'conformance', 'bench', 'scripts'])('%s takes of src only what it may', folder => {
  const sources = sourcesIn(`${root}../${folder}/`).map(({ path, text }) => ({ path: `${folder}/${path}`, text }))
  expect(sources.length).toBeGreaterThan(0)
  expect(sources.flatMap(problemsOutside)).toEqual([])
})

test.each([
  ['e2e/journeys/a.spec.ts', "import { Session } from '../../src/session/session'", 'nothing of src'], ['conformance/players/a.ts', "import { crc32c } from '../../src/engine/records/crc32c'", 'only the public face'],
  ['bench/a.ts', 'import { a } from "../src/bridge/handlers"', 'only the public face'], ['scripts/helpers.mjs', '', 'main export'],
])('outside src, %s with %j is refused', (path, text, words) => { expect(problemsOutside({ path, text }).join('\n')).toContain(words) })

test('the public face is open to tools', () => { expect(problemsOutside({ path: 'bench/a.ts', text: "import { advance } from '../src/engine'" })).toEqual([]) })

test.each([
  ['engine/producer/a.ts', "import { b } from '../broker/b'", 'machines meet only'], ['engine/kernel/a.ts', "import { b } from '../config/b'", 'may import nothing'],
  ['engine/a.ts', 'const x = Math.random()', 'seeded stream'], ['engine/a.ts', 'setTimeout(f, 1)', 'effects.schedule'], ['engine/a.ts', 'Math.pow(2, 3)', 'last digits'], ['engine/a.ts', 'const t = Date.now()', 'effects.nowUs'],
  ['engine/a.ts', 'async function f() {}', 'synchronous'], ['engine/a.ts', "import { useState } from 'react'", 'only components'], ['lessons/a.ts', "import { s } from '../session/session'", 'lessons may import engine'],
  ['components/a.tsx', "import { advance } from '../engine/simulation'", 'ask the session'], ['components/stage/a.tsx', "import { createSimulation } from '../../engine'", 'ask the session'],
  ['session/a.ts', "import { createSimulation } from '../engine/index'", 'ask the session'], ['lessons/01-a/a.ts', 'import { advance } from "../../engine"', 'ask the session'],
  ['engine/producer/a.ts', "import { clusterOf } from '../cluster'", 'engine/producer may import'], ['engine/broker/a.ts', "import { viewOf } from '../viewOf'", 'engine/broker may import'],
  ['engine/controller/a.ts', "import { b } from '../broker/b'", 'machines meet only'], ['engine/a.ts', "import { b } from './controller/kraft/b'", 'controllerRules'], ['components/utils.ts', '', 'main export'], ['components/a.ts', 'localStorage.clear()', 'safeStorage'],
  ['components/a.ts', 'let x: any', 'unknown'], ['components/a.ts', '\n'.repeat(500), 'more than one idea'], ['session/a.ts', "import x from 'lodash'", 'no package'],
])('%s with %j is refused', (path, text, words) => { expect(problemsOf({ path, text }).join('\n')).toContain(words) })

test('words in comments and strings are no code', () => {
  expect(problemsOf({ path: 'engine/a.ts', text: "// Math.random\n/* Date */ const x = 'setTimeout'" })).toEqual([])
})

/**
 * House rules about source text: who may import whom, what the engine may not touch, how files are named. Pure; tidy.test.ts applies them to the tree.
 */
export interface SourceFile { readonly path: string; readonly text: string }
type Problem = string

/** What a machine is made of, and its doors. It never sees the cluster, the loop or the root's other files. */
const OF_A_MACHINE = ['engine/kernel', 'engine/config', 'engine/protocol', 'engine/records', 'engine/serde', 'engine/network', 'engine/log', 'engine/interpreter',
  'engine/effects', 'engine/events', 'engine/tasks', 'engine/commands', 'engine/scenario', 'engine/specChecks']
/** Folder of src → the folders and files it may import (besides itself and npm packages where allowed below). Longest prefix wins. A fetch response is made of log entries, so protocol knows their type. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'engine/kernel': [], 'engine/config': ['engine/kernel'], 'engine/protocol': ['engine/kernel'], 'engine/records': ['engine/kernel', 'engine/serde'], 'engine/serde': ['engine/kernel'], 'engine/interpreter': ['engine/kernel'],
  'engine/network': ['engine/kernel', 'engine/protocol'], 'engine/log': ['engine/kernel', 'engine/config', 'engine/protocol', 'engine/records'],
  'engine/producer': OF_A_MACHINE, 'engine/broker': OF_A_MACHINE, 'engine/controller': OF_A_MACHINE, 'engine/consumer': OF_A_MACHINE, 'engine/coordinator': OF_A_MACHINE, engine: ['engine'],
  bridge: ['engine'], lessons: ['engine'], session: ['engine', 'bridge', 'lessons'], components: ['engine', 'session', 'lessons', 'bridge/messages'], '': ['engine', 'bridge', 'session', 'components', 'lessons'],
}
/** Machines never know each other: they meet by a message over the network only. */
const MACHINES = ['engine/producer', 'engine/broker', 'engine/controller', 'engine/consumer', 'engine/coordinator']
/** Which kind of controller controls the cluster is known to `controller/` only. */
const KINDS_OF_CONTROLLER = 'engine/controller/kraft'
/** Who draws, sits or teaches asks the session; of the engine it imports types and tables, never what runs it. */
const OUTSIDE_THE_ENGINE = ['components', 'session', 'lessons']
const RUNS_THE_ENGINE = /^engine(\/(index|simulation|dispatch|cluster))?$/
/** Package → folders that may use it. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  react: ['components', ''], 'react-dom': ['', 'components'], 'framer-motion': ['components'], d3: ['components'], zustand: ['session', 'components'], xstate: ['session'], '@xstate/react': ['components'],
  pako: ['engine/records/codecs'], '@bokuweb/zstd-wasm': ['engine/records/codecs'],
  'quickjs-emscripten-core': ['engine/interpreter'], '@jitl/quickjs-singlefile-browser-release-sync': ['engine/interpreter'],
}
const BANNED_IN_ENGINE: readonly (readonly [RegExp, string])[] = [
  [/\bMath\.random\b/, 'Math.random: use effects.random(name), a seeded stream'], [/\bDate\b(?!\.\.)/, 'Date: use effects.nowUs'], [/\bperformance\b/, 'performance: the bridge measures wall time'],
  [/\bset(Timeout|Interval)\b/, 'timers: use effects.schedule'], [/\bMath\.(log|exp|pow|sin|cos|log2|log10)\b/, 'Math.log and its kin: their last digits differ between browsers; use whole numbers'],
  [/\basync\b|\bawait\b|\bPromise\b/, 'async: the engine is synchronous'], [/\b(document|window|localStorage)\./, 'the page: the engine knows none'],
]
/** The engine is synchronous; only what brings a codec's code in waits, and only the bridge and tools call it. */
const MAY_WAIT = /^engine\/records\/codecs\/load\w+(\.embed)?\.ts$/
const BANNED_NAMES = /(^|\/)(utils?|helpers?|common|misc|data|info)\.(ts|tsx|mjs)$/i
const MOST_LINES = 400
/** import … from 'x' (also over several lines), import 'x', import('x'). */
const IMPORTS = /^[^'"`\n]*\bfrom ['"]([^'"]+)['"]|^import ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm
/** This file spells out what it looks for. */
const ITSELF = 'tidy.ts'

const folderOf = (path: string): string => Object.keys(MAY_IMPORT).filter(folder => folder === '' || path.startsWith(`${folder}/`)).toSorted((one, other) => other.length - one.length)[0]!
const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`)

function resolve(from: string, to: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of to.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Folder outside src → what of src it may import. Browser tests see the page only; tools and the runner use the engine's public face, the runner its scripted brokers too. */
const MAY_IMPORT_OF_SRC: Readonly<Record<string, readonly string[]>> = { e2e: [], conformance: ['src/engine', 'src/engine/testing/scriptedBroker'], bench: ['src/engine'], scripts: ['src/engine', 'src/engine/fuzz/fuzz'] }

/** Problems of a file outside src; its path is relative to the root. */
export function problemsOutside({ path, text }: SourceFile): readonly Problem[] {
  const allowed = MAY_IMPORT_OF_SRC[path.split('/')[0]!] ?? []
  const named = BANNED_NAMES.test(path) ? [`${path}: name the file after its main export`] : []
  return [...named, ...[...text.matchAll(IMPORTS)].flatMap(([, one, other, later]) => {
    const imported = (one ?? other ?? later)!, target = resolve(path, imported)
    if (!imported.startsWith('.') || !isIn(target, 'src') || allowed.includes(target)) return []
    return [`${path}: imports ${target}; ${allowed.length > 0 ? `only the public face, ${allowed.join(', ')}` : 'nothing of src: it uses the page as a reader does'}`]
  })]
}

/** Tests, and what they share. */
const FOR_TESTS = /\.test\.tsx?$|(^|\/)testing\//

/** Comments and the insides of strings do not count as code. */
const codeOnly = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`])\/\/[^\n]*/g, '$1').replaceAll(/'[^'\n]*'|"[^"\n]*"/g, "''")

/** Problems of one file, each a sentence with what to do instead. Paths are relative to src. */
export function problemsOf({ path, text }: SourceFile): readonly Problem[] {
  if (path === ITSELF) return []
  const problems: Problem[] = []
  const isTest = FOR_TESTS.test(path)
  if (BANNED_NAMES.test(path)) problems.push(`${path}: name the file after its main export`)
  if (text.split('\n').length > MOST_LINES) problems.push(`${path}: more than ${MOST_LINES} lines; it holds more than one idea`)
  if (/:\s*any\s*([,;)=\]>}|]|$)|\bas any\b|<any>/m.test(codeOnly(text))) problems.push(`${path}: any; say what it is, or unknown`)
  if (isIn(path, 'engine') && !isTest && !MAY_WAIT.test(path)) for (const [pattern, words] of BANNED_IN_ENGINE) if (pattern.test(codeOnly(text))) problems.push(`${path}: ${words}`)
  if (isTest) return problems
  if (path !== 'session/safeStorage.ts' && /\b(localStorage|sessionStorage)\b/.test(codeOnly(text))) problems.push(`${path}: storage; use session/safeStorage`)
  for (const [, named, bare, later] of text.matchAll(IMPORTS)) problems.push(...importProblems(path, (named ?? bare ?? later)!))
  return problems
}

function importProblems(path: string, imported: string): readonly Problem[] {
  const folder = folderOf(path)
  if (!imported.startsWith('.')) {
    const name = imported.startsWith('@') ? imported.split('/').slice(0, 2).join('/') : imported.split('/')[0]!
    const allowed = PACKAGES[name]
    return allowed && allowed.some(one => (one === '' ? !path.includes('/') : isIn(path, one))) ? [] : [`${path}: imports ${imported}; ${allowed ? `only ${allowed.map(one => one || 'src').join(' and ')} may` : 'no package of that name is agreed on'}`]
  }
  const target = resolve(path, imported)
  if (FOR_TESTS.test(target)) return [`${path}: imports ${target}, which is for tests`]
  const machine = MACHINES.find(one => isIn(path, one)), other = MACHINES.find(one => isIn(target, one))
  if (machine && other && machine !== other) return [`${path}: imports ${target}; machines meet only by a protocol message over the network`]
  if (isIn(target, KINDS_OF_CONTROLLER) && !isIn(path, 'engine/controller')) return [`${path}: imports ${target}; ask through engine/controller/controllerRules`]
  if (OUTSIDE_THE_ENGINE.includes(folder) && RUNS_THE_ENGINE.test(target)) return [`${path}: imports ${target}, which runs the engine; ask the session, and take types and tables from engine/pageFace`]
  if (isIn(target, folder) && folder !== '') return []
  return MAY_IMPORT[folder]!.some(one => isIn(target, one)) || (folder === '' && !target.includes('/')) ? [] : [`${path}: imports ${target}; ${folder || 'src'} may import ${MAY_IMPORT[folder]!.join(', ') || 'nothing'}`]
}

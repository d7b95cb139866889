/**
 * Plays recorded cases of real Kafka through the engine, from files:
 *   FILE…            every case of these files (a kind not supported counts as failed)
 *   --claims         what claims.json claims, from the project's own cases; the same without any FILE
 *   --json FILE      also writes { passed, failed, excepted } there
 * One line per failing case, then `N passed, N failed`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RecordedCase } from './cases'
import { tally, type Claims, type Tally } from './playCases'

/** `exitCode`: 1 if a case failed, 2 (with a `complaint`) if nothing could be played or written. */
export interface Report { readonly lines: readonly string[]; readonly complaint: string | null; readonly exitCode: 0 | 1 | 2 }

const USAGE = 'usage: npm run -s conform -- [FILE… | --claims] [--json FILE]'
class Misuse extends Error {}

/** `words` of the command line; file names are relative to `from`; `home` holds claims.json and cases/. */
export function runConform(words: readonly string[], from: string, home: string): Report {
  try {
    const { files, summaryFile } = parseWords(words)
    const result = files.length === 0 ? playClaims(home) : tally(files.flatMap(file => readCases(resolve(from, file))))
    if (summaryFile !== null) writeSummary(resolve(from, summaryFile), result)
    return { lines: linesOf(result), complaint: null, exitCode: result.failed > 0 ? 1 : 0 }
  } catch (problem) {
    if (!(problem instanceof Misuse)) throw problem
    return { lines: [], complaint: `conform: ${problem.message}`, exitCode: 2 }
  }
}

function parseWords(words: readonly string[]): { files: readonly string[]; summaryFile: string | null } {
  const left = [...words]
  const jsonAt = left.indexOf('--json')
  const [, summaryFile = null] = jsonAt === -1 ? [] : left.splice(jsonAt, 2)
  if (jsonAt !== -1 && (summaryFile === null || summaryFile.startsWith('--'))) throw new Misuse(`--json needs a file name; ${USAGE}`)
  const files = left.filter(word => word !== '--claims')
  const unknown = files.find(word => word.startsWith('-'))
  if (unknown !== undefined) throw new Misuse(`unknown option ${unknown}; ${USAGE}`)
  if (files.length > 0 && files.length < left.length) throw new Misuse(`either files or --claims, not both; ${USAGE}`)
  return { files, summaryFile }
}

function linesOf({ problems, passed, failed, excepted }: Tally): readonly string[] {
  return [
    ...problems.map(problem => `FAIL ${problem}`),
    ...(excepted > 0 ? [`${excepted} ${excepted === 1 ? 'exception' : 'exceptions'} left out; reasons in conformance/claims.json`] : []),
    `${passed} passed, ${failed} failed`,
  ]
}

function playClaims(home: string): Tally {
  const claims = readJson(join(home, 'claims.json'))
  if (!isClaims(claims)) throw new Misuse('claims.json is not { "kinds": [kind…], "exceptions": { case id: reason } }, each with a reason')
  const files = readdirSync(join(home, 'cases')).filter(name => name.endsWith('.json')).sort()
  return tally(files.flatMap(name => readCases(join(home, 'cases', name))), claims)
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (problem) {
    throw new Misuse(`cannot read ${path}: ${wordsOf(problem)}`)
  }
}

function readCases(path: string): readonly RecordedCase[] {
  const json = readJson(path)
  if (!Array.isArray(json)) throw new Misuse(`${path} is not a list of cases { id, kind, given, expect }`)
  const wrong = json.findIndex(one => !isCase(one))
  if (wrong !== -1) throw new Misuse(`${path}: entry ${wrong + 1} is not a case { id, kind, given, expect }`)
  if (json.length === 0) throw new Misuse(`${path} holds no cases`)
  return json as readonly RecordedCase[]
}

function writeSummary(path: string, { passed, failed, excepted }: Tally): void {
  try {
    writeFileSync(path, `${JSON.stringify({ passed, failed, excepted })}\n`)
  } catch (problem) {
    throw new Misuse(`cannot write ${path}: ${wordsOf(problem)}`)
  }
}

const wordsOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem))
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isCase = (one: unknown): boolean => isObject(one) && isText(one['id']) && isText(one['kind']) && isObject(one['given']) && 'expect' in one
const isClaims = (claims: unknown): claims is Claims => isObject(claims) && Array.isArray(claims['kinds']) && claims['kinds'].every(isText)
  && isObject(claims['exceptions']) && Object.values(claims['exceptions']).every(isText)

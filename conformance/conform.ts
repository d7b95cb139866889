/**
 * Plays recorded cases of real Kafka through the engine:
 *   npm run -s conform -- FILE…            every case of these files (a kind not supported counts as failed)
 *   npm run -s conform                     what claims.json claims, from conformance/cases
 * Prints one line per failing case, then `N passed, N failed`. Exits with 1 if one fails, 2 if a file cannot be read.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RecordedCase } from './cases'
import { tally, type Claims, type Tally } from './playCases'

const HOME = join(process.cwd(), 'conformance')

class Misuse extends Error {}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (problem) {
    throw new Misuse(`conform: cannot read ${path}: ${problem instanceof Error ? problem.message : String(problem)}`)
  }
}

function readCases(path: string): readonly RecordedCase[] {
  const json = readJson(path)
  const isCase = (one: unknown): boolean => typeof one === 'object' && one !== null && ['id', 'kind', 'given', 'expect'].every(key => key in one)
  if (!Array.isArray(json) || !json.every(isCase)) throw new Misuse(`conform: ${path} is not a list of cases { id, kind, given, expect }`)
  return json as readonly RecordedCase[]
}

function claimed(): Tally {
  const claims = readJson(join(HOME, 'claims.json')) as Claims
  const files = readdirSync(join(HOME, 'cases')).filter(name => name.endsWith('.json')).sort()
  return tally(files.flatMap(name => readCases(join(HOME, 'cases', name))), claims)
}

try {
  const words = process.argv.slice(2)
  const jsonAt = words.indexOf('--json')
  const [, summaryFile] = jsonAt === -1 ? [] : words.splice(jsonAt, 2)
  const unknown = words.find(word => word.startsWith('--'))
  if (unknown) throw new Misuse(`conform: unknown option ${unknown}; usage: npm run -s conform -- [FILE…]`)
  const from = process.env['INIT_CWD'] ?? process.cwd()
  const result = words.length === 0 ? claimed() : tally(words.flatMap(file => readCases(resolve(from, file))))
  for (const problem of result.problems) console.log(`FAIL ${problem}`)
  if (result.excepted > 0) console.log(`${result.excepted} exceptions, with reasons in conformance/claims.json`)
  console.log(`${result.passed} passed, ${result.failed} failed`)
  if (summaryFile) writeFileSync(summaryFile, JSON.stringify({ passed: result.passed, failed: result.failed }))
  if (result.failed > 0) process.exitCode = 1
} catch (problem) {
  if (!(problem instanceof Misuse)) throw problem
  console.error(problem.message)
  process.exitCode = 2
}

/** The command, from files to exit code. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Claims } from './playCases'
import { runConform } from './runConform'

const good = { id: 'varint-x', kind: 'varint', given: { varint: 300 }, expect: { hex: 'd804' } }
const doctored = { ...good, id: 'varint-y', expect: { hex: 'd805' } }
const unsupported = { ...good, id: 'weather-1', kind: 'weather' }

let home = ''
const put = (name: string, content: unknown): string => { writeFileSync(join(home, name), typeof content === 'string' ? content : JSON.stringify(content)); return name }
const run = (...words: string[]) => runConform(words, home, home)
const claim = (claims: unknown, ...cases: unknown[]): void => { put('claims.json', claims); put('cases/some.json', cases) }

beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'conform-')); mkdirSync(join(home, 'cases')) })
afterEach(() => { rmSync(home, { recursive: true }) })

describe('files', () => {
  test('all of them are played, relative to where it was called', () => {
    put('a.json', [good]); put('cases/b.json', [good, good])
    expect(run('a.json', 'cases/b.json')).toEqual({ lines: ['3 passed, 0 failed'], complaint: null, exitCode: 0 })
  })
  test('a failing case has its line, and the exit code says so', () => {
    const { lines, exitCode } = run(put('a.json', [good, doctored]))
    expect(lines).toEqual([expect.stringMatching(/^FAIL varint-y .*expected "d805", got "d804"/), '1 passed, 1 failed'])
    expect(exitCode).toBe(1)
  })
  test('a kind that is not supported has failed', () => {
    expect(run(put('a.json', [unsupported]))).toMatchObject({ lines: ['FAIL weather-1  kind weather is not supported yet', '0 passed, 1 failed'], exitCode: 1 })
  })
})

describe('claims', () => {
  const claims: Claims = { kinds: ['varint'], exceptions: { 'varint-y': 'a doctored case' } }
  test.each([['--claims'], []])('play what is claimed and count exceptions apart', (...words) => {
    claim(claims, good, doctored, unsupported)
    expect(run(...words)).toMatchObject({ lines: ['1 exception left out; reasons in conformance/claims.json', '1 passed, 0 failed'], exitCode: 0 })
  })
  test('an exception that passes is a failure', () => {
    claim({ ...claims, exceptions: { 'varint-x': 'once it failed' } }, good)
    expect(run('--claims')).toMatchObject({ lines: [expect.stringContaining('varint-x  passes'), '0 passed, 1 failed'], exitCode: 1 })
  })
  test('a kind without a case, or without a player, is a failure', () => {
    claim({ kinds: ['varint', 'crc32c', 'weather'], exceptions: {} }, good, unsupported)
    expect(run('--claims')).toMatchObject({ exitCode: 1, lines: [expect.stringContaining('weather'), expect.stringContaining('crc32c'), '1 passed, 2 failed'] })
  })
  test('a summary for other tools', () => {
    claim(claims, good, doctored)
    expect(run('--json', 'summary.json').exitCode).toBe(0)
    expect(JSON.parse(readFileSync(join(home, 'summary.json'), 'utf8'))).toEqual({ passed: 1, failed: 0, excepted: 1 })
  })
})

describe('misuse: clear words and exit code 2', () => {
  const refused = (words: RegExp, ...line: string[]): void => { expect(run(...line)).toEqual({ lines: [], complaint: expect.stringMatching(words), exitCode: 2 }) }
  test('no such file', () => { refused(/cannot read .*none\.json/, 'none.json') })
  test('a folder', () => { refused(/cannot read .*cases/, 'cases') })
  test('not JSON', () => { refused(/cannot read .*a\.json/, put('a.json', '[{')) })
  test('not a list', () => { refused(/not a list of cases/, put('a.json', good)) })
  test('an entry that is no case', () => { refused(/entry 2 is not a case/, put('a.json', [good, { id: 'x' }])) })
  test('no cases at all', () => { refused(/holds no cases/, put('a.json', [])) })
  test('an option nobody knows', () => { refused(/unknown option --all/, '--all') })
  test('--json without a name', () => { refused(/--json needs a file name/, '--json') })
  test('files and claims at once', () => { refused(/not both/, '--claims', put('a.json', [good])) })
  test('a summary that cannot be written', () => { refused(/cannot write/, put('a.json', [good]), '--json', 'nowhere/summary.json') })
  test('claims that are none', () => { claim({ kinds: 'varint' }, good); refused(/claims\.json is not/, '--claims') })
  test('an exception without a reason', () => { claim({ kinds: ['varint'], exceptions: { 'varint-y': '' } }, doctored); refused(/each with a reason/, '--claims') })
})

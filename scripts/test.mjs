/**
 * npm test: everything CI runs, in order, all of it even when something fails; ends with one line `N passed, N failed` that sums what was counted:
 * each unit test, each recorded case, each browser test, each size budget, and type check, lint and build as one each.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const results = join(root, '.cache/results')
const bin = name => join(root, 'node_modules', name)
let passed = 0, failed = 0

function run(title, words, env = {}) {
  process.stdout.write(`\n── ${title}\n`)
  const begun = Date.now()
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
  process.stdout.write(`   ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - begun) / 1000).toFixed(1)} s)\n`)
  return status === 0
}

/** One command, one check. */
function check(title, words) {
  const ok = run(title, words)
  if (ok) passed++
  else failed++
  return ok
}

/** A runner that writes its counts to a file; if it fails without having counted a failure, that is one. */
function counted(title, words, file, read, env = {}) {
  const path = join(results, file)
  const ok = run(title, words, env)
  let counts = { passed: 0, failed: 0 }
  try { counts = read(JSON.parse(readFileSync(path, 'utf8'))) } catch { /* it came to its end before it could count */ }
  passed += counts.passed
  failed += counts.failed
  if (!ok && counts.failed === 0) failed++
  if (ok && counts.passed === 0) { process.stdout.write(`   ${title}: nothing was run\n`); failed++ }
}

/** A port that nothing listens on, so that two checkouts can be tested side by side. */
const freePort = () => new Promise((resolve, reject) => {
  const probe = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = probe.address()
    probe.close(() => { resolve(port) })
  })
})

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
for (const project of ['engine', 'app', 'tools']) check(`type check: ${project}`, [bin('typescript/bin/tsc'), '-p', `tsconfig.${project}.json`])
check('lint', [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'])
counted('unit and lesson tests', [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(results, 'unit.json')}`], 'unit.json',
  json => ({ passed: json.numPassedTests, failed: json.numFailedTests + (json.testResults ?? []).filter(file => file.status === 'failed' && file.assertionResults.length === 0).length }))
counted('recorded cases', ['scripts/runTool.mjs', 'conform', '--json', join(results, 'conform.json')], 'conform.json', json => json)
const built = check('build', ['scripts/build.mjs'])
if (built) {
  counted('size budgets', ['scripts/budgets.mjs', join(results, 'budgets.json')], 'budgets.json', json => json)
  counted('browser tests', [bin('@playwright/test/cli.js'), 'test'], 'browser.json', json => ({ passed: json.stats.expected, failed: json.stats.unexpected + json.stats.flaky }),
    { PLAYWRIGHT_JSON_OUTPUT_FILE: join(results, 'browser.json'), BROKERSCOPE_TEST_PORT: String(await freePort()) })
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

/**
 * Runs a tool written in TypeScript (sim, conform, bench, fuzz): bundles it into .cache/tools when a source is newer, then runs it where it was called.
 *   node scripts/runTool.mjs sim --preset playground --until 1s
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const ENTRIES = { sim: 'scripts/sim.ts', conform: 'conformance/conform.ts', bench: 'bench/bench.ts', fuzz: 'scripts/fuzz.ts' }
/** What the tools are made of. */
const SOURCES = ['src/engine', 'src/bridge', 'src/lessons', 'conformance', 'bench', 'scripts']

const newestUnder = path => {
  let newest = 0
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) newest = Math.max(newest, newestUnder(join(path, entry.name)))
    else if (/\.(ts|mjs)$/.test(entry.name)) newest = Math.max(newest, statSync(join(path, entry.name)).mtimeMs)
  }
  return newest
}

const [tool, ...words] = process.argv.slice(2)
const entry = ENTRIES[tool]
if (!entry) { process.stderr.write(`runTool: no tool is called ${tool}; there are: ${Object.keys(ENTRIES).join(', ')}\n`); process.exit(2) }
const built = join(root, '.cache/tools', `${tool}.mjs`)
if (!existsSync(built) || statSync(built).mtimeMs < Math.max(...SOURCES.filter(path => existsSync(join(root, path))).map(path => newestUnder(join(root, path))))) {
  // Built apart and moved in whole, so that a run beside this one never reads half a tool.
  const apart = join(root, '.cache/tools', `${tool}.${process.pid}`)
  mkdirSync(apart, { recursive: true })
  const { build } = await import('vite')
  await build({
    root, configFile: false, logLevel: 'error',
    build: { ssr: join(root, entry), outDir: apart, emptyOutDir: true, target: 'node20', minify: false, copyPublicDir: false, rollupOptions: { output: { entryFileNames: `${tool}.mjs`, codeSplitting: false } } },
  })
  for (const name of readdirSync(apart)) renameSync(join(apart, name), join(root, '.cache/tools', name))
  rmSync(apart, { recursive: true })
}
const run = spawnSync(process.execPath, ['--enable-source-maps', built, ...words], { stdio: 'inherit', cwd: root, env: { ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() } })
process.exit(run.status ?? 1)

/** Size budgets, gzip: what the first page loads, the worker, the embed. node scripts/budgets.mjs [RESULT.json] */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist')
const gzipBytes = content => gzipSync(content, { level: 9 }).length
const kB = bytes => `${(bytes / 1000).toFixed(1)} kB`
let passed = 0, failed = 0

function budget(what, bytes, limit) {
  const ok = bytes > 0 && bytes <= limit
  if (ok) passed++
  else failed++
  console.log(`${ok ? '  ok ' : 'FAIL '} ${what}: ${kB(bytes)} of ${kB(limit)} gzip`)
}
function demand(what, ok) {
  if (ok) passed++
  else failed++
  console.log(`${ok ? '  ok ' : 'FAIL '} ${what}`)
}

/** The scripts the first page needs before it can show itself: its entry and all that imports statically. */
function initialScripts() {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
  const found = new Set()
  const visit = key => {
    const chunk = manifest[key]
    if (found.has(chunk.file)) return
    found.add(chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  visit('index.html')
  return [...found]
}

const assets = readdirSync(join(dist, 'assets'))
budget('JavaScript of the first page', initialScripts().reduce((sum, file) => sum + gzipBytes(readFileSync(join(dist, file))), 0), 130_000)
budget('engine worker', assets.filter(name => /^engine\.worker.*\.js$/.test(name)).reduce((sum, name) => sum + gzipBytes(readFileSync(join(dist, 'assets', name))), 0), 110_000)
const embed = readFileSync(join(dist, 'embed/index.html'), 'utf8')
budget('embed with its worker and fonts', gzipBytes(embed), 164_000)
demand('the embed has no framer-motion in it', !/framer|LazyMotion|MotionConfig/.test(embed))
demand('the embed fetches nothing: no src, no href, no import()', !/<(script|link)[^>]+(src|href)=/.test(embed))
if (process.argv[2]) writeFileSync(process.argv[2], JSON.stringify({ passed, failed }))
process.exit(failed === 0 ? 0 : 1)

/**
 * Random clusters under random troubles, every invariant looked at after every instant:
 *   npm run -s fuzz -- --events 1000000 --seed 1 [--out failing.json]
 * On a failure: the seed, the invariant, and a short scenario that fails in the same way, which `npm run -s sim` can play. Exit code 1.
 */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fuzz } from '../src/engine/fuzz/fuzz'

const USAGE = 'usage: npm run -s fuzz -- --events N [--seed S] [--out FILE.json]'

function numberAfter(words: readonly string[], option: string, otherwise: number): number {
  const at = words.indexOf(option)
  const value = at === -1 ? otherwise : Number(words[at + 1])
  if (!Number.isSafeInteger(value) || value < 0) { console.error(`${option} wants a whole number\n${USAGE}`); process.exit(2) }
  return value
}

const words = process.argv.slice(2)
const events = numberAfter(words, '--events', 200_000), seed = numberAfter(words, '--seed', 1)
const outAt = words.indexOf('--out')
const out = resolve(process.env['INIT_CWD'] ?? process.cwd(), (outAt === -1 ? undefined : words[outAt + 1]) ?? 'fuzz-failure.json')
const begunMs = Date.now()
let told = 0, sum = 0
const { runs, events: played, found } = fuzz({
  events, seed,
  onRun(current, count) {
    sum += count
    if (sum - told < 100_000) return
    told = sum
    console.log(`seed ${current}: ${sum.toLocaleString('en')} events, ${((Date.now() - begunMs) / 1000).toFixed(0)} s`)
  },
})
if (found === null) console.log(`${runs} runs, ${played.toLocaleString('en')} events in troubled times, seeds ${seed} to ${seed + runs - 1}: every invariant held`)
else {
  writeFileSync(out, `${JSON.stringify(found.scenario, null, 1)}\n`)
  console.error(`seed ${found.seed} breaks ${found.failure.message.slice(0, 2000)}`)
  console.error(`made short: ${found.scenario.script.length} of ${found.first.scenario.script.length} commands, at ${found.failure.atUs} µs`)
  for (const { atUs, command } of found.scenario.script) console.error(`  ${(atUs / 1_000_000).toFixed(6)} s  ${JSON.stringify(command)}`)
  console.error(`play it: npm run -s sim -- ${out} --until ${found.failure.atUs}us --events`)
  process.exitCode = 1
}

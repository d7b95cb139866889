/** npm start: builds, serves, prints the address and how long it took. (npm has installed before: prestart.) */
import { performance } from 'node:perf_hooks'
import { serve } from './serve.mjs'

// Counted from the start of npm, install included, where npm tells it.
const startedMs = performance.timeOrigin
process.stdout.write('Building Brokerscope…\n')
await import('./build.mjs')
const address = await serve(Number(process.env.PORT ?? 4173))
process.stdout.write(`\nBrokerscope is at ${address}  (ready in ${((performance.timeOrigin + performance.now() - startedMs) / 1000).toFixed(1)} s; stop with Ctrl+C)\n`)

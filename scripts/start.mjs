/** npm start: builds, serves, prints the address and how long it took. (npm has installed before: prestart.) */
import { readFileSync } from 'node:fs'
import { serve } from './serve.mjs'

// From when the set-up began, installing included.
const beganMs = Number(readFileSync(new URL('../.cache/began', import.meta.url), 'utf8'))
process.stdout.write('Building Brokerscope…\n')
await import('./build.mjs')
const address = await serve(Number(process.env.PORT ?? 4173))
process.stdout.write(`\nBrokerscope is at ${address}  (ready in ${((Date.now() - beganMs) / 1000).toFixed(1)} s; stop with Ctrl+C)\n`)

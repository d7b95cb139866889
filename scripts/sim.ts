/**
 * The simulator without a screen:
 *   npm run -s sim -- scenario.json --until 2s [--events | --metrics | --hash]
 *   npm run -s sim -- --preset NAME --until 500ms --events
 *   npm run -s sim -- --list
 * Prints events as JSON lines, metrics as JSON, or the hash of the event log. Without one of the three: a short summary.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { advance, brokerMetrics, codecsMissing, createSimulation, eventCount, eventRows, EVENT_STRIDE, figuresOf, hashOf, loadCodec, loadInterpreter, namedEvent, needsInterpreter, nodeName, parseScenario, presetNamed, presetNames, type Scenario, type Simulation } from '../src/engine'

const USAGE = `usage: npm run -s sim -- (SCENARIO.json | --preset NAME) --until TIME [--events | --metrics | --hash]
       npm run -s sim -- --list
TIME is a number with a unit: 2s, 500ms, 1500us.`
const PIECE_EVENTS = 50_000

interface Request { readonly file?: string; readonly preset?: string; readonly untilUs: number; readonly output: 'events' | 'metrics' | 'hash' | 'summary' }

class Misuse extends Error {}

function parseTimeUs(text: string | undefined): number {
  const match = /^(\d+(?:\.\d+)?)(s|ms|us|µs)$/.exec(text ?? '')
  if (!match) throw new Misuse(`--until wants a time such as 2s, 500ms or 1500us, got ${text ?? 'nothing'}`)
  return Math.round(Number(match[1]) * { s: 1_000_000, ms: 1000, us: 1, µs: 1 }[match[2] as 's' | 'ms' | 'us' | 'µs'])
}

function parseArguments(given: readonly string[]): Request {
  let file: string | undefined, preset: string | undefined, until: string | undefined, output: Request['output'] | undefined
  for (let index = 0; index < given.length; index++) {
    const word = given[index]!
    if (word === '--preset') preset = given[++index] ?? ''
    else if (word === '--until') until = given[++index]
    else if (word === '--events' || word === '--metrics' || word === '--hash') {
      if (output !== undefined) throw new Misuse('choose one of --events, --metrics and --hash')
      output = word.slice(2) as Request['output']
    } else if (word.startsWith('--')) throw new Misuse(`unknown option ${word}`)
    else if (file !== undefined) throw new Misuse(`one scenario at a time: ${file} or ${word}`)
    else file = word
  }
  if ((file === undefined) === (preset === undefined)) throw new Misuse('name a scenario file or a --preset, one of them')
  return { ...(file !== undefined && { file }), ...(preset !== undefined && { preset }), untilUs: parseTimeUs(until), output: output ?? 'summary' }
}

function loadScenario({ file, preset }: Request): Scenario {
  if (preset !== undefined) {
    const found = presetNamed(preset)
    if (!found) throw new Misuse(`no preset is called ${JSON.stringify(preset)}; there are: ${presetNames().join(', ')}`)
    return found
  }
  const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), file!)
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (problem) {
    throw new Misuse(`cannot read ${file}: ${problem instanceof Error ? problem.message : String(problem)}`)
  }
  const parsed = parseScenario(json)
  if (!parsed.ok) throw new Misuse(`${file} is not a scenario:\n${parsed.problems.map(problem => `  ${problem}`).join('\n')}`)
  return parsed.scenario
}

function printEvents(simulation: Simulation, fromId: number): number {
  const rows = eventRows(simulation, fromId)
  const lines: string[] = []
  for (let row = 0; row < rows.length / EVENT_STRIDE; row++) {
    const { id, atUs, kind, cause, node, arguments: given } = namedEvent(rows, row, fromId + row)
    lines.push(JSON.stringify({ id, atUs, kind, cause, node: nodeName(simulation, node), ...given }))
  }
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
  return eventCount(simulation)
}

async function run(request: Request): Promise<void> {
  const scenario = loadScenario(request)
  if (needsInterpreter(scenario)) await loadInterpreter()
  for (const codec of codecsMissing(scenario)) await loadCodec(codec)
  const simulation = createSimulation(scenario)
  let printed = 0
  for (let reached = false; !reached;) {
    ;({ reached } = advance(simulation, { untilUs: request.untilUs, maxEvents: PIECE_EVENTS }))
    if (request.output === 'events') printed = printEvents(simulation, printed)
  }
  if (request.output === 'hash') console.log(hashOf(simulation))
  else if (request.output === 'metrics') console.log(JSON.stringify({ ...figuresOf(simulation), brokers: Object.fromEntries(scenario.topology.brokers.map(broker => [broker, brokerMetrics(simulation, broker)])) }, null, 2))
  else if (request.output === 'summary') {
    const { sentRecords, acknowledgedRecords, deliveredRecords } = figuresOf(simulation)
    console.log(`${simulation.nowUs} µs, ${eventCount(simulation)} events, records: ${sentRecords} sent, ${acknowledgedRecords} acknowledged, ${deliveredRecords} read; hash ${hashOf(simulation)}`)
  }
}

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (problem: NodeJS.ErrnoException) => { process.exit(problem.code === 'EPIPE' ? 0 : 1) })

try {
  const given = process.argv.slice(2)
  if (given.includes('--list')) for (const name of presetNames()) console.log(`${name}\t${presetNamed(name)?.title ?? ''}`)
  else await run(parseArguments(given))
} catch (problem) {
  if (!(problem instanceof Misuse)) throw problem
  console.error(`${problem.message}\n${USAGE}`)
  process.exitCode = 2
}

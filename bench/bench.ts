/**
 * What the engine costs, measured in one run: records/s end to end (producer → leader → followers → acknowledged → read), the price of the event
 * log's hash and of a checkpoint, and what one frame for the page costs. Figures depend on the machine: compare ratios, not seconds.
 *   npm run bench
 */
import { advance, createSimulation, eventCount, figuresOf, presetNamed, restoreCheckpoint, takeCheckpoint, tokensOf, viewOf, type Scenario, type Simulation } from '../src/engine'

const VIRTUAL_US = 5_000_000
const RUNS = 5

const median = (values: readonly number[]): number => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!
const millisecondsOf = (work: () => void): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}

function playThrough(scenario: Scenario, untilUs: number): { simulation: Simulation; milliseconds: number } {
  const simulation = createSimulation(scenario)
  return { simulation, milliseconds: millisecondsOf(() => { advance(simulation, { untilUs }) }) }
}

function engineRate(): void {
  const scenario = presetNamed('benchmark')!
  playThrough(scenario, VIRTUAL_US / 5)
  const runs = Array.from({ length: RUNS }, () => playThrough(scenario, VIRTUAL_US))
  const { simulation } = runs[0]!
  const figures = figuresOf(simulation)
  const seconds = median(runs.map(run => run.milliseconds)) / 1000
  console.log(`engine: ${figures.deliveredRecords} records end to end (${figures.recordsPerBatch?.toFixed(0)} a batch, event log on, ${eventCount(simulation)} events)`)
  console.log(`        ${Math.round(figures.deliveredRecords / seconds).toLocaleString('en')} records/s, ${Math.round(eventCount(simulation) / seconds).toLocaleString('en')} events/s, median of ${RUNS} runs`)
}

function frameCost(): void {
  const { simulation } = playThrough(presetNamed('playground')!, 2_000_000)
  const perFrame = (work: () => void): number => median(Array.from({ length: 21 }, () => millisecondsOf(() => { for (let frame = 0; frame < 20; frame++) work() }) / 20))
  console.log(`frame:  view ${perFrame(() => { viewOf(simulation) }).toFixed(3)} ms, tokens ${perFrame(() => { tokensOf(simulation) }).toFixed(3)} ms, figures ${perFrame(() => { figuresOf(simulation) }).toFixed(3)} ms`)
  const checkpoint = takeCheckpoint(simulation)
  console.log(`rewind: checkpoint ${perFrame(() => { takeCheckpoint(simulation) }).toFixed(2)} ms, restore ${perFrame(() => { restoreCheckpoint(checkpoint) }).toFixed(2)} ms`)
}

console.log(`node ${process.version}, ${process.platform} ${process.arch}`)
engineRate()
frameCost()

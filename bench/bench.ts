/**
 * What the engine costs, measured in one run: records/s end to end (producer → leader → followers → acknowledged → read), the price of the event
 * log's hash and of a checkpoint, what real bytes would cost, and what one frame for the page costs. Figures depend on the machine: compare ratios, not seconds.
 *   npm run bench
 */
import {
  advance, CODEC_NAMES, createSimulation, encodeBatch, eventCount, figuresOf, loadCodec, presetNamed, restoreCheckpoint, takeCheckpoint, tokensOf, valueBytes, viewOf,
  type RecordBytes, type Scenario, type Simulation, type ValueKind,
} from '../src/engine'

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

function engineRate(): number {
  const scenario = presetNamed('benchmark')!
  playThrough(scenario, VIRTUAL_US / 5)
  const runs = Array.from({ length: RUNS }, () => playThrough(scenario, VIRTUAL_US))
  const { simulation } = runs[0]!
  const figures = figuresOf(simulation)
  const seconds = median(runs.map(run => run.milliseconds)) / 1000
  console.log(`engine: ${figures.deliveredRecords} records end to end (${figures.recordsPerBatch?.toFixed(0)} a batch, event log on, ${eventCount(simulation)} events)`)
  console.log(`        ${Math.round(figures.deliveredRecords / seconds).toLocaleString('en')} records/s, ${Math.round(eventCount(simulation) / seconds).toLocaleString('en')} events/s, median of ${RUNS} runs`)
  return figures.deliveredRecords / seconds
}

/** A batch as the benchmark's own: so many records of 100 bytes, no key. */
const BATCH_RECORDS = 148, VALUE_BYTES = 100, BATCHES = 60
const HEADER = { baseOffset: 0, partitionLeaderEpoch: -1, producerId: 1000, producerEpoch: 0, baseSequence: 0, isTransactional: false }

/** What it would cost to make every batch's bytes while the engine runs, instead of counting them: the run's speed as a share of the speed without. */
async function realBytes(recordsPerSecond: number): Promise<void> {
  const made = (kind: ValueKind, batch: number): RecordBytes[] =>
    Array.from({ length: BATCH_RECORDS }, (_none, index) => ({ key: null, value: valueBytes(kind, 1, batch * BATCH_RECORDS + index, VALUE_BYTES, null), timestampMs: index }))
  const perRecord = (work: (batch: number) => void): number => {
    for (let batch = 0; batch < BATCHES; batch++) work(batch)
    return median(Array.from({ length: RUNS }, () => millisecondsOf(() => { for (let batch = 0; batch < BATCHES; batch++) work(batch) }))) / (BATCHES * BATCH_RECORDS)
  }
  const withoutMs = 1000 / recordsPerSecond
  const line = (what: string, ms: number): void => { console.log(`bytes:  ${what.padEnd(42)} ${(withoutMs / (withoutMs + ms)).toFixed(2)} of the speed without`) }
  const rides = Array.from({ length: BATCHES }, (_none, batch) => made('ride-request', batch))
  line('batches of x', perRecord(batch => { encodeBatch(HEADER, made('x', batch)) }))
  line('batches of ride requests, values made anew', perRecord(batch => { encodeBatch(HEADER, made('ride-request', batch)) }))
  for (const codec of CODEC_NAMES) {
    await loadCodec(codec)
    line(`the same values, encoded with ${codec}`, perRecord(batch => { encodeBatch({ ...HEADER, codec }, rides[batch]!) }))
  }
}

function frameCost(): void {
  const { simulation } = playThrough(presetNamed('playground')!, 2_000_000)
  const perFrame = (work: () => void): number => median(Array.from({ length: 21 }, () => millisecondsOf(() => { for (let frame = 0; frame < 20; frame++) work() }) / 20))
  console.log(`frame:  view ${perFrame(() => { viewOf(simulation) }).toFixed(3)} ms, tokens ${perFrame(() => { tokensOf(simulation) }).toFixed(3)} ms, figures ${perFrame(() => { figuresOf(simulation) }).toFixed(3)} ms`)
  const checkpoint = takeCheckpoint(simulation)
  console.log(`rewind: checkpoint ${perFrame(() => { takeCheckpoint(simulation) }).toFixed(2)} ms, restore ${perFrame(() => { restoreCheckpoint(checkpoint) }).toFixed(2)} ms`)
}

/** The benchmark on so many partitions over its three brokers. */
function spreadOver(partitions: number, batchSize: number): Scenario {
  const scenario = presetNamed('benchmark')!
  const { topology, configs } = scenario
  const replicas = (partition: number): number[] => [0, 1, 2].map(step => topology.brokers[(partition + step) % 3]!)
  return {
    ...scenario, configs: { ...configs, producer: { ...configs.producer, 'batch.size': batchSize } },
    topology: { ...topology, topics: [{ name: topology.topics[0]!.name, replicaAssignment: Array.from({ length: partitions }, (_none, partition) => replicas(partition)) }] },
  }
}

/** CPU time, in ms: other work on the machine counts less than by the clock. */
function cpuMillisecondsOf(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const BATCH_SIZE = 16_384, MANY = 1000, FEW = 3, WARM_UP_US = 1_000_000, SLICE_US = 100_000, SLICES = 100
/**
 * What a record costs at a thousand partitions, against three, at equal records per batch: with many partitions on few brokers more batches leave half full with
 * others, so the run with few gets batches as small as those came out. Both runs go on in turn, a slice at a time, so that both meet the same weather.
 */
function scaleCost(): void {
  const recordsPerBatch = (scenario: Scenario): number => figuresOf(playThrough(scenario, WARM_UP_US * 2).simulation).recordsPerBatch ?? 0
  const many = spreadOver(MANY, BATCH_SIZE), ofMany = recordsPerBatch(many)
  const few = spreadOver(FEW, Math.round((BATCH_SIZE * ofMany) / recordsPerBatch(spreadOver(FEW, BATCH_SIZE))))
  const runs = [few, many].map(scenario => ({ simulation: playThrough(scenario, WARM_UP_US).simulation, costs: [] as number[] }))
  for (let slice = 1; slice <= SLICES; slice++) {
    for (const { simulation, costs } of runs) {
      const before = figuresOf(simulation).sentRecords
      const milliseconds = cpuMillisecondsOf(() => { advance(simulation, { untilUs: WARM_UP_US + slice * SLICE_US }) })
      costs.push(milliseconds / (figuresOf(simulation).sentRecords - before))
    }
  }
  const [atFew, atMany] = runs.map(({ costs }) => median(costs))
  console.log(`scale:  a record at ${MANY} partitions costs ${(atMany! / atFew!).toFixed(2)} of what it costs at ${FEW} (${ofMany.toFixed(0)} and ${recordsPerBatch(few).toFixed(0)} records a batch; CPU time, medians of ${SLICES} slices in turn)`)
  const { simulation } = playThrough(presetNamed('large-cluster')!, 500_000)
  console.log(`        100 brokers, 1000 partitions, 100 producers: view ${(cpuMillisecondsOf(() => { for (let frame = 0; frame < 20; frame++) viewOf(simulation) }) / 20).toFixed(2)} ms, checkpoint ${cpuMillisecondsOf(() => { takeCheckpoint(simulation) }).toFixed(0)} ms`)
}

console.log(`node ${process.version}, ${process.platform} ${process.arch}`)
const recordsPerSecond = engineRate()
await realBytes(recordsPerSecond)
frameCost()
scaleCost()

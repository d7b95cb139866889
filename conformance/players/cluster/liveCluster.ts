/**
 * A cluster as the recorded scripts had it, one controller and three brokers, played on a virtual clock; with a hand that writes single requests and waits.
 * Format: CLUSTER.md.
 */
import {
  advance, applyCommand, createSimulation, errorOfCode, eventCount, eventRows, FIRST_ADMIN, FIRST_CONTROLLER, firstEventKept, namedEvent, parseScenario,
  type Command, type Message, type NamedEvent, type PartitionRegistration, type Scenario, type Simulation,
} from '../../../src/engine'

export interface TopicGiven { readonly name: string; readonly replicas: readonly (readonly number[])[]; readonly config?: Readonly<Record<string, string>> }
export interface ClusterGiven {
  readonly features?: Readonly<Record<string, number>>
  readonly brokerConfig?: Readonly<Record<string, string>>
  readonly topics: readonly TopicGiven[]
  readonly steps: readonly Readonly<Record<string, unknown>>[]
}

/** What the clocks showed when the scripts were recorded, about. */
const RECORDED_MS = 1_790_000_000_000

/** Settings of all recorded clusters; those that the engine does not have yet are left out. */
const BROKER_CONFIG = {
  'broker.session.timeout.ms': 3000, 'broker.heartbeat.interval.ms': 500, 'replica.lag.time.max.ms': 4000, 'replica.high.watermark.checkpoint.interval.ms': 500,
  'auto.leader.rebalance.enable': 'false', 'log.retention.check.interval.ms': 500, 'log.cleaner.backoff.ms': 500,
}
const BROKERS = [1, 2, 3]
/** A case looks at things every so often. */
const LOOK_EVERY_US = 5000
const LONGEST_WAIT_US = 40_000_000

function scenarioOf({ features, brokerConfig, topics }: ClusterGiven): Scenario {
  const parsed = parseScenario({
    version: 1, kafka: '4.4', seed: 1, clockMs: RECORDED_MS, ...(features?.['eligible.leader.replicas.version'] === undefined ? {} : { features: { 'eligible.leader.replicas.version': features['eligible.leader.replicas.version'] } }),
    topology: {
      brokers: BROKERS, topics: topics.map(({ name, replicas, config }) => ({ name, replicaAssignment: replicas, ...(config && { config }) })), producers: [{ clientId: 'idle', topic: topics[0]!.name }], consumers: [],
    },
    configs: { broker: { ...BROKER_CONFIG, ...brokerConfig }, workload: { 'records.per.second': 0 } }, workload: { arrivals: 'constant', startUs: 0 }, script: [],
  })
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  return parsed.scenario
}

export class LiveCluster {
  readonly simulation: Simulation
  /** Record id → what the script called it: its value, or `<size>`; null is a tombstone. */
  readonly values: (string | null)[] = []
  private readonly answers = new Map<number, Message>()
  private readonly closed = new Set<string>()
  private nextConnection = 0
  private nextCorrelationId = 0
  private seen = 0

  constructor(given: ClusterGiven) {
    this.simulation = createSimulation(scenarioOf(given), null, {
      receive: message => { this.answers.set(message.correlationId, message) },
      connectionClosed: (broker, connection) => { this.closed.add(`${broker}/${connection}`) },
    })
    this.play(1000)
  }

  get state(): Simulation['state'] { return this.simulation.state }
  get running(): readonly number[] { return BROKERS.filter(id => this.state.hosts.get(id)!.isUp && this.state.hosts.get(id)!.backlog === null) }
  get controller(): Simulation['state']['controllers'][number] { return this.state.controllers.find(({ id }) => id === FIRST_CONTROLLER)! }
  broker(id: number): Simulation['state']['brokers'][number] { return this.state.brokers.find(one => one.id === id)! }

  play(us: number): void { advance(this.simulation, { untilUs: this.state.nowUs + us }) }

  /** Plays until it is so. Throws after the kind's longest wait. */
  await(what: string, isSo: () => boolean, longestUs = LONGEST_WAIT_US): void {
    const until = this.state.nowUs + longestUs
    while (!isSo()) {
      if (this.state.nowUs >= until) throw new Error(`${what}: not within ${longestUs / 1_000_000} s`)
      this.play(LOOK_EVERY_US)
    }
  }

  /** The number of a topic's partition; a number that no partition has if there is none. */
  partition(topic = 't', index = 0): number {
    const found = this.state.topics.find(({ name }) => name === topic)
    if (found === undefined) return Number.MAX_SAFE_INTEGER
    return (index < found.partitions ? found.firstPartition + index : found.added[index - found.partitions]) ?? Number.MAX_SAFE_INTEGER
  }
  registration(partition: number): PartitionRegistration | undefined { return this.controller.image.partitions.get(partition) }

  /** A command at the next instant; the events it and its instant bring. */
  apply(command: Command): readonly NamedEvent[] {
    const from = eventCount(this.simulation)
    applyCommand(this.simulation, command)
    this.play(1)
    return this.eventsSince(from)
  }
  eventsSince(from: number): readonly NamedEvent[] {
    const first = Math.max(from, firstEventKept(this.simulation))
    const rows = eventRows(this.simulation, first)
    return Array.from({ length: eventCount(this.simulation) - first }, (_none, index) => namedEvent(rows, index, first + index))
  }

  /** An administrator's command and what the cluster made of it. */
  administer(command: Command): { readonly error: number; readonly detail: number } {
    const from = eventCount(this.simulation)
    this.apply(command)
    const number = this.state.appliedCommands - 1
    const answers = (): NamedEvent | undefined => this.eventsSince(from).find(({ kind, arguments: given }) => kind === 'commandAnswered' && given['command'] === number)
    this.await('the answer', () => answers() !== undefined)
    const answered = answers()!
    return { error: answered.arguments['error']!, detail: answered.arguments['detail']! }
  }

  /** Writes one request on a connection of its own. */
  write(broker: number, api: number, body: Message['body']): { readonly correlationId: number; readonly connection: number; readonly message: number } {
    const correlationId = this.nextCorrelationId++, connection = this.nextConnection++
    const message = this.simulation.dispatch.effectsOf(FIRST_ADMIN).request(broker, connection, api, correlationId, body, this.state.rootEvent)
    return { correlationId, connection, message }
  }
  answerTo(correlationId: number): Message | undefined { return this.answers.get(correlationId) }
  isClosed(broker: number, connection: number): boolean { return this.closed.has(`${broker}/${connection}`) }
  ask(broker: number, api: number, body: Message['body']): Message['body'] {
    const { correlationId } = this.write(broker, api, body)
    this.await('an answer', () => this.answers.has(correlationId))
    return this.answers.get(correlationId)!.body
  }
  /** Whether an event of this kind about a message of ours has happened since it was last looked. */
  hasHappened(kind: NamedEvent['kind'], message: number): boolean {
    const found = this.eventsSince(this.seen).some(event => event.kind === kind && event.arguments['message'] === message)
    if (!found) this.seen = eventCount(this.simulation)
    return found
  }
}

/** As an observation tells it: the name, and of a client's failure its exception. */
export const errorOf = (code: number): { error: string } => ({ error: errorOfCode(code)!.name })
export const failureOfCode = (code: number): { error: string; exception: string } => ({ error: errorOfCode(code)!.name, exception: errorOfCode(code)!.exception! })

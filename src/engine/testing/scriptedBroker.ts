/**
 * Brokers that answer as a script says, for recorded runs of one producer (conformance/README.md, kind `producer`): a request does its work at the instant it
 * arrives, its answer comes back after a given time, in the order of the requests of its connection.
 */
import {
  checkSequence, ERROR, FIRST_PRODUCER, kafkaErrors, METADATA, partitionName, PHASE, PRODUCE, RECORD_ID, RECORD_STRIDE, rememberBatch, topicOf,
  type Body, type Effects, type Message, type MetadataResponse, type ProduceRequest, type ProduceResult, type ProducerStates, type RecordBatch, type StandIn, type Topic,
} from '..'

/** Names what it applies to (all that is named must hold) and what happens then. Partitions are written `t-0`. */
export interface BrokerRule {
  readonly node?: number
  readonly request?: number
  readonly partition?: string
  readonly attempt?: number
  readonly id?: string
  readonly error?: string
  readonly message?: string
  readonly append?: boolean
  readonly latencyMs?: number
  readonly answer?: 'never'
  readonly disconnect?: boolean
}
/** The cluster's truth changes: who leads a partition (−1 nobody), or a connection is dropped. */
export type BrokerStep =
  | { readonly atUs: number; readonly leader: { readonly partition: string; readonly node: number; readonly epoch?: number; readonly push?: boolean } }
  | { readonly atUs: number; readonly disconnect: { readonly node: number } }
type Latency = number | readonly number[]
export interface BrokerScript {
  readonly nodes: readonly number[]
  readonly topics: readonly Topic[]
  /** Per partition over all topics. */
  readonly leaders: readonly number[]
  readonly latencyMs?: Latency | Readonly<Record<string, Latency>>
  readonly metadataLatencyMs?: number
  readonly maxMessageBytes?: Readonly<Record<string, number>>
  readonly leaderHint?: boolean
  readonly leaderEpochs?: boolean
  readonly rules?: readonly BrokerRule[]
  readonly steps?: readonly BrokerStep[]
  /** What the script calls a record. */
  nameOf(record: number): string
}
export interface SeenRequest {
  readonly atUs: number
  readonly node: number
  /** n-th Produce request of this node, from 1; 0: a Metadata request. */
  readonly number: number
  readonly batches: readonly RecordBatch[]
}

interface Log { endOffset: number; readonly producers: ProducerStates }
interface Pending { readonly dueUs: number; readonly message: Message; readonly body: Body | null }
interface OpenConnection { readonly broker: number; readonly client: number; readonly number: number; lastDueUs: number; isClosed: boolean }

const DEFAULT_LATENCY_MS = 10, DEFAULT_METADATA_LATENCY_MS = 2

const recordIds = ({ columns, recordCount }: RecordBatch): number[] => Array.from({ length: recordCount }, (_none, index) => columns[index * RECORD_STRIDE + RECORD_ID]!)

function latencyOf({ latencyMs }: BrokerScript, broker: number, number: number): number {
  const ofNode = typeof latencyMs === 'object' && !Array.isArray(latencyMs) ? (latencyMs as Readonly<Record<string, Latency>>)[broker] : latencyMs as Latency | undefined
  return (Array.isArray(ofNode) ? (ofNode as readonly number[])[(number - 1) % ofNode.length] : ofNode as number | undefined) ?? DEFAULT_LATENCY_MS
}

/** Brokers for `createSimulation`, and the requests they have seen. */
export function scriptedBrokers(script: BrokerScript): { readonly standIn: StandIn; readonly seen: readonly SeenRequest[] } {
  const leaders = [...script.leaders], epochs = leaders.map(() => 0)
  const logs: Log[] = leaders.map(() => ({ endOffset: 0, producers: new Map() }))
  const requests = new Map<number, number>()
  const seen: SeenRequest[] = []
  const pending: Pending[] = []
  const connections: OpenConnection[] = []
  const steps = script.steps ?? []
  const rules = script.rules ?? []
  const partitionNamed = (name: string): number => leaders.findIndex((_leader, partition) => partitionName(script.topics, partition) === name)

  const metadata = (): MetadataResponse => ({
    brokers: script.nodes,
    partitions: leaders.map((leader, partition) => ({ partition, leader, epoch: script.leaderEpochs === false ? -1 : epochs[partition]!, error: leader === -1 ? ERROR.leaderNotAvailable : ERROR.none })),
  })
  const connectionOf = (broker: number, client: number, number: number): OpenConnection => {
    let found = connections.find(one => one.broker === broker && one.client === client && one.number === number)
    if (found === undefined) connections.push(found = { broker, client, number, lastDueUs: 0, isClosed: false })
    return found
  }
  /** Plans an answer (null: the connection drops; Infinity: nothing ever). */
  const plan = (effects: Effects, message: Message, body: Body | null, latencyMs: number): void => {
    const connection = connectionOf(message.to, message.from, message.connection)
    const dueUs = Math.max(effects.nowUs + latencyMs * 1000, connection.lastDueUs)
    connection.lastDueUs = dueUs
    if (dueUs !== Infinity) effects.schedule(dueUs, PHASE.arrival, 'runStandIn', steps.length + pending.push({ dueUs, message, body }) - 1)
  }
  const drop = (effects: Effects, connection: OpenConnection): void => {
    connection.isClosed = true
    effects.closeConnection(connection.client, connection.number)
  }
  const nodeOf = (step: BrokerStep): number => ('disconnect' in step ? step.disconnect.node : script.nodes[0]!)

  function produce(broker: number, effects: Effects, message: Message): void {
    const number = (requests.get(broker) ?? 0) + 1
    requests.set(broker, number)
    const { batches, acks } = message.body as ProduceRequest
    seen.push({ atUs: effects.nowUs, node: broker, number, batches })
    const matches = (rule: BrokerRule, batch: RecordBatch): boolean => (rule.node === undefined || rule.node === broker) && (rule.request === undefined || rule.request === number)
      && (rule.partition === undefined || rule.partition === partitionName(script.topics, batch.partition)) && (rule.attempt === undefined || rule.attempt === batch.attempt)
      && (rule.id === undefined || recordIds(batch).some(record => script.nameOf(record) === rule.id))
    const ofRequest = rules.filter(rule => batches.some(batch => matches(rule, batch)))
    const latencyMs = ofRequest.find(rule => rule.latencyMs !== undefined)?.latencyMs ?? latencyOf(script, broker, number)
    const fate = ofRequest.find(rule => rule.answer !== undefined || rule.disconnect !== undefined)
    const isNever = fate?.answer === 'never', isLost = fate?.disconnect === true
    const results = batches.map(batch => handle(broker, batch, rules.filter(rule => matches(rule, batch)), isNever || isLost))
    if (acks !== 0) plan(effects, message, isLost ? null : { results }, isNever ? Infinity : latencyMs)
  }

  function handle(broker: number, batch: RecordBatch, own: readonly BrokerRule[], unanswered: boolean): ProduceResult {
    const ruled = own.find(rule => rule.error !== undefined)
    const leader = leaders[batch.partition]!
    const topic = topicOf(script.topics, batch.partition)
    let error: number = ERROR.none, baseOffset = -1, isHinted = false
    if (ruled !== undefined || unanswered) {
      if (own.find(rule => rule.append !== undefined)?.append === true) append(batch)
      if (ruled !== undefined) error = kafkaErrors.find(({ name }) => name === ruled.error)!.code
      isHinted = error === ERROR.notLeaderOrFollower || error === ERROR.fencedLeaderEpoch
    } else if (leader !== broker) { error = ERROR.notLeaderOrFollower; isHinted = true }
    else if (batch.sizeBytes > (script.maxMessageBytes?.[topic.name] ?? Infinity)) error = ERROR.messageTooLarge
    else ({ error, baseOffset } = append(batch))
    return {
      batch: batch.id, partition: batch.partition, error, baseOffset, logStartOffset: error === ERROR.none ? 0 : -1, ...(ruled?.message !== undefined && { message: ruled.message }),
      ...(isHinted && script.leaderHint === true && leader !== -1 && { currentLeader: { broker: leader, epoch: epochs[batch.partition]! } }),
    }
  }

  function append(batch: RecordBatch): { error: number; baseOffset: number } {
    const log = logs[batch.partition]!
    const check = checkSequence(log.producers, batch)
    if (check.duplicate) return { error: ERROR.none, baseOffset: check.baseOffset }
    if (check.error !== ERROR.none) return { error: check.error, baseOffset: -1 }
    const baseOffset = log.endOffset
    rememberBatch(log.producers, batch, baseOffset, 0)
    log.endOffset += batch.recordCount
    return { error: ERROR.none, baseOffset }
  }

  function takeStep(effects: Effects, step: BrokerStep): void {
    if ('disconnect' in step) {
      for (const connection of connections) if (connection.broker === step.disconnect.node && !connection.isClosed) drop(effects, connection)
      return
    }
    const { partition: name, node, epoch, push } = step.leader
    const partition = partitionNamed(name)
    leaders[partition] = node
    if (epoch !== undefined) epochs[partition] = epoch
    // To every client that is connected, as if an answer had just come.
    if (push === true) effects.respond({ message: -1, api: METADATA, from: FIRST_PRODUCER, connection: 0, correlationId: -1 }, metadata(), effects.rootEvent)
  }

  return {
    seen,
    standIn: {
      metadata,
      begin: effectsOf => {
        for (const node of script.nodes) connectionOf(node, FIRST_PRODUCER, 0)
        for (const [number, step] of steps.entries()) effectsOf(nodeOf(step)).schedule(step.atUs, PHASE.command, 'runStandIn', number)
      },
      receive: (broker, effects, message) => {
        if (connectionOf(broker, message.from, message.connection).isClosed) return
        if (message.api === PRODUCE) return produce(broker, effects, message)
        seen.push({ atUs: effects.nowUs, node: broker, number: 0, batches: [] })
        plan(effects, message, metadata(), script.metadataLatencyMs ?? DEFAULT_METADATA_LATENCY_MS)
      },
      run: (_broker, effects, number) => {
        if (number < steps.length) return takeStep(effects, steps[number]!)
        const { message, body } = pending[number - steps.length]!
        const connection = connectionOf(message.to, message.from, message.connection)
        if (connection.isClosed) return
        if (body === null) return drop(effects, connection)
        effects.respond({ message: message.id, api: message.api, from: message.from, connection: message.connection, correlationId: message.correlationId }, body, message.sentEvent)
      },
      connectionOpened: (broker, client, number) => { connectionOf(broker, client, number) },
      connectionClosed: (broker, client, number) => { connectionOf(broker, client, number).isClosed = true },
    },
  }
}

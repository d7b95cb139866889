/**
 * Builds the small picture of one instant (view.ts) from the state. Reads, never changes.
 */
import type { BrokerNode } from './broker/brokerNode'
import type { Replica } from './broker/replica'
import type { ClusterState } from './cluster'
import type { ConsumerNode } from './consumer/consumerNode'
import { readsFrom } from './consumer/readReplica'
import { crowdView } from './crowdView'
import { zoomOf } from './crowdZoom'
import { entryAt } from './log/partitionLog'
import { createStream, type RandomStream } from './kernel/random'
import { foretell, streamName } from './producer/workload'
import { inFlightTo, type InFlightRequest } from './producer/networkClient'
import type { ProducerNode } from './producer/producerNode'
import { availableBytes } from './producer/bufferPool'
import { NEW_KEY } from './producer/keyTable'
import { isFull } from './records/batchBuilder'
import { batchSizeBytes, type ProducerBatch } from './producer/producerBatch'
import { CONSUMER_REPLICA, FETCH, KEY_INDEX, PRODUCE, RECORD_ID, RECORD_STRIDE, type FetchResponse, type LogEntry, type Message, type ProduceRequest, type ProduceResponse, type RecordBatch } from './protocol/messages'
import { partitionsOf } from './protocol/topics'
import { requestPathView } from './requestPathView'
import type { Simulation } from './simulation'
import { brokerHealth, controllerViews, linkViews, overviewOf, replicaHealth, topicViews, type Overview } from './viewOfCore'
import { waitOf } from './waits'
import { TOKEN, TOKEN_KEYS, TOKEN_KEYS_AT, TOKEN_STRIDE, type BatchView, type BatchWait, type BrokerView, type ClusterView, type ConsumerView, type InFlightView, type LaneView, type LogCellView, type Look, type ProducerView, type ReplicaView, type RequestStage } from './view'

const MAX_KEYS = 24, MAX_QUEUED = 4, MAX_UPCOMING = 11, MAX_CELLS = 10, MAX_RECENT = 4

export function viewOf(simulation: Simulation, look: Look = { producer: 0, partition: -1 }): ClusterView {
  const { state, scenario } = simulation
  const keys = state.producers[0]!.application.keys.texts
  const overview = overviewOf(state)
  const zoom = zoomOf(overview, look)
  const shows = (partition: number): boolean => zoom === null || zoom.partitions.includes(partition)
  const brokers = zoom === null ? state.brokers : state.brokers.filter(({ id }) => zoom.brokers.includes(id))
  return {
    nowUs: state.nowUs, crowd: zoom === null ? null : crowdView(overview, zoom), topic: scenario.topology.topics[0]!.name, keys: [...keys],
    producers: (zoom === null ? shownFirst(state.producers, look.producer) : [state.producers[zoom.producer]!]).map(producer => producerView(simulation, producer, brokers, shows)),
    brokers: brokers.map(broker => brokerView(overview, broker, shows)),
    consumers: state.consumers.map(consumer => consumerView(state, consumer, shows)),
    controllers: controllerViews(overview), links: linkViews(overview), topics: topicViews(overview),
  }
}

function firstOf(columns: Float64Array, records: number, column: number): number[] {
  const values: number[] = []
  for (let index = 0; index < Math.min(records, MAX_KEYS); index++) values.push(columns[index * RECORD_STRIDE + column]!)
  return values
}

function waitingBatchView(batch: ProducerBatch, lingerMs: number, waits: BatchWait | null): BatchView {
  return {
    id: batch.id, partition: batch.partition, records: batch.recordCount, sizeBytes: batchSizeBytes(batch), limitBytes: batch.builder.writeLimitBytes,
    keys: firstOf(batch.columns, batch.recordCount, KEY_INDEX), recordIds: firstOf(batch.columns, batch.recordCount, RECORD_ID),
    openedUs: batch.openedUs, lingerEndsUs: (batch.createdMs + lingerMs) * 1000,
    heldBackSinceUs: batch.heldBackSinceUs === -1 ? null : batch.heldBackSinceUs,
    drainedUs: null, reason: null, heldBackUs: 0, baseOffset: -1,
    attempts: batch.attempts, baseSequence: batch.baseSequence, waits,
    lastEvent: Math.max(batch.openedEvent, batch.filledEvent, batch.readyEvent, batch.heldBackEvent, batch.retryEvent),
  }
}

function sealedBatchView(batch: ProducerBatch, lingerMs: number, entry: LogEntry | undefined): BatchView {
  return {
    ...waitingBatchView(batch, lingerMs, null), heldBackSinceUs: null, drainedUs: batch.drainedUs, reason: batch.drainReason, heldBackUs: batch.heldBackUs,
    baseOffset: entry?.baseOffset ?? -1, lastEvent: entry?.event ?? batch.drainedEvent,
  }
}

/** The one that the stage shows, then the others. */
function shownFirst(producers: readonly ProducerNode[], place: number): readonly ProducerNode[] {
  const shown = producers[place]
  return shown === undefined || place === 0 ? producers : [shown, ...producers.filter(producer => producer !== shown)]
}

type Shows = (partition: number) => boolean

function producerView(simulation: Simulation, producer: ProducerNode, brokers: readonly BrokerNode[], shows: Shows): ProducerView {
  const { state } = simulation
  const { accumulator, application, config, metadata: { leaders }, sender } = producer
  const blocked = application.threads.find(thread => thread.blocked !== null)?.blocked
  const topic = producer.topics[application.topic]!, own = new Set(partitionsOf(topic))
  const lanes = accumulator.queues.flatMap((queue, partition): LaneView[] => {
    if (!shows(partition) || !(own.has(partition) || accumulator.hasQueue[partition] === true)) return []
    const last = queue.at(-1)
    return [{
      partition, leader: leaders[partition] ?? -1, muted: sender.muted.has(partition),
      batches: (queue.length <= MAX_QUEUED ? queue : [...queue.slice(0, MAX_QUEUED - 1), last!]).map(batch => waitingBatchView(batch, config['linger.ms'], waitOf(producer, batch, batch === queue[0], state.nowUs))),
      batchCount: queue.length, open: last !== undefined && !isFull(last.builder), lastDrainedUs: accumulator.lastDrainedUs[partition]!,
    }]
  })
  return {
    node: producer.node, clientId: producer.clientId, topic: topic.name, topicPartitions: own.size, acks: config.acks, bufferTotalBytes: accumulator.pool.totalBytes, bufferAvailableBytes: availableBytes(accumulator.pool), lanes,
    docks: brokers.map(({ id }) => ({
      broker: id, slots: config['max.in.flight.requests.per.connection'], connection: sender.connections.get(id)?.state ?? 'disconnected',
      inFlight: inFlightTo(producer, id).map(request => inFlightView(state, request, config['linger.ms'])),
    })),
    sentRecords: accumulator.sentRecords, acknowledgedRecords: accumulator.acknowledgedRecords,
    blockedSinceUs: blocked?.sinceUs ?? null, blockedFor: blocked?.waitsFor ?? null, threads: application.threads.length,
    state: sender.isClosed ? 'closed' : !sender.running ? 'closing' : leaders.length === 0 ? 'starting' : 'running', flushes: sender.flushes.length,
    identity: producer.transactionManager === null ? null : { producerId: producer.transactionManager.producerId, epoch: producer.transactionManager.producerEpoch },
    upcoming: upcomingSends(simulation, producer),
  }
}

/** Where a request in flight is now: on the wire, at its broker, parked there, or its answer on the way back. */
function inFlightView(state: ClusterState, request: InFlightRequest, lingerMs: number): InFlightView {
  const broker = state.brokers.find(({ id }) => id === request.broker)!
  const onTheWire = state.network.inFlight.get(request.message)
  const answer = onTheWire ?? [...state.network.inFlight.values()].find(message => message.request === request.message && message.isResponse)
  const parked = broker.purgatory.produces.find(produce => produce.request.message === request.message)
  const stage: RequestStage = onTheWire ? 'toBroker' : answer ? 'answerOnItsWay' : parked ? 'waitsForFollowers' : 'atBroker'
  return {
    message: request.message, correlationId: request.correlationId, broker: request.broker, sentUs: request.sentUs, sizeBytes: request.sizeBytes,
    batches: request.batches.map(batch => sealedBatchView(batch, lingerMs, stage === 'toBroker' ? undefined : appendedEntry(broker, batch))),
    api: request.api, stage, arrivesUs: answer?.arrivesUs ?? null, lastEvent: answer?.sentEvent ?? parked?.event ?? request.sentEvent,
  }
}

/** The entry of a batch in its leader's log, looked for among the last ones. */
function appendedEntry(broker: BrokerNode, batch: ProducerBatch): LogEntry | undefined {
  const log = broker.replicas.get(batch.partition)?.log
  if (log === undefined) return undefined
  for (let back = 0, offset = log.logEndOffset - 1; back < 64 && offset >= log.logStartOffset; back++) {
    const entry = entryAt(log, offset)
    if (entry === undefined || entry.batch.id === batch.id) return entry
    offset = entry.baseOffset - 1
  }
  return undefined
}

/** The next calls of send(), foretold from copies of the seeded streams; the script's own sends among them. */
function upcomingSends({ state, scenario }: Simulation, producer: ProducerNode): ProducerView['upcoming'] {
  const { application, node } = producer
  const copyOf = (name: string): RandomStream => state.streams.get(`${node}/${name}`)?.slice() ?? createStream(scenario.seed, `${node}/${name}`)
  const upcoming = application.threads.flatMap(({ number }) =>
    foretell(application, number, copyOf(streamName('keys', number)), copyOf(streamName('arrivals', number)), MAX_UPCOMING).map(send => ({ ...send, traced: false })))
  for (const { atUs, command } of scenario.script.slice(state.appliedCommands)) {
    if (command.type !== 'send' || state.producers[command.producer ?? 0] !== producer) continue
    upcoming.push({ atUs, key: command.key === null ? -1 : application.keys.indexes.get(command.key) ?? NEW_KEY, traced: command.traced === true })
  }
  return upcoming.sort((one, other) => one.atUs - other.atUs).slice(0, MAX_UPCOMING)
}

function cells(replica: Replica, endOffset: number, count: number): LogCellView[] {
  const { log } = replica
  const found: LogCellView[] = []
  for (let offset = Math.max(log.logStartOffset, endOffset - count); offset < endOffset;) {
    const entry = entryAt(log, offset)
    if (entry === undefined) break
    for (; offset <= entry.lastOffset && offset < endOffset; offset++) {
      const at = (offset - entry.baseOffset) * RECORD_STRIDE
      found.push({ offset, key: entry.batch.columns[at + KEY_INDEX]!, record: entry.batch.columns[at + RECORD_ID]!, batch: entry.batch.id })
    }
  }
  return found
}

const cutOf = ({ lastCut, leaderEpoch }: Replica): ReplicaView['cut'] => (lastCut?.leaderEpoch === leaderEpoch ? { at: lastCut.at, records: lastCut.records } : null)

function brokerView(overview: Overview, broker: BrokerNode, shows: Shows): BrokerView {
  const { produces, fetches } = broker.purgatory
  const replicas = [...broker.replicas.values()].filter(({ partition }) => shows(partition)).map((replica): ReplicaView => ({
    partition: replica.partition, broker: broker.id, ...replicaHealth(overview, broker, replica.partition),
    logStartOffset: replica.log.logStartOffset, logEndOffset: replica.log.logEndOffset, highWatermark: replica.log.highWatermark,
    cells: cells(replica, replica.log.logEndOffset, MAX_CELLS), cut: cutOf(replica), lastEvent: replica.lastEvent,
  }))
  return {
    id: broker.id, requestPath: requestPathView(broker, overview.state.nowUs), ...brokerHealth(overview, broker),
    parkedProduces: produces.map(({ request, sinceUs, waitsFor, outcomes, event }) => {
      const { partition, requiredOffset } = waitsFor[outcomes.indexOf(null)] ?? waitsFor[0]!
      return { message: request.message, correlationId: request.correlationId, sinceUs, partition, requiredOffset, event }
    }),
    parkedFetches: fetches.map(({ request, sinceUs, untilUs, event }) => ({ message: request.message, from: request.from, sinceUs, untilUs, event })),
    replicas: replicas.sort((one, other) => Number(other.isLeader) - Number(one.isLeader) || one.partition - other.partition),
  }
}

function consumerView(state: ClusterState, consumer: ConsumerNode, shows: Shows): ConsumerView {
  return {
    node: consumer.node, clientId: consumer.clientId, groupId: consumer.groupId, group: consumer.group, coordinator: consumer.coordinator,
    deliveredRecords: consumer.deliveredRecords,
    partitions: consumer.partitions.filter(({ partition }) => shows(partition)).sort((one, other) => one.partition - other.partition).map(assigned => {
      const { partition, leader, position, committed } = assigned
      // Nobody may lead it just now, or it may be gone.
      const replica = state.brokers.find(({ id }) => id === leader)?.replicas.get(partition)
      const lag = replica === undefined ? 0 : Math.max(0, replica.log.highWatermark - position)
      return { partition, leader, readsFrom: readsFrom(assigned), position, committed, lag, recent: replica === undefined ? [] : cells(replica, position, MAX_RECENT) }
    }),
  }
}

/** The messages on the wire as rows of TOKEN_STRIDE numbers, in order of sending. */
export function tokensOf(simulation: Simulation): Float64Array<ArrayBuffer> {
  const { inFlight } = simulation.state.network
  const tokens = new Float64Array(inFlight.size * TOKEN_STRIDE)
  let at = 0
  for (const message of inFlight.values()) { writeToken(tokens, at, message); at += TOKEN_STRIDE }
  return tokens
}

function carriedBatches(message: Message): readonly RecordBatch[] {
  if (message.api === PRODUCE && !message.isResponse) return (message.body as ProduceRequest).batches
  if (message.api === FETCH && message.isResponse) return (message.body as FetchResponse).partitions.flatMap(({ entries }) => entries.map(({ batch }) => batch))
  return []
}

function writeToken(tokens: Float64Array, at: number, message: Message): void {
  const batches = carriedBatches(message)
  tokens[at + TOKEN.message] = message.id
  tokens[at + TOKEN.api] = message.api
  tokens[at + TOKEN.isResponse] = message.isResponse ? 1 : 0
  tokens[at + TOKEN.from] = message.from
  tokens[at + TOKEN.to] = message.to
  tokens[at + TOKEN.sentUs] = message.sentUs
  tokens[at + TOKEN.arrivesUs] = message.arrivesUs
  tokens[at + TOKEN.correlationId] = message.correlationId
  let records = 0
  for (const batch of batches) records += batch.recordCount
  tokens[at + TOKEN.records] = records
  tokens[at + TOKEN.batches] = batches.length
  tokens[at + TOKEN.partition] = batches[0]?.partition ?? partitionOf(message)
  tokens[at + TOKEN.lastEvent] = message.sentEvent
  const { results } = message.body as Partial<ProduceResponse>
  tokens[at + TOKEN.error] = (message.isResponse ? results?.find(({ error }) => error !== 0)?.error : undefined) ?? 0
  let key = 0
  for (const batch of batches) {
    for (let index = 0; index < batch.recordCount && key < TOKEN_KEYS; index++) tokens[at + TOKEN_KEYS_AT + key++] = batch.columns[index * RECORD_STRIDE + KEY_INDEX]!
  }
  while (key < TOKEN_KEYS) tokens[at + TOKEN_KEYS_AT + key++] = -2
}

function partitionOf(message: Message): number {
  const body = message.body as { results?: readonly { partition: number }[]; partitions?: readonly { partition: number }[]; offsets?: readonly { partition: number }[] }
  return (body.results ?? body.partitions ?? body.offsets)?.[0]?.partition ?? CONSUMER_REPLICA
}

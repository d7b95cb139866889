/**
 * What the request path of a broker consists of, as plain data: network threads, the request queue, I/O threads, and how busy they are. The rules are in
 * networkThreads, ioThreads and connections.
 * Kafka: core/src/main/scala/kafka/network/{SocketServer,RequestChannel}.scala, server/KafkaRequestHandler.scala; spec §8.1.
 * Simplified: a network thread does one thing at a time in the order in which it came (Kafka: answers first, then what can be read, round by round).
 */
import type { BrokerConfig } from '../config/tables'
import type { Connection } from './brokerNode'

/** Kafka's Processor: its connections stay with it. Each of its work has a request to be read or an answer to be written, as its `place` says; the latter are Kafka's response queue. */
export interface NetworkThread {
  /** Never given twice in a process. */
  readonly number: number
  /** Null: it waits for something to do. */
  current: Connection | null
  /** It holds a request that the full request queue does not take, and does nothing else. */
  isBlocked: boolean
  /** What waits for it, in order. */
  work: Connection[]
  /** Taken out of service: it closes its connections. */
  hasEnded: boolean
}

/** How busy a pool of threads is: `marks` are instants and the busy time up to them, alternately, for a look back. */
export interface Load { busy: number; sinceUs: number; busyUs: number; marks: number[] }

export interface RequestPath {
  networkThreads: NetworkThread[]
  /** Threads started so far, and connections accepted: the next one goes to the next thread in turn. */
  startedThreads: number
  acceptedConnections: number
  networkLoad: Load
  /** Connections whose request waits for an I/O thread, in order. */
  requestQueue: Connection[]
  /** Network threads that wait for room in it, in order. */
  blocked: NetworkThread[]
  /** `busy` I/O threads are at work. */
  ioLoad: Load
  /** Per API: how many requests, then the sum and the most of each of REQUEST_TIMES, µs. Of this process. */
  times: Float64Array<ArrayBuffer>
}

/** Kafka's RequestMetrics, in the order in which a request goes through them. */
export const REQUEST_TIMES = ['RequestQueueTimeMs', 'LocalTimeMs', 'RemoteTimeMs', 'ResponseQueueTimeMs', 'ResponseSendTimeMs'] as const
const CLIENT_APIS = 6
export const TIMES_STRIDE = 1 + REQUEST_TIMES.length * 2

const createLoad = (): Load => ({ busy: 0, sinceUs: 0, busyUs: 0, marks: [0, 0] })

export function createRequestPath(config: BrokerConfig): RequestPath {
  const path: RequestPath = {
    networkThreads: [], startedThreads: 0, acceptedConnections: 0, networkLoad: createLoad(), requestQueue: [], blocked: [], ioLoad: createLoad(), times: new Float64Array(CLIENT_APIS * TIMES_STRIDE),
  }
  startNetworkThreads(path, config)
  return path
}

export function startNetworkThreads(path: RequestPath, config: BrokerConfig): void {
  while (path.networkThreads.length < config['num.network.threads']) path.networkThreads.push({ number: path.startedThreads++, current: null, isBlocked: false, work: [], hasEnded: false })
}

/** The acceptor hands a new connection to the next thread in turn. */
export const assignThread = (path: RequestPath): NetworkThread => path.networkThreads[path.acceptedConnections++ % path.networkThreads.length]!

const MARK_EVERY_US = 50_000
/** How far back `idleShare` looks; as far as the run's figures do. */
export const LOAD_STRETCH_US = 500_000

/** One thread more, or less, is at work from now on. */
export function changeLoad(load: Load, nowUs: number, by: 1 | -1): void {
  const { marks, sinceUs, busyUs } = load
  load.busyUs += load.busy * (nowUs - sinceUs)
  load.sinceUs = nowUs
  load.busy += by
  if (nowUs - marks[marks.length - 2]! < MARK_EVERY_US) return
  // Between two marks the busy time grows evenly, or nearly so.
  if (sinceUs > marks[marks.length - 2]!) marks.push(sinceUs, busyUs)
  marks.push(nowUs, load.busyUs)
  while (marks.length > 2 && marks[2]! <= nowUs - LOAD_STRETCH_US) marks.splice(0, 2)
}

/** The share of `threads` that had nothing to do over the last half second, 0 to 1. */
export function idleShare({ busy, sinceUs, busyUs, marks }: Load, threads: number, nowUs: number): number {
  const fromUs = Math.max(0, nowUs - LOAD_STRETCH_US), nowBusyUs = busyUs + busy * (nowUs - sinceUs)
  if (fromUs === nowUs) return 1
  const points = [...marks, sinceUs, busyUs, nowUs, nowBusyUs]
  let at = 0
  while (at + 2 < points.length && points[at + 2]! <= fromUs) at += 2
  const lengthUs = (points[at + 2] ?? fromUs) - points[at]!
  const before = points[at + 1]! + (lengthUs === 0 ? 0 : ((points[at + 3]! - points[at + 1]!) * (fromUs - points[at]!)) / lengthUs)
  return Math.max(0, 1 - (nowBusyUs - before) / (threads * (nowUs - fromUs)))
}

/** Adds the times of an answered request. */
export function countRequest({ times }: RequestPath, api: number, { readUs, takenUs, handledUs, answeredUs, writingUs }: Connection, writtenUs: number): void {
  const at = api * TIMES_STRIDE
  times[at]!++
  countPart(times, at + 1, takenUs - readUs)
  countPart(times, at + 3, handledUs - takenUs)
  countPart(times, at + 5, answeredUs - handledUs)
  countPart(times, at + 7, writingUs - answeredUs)
  countPart(times, at + 9, writtenUs - writingUs)
}

function countPart(times: Float64Array, at: number, partUs: number): void {
  times[at]! += partUs
  if (partUs > times[at + 1]!) times[at + 1] = partUs
}

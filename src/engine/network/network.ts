/**
 * Links between machines: latency each way, bandwidth, order kept per connection (TCP). What is on the wire is a table of messages.
 * A socket's buffer holds so many bytes that are not yet received (at the sender) or not yet acknowledged to it: of a message that is larger, one bufferful at
 * a time travels, and the next leaves when the other end has told that it has the last.
 * A link loses no single message, as TCP does not: what is lost is sent again, later; a link that is cut holds everything back until it is mended.
 * Simplified: every connection has the link's whole bandwidth in each direction; TCP never gives up on a silent link (Linux: after about 15 minutes). Only a message's
 * own bytes fill a buffer, and only the broker's buffers count: messages that wait unread in a broker's socket do not yet hold up their sender, and a client's own
 * send.buffer.bytes and receive.buffer.bytes are never the smaller ones.
 */
import type { Message } from '../protocol/messages'

export interface NetworkState {
  latencyUs: number
  bandwidthBytesPerSecond: number
  /** Per direction of a connection, while it is open. */
  lines: Map<number, Line>
  /** Messages on the wire, in order of sending. */
  inFlight: Map<number, Message>
  /** What is wrong between two machines, by `linkKey`; links in order are not here. */
  links: Map<number, Link>
  /** Per direction of a connection whose link was mended: the message that is sent again, and behind it, in order, what has come since and waits for it. */
  resent: Map<number, number[]>
}
export interface Line {
  readonly from: number
  readonly to: number
  readonly connection: number
  readonly openedUs: number
  /** When its last message has left the sender's card, and when it arrives. */
  freeUs: number
  lastArrivalUs: number
}
/** silent: packets vanish. reset: they are answered with a reset, which ends the connection. */
export type Cut = 'no' | 'silent' | 'reset'
export interface Link {
  cut: Cut
  extraLatencyUs: number
  /** Of the segments; each is sent again until it gets through. */
  lossPercent: number
  /** Messages held back by a silent cut, in order of arrival. */
  stalled: number[]
}

const MAX_NODE = 8192, MAX_CONNECTIONS = 2 ** 24

export function createNetwork(latencyUs: number, bandwidthBytesPerSecond: number): NetworkState {
  return { latencyUs, bandwidthBytesPerSecond, lines: new Map(), inFlight: new Map(), links: new Map(), resent: new Map() }
}

export const lineKey = (from: number, to: number, connection: number): number => (from * MAX_NODE + to) * MAX_CONNECTIONS + connection
/** The same for both directions. */
export const linkKey = (one: number, other: number): number => Math.min(one, other) * MAX_NODE + Math.max(one, other)
/** The machines at both ends of a link, by its key; the lower number first. */
export const endsOfLink = (key: number): { readonly one: number; readonly other: number } => ({ one: Math.floor(key / MAX_NODE), other: key % MAX_NODE })

/**
 * When a message of `sizeBytes` that is written now arrives: after the ones before it on its connection, its own bytes through a buffer of `bufferBytes` (−1: never
 * too small), the latency, and what losses cost.
 */
export function arrivalUs(network: NetworkState, nowUs: number, from: number, to: number, connection: number, sizeBytes: number, bufferBytes: number, delayUs: number): number {
  const key = lineKey(from, to, connection)
  let line = network.lines.get(key)
  if (line === undefined) {
    line = { from, to, connection, openedUs: nowUs, freeUs: 0, lastArrivalUs: 0 }
    network.lines.set(key, line)
  }
  line.freeUs = Math.max(nowUs, line.freeUs) + wireUs(network, sizeBytes)
  if (bufferBytes > 0 && sizeBytes > bufferBytes) line.freeUs += (Math.ceil(sizeBytes / bufferBytes) - 1) * Math.max(0, 2 * latencyBetween(network, from, to) - wireUs(network, bufferBytes))
  line.lastArrivalUs = Math.max(line.freeUs + network.latencyUs + delayUs, line.lastArrivalUs)
  return line.lastArrivalUs
}

const wireUs = ({ bandwidthBytesPerSecond }: NetworkState, bytes: number): number => Math.floor((bytes * 1_000_000) / bandwidthBytesPerSecond)

/** One way, without what losses cost. */
export const latencyBetween = (network: NetworkState, one: number, other: number): number => network.latencyUs + (network.links.get(linkKey(one, other))?.extraLatencyUs ?? 0)

/** A connection is over: both its directions, and what is on the wire. */
export function forgetConnection(network: NetworkState, one: number, other: number, connection: number): void {
  for (const key of [lineKey(one, other, connection), lineKey(other, one, connection)]) { network.lines.delete(key); network.resent.delete(key) }
  for (const [id, { from, to, connection: number }] of network.inFlight) {
    if (number === connection && ((from === one && to === other) || (from === other && to === one))) network.inFlight.delete(id)
  }
}

/** One end closes the connection: what is on its way to it is gone. Returns when the last that it has written itself arrives, which is still received. */
export function endWriting(network: NetworkState, one: number, other: number, connection: number): number {
  network.lines.delete(lineKey(other, one, connection))
  network.resent.delete(lineKey(other, one, connection))
  for (const [id, { from, to, connection: number }] of network.inFlight) if (number === connection && from === other && to === one) network.inFlight.delete(id)
  return network.lines.get(lineKey(one, other, connection))?.lastArrivalUs ?? 0
}

/** When the connection that the message came by was opened; −1 if it is no longer. */
export const openedUsOf = (network: NetworkState, { from, to, connection }: Pick<Message, 'from' | 'to' | 'connection'>): number => network.lines.get(lineKey(from, to, connection))?.openedUs ?? -1

/** The connections of a machine: the other end, and the number. */
export function connectionsOf(network: NetworkState, node: number): readonly { readonly peer: number; readonly connection: number }[] {
  const found = new Map<number, { peer: number; connection: number }>()
  for (const { from, to, connection } of network.lines.values()) {
    if (from !== node && to !== node) continue
    const peer = from === node ? to : from
    found.set(lineKey(node, peer, connection), { peer, connection })
  }
  return [...found.values()]
}

/**
 * Links between machines: latency each way, bandwidth, order kept per connection (TCP). What is on the wire is a table of messages.
 * Simplified: every connection has the link's whole bandwidth in each direction; nothing is lost yet.
 */
import type { Message } from '../protocol/messages'

export interface NetworkState {
  latencyUs: number
  bandwidthBytesPerSecond: number
  /** Per direction of a connection: when its last message has left the sender's card, and when it arrives. */
  lines: Map<number, Line>
  /** Messages on the wire, in order of sending. */
  inFlight: Map<number, Message>
}
interface Line { freeUs: number; lastArrivalUs: number }

const MAX_NODE = 8192, MAX_CONNECTIONS = 2 ** 24

export function createNetwork(latencyUs: number, bandwidthBytesPerSecond: number): NetworkState {
  return { latencyUs, bandwidthBytesPerSecond, lines: new Map(), inFlight: new Map() }
}

/** When a message of `sizeBytes` that is written now arrives: after the ones before it on its connection, its own bytes, and the latency. */
export function arrivalUs(network: NetworkState, nowUs: number, from: number, to: number, connection: number, sizeBytes: number): number {
  const key = (from * MAX_NODE + to) * MAX_CONNECTIONS + connection
  let line = network.lines.get(key)
  if (line === undefined) {
    line = { freeUs: 0, lastArrivalUs: 0 }
    network.lines.set(key, line)
  }
  line.freeUs = Math.max(nowUs, line.freeUs) + Math.floor((sizeBytes * 1_000_000) / network.bandwidthBytesPerSecond)
  line.lastArrivalUs = Math.max(line.freeUs + network.latencyUs, line.lastArrivalUs)
  return line.lastArrivalUs
}

/**
 * TCP keeps the order of a connection: when a link that was cut is mended, the oldest message that was not received is sent again after its sender has waited, and
 * whatever comes before that waits at the receiver's end.
 * Simplified: all that was held back comes with it, at one instant, whatever it weighs.
 */
import type { Message } from '../protocol/messages'
import { latencyBetween, lineKey, type NetworkState } from './network'

const FIRST_RETRANSMISSION_US = 200_000, LONGEST_RETRANSMISSION_US = 120_000_000

const keyOf = ({ from, to, connection }: Message): number => lineKey(from, to, connection)

/** What a cut held back, in order of arrival: the oldest of each connection and direction, and when it arrives. The others follow it. */
export function resend(network: NetworkState, stalled: readonly number[], nowUs: number): readonly { readonly message: Message; readonly arrivesUs: number }[] {
  const first: { message: Message; arrivesUs: number }[] = []
  for (const id of stalled) {
    const message = network.inFlight.get(id)
    if (message === undefined) continue
    const before = network.resent.get(keyOf(message))
    if (before !== undefined) { before.push(id); continue }
    network.resent.set(keyOf(message), [id])
    const arrivesUs = againUs(message, nowUs) + latencyBetween(network, message.from, message.to), line = network.lines.get(keyOf(message))
    // What is written from now on, and the end of the connection, comes after all of that.
    if (line !== undefined) line.lastArrivalUs = Math.max(line.lastArrivalUs, arrivesUs + 1)
    first.push({ message, arrivesUs })
  }
  return first
}

/** Its sender tries again after 200 ms, then after twice as long, and so on: so it takes a while until the end of a long cut is noticed. */
function againUs({ sentUs }: Message, nowUs: number): number {
  let atUs = sentUs, waitUs = FIRST_RETRANSMISSION_US
  while (atUs < nowUs) { atUs += waitUs; waitUs = Math.min(waitUs * 2, LONGEST_RETRANSMISSION_US) }
  return atUs
}

/** A message has come: whether it waits for an earlier one of its connection. */
export function waitsForResent({ resent }: NetworkState, message: Message): boolean {
  const line = resent.get(keyOf(message))
  if (line === undefined || line[0] === message.id) return false
  line.push(message.id)
  return true
}

/** A message that was sent again has come: which one is next; −1 if none has waited for it. */
export function followingResent({ resent }: NetworkState, message: Message): number {
  const key = keyOf(message), line = resent.get(key)
  if (line === undefined) return -1
  line.shift()
  if (line.length === 0) resent.delete(key)
  return line[0] ?? -1
}

/** Its link is cut anew before it has come: it is held back again, with all that has waited for it. */
export function heldBackWith({ resent }: NetworkState, message: Message): readonly number[] {
  const line = resent.get(keyOf(message)) ?? [message.id]
  resent.delete(keyOf(message))
  return line
}

/** The sender is another process now: what has waited behind its last words has none to wait for. */
export function forgetResentBy({ resent, inFlight }: NetworkState, node: number): void {
  for (const [key, line] of resent) {
    if (inFlight.get(line[0]!)?.from !== node) continue
    for (const id of line.slice(1)) inFlight.delete(id)
    resent.delete(key)
  }
}

/** What lesson 6 reads from a run's log: who died, who led, how long payments waited, and what is gone. Times in µs. Pure. */
import { API_KEYS, type NamedEvent } from '../../engine/pageFace'
import type { Evidence } from '../lesson'
import { firstOf, sumOf } from '../readings'

export const died = (evidence: Evidence, node: number): NamedEvent => firstOf(evidence, 'nodeStopped', ({ arguments: given }) => given['node'] === node)!
/** The controller gives a broker up. */
export const fenced = (evidence: Evidence, broker: number): NamedEvent => firstOf(evidence, 'brokerFenced', ({ arguments: given }) => given['broker'] === broker)!
/** Somebody else leads: the controller's decision. Undefined: nobody does. */
export const elected = (evidence: Evidence, afterUs = 0): NamedEvent | undefined => firstOf(evidence, 'partitionChanged', ({ arguments: { leader, leaderBefore } }) => leader! > 0 && leader !== leaderBefore, afterUs)
/** The new leader has heard of it. */
export const taken = (evidence: Evidence, afterUs = 0): NamedEvent | undefined => firstOf(evidence, 'leadershipTaken', () => true, afterUs)
/** A broker cuts off the end of its log. */
export const truncated = (evidence: Evidence, broker: number): NamedEvent | undefined => firstOf(evidence, 'logTruncated', ({ node }) => node === broker)

/** When the controller last heard of a broker before it died. */
export function lastHeartbeatUs(evidence: Evidence, broker: number): number {
  const deathUs = died(evidence, broker).atUs
  let last = 0
  for (const { atUs, arguments: { api, from } } of evidence.events.ofKind('requestReceived', 0, deathUs)) if (API_KEYS[api!] === 'BrokerHeartbeat' && from === broker) last = atUs
  return last
}

/** Where a broker's log ended at an instant: what it had appended, as leader or follower, less what it had cut off. */
export function logEndAt({ events }: Evidence, broker: number, atUs: number): number {
  let end = 0, lastId = -1
  for (const kind of ['batchAppended', 'replicaAppended', 'logTruncated'] as const) {
    for (const { id, node, arguments: given } of events.ofKind(kind, 0, atUs)) {
      if (node !== broker || id < lastId) continue
      end = kind === 'logTruncated' ? given['to']! : given['lastOffset']! + 1
      lastId = id
    }
  }
  return end
}

/** Payments that had been told yes at an instant. */
export const acknowledgedAt = (evidence: Evidence, atUs: number): number => sumOf(evidence, 'batchAcknowledged', 'records', atUs)

/** A payment's wait for its answer: the one that waited longest, or, if it has none yet, until the run ends. */
export interface Wait { readonly fromUs: number; readonly untilUs: number }
export const lengthOf = ({ fromUs, untilUs }: Wait): number => untilUs - fromUs
export function longestWait({ events, view: { nowUs } }: Evidence): Wait {
  const openedUs = new Map<number, number>()
  let longest: Wait = { fromUs: 0, untilUs: 0 }
  const take = (wait: Wait): void => { if (lengthOf(wait) > lengthOf(longest)) longest = wait }
  for (const { atUs, arguments: { batch } } of events.ofKind('batchOpened')) openedUs.set(batch!, atUs)
  for (const { atUs, arguments: { batch } } of events.ofKind('batchAcknowledged')) {
    const fromUs = openedUs.get(batch!)
    if (fromUs === undefined) continue
    take({ fromUs, untilUs: atUs })
    openedUs.delete(batch!)
  }
  for (const fromUs of openedUs.values()) take({ fromUs, untilUs: nowUs })
  return longest
}
export const longestWaitUs = (evidence: Evidence): number => lengthOf(longestWait(evidence))

/** Told yes, and gone. */
export const lost = ({ figures }: Pick<Evidence, 'figures'>): number => figures.lostRecords

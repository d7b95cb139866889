/** When the messages about one record were on the wire in the run that the forks leave: its request, what the leader and each follower said to each other, its answer. Pure. */
import { API_KEYS, ARG, AT_US, EVENT_CODE, EVENT_STRIDE, isBroker, isProducer, KIND, NODE } from '../../engine/pageFace'
import type { FateStrip } from '../../lessons/fateStrip'

/** copy: the answer to a fetch that brings the record; reply: one that does not. answer: to the producer. */
export interface LaneBar { readonly fromUs: number; readonly untilUs: number; readonly kind: 'request' | 'fetch' | 'copy' | 'reply' | 'answer' }
export interface Lane { readonly name: string; readonly bars: readonly LaneBar[] }

const PRODUCE = API_KEYS.indexOf('Produce'), FETCH = API_KEYS.indexOf('Fetch')

interface Row { readonly kind: number; readonly atUs: number; readonly node: number; readonly arguments: readonly number[] }
const rowsOf = ({ events }: FateStrip): readonly Row[] => Array.from({ length: events.length / EVENT_STRIDE }, (_none, index) => {
  const at = index * EVENT_STRIDE
  return { kind: events[at + KIND]!, atUs: events[at + AT_US]!, node: events[at + NODE]!, arguments: Array.from(events.subarray(at + ARG, at + EVENT_STRIDE)) }
})

/** Rows for people, first the request, then each follower in order, then the answer. Empty until the run has been played. */
export function lanesOf(strip: FateStrip, fromUs: number, untilUs: number): readonly Lane[] {
  const rows = rowsOf(strip)
  const appended = rows.find(({ kind, arguments: [batch] }) => kind === EVENT_CODE.batchAppended && batch === strip.batch)
  if (!appended) return []
  const leader = appended.node, [, , baseOffset = 0, lastOffset = 0, , message] = appended.arguments
  const isInStrip = ({ fromUs: from, untilUs: until }: LaneBar): boolean => until > fromUs && from < untilUs
  const barOf = ({ atUs, arguments: [, , , , , arrivesUs = 0] }: Row, kind: LaneBar['kind']): LaneBar => ({ fromUs: atUs, untilUs: arrivesUs, kind })
  const request = rows.filter(({ kind, arguments: [id] }) => kind === EVENT_CODE.requestSent && id === message).map(row => barOf(row, 'request'))
  const producer = rows.find(({ kind, arguments: [id] }) => kind === EVENT_CODE.requestSent && id === message)?.node ?? -1
  const asked = rows.find(({ kind, arguments: [id] }) => kind === EVENT_CODE.requestSent && id === message)?.arguments[3]
  const answer = rows.filter(({ kind, node, arguments: [, api, to, correlation] }) => kind === EVENT_CODE.responseSent && node === leader && api === PRODUCE && to === producer && isProducer(producer) && correlation === asked).map(row => barOf(row, 'answer'))
  const followers = [...new Set(rows.filter(({ kind, node, arguments: [, api, to] }) => kind === EVENT_CODE.requestSent && api === FETCH && to === leader && isBroker(node)).map(({ node }) => node))].toSorted((one, other) => one - other)
  const lanes = followers.map((follower): Lane => {
    const arrivals = rows.filter(({ kind, node, arguments: [partition, base = 0, last = 0] }) => kind === EVENT_CODE.replicaAppended && node === follower && partition === strip.partition && base <= lastOffset && last >= baseOffset).map(({ atUs }) => atUs)
    const fetches = rows.filter(({ kind, node, arguments: [, api, to] }) => kind === EVENT_CODE.requestSent && api === FETCH && node === follower && to === leader).map(row => barOf(row, 'fetch'))
    const answers = rows.filter(({ kind, node, arguments: [, api, to] }) => kind === EVENT_CODE.responseSent && api === FETCH && node === leader && to === follower).map(row => barOf(row, 'reply'))
    // The copy is the answer after whose arrival the follower appended.
    const copies = new Set(arrivals.map(atUs => answers.findLast(({ untilUs: arrives }) => arrives <= atUs)))
    return { name: `broker ${follower}`, bars: [...fetches, ...answers.map(bar => (copies.has(bar) ? { ...bar, kind: 'copy' as const } : bar))].filter(isInStrip).toSorted((one, other) => one.fromUs - other.fromUs) }
  })
  return [{ name: 'request', bars: request.filter(isInStrip) }, ...lanes, { name: 'answer', bars: answer.filter(isInStrip) }]
}

/** Where a broker's requests are and what each waits for, in words with Kafka's names. Pure. */
import { API_KEYS, type BrokerView, type RequestPathView, type WaitingRequestView } from '../../engine/pageFace'
import { grouped, milliseconds, plural } from '../../engine/kernel/units'
import { machineName } from '../stage/health'

export interface StationWords { readonly name: string; readonly words: string; /** Kafka's metric for it. */ readonly metric: string; readonly isFull: boolean }
const atWork = (idle: number): string => `at work ${grouped(Math.round((1 - idle) * 100))} % of the last half second`

/** The stations of a request, in the order in which it passes them. */
export function stationsOf({ requestPath: { network, queue, io, answersQueued }, parkedProduces, parkedFetches }: Pick<BrokerView, 'requestPath' | 'parkedProduces' | 'parkedFetches'>): readonly StationWords[] {
  return [
    { name: 'Network threads', words: `${grouped(network.busy)} of ${grouped(network.threads)} busy, ${atWork(network.idle)}`, metric: 'NetworkProcessorAvgIdlePercent', isFull: network.busy >= network.threads },
    { name: 'Request queue', words: `${plural(queue.size, 'request')}, room for ${grouped(queue.most)}`, metric: 'RequestQueueSize', isFull: queue.size >= queue.most },
    { name: 'I/O threads', words: `${grouped(io.busy)} of ${grouped(io.threads)} busy, ${atWork(io.idle)}`, metric: 'RequestHandlerAvgIdlePercent', isFull: io.busy >= io.threads },
    { name: 'Purgatory', words: `${grouped(parkedProduces.length)} Produce for copies, ${grouped(parkedFetches.length)} Fetch for something to read`, metric: 'PurgatorySize', isFull: false },
    { name: 'Answers', words: answersQueued === 0 ? 'none waits to be written' : `${plural(answersQueued, 'answer')} to be written`, metric: 'ResponseQueueSize', isFull: false },
  ]
}

/** What one request waits for. */
export function waitingWords({ api, correlationId, from, why, ahead, sinceUs }: WaitingRequestView, { queue, network, io }: RequestPathView, nowUs: number): string {
  const before = ahead === 0 ? 'it is the next' : `${grouped(ahead)} before it`
  const what = {
    connection: `waits behind ${plural(ahead, 'request')} of its connection: one at a time`,
    networkThread: `waits to be read, ${network.threads === 1 ? 'the network thread is' : 'its network thread is'} busy`,
    fullQueue: `was read, but the request queue is full (queued.max.requests ${grouped(queue.most)}): its network thread stands still with it`,
    ioThread: `is in the request queue, ${before}; ${io.busy >= io.threads ? `${io.threads === 1 ? 'the one I/O thread (num.io.threads) is' : `all ${grouped(io.threads)} I/O threads (num.io.threads) are`} busy` : 'an I/O thread takes it now'}`,
    answer: 'has been handled, its answer waits for the network thread',
  }[why]
  return `${API_KEYS[api]!} #${correlationId} of ${machineName(from)} ${what}. For ${milliseconds(nowUs - sinceUs)} now.`
}

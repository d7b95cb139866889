/** A broker's request path as the page sees it (view.ts). Reads, never changes. */
import type { BrokerNode, Connection } from './broker/brokerNode'
import { idleShare } from './broker/requestPath'
import type { RequestPathView, WaitingRequestView } from './view'

const MAX_WAITING = 8

export function requestPathView({ requestPath, connections, config }: BrokerNode, nowUs: number): RequestPathView {
  const { networkThreads, networkLoad, requestQueue, ioLoad } = requestPath
  const network = networkThreads.length, io = config['num.io.threads']
  let answersQueued = 0, waitingCount = requestQueue.length
  for (const { work, isBlocked } of networkThreads) {
    if (isBlocked) waitingCount++
    for (const { place } of work) { waitingCount++; if (place === 'toWrite') answersQueued++ }
  }
  const queued = requestQueue.map((connection, ahead) => waiting(connection, 'ioThread', ahead))
  const blocked = requestPath.blocked.filter(({ hasEnded }) => !hasEnded).map(({ current }, ahead) => waiting(current!, 'fullQueue', requestQueue.length + ahead))
  const unread = networkThreads.flatMap(({ work }) => work.map((connection, ahead) => waiting(connection, connection.place === 'toWrite' ? 'answer' : 'networkThread', ahead + 1)))
  const behind = [...connections.values()].flatMap(connection => connection.waiting.map(({ message, atUs, event }, index): WaitingRequestView =>
    ({ message: message.id, api: message.api, from: message.from, correlationId: message.correlationId, sinceUs: atUs, why: 'connection', ahead: index + 1, event })))
  return {
    network: { busy: Math.min(networkLoad.busy, network), threads: network, idle: hundredths(idleShare(networkLoad, network, nowUs)) },
    io: { busy: ioLoad.busy, threads: io, idle: hundredths(idleShare(ioLoad, io, nowUs)) },
    queue: { size: requestQueue.length, most: config['queued.max.requests'] },
    answersQueued, waitingCount: waitingCount + behind.length,
    waiting: [...queued, ...blocked, ...unread, ...behind].slice(0, MAX_WAITING),
  }
}

/** A picture is drawn anew only if something in it has changed. */
const hundredths = (share: number): number => Math.round(share * 100) / 100

function waiting(connection: Connection, why: WaitingRequestView['why'], ahead: number): WaitingRequestView {
  const { id, api, from, correlationId } = connection.inHand!
  const sinceUs = why === 'answer' ? connection.answeredUs : why === 'networkThread' ? connection.arrivedUs : connection.readUs
  return { message: id, api, from, correlationId, sinceUs, why, ahead, event: connection.arrivedEvent }
}

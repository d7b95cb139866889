/**
 * The I/O threads (request handlers) take requests out of the one request queue, first come first served, whoever's they are, and do the API call.
 * Kafka: core/src/main/scala/kafka/network/RequestChannel.scala#sendRequest, server/KafkaRequestHandler.scala, KafkaRequestHandlerPool#resizeThreadPool; spec §8.1.
 */
import type { Effects } from '../effects'
import { BYTES_PER_US, SERVICE_TIMES_US } from '../config/serviceTimes'
import { PHASE } from '../kernel/eventQueue'
import { known } from '../kernel/assert'
import { FETCH, OFFSET_COMMIT, PRODUCE, type Message, type ProduceRequest } from '../protocol/messages'
import type { BrokerNode, Connection } from './brokerNode'
import { flushTimeUs } from './flushing'
import { changeLoad } from './requestPath'

/** A request that was read goes to a free thread, or into the queue. False: the queue is full. */
export function offerRequest(broker: BrokerNode, effects: Effects, connection: Connection): boolean {
  const { requestPath: { ioLoad, requestQueue }, config } = broker
  if (ioLoad.busy < config['num.io.threads'] && requestQueue.length === 0) take(broker, effects, connection)
  else if (requestQueue.length < config['queued.max.requests']) {
    connection.place = 'queued'
    requestQueue.push(connection)
  } else return false
  return true
}

function take(broker: BrokerNode, effects: Effects, connection: Connection): void {
  const message = known(connection.inHand, 'the request in hand')
  connection.place = 'handled'
  connection.takenUs = effects.nowUs
  changeLoad(broker.requestPath.ioLoad, effects.nowUs, 1)
  effects.schedule(effects.nowUs + serviceUs(broker, message), PHASE.decision, 'finishHandling', connection.from, connection.connection)
}

function serviceUs({ disk, replicas }: BrokerNode, { api, sizeBytes, body }: Message): number {
  if (api !== PRODUCE) return api === FETCH ? SERVICE_TIMES_US.fetch : api === OFFSET_COMMIT ? SERVICE_TIMES_US.offsetCommit : SERVICE_TIMES_US.other
  return SERVICE_TIMES_US.produce + Math.floor(sizeBytes / BYTES_PER_US.check) + (SERVICE_TIMES_US.append + Math.ceil(sizeBytes / BYTES_PER_US.append) + flushTimeUs(replicas, (body as ProduceRequest).batches)) * disk.slowness
}

/** A thread has done its call, of which `cause` tells. */
export function freeIoThread(broker: BrokerNode, effects: Effects, cause: number): void {
  changeLoad(broker.requestPath.ioLoad, effects.nowUs, -1)
  takeQueued(broker, effects, cause)
}

/** Free threads take what waits. The cause: what has made them free. */
export function takeQueued(broker: BrokerNode, effects: Effects, cause: number): void {
  const { requestPath: { ioLoad, requestQueue }, config } = broker
  while (requestQueue.length > 0 && ioLoad.busy < config['num.io.threads']) {
    const connection = requestQueue.shift()!
    connection.startCause = cause
    take(broker, effects, connection)
  }
}

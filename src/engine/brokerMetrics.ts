/**
 * The figures of a broker's request path, by the names that Kafka registers (JMX).
 * Kafka: kafka.network:type=SocketServer|RequestChannel|RequestMetrics, kafka.server:type=KafkaRequestHandlerPool.
 * Simplified: idle shares are of the last half second (Kafka: of the last 30 s, and a moving average of a minute), times of requests of the process's whole life (Kafka: of the
 * last minutes, with percentiles). Of Fetch, those of consumers and of followers are counted together; a Produce with acks=0, which has no answer, is not.
 */
import type { BrokerNode } from './broker/brokerNode'
import { idleShare, REQUEST_TIMES, TIMES_STRIDE } from './broker/requestPath'
import { API_KEYS } from './events'
import { known } from './kernel/assert'
import type { Simulation } from './simulation'

/** MBean and attribute → its value. Percents are shares from 0 to 1, as in Kafka; times are in ms. Null if there is no such broker. */
export function brokerMetrics({ state }: Simulation, id: number): Readonly<Record<string, number>> | null {
  const broker = state.brokers.find(one => one.id === id)
  return broker === undefined ? null : { ...queueMetrics(broker, state.nowUs), ...requestMetrics(broker) }
}

function queueMetrics({ requestPath: { networkThreads, networkLoad, ioLoad, requestQueue }, config }: BrokerNode, nowUs: number): Record<string, number> {
  return {
    'kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent': idleShare(networkLoad, networkThreads.length, nowUs),
    'kafka.server:type=KafkaRequestHandlerPool,name=RequestHandlerAvgIdlePercent': idleShare(ioLoad, config['num.io.threads'], nowUs),
    'kafka.network:type=RequestChannel,name=RequestQueueSize': requestQueue.length,
    'kafka.network:type=RequestChannel,name=ResponseQueueSize': networkThreads.reduce((sum, { work }) => sum + work.filter(({ place }) => place === 'toWrite').length, 0),
  }
}

function requestMetrics({ requestPath: { times } }: BrokerNode): Record<string, number> {
  const found: Record<string, number> = {}
  for (let at = 0, api = 0; at < times.length; at += TIMES_STRIDE, api++) {
    const count = times[at]!, request = known(API_KEYS[api], 'the name of an API')
    if (count === 0) continue
    const name = (metric: string, attribute: string): string => `kafka.network:type=RequestMetrics,name=${metric},request=${request},attribute=${attribute}`
    found[name('RequestsPerSec', 'Count')] = count
    REQUEST_TIMES.forEach((metric, part) => {
      found[name(metric, 'Mean')] = times[at + 1 + part * 2]! / count / 1000
      found[name(metric, 'Max')] = times[at + 2 + part * 2]! / 1000
    })
  }
  return found
}

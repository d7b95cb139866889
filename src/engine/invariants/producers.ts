/**
 * I15: a producer's memory adds up. I16: no more requests are in flight on a connection than allowed, and with one, one batch of a partition. I14 over the whole run: every record has one end.
 */
import type { ClusterState } from '../cluster'
import { availableBytes } from '../producer/bufferPool'
import type { ProducerNode } from '../producer/producerNode'
import { must } from './witness'

export function checkProducers({ producers }: Pick<ClusterState, 'producers'>): void {
  for (const producer of producers) { memoryAddsUp(producer); withinLimits(producer) }
}

/** What is available and what is held, what waiters have gathered and batches in flight that were given up included. */
function memoryAddsUp({ node, accumulator: { pool, held } }: ProducerNode): void {
  let sum = availableBytes(pool)
  for (const bytes of held.values()) sum += bytes
  for (const { gotBytes } of pool.waiters) sum += gotBytes
  must(sum === pool.totalBytes, 'I15', () => `producer ${node}: ${sum} bytes of ${pool.totalBytes} are accounted for`)
}

function withinLimits({ node, sender, config }: ProducerNode): void {
  const limit = config['max.in.flight.requests.per.connection']
  const partitions: number[] = []
  for (const [broker, { inFlight }] of sender.connections) {
    must(inFlight.length <= limit, 'I16', () => `producer ${node} has ${inFlight.length} requests in flight to broker ${broker}, allowed are ${limit}`)
    for (const { batches } of inFlight) partitions.push(...batches.map(({ partition }) => partition))
  }
  must(limit > 1 || new Set(partitions).size === partitions.length, 'I16', () => `producer ${node} has two batches of a partition in flight`)
}

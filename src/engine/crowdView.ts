/**
 * A cluster that is too large to be drawn whole, in exact numbers: a row for each partition, and sums. Reads, never changes.
 */
import type { ClusterState } from './cluster'
import type { Zoom } from './crowdZoom'
import { PRODUCE } from './protocol/messages'
import type { MetadataImage } from './protocol/metadata'
import { brokerHealth, type Overview } from './viewOfCore'
import { CROWD, CROWD_STRIDE, type CrowdView } from './view'

export function crowdView(overview: Overview, { partitions: [partition] }: Zoom): CrowdView {
  const { state, image } = overview
  const requests = onTheWire(state), waiting = waitingIn(state)
  return {
    partition: partition!,
    brokers: state.brokers.map(broker => {
      const { process, isFenced } = brokerHealth(overview, broker)
      return { id: broker.id, process, isFenced, requests: requests.get(broker.id) ?? 0, parked: broker.purgatory.produces.length }
    }),
    partitions: columnsOf(overview, waiting.byPartition), producers: state.producers.length, waitingRecords: waiting.total, lag: lagOf(state, image),
  }
}

/** Records in accumulators, per partition and in all. */
function waitingIn({ producers }: ClusterState): { readonly byPartition: ReadonlyMap<number, number>; readonly total: number } {
  const byPartition = new Map<number, number>()
  let total = 0
  for (const { accumulator: { queues, waiting } } of producers) {
    for (const partition of waiting) {
      for (const { recordCount } of queues[partition]!) { total += recordCount; byPartition.set(partition, (byPartition.get(partition) ?? 0) + recordCount) }
    }
  }
  return { byPartition, total }
}

function columnsOf({ state, image, leaderEnds }: Overview, waiting: ReadonlyMap<number, number>): Float64Array<ArrayBuffer> {
  const { logConfigs } = state.brokers[0]!
  const numbers = [...image.partitions.keys()].sort((one, other) => one - other)
  const rows = new Float64Array(numbers.length * CROWD_STRIDE)
  numbers.forEach((partition, index) => {
    const { replicas, leader, isr } = image.partitions.get(partition)!
    const at = index * CROWD_STRIDE
    rows[at + CROWD.partition] = partition
    rows[at + CROWD.home] = replicas[0]!
    rows[at + CROWD.leader] = leader
    rows[at + CROWD.inSync] = isr.length
    rows[at + CROWD.replicas] = replicas.length
    rows[at + CROWD.minIsr] = Math.min(logConfigs.get(partition)?.minInsyncReplicas ?? 1, replicas.length)
    rows[at + CROWD.waiting] = waiting.get(partition) ?? 0
    rows[at + CROWD.logEnd] = leaderEnds.get(partition) ?? -1
  })
  return rows
}

/** Produce requests and their answers on their way, by broker. */
function onTheWire({ network }: ClusterState): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (const { api, isResponse, from, to } of network.inFlight.values()) {
    if (api !== PRODUCE) continue
    const broker = isResponse ? from : to
    found.set(broker, (found.get(broker) ?? 0) + 1)
  }
  return found
}

/** Records below the high watermarks that consumers have not been handed yet. */
function lagOf({ consumers, brokers }: ClusterState, { partitions }: MetadataImage): number {
  const byId = new Map(brokers.map(broker => [broker.id, broker]))
  let lag = 0
  for (const consumer of consumers) {
    for (const { partition, position } of consumer.partitions) {
      const log = byId.get(partitions.get(partition)?.leader ?? -1)?.replicas.get(partition)?.log
      if (log !== undefined) lag += Math.max(0, log.highWatermark - position)
    }
  }
  return lag
}

/**
 * Fetch sessions forget nothing: a partition that rests (broker/fetchSessions) has nothing that a Fetch would have to tell.
 */
import { readPartition } from '../broker/readLog'
import type { ClusterState } from '../cluster'
import { CONSUMER_REPLICA } from '../protocol/messages'
import { must } from './witness'

export function checkFetchSessions({ brokers, hosts }: ClusterState): void {
  for (const broker of brokers) {
    if (hosts.get(broker.id)?.isUp !== true) continue
    for (const replica of broker.replicas.values()) {
      for (const session of replica.resting) {
        const told = session.partitions.get(replica.partition)
        const tells = (): string => `broker ${broker.id}, partition ${replica.partition}, asked by ${session.replica}: ${JSON.stringify(told)}`
        must(told !== undefined && !session.awake.has(replica.partition), 'KIP-227', tells)
        const { replica: asker, replicaEpoch } = session
        const read = readPartition(broker, { replica: asker, replicaEpoch, maxWaitUs: 0, minBytes: 1, partitionMaxBytes: 1, rack: '', isFull: false, partitions: [], forgotten: [] }, told!.asked)
        must(read.error === 0 && read.entries.length === 0 && read.diverging === null && read.highWatermark === told!.highWatermark && read.logStartOffset === told!.logStartOffset, 'KIP-227', () => `${tells()} has to be told ${JSON.stringify(read)}`)
        must(asker === CONSUMER_REPLICA || (replica.isr.includes(asker) && replica.followers.get(asker)?.endOffset === replica.log.logEndOffset), 'KIP-227', tells)
      }
    }
  }
}

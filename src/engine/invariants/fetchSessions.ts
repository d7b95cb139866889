/**
 * Fetch sessions forget nothing. A partition that rests (broker/fetchSessions) has nothing that a Fetch would have to tell; what an asker does not mean to look at
 * again (protocol/fetchSession) it would ask for just as the broker has been told; and while nothing is on its way, broker and asker know the same.
 */
import { connectionKey, type BrokerNode } from '../broker/brokerNode'
import { readPartition } from '../broker/readLog'
import { wantedOf } from '../broker/replicaFetcher'
import type { ClusterState } from '../cluster'
import { dataConnection } from '../consumer/connectionsToBrokers'
import { wantedFrom } from '../consumer/fetcher'
import { readsFrom } from '../consumer/readReplica'
import { isSame, type FetchSession } from '../protocol/fetchSession'
import { CONSUMER_REPLICA, type FetchPartition } from '../protocol/messages'
import { must } from './witness'

export function checkFetchSessions(state: ClusterState): void {
  const running = state.brokers.filter(({ id }) => state.hosts.get(id)?.isUp === true)
  for (const broker of running) checkResting(broker)
  for (const broker of running) checkFetchers(broker, running)
  checkConsumers(state, running)
}

function checkResting(broker: BrokerNode): void {
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

/** `wanted`: how a partition would be asked for now, null not at all. */
function checkAsked(session: FetchSession, partitions: Iterable<number>, wanted: (partition: number) => FetchPartition | null, who: string): void {
  for (const partition of new Set([...session.asked.keys(), ...partitions])) {
    if (session.changed.has(partition)) continue
    const asked = session.asked.get(partition) ?? null, now = wanted(partition)
    must(asked === null || now === null ? asked === now : isSame(asked, now), 'KIP-227', () => `${who} asks for partition ${partition} as ${JSON.stringify(asked)}, not as ${JSON.stringify(now)}`)
  }
}

function checkFetchers(broker: BrokerNode, running: readonly BrokerNode[]): void {
  for (const fetcher of broker.fetchers.values()) {
    if (fetcher.awaiting !== -1 || fetcher.appending !== null) continue
    const who = `broker ${broker.id}, follower of ${fetcher.leader},`
    checkAsked(fetcher.session, fetcher.partitions.keys(), partition => wantedOf(broker, fetcher, partition), who)
    checkBothEnds(fetcher.session, running, fetcher.leader, connectionKey(broker.id, fetcher.connection), who)
  }
}

function checkConsumers({ consumers, nowUs }: ClusterState, running: readonly BrokerNode[]): void {
  for (const consumer of consumers) {
    for (const [broker, session] of consumer.sessions) {
      if (consumer.fetching.has(broker)) continue
      const who = `consumer ${consumer.node}, reader of ${broker},`
      const mine = consumer.partitions.filter(assigned => !consumer.changed.has(assigned.partition) && (readsFrom(assigned) === broker || assigned.askedAt === broker))
      checkAsked({ ...session, changed: new Set([...session.changed, ...consumer.changed]) }, mine.map(({ partition }) => partition), partition => wantedFrom(broker, consumer.assigned.get(partition)!, nowUs), who)
      checkBothEnds(session, running, broker, connectionKey(consumer.node, dataConnection(consumer, broker)), who)
    }
  }
}

/** Nothing of this session is on its way. */
function checkBothEnds({ isOpen, asked }: FetchSession, running: readonly BrokerNode[], broker: number, key: number, who: string): void {
  const connection = running.find(({ id }) => id === broker)?.connections.get(key)
  if (!isOpen || connection === undefined || connection.isClosed) return
  const { session } = connection
  must(session !== null && session.partitions.size === asked.size && [...asked].every(([partition, one]) => session.partitions.get(partition)?.asked === one), 'KIP-227', () => `${who} and the broker remember differently: ${JSON.stringify([...asked.values()])}, ${JSON.stringify(session && [...session.partitions.values()])}`)
}

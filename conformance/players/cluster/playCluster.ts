/** Kind cluster: a script played against a running cluster, one observation a step. Format: CLUSTER.md. */
import { LiveCluster, type ClusterGiven } from './liveCluster'
import { addPartitions, alterTopic, awaitPartition, createTopic, deleteRecords, describe, elect, history, listOffset, log, offsets, producers, rawFetch, read, reassign, segments, type PartitionAsked } from './partitionSteps'
import { initPid, produce, rawProduce, type Named } from './writeSteps'

type Step = (cluster: LiveCluster, given: never, named: Named) => unknown

function stop(cluster: LiveCluster, { broker, how = 'controlled' }: { broker: number; how?: 'controlled' | 'kill' }): object {
  cluster.apply({ type: 'stopNode', node: broker, how: how === 'kill' ? 'crash' : 'shutdown' })
  cluster.await(`the end of broker ${broker}`, () => !cluster.state.hosts.get(broker)!.isUp)
  return {}
}

function start(cluster: LiveCluster, { broker }: { broker: number }): object {
  cluster.apply({ type: 'startNode', node: broker })
  cluster.await(`broker ${broker} let in`, () => cluster.running.every(id => cluster.broker(id).metadata.image.brokers.get(broker)?.fenced === false && cluster.broker(id).metadata.isPublishing))
  return {}
}

const freezing = (type: 'freezeNode' | 'thawNode') => (cluster: LiveCluster, { broker }: { broker: number }): object => { cluster.apply({ type, node: broker }); return {} }

const STEPS: Readonly<Record<string, Step>> = {
  stop, start, freeze: freezing('freezeNode'), thaw: freezing('thawNode'),
  wait: (cluster, { ms }: { ms: number }) => { cluster.play(ms * 1000); return {} },
  await: awaitPartition, offsets, listOffset, log, segments, producers, rawFetch, read, elect, createTopic, addPartitions, reassign, deleteRecords, alterTopic, produce,
  describe: (cluster, asked: PartitionAsked) => describe(cluster.registration(cluster.partition(asked.topic, asked.partition))!),
  history: (cluster, asked: PartitionAsked) => history(cluster, cluster.partition(asked.topic, asked.partition)),
  rawProduce: (cluster, given: Parameters<typeof rawProduce>[2], named) => rawProduce(cluster, named, given),
  initPid: (cluster, given: { as?: string }, named) => initPid(cluster, named, given),
  result: (_cluster, name: string, { requests }) => requests.get(name)!(),
}

export function playCluster(given: ClusterGiven): unknown {
  const cluster = new LiveCluster(given)
  const named: Named = { ids: new Map(), requests: new Map() }
  return given.steps.map(step => {
    const [name, asked] = Object.entries(step)[0]!
    const play = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined
    if (play === undefined) throw new Error(`the step ${name} is not supported yet`)
    return play(cluster, asked as never, named)
  })
}

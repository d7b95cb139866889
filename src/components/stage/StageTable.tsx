import type { ClusterView } from '../../engine/pageFace'
import { milliseconds, plural } from '../../engine/kernel/units'
import { brokerBadge, controllerWords, linkBadge, machineName, replicaWords } from './health'

/** The stage in words, for those who do not see it: kept up to date while paused, silent while playing. */
export function StageTable({ view, onTheWire }: { readonly view: ClusterView; readonly onTheWire: readonly string[] }) {
  const producer = view.producers[0]
  return (
    <div className="visuallyHidden">
      <h2>The cluster at {milliseconds(view.nowUs)}</h2>
      <ul>
        {producer?.lanes.map(lane => <li key={lane.partition}>Partition {lane.partition}, waiting in the producer: {lane.batches[0] ? `${plural(lane.batches[0].records, 'record')}, ${lane.batches[0].sizeBytes} bytes` : 'nothing'}.</li>)}
        {producer?.docks.map(dock => <li key={dock.broker}>To broker {dock.broker}: {plural(dock.inFlight.length, 'request')} in flight of {dock.slots} allowed.</li>)}
        {view.brokers.flatMap(broker => broker.replicas.filter(({ isLeader }) => isLeader).map(replica => <li key={`${broker.id}-${replica.partition}`}>Broker {broker.id} leads partition {replica.partition}: log end offset {replica.logEndOffset}, high watermark {replica.highWatermark}.</li>))}
        {view.brokers.map(broker => ({ broker, badge: brokerBadge(broker, view.nowUs) })).map(({ broker, badge }) => badge && <li key={broker.id}>Broker {broker.id}: {badge.text}.</li>)}
        {view.brokers.flatMap(broker => broker.replicas.map(replica => ({ replica, words: replicaWords(replica) }))).map(({ replica, words }) => words && <li key={`${replica.broker}-${replica.partition}`}>Partition {replica.partition} on broker {replica.broker}: {words.role}, {words.note}.</li>)}
        {view.links.map(link => <li key={`${link.one}-${link.other}`}>The link between {machineName(link.one, view.producers)} and {machineName(link.other, [...view.producers, ...view.consumers])}: {linkBadge(link).text}.</li>)}
        {view.controllers.map((controller, index) => <li key={controller.id}>Controller {index + 1}: {controllerWords(controller).text}.</li>)}
        {view.consumers.map(consumer => <li key={consumer.node}>Group {consumer.groupId} has read {plural(consumer.deliveredRecords, 'record')}.{consumer.partitions.filter(({ leader, readsFrom }) => readsFrom !== leader).map(({ partition, readsFrom }) => ` It reads partition ${partition} at broker ${readsFrom}, which is nearer than the leader.`)}</li>)}
        {onTheWire.map(words => <li key={words}>{words}.</li>)}
      </ul>
    </div>
  )
}

/** The lessons in the order the data flows, with those that can be taken now. Titles: the curriculum's. */
import { MINUTES, READY } from './ready'

export interface Listed { readonly number: number; readonly id: string; readonly title: string; readonly part: 'The cluster' | 'Producer internals' | 'Delivery guarantees' | 'Putting it together'; readonly ready: boolean; readonly minutes: number | null }

const PARTS: readonly (readonly [Listed['part'], readonly (readonly [number, string, string])[]])[] = [
  ['The cluster', [
    [1, 'record-journey', 'A record’s journey'], [2, 'inside-a-broker', 'Inside a broker'], [3, 'the-log', 'The log: offsets, segments, retention'], [23, 'first-day', 'First day with Kafka'],
    [4, 'partitions-and-keys', 'Partitions and keys'], [5, 'replication', 'Replication and the high watermark'], [6, 'failover', 'When a broker dies'], [7, 'coordination', 'ZooKeeper then, KRaft now'],
  ]],
  ['Producer internals', [
    [8, 'send-pipeline', 'From send() to socket'], [9, 'serializers', 'Serializers and schemas'], [10, 'batching', 'Batching'], [11, 'linger', 'Why a record waits: linger.ms'], [12, 'acks', 'Acknowledgments'],
  ]],
  ['Delivery guarantees', [
    [13, 'retries', 'Retries'], [14, 'idempotence', 'Duplicates and the idempotent producer'], [15, 'consumer-groups', 'Consumer groups'], [16, 'at-most-once', 'At most once'], [17, 'at-least-once', 'At least once'],
    [24, 'poison-record', 'The poison record'], [18, 'exactly-once', 'Exactly once'],
  ]],
  ['Putting it together', [
    [19, 'four-apis', 'Producer, Consumer, Streams, Connect'], [20, 'on-call', 'On call: reading the metrics'], [21, 'shipping-company', 'The shipping company'], [22, 'design-ubers-pipelines', 'Design Uber’s pipelines'],
  ]],
]

export const lessonList: readonly Listed[] = PARTS.flatMap(([part, lessons]) => lessons.map(([number, id, title]) => ({ number, id, title, part, ready: READY.includes(id), minutes: MINUTES[id] ?? null })))
export const lessonParts = PARTS.map(([part]) => part)

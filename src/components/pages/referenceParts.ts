/** What the reference page lists: Kafka's settings by component, and ours, each in the same form; and which of them a search wants. Pure. */
import { brokerControllerKeys } from '../../engine/config/brokerControllerKeys'
import { brokerGroupKeys } from '../../engine/config/brokerGroupKeys'
import { brokerLogKeys } from '../../engine/config/brokerLogKeys'
import { brokerReplicationKeys } from '../../engine/config/brokerReplicationKeys'
import { brokerServerKeys } from '../../engine/config/brokerServerKeys'
import { brokerTransactionKeys } from '../../engine/config/brokerTransactionKeys'
import { consumerKeys } from '../../engine/config/consumerKeys'
import type { KafkaKey, KafkaKeys } from '../../engine/config/kafkaKey'
import { historyOf, newestWith, valueWords } from '../../engine/config/keyHistory'
import { producerKeys } from '../../engine/config/producerKeys'
import { topicKeys } from '../../engine/config/topicKeys'
import { CONFIG_TABLES, type ConfigKey, type ConfigOwner } from '../../engine/pageFace'
import { readableValue } from '../controls/readableValue'

export type Component = 'Producer' | 'Consumer' | 'Topic' | 'Broker' | 'Ours'
export const COMPONENTS: readonly Component[] = ['Producer', 'Consumer', 'Topic', 'Broker', 'Ours']

/** One setting as the page shows it, in words. */
export interface Entry {
  /** `producer.linger.ms`: its place on the page, and the fragment of an address that leads there. */
  readonly id: string
  readonly name: string
  readonly doc: string
  readonly type: string
  readonly standard: string
  /** The version of the default, where it is not the newest. */
  readonly until: string | null
  readonly importance: string | null
  readonly update: string
  readonly history: readonly string[]
  readonly isObeyed: boolean
}
export interface Part { readonly component: Component; readonly title: string; readonly note: string; readonly entries: readonly Entry[] }

const UPDATE: Readonly<Record<NonNullable<KafkaKey['update']>, string>> = {
  'read-only': 'needs a restart of the broker', 'per-broker': 'changes while running, broker by broker', 'cluster-wide': 'changes while running, for one broker or all',
}
const WHERE: Readonly<Record<string, string>> = { producer: 'read when the producer is built', consumer: 'read when the consumer is built', topic: 'changes while running' }

const LONG_MAX = '9223372036854775807'

/** A number with its unit, and in a larger one: "604800000 ms, 7 days". */
function defaultWords(standard: string | null, unit: string | undefined): string {
  if (standard === LONG_MAX) return `${standard}, the most there is`
  if (standard === null || unit === undefined || !/^-?\d+$/.test(standard)) return `${valueWords(standard)}${unit && standard !== null && /^-?\d/.test(standard) ? `\u00a0${unit}` : ''}`
  const readable = readableValue(Number(standard), unit)
  return `${standard}\u00a0${unit}${readable === null ? '' : `, ${readable}`}`
}

function entryOf(place: string, owner: ConfigOwner, name: string, key: KafkaKey): Entry {
  return {
    id: `${place}.${name}`, name, doc: key.doc, type: `${key.type}${key.valid === '' ? '' : ` ${key.valid}`}`, standard: defaultWords(key.default, key.unit), until: key.until === undefined ? null : newestWith(key),
    importance: key.importance, update: key.update === undefined ? WHERE[place]! : UPDATE[key.update], history: historyOf(key), isObeyed: Object.hasOwn(CONFIG_TABLES[owner], name),
  }
}

const partOf = (component: Component, title: string, note: string, place: string, owner: ConfigOwner, keys: KafkaKeys): Part =>
  ({ component, title, note, entries: Object.entries(keys).map(([name, key]) => entryOf(place, owner, name, key)) })

function ownPart(owner: 'network' | 'workload', title: string): Part {
  const entries = Object.entries<ConfigKey>(CONFIG_TABLES[owner]).map(([name, key]): Entry => ({
    id: `${owner}.${name}`, name: `${owner}.${name}`, doc: key.doc, type: 'values' in key ? key.values.join(', ') : `${key.type.toLowerCase()} [${key.min},...${key.max >= 2147483647 ? '' : `,${key.max}`}]`,
    standard: defaultWords(String(key.default), key.unit === '' ? undefined : key.unit), until: null, importance: null, update: 'changes while running', history: [], isObeyed: true,
  }))
  return { component: 'Ours', title, note: 'Not Kafka’s: settings of the world around it, here. In an address they carry these names.', entries }
}

export const PARTS: readonly Part[] = [
  partOf('Producer', 'Producer', '', 'producer', 'producer', producerKeys),
  partOf('Consumer', 'Consumer', '', 'consumer', 'consumer', consumerKeys),
  partOf('Topic', 'Topic', '', 'topic', 'topic', topicKeys),
  partOf('Broker', 'Broker: itself, its listeners, threads and requests', '', 'broker', 'broker', brokerServerKeys),
  partOf('Broker', 'Broker: logs on disk', '', 'broker', 'broker', brokerLogKeys),
  partOf('Broker', 'Broker: replication and new topics', '', 'broker', 'broker', brokerReplicationKeys),
  partOf('Broker', 'Broker: groups and their offsets', '', 'broker', 'broker', brokerGroupKeys),
  partOf('Broker', 'Broker: transactions', '', 'broker', 'broker', brokerTransactionKeys),
  partOf('Broker', 'Broker: the controller', '', 'broker', 'broker', brokerControllerKeys),
  ownPart('network', 'Network'), ownPart('workload', 'Workload'),
]

/** Whether name, words, values or history of a setting hold every word that is looked for. */
export function matches({ name, doc, type, standard, update, history }: Entry, wanted: string): boolean {
  const text = [name, doc, type, standard, update, ...history].join(' ').toLowerCase()
  return wanted.trim().toLowerCase().split(/\s+/).every(word => text.includes(word))
}

/** The setting that a fragment (without #) means: its id, or its bare name; undefined if there is none. */
export const entryAt = (fragment: string): Entry | undefined => {
  const all = PARTS.flatMap(({ entries }) => entries)
  return all.find(({ id }) => id === fragment) ?? all.find(({ name }) => name === fragment)
}

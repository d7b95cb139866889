/** The settings of the playground, grouped by what they concern, from the live tables alone: a setting that is added there finds its group by its name. Pure. */
import { CONFIG_TABLES, type ConfigKey, type ConfigOwner } from '../../engine/pageFace'
import type { SettingName } from './ConfigControl'

export interface SettingGroup { readonly title: string; readonly settings: readonly SettingName[] }

/** What one turns first; always shown, at the head of their groups. */
const STARTERS: readonly string[] = ['linger.ms', 'batch.size', 'acks', 'max.in.flight.requests.per.connection', 'records.per.second', 'value.bytes', 'key.count', 'latency.us']
/** Tried in order; the last of an owner takes what is left. */
const GROUPS: readonly { readonly title: string; readonly owner: ConfigOwner; readonly names: RegExp }[] = [
  { title: 'Batching and memory', owner: 'producer', names: /^(linger|batch|buffer|max\.(block|request)|compression)/ },
  { title: 'Which partition', owner: 'producer', names: /^partitioner/ },
  { title: 'Connections and metadata', owner: 'producer', names: /^(reconnect|socket|metadata|connections|bootstrap|send\.|receive\.)/ },
  { title: 'Delivery and retries', owner: 'producer', names: /./ },
  { title: 'Workload', owner: 'workload', names: /./ },
  { title: 'Network', owner: 'network', names: /./ },
  { title: 'Consumer', owner: 'consumer', names: /./ },
  { title: 'Topic', owner: 'topic', names: /./ },
  { title: 'Controllers', owner: 'broker', names: /^(controller|broker\.(heartbeat|session))/ },
  { title: 'Broker threads and queues', owner: 'broker', names: /^(num\.(network|io)|queued|socket)\b/ },
  { title: 'Logs', owner: 'broker', names: /^(log\.|producer\.id)/ },
  { title: 'Replication', owner: 'broker', names: /./ },
]
const ORDER = ['Batching and memory', 'Delivery and retries', 'Which partition', 'Connections and metadata', 'Workload', 'Network', 'Consumer', 'Topic', 'Broker threads and queues', 'Logs', 'Replication', 'Controllers']
const IMPORTANCE = ['high', 'medium', 'low']

export const isStarter = ({ name }: SettingName): boolean => STARTERS.includes(name)
export const declarationOf = ({ owner, name }: SettingName): ConfigKey => (CONFIG_TABLES[owner] as Readonly<Record<string, ConfigKey>>)[name]!

/** Starters in their order, then the others by the importance that Kafka gives them. */
function rankOf(setting: SettingName): number {
  const starter = STARTERS.indexOf(setting.name)
  return starter === -1 ? STARTERS.length + IMPORTANCE.indexOf(declarationOf(setting).declared?.importance ?? 'medium') : starter
}

/** Every setting of the live tables, once. */
export function settingGroups(): readonly SettingGroup[] {
  const all = Object.entries(CONFIG_TABLES).flatMap(([owner, table]) => Object.keys(table).map((name): SettingName => ({ owner: owner as ConfigOwner, name })))
  const titleOf = ({ owner, name }: SettingName): string => GROUPS.find(group => group.owner === owner && group.names.test(name))!.title
  return ORDER.map(title => ({ title, settings: all.filter(setting => titleOf(setting) === title).toSorted((one, other) => rankOf(one) - rankOf(other)) })).filter(({ settings }) => settings.length > 0)
}

/** Whether name, words or values of a setting hold every word that is looked for. */
export function isWanted(setting: SettingName, wanted: string): boolean {
  const key = declarationOf(setting)
  const text = `${setting.owner} ${setting.name} ${setting.name.replaceAll('.', ' ')} ${key.doc} ${'values' in key ? key.values.join(' ') : key.unit}`.toLowerCase()
  return wanted.trim().toLowerCase().split(/\s+/).every(word => text.includes(word))
}

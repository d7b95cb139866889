/** What is known of a setting, in a few lines: default, what it was before, what is allowed, how a real Kafka takes a new value, and the way to the reference. */
import { defaultIn, historyOf, type ConfigKey, type ConfigOwner, type KafkaVersion, type NumberKey } from '../../engine/pageFace'
import { hrefOf } from '../../session/route'
import { readableValue } from './readableValue'
import css from './controls.module.css'

const TAKEN: Readonly<Record<ConfigOwner, string>> = {
  producer: 'A real producer reads it once, when it is built; here it changes as the run goes on.',
  consumer: 'A real consumer reads it once, when it is built; here it changes as the run goes on.',
  topic: 'A running topic takes a new value at once.', broker: 'A running broker takes some of these; most need its restart. Here all brokers take it at once.', network: 'Ours, not Kafka’s.', workload: 'Ours, not Kafka’s.',
}

const inUnits = (value: number, unit: string): string => {
  const words = readableValue(value, unit)
  return `${value}${unit && `\u00a0${unit}`}${words === null ? '' : ` (${words})`}`
}

/** The default in words. */
export const defaultWords = (key: ConfigKey, version: KafkaVersion): string => {
  const standard = defaultIn(key, version)
  return typeof standard === 'number' ? inUnits(standard, key.unit) : standard === '' ? 'unset' : standard
}

const TYPE_MOST = 2147483647

function boundsWords({ min, max, unit, also }: NumberKey): string {
  const isOpen = max >= TYPE_MOST
  if (isOpen && min <= -TYPE_MOST) return 'any whole number'
  return `${isOpen ? 'at least' : 'from'} ${inUnits(min, unit)}${isOpen ? '' : ` to ${inUnits(max, unit)}`}${also === undefined ? '' : `, or ${also}`}`
}

export function SettingFacts({ owner, name, declared, version }: { readonly owner: ConfigOwner; readonly name: string; readonly declared: ConfigKey; readonly version: KafkaVersion }) {
  const history = declared.declared === undefined ? [] : historyOf(declared.declared)
  return (
    <ul className={css['facts']}>
      <li>default <b>{defaultWords(declared, version)}</b>{declared.kafka && ` in Kafka ${version}`}</li>
      {history.map(change => <li key={change}>{change}</li>)}
      <li>{!('values' in declared) ? boundsWords(declared) : declared.isFree === true ? 'any text' : declared.values.filter(value => value !== '').join(', ')}</li>
      {declared.declared && <li>importance {declared.declared.importance}, says Kafka</li>}
      <li>{TAKEN[owner]}</li>
      <li><a href={`${hrefOf({ page: 'reference' })}#${owner}.${name}`}>In the reference</a></li>
    </ul>
  )
}

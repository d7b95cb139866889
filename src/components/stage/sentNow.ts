/** What the application sends at an instant: its workload's records or, without a workload, those of the scenario's script. Pure. */
import type { ConfigsInForce, PartitionerSpec, Scenario } from '../../engine/pageFace'
import { textFits } from './cellsThatFit'

/** `named`: a record names its own partition, and no partitioner is asked. */
export interface SentNow { readonly keyed: boolean; readonly named: boolean; readonly valueBytes: number }

/** Of a script: the next record, or the last one when there are no more. `producer`: by number. */
export function sentNow(script: Scenario['script'], { workload }: Pick<ConfigsInForce, 'workload'>, nowUs: number, producer = 0): SentNow {
  const usual = { keyed: workload['key.count'] > 0, named: false, valueBytes: workload['value.bytes'] }
  if (workload['records.per.second'] > 0) return usual
  const sends = script.filter(({ command }) => command.type === 'send' && (command.producer ?? 0) === producer)
  const { command } = sends.find(({ atUs }) => atUs >= nowUs) ?? sends.at(-1) ?? {}
  return command?.type !== 'send' ? usual : { keyed: command.key !== null, named: command.partition !== undefined, valueBytes: command.valueBytes > 0 ? command.valueBytes : usual.valueBytes }
}

/** Who chooses its partition, in the words there is room for. Kafka: KafkaProducer#partition: the record's own partition, then partitioner.class, then the key's hash; RecordAccumulator#append: without any of them, the sticky one. */
export function partitionerWords({ keyed, named }: SentNow, configured: PartitionerSpec | undefined, partitions: number, isTight: boolean, room: number): string {
  if (named) return ['named by the record', 'by the record'].find(words => textFits(words, room)) ?? 'named'
  if (configured !== undefined) return 'class' in configured ? 'round robin' : isTight ? 'yours' : 'your function'
  if (keyed) return `murmur2${isTight ? '' : '(key)'} % ${partitions}`
  return isTight ? 'sticky' : 'sticky: no key'
}

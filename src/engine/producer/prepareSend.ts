/**
 * What send() does to a record between knowing the topic and measuring the record: key and value become bytes, then a configured partitioner is asked. Either
 * may fail; send() then throws at once, and the record has touched neither memory nor batch.
 * Kafka: clients/producer/KafkaProducer#doSend; spec §5.1 steps 4 and 5.
 * Simplified: a partition that the topic does not have fails at once, in the words Kafka has for it only after delivery.timeout.ms, when its batch expires for
 * want of a leader. Values of the workload come as bytes.
 */
import { partitionCount } from '../protocol/topics'
import { expiredMessage } from './producerBatch'
import { NO_KEY } from './keyTable'
import { ledPartitions } from './ledPartitions'
import { wasStopped, type PartitionerProblem } from './customPartitioner'
import { choosePartition, type PartitionChoice } from './partitionChoice'
import type { PendingSend, ProducerNode } from './producerNode'
import { CHOSEN_BY_PRODUCER } from './workload'
import { serializeRecord } from '../serde/serializeRecord'

export type PreparedSend =
  | { readonly ok: true; readonly call: PendingSend }
  | { readonly ok: false; readonly reason: 'serialization' | 'partitioner'; readonly exception: string; readonly message: string }

/** Whether there is anything to do: texts as keys, values of known size and the built-in partitioner need nothing. */
export const needsPreparing = ({ serializers, partitioner }: ProducerNode, call: PendingSend): boolean =>
  serializers.key !== 'String' || call.value !== undefined || (partitioner !== null && call.partition === CHOSEN_BY_PRODUCER)

/** The call with its value's size and, where a partitioner chose it, its partition. Counts the partitioner's calls. */
export function prepareSend(producer: ProducerNode, call: PendingSend): PreparedSend {
  const { serializers, application: { keys } } = producer
  const key = call.key === NO_KEY ? null : keys.texts[call.key]!
  let { valueBytes } = call
  if (serializers.key !== 'String' || call.value !== undefined) {
    const done = serializeRecord(call.value === undefined ? { ...serializers, value: 'String' } : serializers, { key, value: call.value ?? null })
    if (!done.ok) return { ok: false, reason: 'serialization', exception: done.exception, message: done.message }
    if (call.value !== undefined) valueBytes = done.value?.length ?? -1
  }
  const sized = valueBytes === call.valueBytes ? call : { ...call, valueBytes }
  return producer.partitioner === null || call.partition !== CHOSEN_BY_PRODUCER ? { ok: true, call: sized } : place(producer, sized, key)
}

/** A function that had to be stopped so often is asked no more: each time costs as much as thousands of records. */
const MOST_STOPS = 10
const GIVEN_UP: PartitionerProblem = { exception: 'StepLimit', message: `the function had to be stopped ${MOST_STOPS} times and is asked no more`, line: null, column: null }

function place(producer: ProducerNode, call: PendingSend, key: string | null): PreparedSend {
  const { partitioner, partitionerCalls, application, topics, config, version } = producer
  const own = topics[call.topic]!, topic = own.name, partitions = partitionCount(own)
  const available = ledPartitions(producer).available[call.topic]!
  const chosen: PartitionChoice = producer.partitionerStops >= MOST_STOPS ? { problem: GIVEN_UP, counter: partitionerCalls[call.topic]! } : choosePartition(partitioner, partitionerCalls[call.topic]!, {
    explicit: null, key, hash: key === null ? 0 : application.keys.hashes[call.key]!, value: call.value ?? null, valueBytes: Math.max(0, call.valueBytes),
  }, { topic, partitionCount: partitions, available }, false)
  partitionerCalls[call.topic] = chosen.counter
  if ('problem' in chosen) {
    if (wasStopped(chosen.problem)) producer.partitionerStops++
    const { exception, message, line } = chosen.problem
    return { ok: false, reason: 'partitioner', exception, message: line === null ? message : `${message} (line ${line} of partition)` }
  }
  const { partition } = chosen
  if (partition >= partitions) {
    const timeoutMs = config['delivery.timeout.ms']
    return {
      ok: false, reason: 'partitioner', exception: 'TimeoutException',
      message: `${expiredMessage(1, `${topic}-${partition}`, timeoutMs, version)} (${topic} has ${partitions} partitions; nobody leads number ${partition})`,
    }
  }
  return { ok: true, call: { ...call, partition, placed: true } }
}

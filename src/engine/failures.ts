/**
 * What an application is told when a record fails: the exception's class and Kafka's own words, from the event.
 * Kafka: clients/producer/{KafkaProducer#doSend, internals/Sender#failBatch, internals/BufferPool#allocate}; spec §5.1, §5.7, §6.3.
 */
import { FAILURES, REFUSALS, type NamedEvent } from './events'
import { known } from './kernel/assert'
import { expiredMessage } from './producer/producerBatch'
import { exhaustedMessage } from './producer/bufferPool'
import { ERROR } from './protocol/errorCodes'
import { produceError } from './protocol/produceErrors'
import { partitionName, topicOf } from './protocol/topics'
import type { ProducerNode } from './producer/producerNode'
import type { Simulation } from './simulation'

export interface FailureWords {
  /** How it came about: of FAILURES or REFUSALS. */
  readonly reason: string
  /** Simple name of the exception. */
  readonly exception: string
  readonly message: string
}

/** Of an event `batchFailed` or `recordRefused`. */
export function failureOf(simulation: Simulation, event: NamedEvent): FailureWords {
  const producer = known(simulation.state.producers.find(({ node }) => node === event.node), 'the producer')
  return event.kind === 'recordRefused' ? refusal(simulation, producer, event.arguments) : failure(simulation, producer, event.arguments)
}

type Arguments = NamedEvent['arguments']

/** Topics have the names that the producer knows: the cluster may have deleted one meanwhile. */
function failure({ state }: Simulation, producer: ProducerNode, given: Arguments): FailureWords {
  const reason = FAILURES[given['failure']!]!
  const detail = given['detail']!, error = produceError(given['error']!)
  const partition = partitionName(producer.topics, given['partition']!)
  switch (reason) {
    case 'expired': return { reason, exception: 'TimeoutException', message: expiredMessage(given['records']!, partition, detail, producer.version) }
    case 'timedOut': return { reason, exception: 'TimeoutException', message: `Disconnected from node ${detail} due to timeout` }
    case 'disconnected': return { reason, exception: 'NetworkException', message: `Disconnected from node ${detail}` }
    case 'closed': return { reason, exception: 'KafkaException', message: 'Producer is closed forcefully.' }
    default: return { reason, exception: error?.exception ?? 'KafkaException', message: answered(state.texts[detail], given, topicOf(producer.topics, given['partition']!).name) ?? error?.message ?? '' }
  }
}

/** The broker's own words; some errors get words of the client's own. */
function answered(words: string | undefined, given: Arguments, topic: string): string | undefined {
  if (given['error'] === ERROR.topicAuthorizationFailed) return `Not authorized to access topics: [${topic}]`
  if (given['error'] === ERROR.clusterAuthorizationFailed) return 'The producer is not authorized to do idempotent sends'
  return words
}

function refusal({ state }: Simulation, { accumulator, topics }: ProducerNode, given: Arguments): FailureWords {
  const reason = REFUSALS[given['reason']!]!
  const sizeBytes = given['sizeBytes']!, limit = given['limit']!, detail = given['detail']!
  const words = (exception: string, message: string): FailureWords => ({ reason, exception, message })
  switch (reason) {
    case 'max.request.size': return words('RecordTooLargeException', `The message is ${sizeBytes} bytes when serialized which is larger than ${limit}, which is the value of the max.request.size configuration.`)
    case 'buffer.memory': return words('RecordTooLargeException', `The message is ${sizeBytes} bytes when serialized which is larger than the total memory buffer you have configured with the buffer.memory configuration.`)
    case 'max.block.ms': return words('BufferExhaustedException', exhaustedMessage(accumulator.pool, sizeBytes, limit, detail))
    case 'metadata': return words('TimeoutException', `Topic ${topics[detail]!.name} not present in metadata after ${limit} ms.`)
    case 'closed': return words('IllegalStateException', 'Cannot perform operation after producer has been closed')
    case 'closedWhileAllocating': return words('KafkaException', 'Producer closed while allocating memory')
    case 'closedWhileSending': return words('KafkaException', 'Producer closed while send in progress')
    case 'serialization': case 'partitioner': return words(state.texts[limit] ?? '', state.texts[detail] ?? '')
    case 'fatal': return words('KafkaException', 'Cannot execute transactional method because we are in an error state')
  }
}

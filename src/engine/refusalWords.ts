/**
 * Why an administrator was refused, in Kafka's words.
 * Kafka: metadata/controller/ReplicationControlManager, metadata/placement/StripedReplicaPlacer.
 */
import type { KafkaVersion } from './config/kafkaKey'
import { ADMINISTRATION_REFUSALS, type AdministrationRefusal, type NamedEvent } from './events'
import type { Scenario } from './scenario'

/** Of an event `commandAnswered`; empty if the error code tells everything. */
export function refusalWords(given: NamedEvent['arguments'], { script, kafka }: Scenario): string {
  const command = script[given['command']!]?.command
  const why = ADMINISTRATION_REFUSALS[given['why']!], first = given['first']!, second = given['second']!
  if (why === undefined || command === undefined || !('topic' in command)) return ''
  const words = placementWords(why, first, second, kafka)
  if (words !== null) return command.type === 'createTopic' ? `Unable to replicate the partition ${first} time(s): ${words}` : words
  switch (why) {
    case 'topicExists': return `Topic '${command.topic}' already exists.`
    case 'assignmentAndFactor': return 'A manual partition assignment was specified, but replication factor was not set to -1.'
    case 'assignmentAndCount': return 'A manual partition assignment was specified, but numPartitions was not set to -1.'
    case 'factorInvalid': return 'Replication factor must be larger than 0, or -1 to use the default value.'
    case 'countInvalid': return 'Number of partitions was set to an invalid non-positive value.'
    case 'countSame': return `Topic already has ${first} partition(s).`
    case 'countSmaller': return `The topic ${command.topic} currently has ${first} partition(s); ${second} would not be an increase.`
    case 'assignmentCount': return `Attempted to add ${first} additional partition(s), but only ${second} assignment(s) were specified.`
    case 'unknownBroker': return `The manual partition assignment includes broker ${first}, but no such broker is registered.`
    case 'factorDiffers': return `The manual partition assignment includes a partition with ${first} replica(s), but this is not consistent with previous partitions, which have ${second} replica(s).`
    case 'nobodyActive': return `All brokers specified in the manual partition assignment for partition ${first} are fenced or in controlled shutdown.`
    default: return ''
  }
}

const WITHOUT_CORDONING: readonly KafkaVersion[] = ['3.9', '4.0', '4.1', '4.2']

/** What the replica placer says; null if it was not that. */
export function placementWords(why: AdministrationRefusal, replicationFactor: number, brokers: number, version: KafkaVersion): string | null {
  const cordoned = WITHOUT_CORDONING.includes(version) ? '' : 'have all their log directories cordoned'
  switch (why) {
    case 'factorNotPositive': return `Invalid replication factor ${replicationFactor}: the replication factor must be positive.`
    case 'allFenced': return `All brokers are currently fenced${cordoned && `, or ${cordoned}`}.`
    case 'tooFewBrokers': return `The target replication factor of ${replicationFactor} cannot be reached because only ${brokers} broker(s) are registered${cordoned && ` or some brokers ${cordoned}`}.`
    default: return null
  }
}

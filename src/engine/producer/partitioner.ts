/**
 * The partition of a record with a key.
 * Kafka: clients/producer/internals/BuiltInPartitioner#partitionForKey; common/utils/Utils#toPositive. Spec §4.2.
 */
import { murmur2 } from '../records/murmur2'

/** `hash` from murmur2; `partitions` counts all of the topic's partitions, those without a leader too. */
export const partitionForHash = (hash: number, partitions: number): number => (hash & 0x7fffffff) % partitions
export const partitionForKey = (key: Uint8Array, partitions: number): number => partitionForHash(murmur2(key), partitions)

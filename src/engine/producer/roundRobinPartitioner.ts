/**
 * RoundRobinPartitioner: every record to the next partition in turn, whatever its key.
 * Kafka: clients/producer/RoundRobinPartitioner#partition, #nextValue; common/utils/Utils#toPositive. Spec §4.5.
 */

/**
 * The partition of the record that is the `counter`-th of its topic (from 0; nextCounter moves it on). `available`: the partitions with a leader, in the
 * client's order, which is not numeric; without any, the turn goes over all `partitions`.
 */
export function roundRobinPartition(counter: number, available: readonly number[], partitions: number): number {
  const turn = counter & 0x7fffffff
  return available.length > 0 ? available[turn % available.length]! : turn % partitions
}

/** The topic's counter after one more record: an int of Java's, which wraps around. */
export const nextCounter = (counter: number): number => (counter + 1) | 0

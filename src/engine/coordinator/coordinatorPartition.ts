/**
 * Which partition of `__consumer_offsets` (or `__transaction_state`) belongs to a group (or transactional id); its leader is the coordinator.
 * Kafka: common/utils/Utils#abs(String#hashCode) % partitions; spec §8.12. abs(−2^31) is 0.
 */
import { stringHash } from '../protocol/partitionOrder'

export function coordinatorPartition(id: string, partitions: number): number {
  const hash = stringHash(id)
  return (hash === -2147483648 ? 0 : Math.abs(hash)) % partitions
}

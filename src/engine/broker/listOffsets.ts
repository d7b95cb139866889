/**
 * ListOffsets: where a partition's log begins, ends, or passes a time.
 * Kafka: core/src/main/scala/kafka/cluster/Partition.scala#fetchOffsetForTimestamp, storage/internals/log/UnifiedLog#fetchOffsetByTimestamp; spec §8.7.
 */
import { ERROR } from '../protocol/errorCodes'
import { lastStableOffset, logEntries, type PartitionLog } from '../log/partitionLog'
import { EARLIEST, LATEST, MAX_TIMESTAMP, RECORD_STRIDE, TIMESTAMP_MS, type ListOffsetsRequest, type ListOffsetsResponse } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import { epochError } from './readLog'

export function listOffsets(broker: BrokerNode, { partitions, readCommitted }: ListOffsetsRequest): ListOffsetsResponse {
  return {
    partitions: partitions.map(({ partition, timestampMs, currentLeaderEpoch }) => {
      const replica = broker.replicas.get(partition)
      const refuse = (error: number) => ({ partition, error, offset: -1 })
      if (replica === undefined) return refuse(broker.metadata.image.partitions.has(partition) ? ERROR.notLeaderOrFollower : ERROR.unknownTopicOrPartition)
      const error = epochError(replica, currentLeaderEpoch)
      if (error !== ERROR.none) return refuse(error)
      if (replica.role !== 'leader') return refuse(ERROR.notLeaderOrFollower)
      const { log } = replica
      if (timestampMs === EARLIEST) return { partition, error: ERROR.none, offset: log.logStartOffset }
      const end = readCommitted ? lastStableOffset(log) : log.highWatermark
      const offset = timestampMs === LATEST ? end : offsetAt(log, timestampMs, end)
      // Until its high watermark has reached its epoch, a leader does not know how much is committed.
      const isSure = log.highWatermark >= replica.epochStartOffset || (timestampMs >= 0 && offset !== -1)
      return isSure ? { partition, error: ERROR.none, offset } : refuse(ERROR.offsetNotAvailable)
    }),
  }
}

/** The first record at or after a time, or the (first) one with the largest; −1: none below `end`. */
function offsetAt(log: PartitionLog, timestampMs: number, end: number): number {
  let found = -1, largestMs = -1
  for (const { baseOffset, batch, kept, maxTimestampMs } of logEntries(log)) {
    for (let index = 0; index < batch.recordCount; index++) {
      if (kept !== null && !kept.includes(index)) continue
      const offset = baseOffset + index
      const atMs = log.config.stampsAppendTime ? maxTimestampMs : batch.columns[index * RECORD_STRIDE + TIMESTAMP_MS]!
      if (offset < log.logStartOffset || offset >= end) continue
      if (timestampMs >= 0 && atMs >= timestampMs) return offset
      if (timestampMs === MAX_TIMESTAMP && atMs > largestMs) { largestMs = atMs; found = offset }
    }
  }
  return found
}

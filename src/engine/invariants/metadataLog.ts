/**
 * I12 MetadataLogMatching: what is committed in the metadata log stays, every voter's committed log and every broker's picture is a prefix of it. And of I4: nobody is elected uncleanly
 * unless that is allowed.
 */
import type { ClusterState } from '../cluster'
import { applyRecord, nextOffset, type MetadataBatch, type MetadataRecord } from '../protocol/metadata'
import { must, witnessOf, type Witness } from './witness'

/** `isUncleanAsked`: the script has an unclean election, or a change of the setting. */
export function checkMetadataLog(witness: Witness, { controllers, brokers }: ClusterState, isUncleanAsked: boolean): void {
  const mayElect = (partition: number): boolean => isUncleanAsked || controllers[0]!.topicRules.get(partition)?.unclean === true
  for (const { id, log, highWatermark } of controllers) {
    learnCommitted(witness, log, highWatermark, id, mayElect)
    for (let index = log.length - 1; index >= 0 && log[index]!.baseOffset >= highWatermark - 1; index--) {
      const batch = log[index]!
      if (nextOffset(batch) > highWatermark) continue
      const committed = witness.metadataLog.findLast(({ baseOffset }) => baseOffset <= batch.baseOffset)
      must(committed?.baseOffset === batch.baseOffset && committed.epoch === batch.epoch, 'I12', () => `controller ${id} has committed a batch of epoch ${batch.epoch} at offset ${batch.baseOffset}, another one was committed there`)
    }
  }
  for (const { id, metadata: { image } } of brokers) {
    must(image.offset <= witness.image.offset, 'I12', () => `broker ${id} has applied metadata up to ${image.offset}, only ${witness.image.offset} is committed`)
    if (image.offset !== witness.image.offset) continue
    for (const [partition, registration] of image.partitions) must(witness.image.partitions.get(partition) === registration, 'I12', () => `broker ${id} knows partition ${partition} otherwise than it was decided`)
    must(image.partitions.size === witness.image.partitions.size && image.brokers.size === witness.image.brokers.size, 'I12', () => `broker ${id} lacks something that was decided`)
  }
}

function learnCommitted(witness: Witness, log: readonly MetadataBatch[], highWatermark: number, controller: number, mayElect: (partition: number) => boolean): void {
  if (highWatermark <= witness.image.offset) return
  const first = log.findLastIndex(({ baseOffset }) => baseOffset <= witness.image.offset)
  for (const batch of log.slice(Math.max(first, 0))) {
    if (nextOffset(batch) > highWatermark || nextOffset(batch) <= witness.image.offset) continue
    must(batch.baseOffset === witness.image.offset, 'I12', () => `controller ${controller} has committed a batch at ${batch.baseOffset}, not where the committed log ended, ${witness.image.offset}`)
    witness.metadataLog.push(batch)
    for (const record of batch.records) learnRecord(witness, record, mayElect)
    witness.image.offset = nextOffset(batch)
  }
}

function learnRecord(witness: Witness, record: MetadataRecord, mayElect: (partition: number) => boolean): void {
  if (record.type === 'partition') {
    const before = witness.image.partitions.get(record.partition), { leader, leaderEpoch, partitionEpoch, recovering } = record.registration
    if (before !== undefined) {
      must(leaderEpoch >= before.leaderEpoch && partitionEpoch >= before.partitionEpoch, 'I8', () => `epochs of partition ${record.partition} went back: ${JSON.stringify(before)} → ${JSON.stringify(record.registration)}`)
      if (leader !== -1 && leader !== before.leader && recovering && !before.isr.includes(leader) && (!before.elr.includes(leader) || !before.recovering)) {
        must(before.lastKnownElr.includes(leader) || mayElect(record.partition), 'I4', () => `broker ${leader} was elected to lead partition ${record.partition}, neither in sync nor eligible: ${JSON.stringify(before)}`)
        Object.assign(witnessOf(witness, record.partition), { uncleanEpoch: leaderEpoch, isUncertain: true })
      }
    }
  } else if (record.type === 'broker') {
    const { broker, epoch } = record.registration
    must(epoch >= (witness.brokerEpochs.get(broker) ?? -1), 'I8', () => `the epoch of broker ${broker} went back to ${epoch}`)
    witness.brokerEpochs.set(broker, epoch)
  } else if (record.type === 'partitionRemoved') witness.partitions.delete(record.partition)
  applyRecord(witness.image, record)
}

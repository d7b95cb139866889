/**
 * What logs hold. I1: a log is contiguous, and its marks are in order. I2: what is committed is the same everywhere. I3: what a leader calls committed is on everybody whom the
 * controller calls in sync. I4: who is elected has everything committed. I5: so has every running broker that may be elected. I11: epochs of a log only rise. I13: so do sequences.
 * An unclean election, and a log that lost its end with the power, undo what was committed; from then on what the new leader has counts.
 */
import type { BrokerNode } from '../broker/brokerNode'
import type { Replica } from '../broker/replica'
import type { ClusterState } from '../cluster'
import { latestEpoch } from '../log/leaderEpochs'
import { entryAt, readEntries, type PartitionLog } from '../log/partitionLog'
import type { LogEntry } from '../protocol/messages'
import { isElrVoid, type PartitionRegistration } from '../protocol/metadata'
import { must, witnessOf, type PartitionWitness, type Witness } from './witness'

/** A replica, on a broker that runs or does not. */
interface Placed { readonly broker: BrokerNode; readonly replica: Replica; readonly isUp: boolean }

export function checkLogs(witness: Witness, state: ClusterState): void {
  const { elrEnabled, topicRules } = state.controllers[0]!
  for (const [partition, registration] of witness.image.partitions) {
    const about = witnessOf(witness, partition)
    const placed = state.brokers.flatMap((broker): Placed[] => {
      const replica = broker.replicas.get(partition)
      return replica === undefined ? [] : [{ broker, replica, isUp: state.hosts.get(broker.id)?.isUp === true }]
    })
    for (const { broker, replica, isUp } of placed) checkLog(about, replica, broker.id, isUp)
    for (const leader of placed) if (leader.replica.role === 'leader') takeOver(about, leader, placed, elrEnabled)
    if (about.isUncertain) continue
    for (const leader of placed) if (leader.replica.role === 'leader' && leader.replica.leaderEpoch >= about.uncleanEpoch) learnCommitted(about, leader.replica, leader.broker.id)
    for (const one of placed) checkAgreement(about, one, placed)
    checkCompleteness(about, registration, placed, partition, isElrVoid(registration, topicRules.get(partition) ?? {}) ? registration.isr : [...registration.isr, ...registration.elr])
  }
}

/** I1, I11, and whether the log has lost its end with the power. */
function checkLog(about: PartitionWitness, { partition, log, leaderEpoch }: Replica, broker: number, isUp: boolean): void {
  const { logStartOffset, highWatermark, logEndOffset, epochs } = log
  const where = `partition ${partition} on broker ${broker}`
  must(logStartOffset >= 0 && logStartOffset <= highWatermark && highWatermark <= logEndOffset, 'I1', () => `${where}: starts at ${logStartOffset}, high watermark ${highWatermark}, ends at ${logEndOffset}`)
  const last = logEndOffset > logStartOffset ? entryAt(log, logEndOffset - 1) : undefined
  // What was cleaned away may have stood last before the log was cut.
  must(logEndOffset === logStartOffset || log.config.compacts || last?.lastOffset === logEndOffset - 1, 'I1', () => `${where} ends at ${logEndOffset}, its last batch at ${last?.lastOffset}`)
  for (let index = 1; index < epochs.length; index++) {
    const before = epochs[index - 1]!, after = epochs[index]!
    must(after.epoch > before.epoch && after.startOffset >= before.startOffset, 'I11', () => `${where}: epochs ${JSON.stringify(epochs)}`)
  }
  must(last === undefined || last.leaderEpoch <= latestEpoch(epochs), 'I11', () => `${where}: a batch of epoch ${last?.leaderEpoch}, the log knows ${latestEpoch(epochs)}`)
  must(leaderEpoch === -1 || last === undefined || last.leaderEpoch <= leaderEpoch, 'I11', () => `${where}: a batch of epoch ${last?.leaderEpoch} in leader epoch ${leaderEpoch}`)
  const before = about.ends.get(broker) ?? 0
  if (!isUp && logEndOffset < before) about.lossy.add(broker)
  if (logEndOffset < before) about.agreed.set(broker, 0)
  if (logEndOffset > before) checkContiguous(log, before, where)
  about.ends.set(broker, logEndOffset)
}

function checkContiguous(log: PartitionLog, from: number, where: string): void {
  let next = Math.max(from, log.logStartOffset)
  let isFirst = true
  for (const { baseOffset, lastOffset } of readEntries(log, next, log.logEndOffset, Infinity)) {
    // Since the last look the log may have been cut and have grown again.
    must(lastOffset >= baseOffset && (baseOffset === next || log.config.compacts || (isFirst && baseOffset < next)), 'I1', () => `${where}: a batch from ${baseOffset} on where ${next} was next`)
    next = lastOffset + 1
    isFirst = false
  }
}

/** A leader after an unclean election, or one that has lost its end: what it has is what counts now. */
function takeOver(about: PartitionWitness, { broker, replica }: Placed, placed: readonly Placed[], elrEnabled: boolean): void {
  const isUnclean = about.isUncertain && replica.leaderEpoch >= about.uncleanEpoch
  const isShort = about.lossy.has(broker.id) && replica.log.logEndOffset < about.highWatermark && replica.leaderEpoch >= about.uncleanEpoch
  if (!isUnclean && !isShort) return
  must(isUnclean || !elrEnabled || about.highWatermark === 0, 'I4', () => `broker ${broker.id} leads partition ${replica.partition} though its log lost its end with the power: it has ${replica.log.logEndOffset} of ${about.highWatermark} committed`)
  let kept = about.committed.length
  while (kept > 0 && !has(replica.log, about.committed[kept - 1]!)) kept--
  about.committed = about.committed.slice(0, kept)
  about.highWatermark = Math.min(about.highWatermark, about.committed.at(-1) === undefined ? 0 : about.committed.at(-1)!.lastOffset + 1)
  about.isUncertain = false
  about.uncleanEpoch = Math.max(about.uncleanEpoch, replica.leaderEpoch)
  about.lossy.delete(broker.id)
  about.sequences = new Map()
  for (const entry of about.committed) followSequence(about, entry, replica.partition, replica.log.config.compacts)
  for (const other of placed) { about.agreed.set(other.broker.id, 0); if (other.broker !== broker) about.outdated.add(other.broker.id) }
}

/** Whether a log has this entry, or has deleted that part, or cleaned it. */
function has(log: PartitionLog, entry: LogEntry): boolean {
  if (entry.lastOffset < log.logStartOffset) return true
  const found = entryAt(log, Math.max(entry.baseOffset, log.logStartOffset))
  return found === entry || (log.config.compacts && entry.lastOffset < log.logEndOffset && (found === undefined || found.baseOffset > entry.lastOffset || found.batch === entry.batch))
}

/** The leader's high watermark may have moved: what is below it is committed from now on. */
function learnCommitted(about: PartitionWitness, { log, partition }: Replica, broker: number): void {
  if (log.highWatermark <= about.highWatermark) return
  // What was committed and deleted since the last look was not seen.
  if (log.logStartOffset > about.highWatermark) about.sequences = new Map()
  for (const entry of readEntries(log, Math.max(about.highWatermark, log.logStartOffset), log.highWatermark, Infinity)) {
    about.committed.push(entry)
    followSequence(about, entry, partition, log.config.compacts)
  }
  about.highWatermark = log.highWatermark
  about.agreed.set(broker, 0)
}

/** I13: within an epoch of a producer each batch goes on where the one before it ended, but for what has been compacted away. */
function followSequence({ sequences }: PartitionWitness, { batch, baseOffset }: LogEntry, partition: number, compacts: boolean): void {
  const { producerId, producerEpoch, baseSequence, recordCount, marker } = batch
  if (producerId === -1 || marker !== null) return
  const known = sequences.get(producerId)
  must(known === undefined || producerEpoch >= known.epoch, 'I13', () => `partition ${partition}, offset ${baseOffset}: a batch of an earlier epoch of producer ${producerId}`)
  must(known === undefined || producerEpoch > known.epoch || baseSequence === known.next || (compacts && baseSequence > known.next), 'I13', () => `partition ${partition}, offset ${baseOffset}: sequence ${baseSequence} of producer ${producerId} where ${known?.next} was next`)
  sequences.set(producerId, { epoch: producerEpoch, next: baseSequence + recordCount })
}

/** I2: below its own high watermark a log has what is committed. */
function checkAgreement(about: PartitionWitness, { broker, replica: { log, partition }, isUp }: Placed, placed: readonly Placed[]): void {
  const { committed, outdated, lossy, highWatermark } = about
  // Down, it may have a Fetch on its way that tells of more than it has now; up again, a leader may still go by such a one.
  const isTrusted = (): boolean => placed.some(({ replica }) => replica.role === 'leader' && (replica.followers.get(broker.id)?.endOffset ?? 0) > log.logEndOffset)
  if (isUp && lossy.has(broker.id) && log.logEndOffset >= highWatermark && !isTrusted()) lossy.delete(broker.id)
  if (outdated.has(broker.id)) {
    const leader = placed.find(({ replica }) => replica.role === 'leader' && replica.leaderEpoch >= about.uncleanEpoch)
    const last = log.logEndOffset > log.logStartOffset ? entryAt(log, log.logEndOffset - 1) : undefined
    if (leader === undefined || (last !== undefined && !has(leader.replica.log, last))) return
    outdated.delete(broker.id)
  }
  const end = Math.min(log.highWatermark, highWatermark)
  let agreed = about.agreed.get(broker.id) ?? 0
  for (; agreed < committed.length && committed[agreed]!.lastOffset < end; agreed++) {
    const entry = committed[agreed]!
    must(has(log, entry), 'I2', () => `partition ${partition}, offset ${entry.baseOffset}: broker ${broker.id} has another batch below its high watermark ${log.highWatermark} than what was committed`)
  }
  about.agreed.set(broker.id, agreed)
}

/** I3, I4, I5. */
function checkCompleteness(about: PartitionWitness, registration: PartitionRegistration, placed: readonly Placed[], partition: number, candidates: readonly number[]): void {
  const { highWatermark, lossy, outdated } = about
  const isComplete = ({ replica: { log } }: Placed, end: number): boolean => {
    if (log.logEndOffset < end) return false
    const last = lastBelow(about.committed, end)
    return last === undefined || has(log, last)
  }
  const isExcused = ({ broker }: Placed): boolean => lossy.has(broker.id) || outdated.has(broker.id)
  for (const one of placed) {
    const { broker, replica, isUp } = one
    const isLeader = replica.role === 'leader' && isUp
    const isCurrent = isLeader && replica.leaderEpoch === registration.leaderEpoch
    must(!isCurrent || isComplete(one, highWatermark), 'I4', () => `broker ${broker.id} leads partition ${partition} and has ${replica.log.logEndOffset} of ${highWatermark} committed, or others`)
    const mayLead = registration.replicas.includes(broker.id) && candidates.includes(broker.id)
    if (isUp && mayLead && !isExcused(one)) must(isComplete(one, highWatermark), 'I5', () => `broker ${broker.id} may lead partition ${partition} and has ${replica.log.logEndOffset} of ${highWatermark} committed, or others`)
    if (!isLeader || replica.leaderEpoch < about.uncleanEpoch) continue
    for (const member of registration.isr) {
      const other = placed.find(({ broker: { id } }) => id === member)
      if (other !== undefined && isExcused(other)) continue
      must(other === undefined ? replica.log.highWatermark === 0 : isComplete(other, Math.min(replica.log.highWatermark, highWatermark)), 'I3',
        () => `leader ${broker.id} of partition ${partition} has its high watermark at ${replica.log.highWatermark}; broker ${member} is in sync and has ${other?.replica.log.logEndOffset ?? 0}, or others`)
    }
  }
}

/** The last committed batch that lies whole below an offset. */
function lastBelow(committed: readonly LogEntry[], end: number): LogEntry | undefined {
  let low = 0, high = committed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (committed[middle]!.lastOffset < end) low = middle + 1
    else high = middle
  }
  return committed[low - 1]
}

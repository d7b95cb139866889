/**
 * A batch is lost when its futures have said yes and no log that leads has it. It may come back: a copy on the wire, or an unclean election of a broker that still has it.
 */
import type { ClusterState } from '../cluster'
import type { Effects } from '../effects'
import { hasRow } from '../kernel/columnLog'
import { LOSS_RULES, type LossRule } from '../events'
import { APPEND, BATCH, isRemembered, ofAppend, ofBatch, setOfBatch, TOLD, type PartitionTruth } from './ledger'
import { hasTopic } from '../protocol/topics'
import { lossRule } from './lossRules'

interface Loss { readonly batch: number; readonly firstOffset: number; readonly lastOffset: number; readonly records: number; readonly rule: LossRule; readonly cause: number }

/** Whether the batch has been reported as stored, was there or can no longer arrive, and is gone. */
function isLost({ ledger }: ClusterState, batch: number): boolean {
  return ofBatch(ledger, batch, BATCH.told) === TOLD.acknowledged && ofBatch(ledger, batch, BATCH.copies) === 0 && ofBatch(ledger, batch, BATCH.goneEvent) !== 0 && ofBatch(ledger, batch, BATCH.lostEvent) === 0
}

/** Looks whether this batch is lost now. */
export function judge(state: ClusterState, effects: Effects, truth: PartitionTruth, batch: number): void {
  if (!isLost(state, batch)) return
  announce(state, effects, lossesAmong(state, truth, [{ batch, append: ofBatch(state.ledger, batch, BATCH.lastAppend) - 1 }], true))
}

/** Looks which of these batches are lost now (in order of offset): one event for each stretch that has one cause and one rule. `byElection`: they went with a change of leader. */
export function judgeAll(state: ClusterState, effects: Effects, truth: PartitionTruth, appends: readonly number[], byElection: boolean): void {
  announce(state, effects, lossesAmong(state, truth, appends.map(append => ({ batch: ofAppend(state.ledger, append, APPEND.batch), append })), byElection))
}

function lossesAmong(state: ClusterState, truth: PartitionTruth, gone: readonly { readonly batch: number; readonly append: number }[], byElection: boolean): Loss[] {
  const { ledger } = state
  return gone.flatMap(({ batch, append }): Loss[] => {
    if (!isRemembered(ledger, batch) || !isLost(state, batch) || !hasTopic(state.topics, ofBatch(ledger, batch, BATCH.partition))) return []
    const firstOffset = hasRow(ledger.appends, append) ? ofAppend(ledger, append, APPEND.baseOffset) : -1, lastOffset = hasRow(ledger.appends, append) ? ofAppend(ledger, append, APPEND.lastOffset) : -1
    const rule = lossRule(state, truth, batch, byElection)
    return [{ batch, firstOffset, lastOffset, records: ofBatch(ledger, batch, BATCH.records), rule, cause: rule === 'uncleanElection' ? truth.event : ofBatch(ledger, batch, BATCH.goneEvent) - 1 }]
  })
}

function announce({ ledger }: ClusterState, effects: Effects, losses: readonly Loss[]): void {
  for (let index = 0; index < losses.length;) {
    const first = losses[index]!
    let end = index + 1, records = first.records, lastOffset = first.lastOffset
    for (; end < losses.length; end++) {
      const next = losses[end]!
      if (next.rule !== first.rule || next.cause !== first.cause || next.firstOffset !== lastOffset + 1) break
      records += next.records
      lastOffset = next.lastOffset
    }
    const event = effects.emit('recordLost', first.cause, ofBatch(ledger, first.batch, BATCH.partition), first.firstOffset, lastOffset, records, LOSS_RULES.indexOf(first.rule), first.batch)
    ledger.lostRecords += records
    if (first.rule === 'notAllowed' && ledger.forbiddenLoss === -1) ledger.forbiddenLoss = event
    for (; index < end; index++) {
      setOfBatch(ledger, losses[index]!.batch, BATCH.lostEvent, event + 1)
      setOfBatch(ledger, losses[index]!.batch, BATCH.rule, LOSS_RULES.indexOf(first.rule))
    }
  }
}

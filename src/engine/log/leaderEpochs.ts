/**
 * Which leader epoch wrote what: where each epoch begins in this log. Followers find with it where their log and the leader's part.
 * Kafka: storage/internals/epoch/LeaderEpochFileCache; spec §8.7.
 */
export interface LeaderEpoch { readonly epoch: number; readonly startOffset: number }
/** In order of epoch. */
export type LeaderEpochs = LeaderEpoch[]
export interface EpochEnd { readonly epoch: number; readonly endOffset: number }

export const UNDEFINED_EPOCH = -1
const UNDEFINED: EpochEnd = { epoch: UNDEFINED_EPOCH, endOffset: -1 }

/** UNDEFINED_EPOCH of a log that knows none. */
export const latestEpoch = (epochs: LeaderEpochs): number => epochs.at(-1)?.epoch ?? UNDEFINED_EPOCH

/** The epoch begins here; what contradicts that goes. */
export function assignEpoch(epochs: LeaderEpochs, epoch: number, startOffset: number): void {
  const last = epochs.at(-1)
  if (last !== undefined && last.epoch === epoch && startOffset >= last.startOffset) return
  const kept = epochs.filter(one => one.epoch < epoch && one.startOffset < startOffset)
  epochs.splice(0, epochs.length, ...kept, { epoch, startOffset })
}

/** Where the epoch, or the last one before it that this log knows, ends; epoch −1 if it is later than all, or asked for nothing. */
export function endOffsetFor(epochs: LeaderEpochs, epoch: number, logEndOffset: number): EpochEnd {
  if (epoch === UNDEFINED_EPOCH) return UNDEFINED
  if (epoch === latestEpoch(epochs)) return { epoch, endOffset: logEndOffset }
  const higher = epochs.find(one => one.epoch > epoch)
  if (higher === undefined) return UNDEFINED
  return { epoch: epochs.findLast(one => one.epoch <= epoch)?.epoch ?? epoch, endOffset: higher.startOffset }
}

/** The log now ends at `endOffset`. */
export function truncateEpochsFromEnd(epochs: LeaderEpochs, endOffset: number): void {
  while (epochs.length > 0 && epochs.at(-1)!.startOffset >= endOffset) epochs.pop()
}

/** The log now starts at `startOffset`: the epoch that holds it begins there. */
export function truncateEpochsFromStart(epochs: LeaderEpochs, startOffset: number): void {
  const holding = epochs.findLastIndex(one => one.startOffset <= startOffset)
  if (holding !== -1) epochs.splice(0, holding + 1, { epoch: epochs[holding]!.epoch, startOffset })
}

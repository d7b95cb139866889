/** Kind → its player and the tolerance that the kind's rules state. */
import type { Player } from '../cases'
import { playBatchBytes, playCrc32c, playRecordSize, playSerialize, playVarint } from './bytes'
import { playBatchFill, playBufferPool, playEstimator } from './batches'
import { loadCodecs, playCodecSize, toleratedBytes } from './codecSize'
import { playAdaptive, playCoordinatorPartition, playPartition, playSticky } from './choices'
import { playErrors } from './errors'
import { playEpochCache, playLog } from './logs'
import { playCluster } from './cluster/playCluster'
import { playPartitionChange } from './partitionChange'
import { playProducer } from './producer'
import { playConfig, playDefaults } from './settings'

export interface Kind {
  readonly play: Player
  /** How far a number may be from the recorded one; the kind's rules may make it depend on the case. */
  readonly tolerance?: number | ((given: never, expected: never) => number)
  /** Brings in what the player needs before it can play. */
  readonly prepare?: () => Promise<void>
}

export const KINDS: Readonly<Record<string, Kind>> = {
  partition: { play: playPartition },
  serialize: { play: playSerialize },
  varint: { play: playVarint },
  crc32c: { play: playCrc32c },
  'record-size': { play: playRecordSize },
  'batch-bytes': { play: playBatchBytes },
  'batch-fill': { play: playBatchFill, tolerance: 1e-6 },
  estimator: { play: playEstimator, tolerance: 1e-6 },
  'codec-size': { play: playCodecSize, tolerance: toleratedBytes, prepare: loadCodecs },
  sticky: { play: playSticky },
  adaptive: { play: playAdaptive },
  'buffer-pool': { play: playBufferPool },
  'coordinator-partition': { play: playCoordinatorPartition },
  config: { play: playConfig },
  defaults: { play: playDefaults },
  errors: { play: playErrors },
  producer: { play: playProducer },
  'epoch-cache': { play: playEpochCache },
  log: { play: playLog },
  'partition-change': { play: playPartitionChange },
  cluster: { play: playCluster },
}

/** To be awaited once before any case is played. */
export async function prepareKinds(): Promise<void> {
  await Promise.all(Object.values(KINDS).map(async kind => { await kind.prepare?.() }))
}

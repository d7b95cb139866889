/**
 * What a producer knows of the cluster: who leads each partition, as of its last answer; and when it asks again.
 * Kafka: clients/Metadata#timeToNextUpdate, #timeToAllowUpdate, #update, #updateLatestMetadata, #updatePartitionLeadership; spec §6.6.
 * Simplified: every request asks for all topics of the cluster; topics never leave the set (metadata.max.idle.ms).
 */
import type { ProducerConfig } from '../config/tables'
import { refreshesMetadata } from '../protocol/errorCodes'
import type { MetadataResponse } from '../protocol/messages'
import { backoffMs } from './backoff'
import type { RandomStream } from '../kernel/random'

export interface ClientMetadata {
  /** Brokers known, in the order of the answer. */
  brokers: readonly number[]
  /** Per partition its leader; −1 none. Empty before the first answer. */
  leaders: number[]
  /** Per partition the leader's epoch; −1 not told. */
  epochs: number[]
  /** Per partition the highest epoch seen; −1 none. */
  lastSeenEpochs: number[]
  /** Raised whenever a leader changes, or becomes known. */
  leadersVersion: number
  /** Raised with every answer. */
  version: number
  updateRequested: boolean
  /** The last answer or failure, ms; long past if none yet. */
  lastRefreshMs: number
  lastSuccessMs: number
  failedAttempts: number
  /** Answers in a row that brought nothing new. */
  equivalentAnswers: number
  /** A request is on its way. */
  inProgress: boolean
}
type Clock = { readonly nowMs: number; random(name: string): RandomStream }

const LONG_AGO_MS = -1e12

export function createClientMetadata(): ClientMetadata {
  return {
    brokers: [], leaders: [], epochs: [], lastSeenEpochs: [], leadersVersion: 0, version: 0, updateRequested: true, lastRefreshMs: LONG_AGO_MS, lastSuccessMs: LONG_AGO_MS,
    failedAttempts: 0, equivalentAnswers: 0, inProgress: false,
  }
}

export const requestUpdate = (metadata: ClientMetadata): void => { metadata.updateRequested = true }

/** ms until the next request may and should be made; 0: now. */
export function timeToNextUpdateMs(metadata: ClientMetadata, config: ProducerConfig, clock: Clock): number {
  const expiryMs = Math.max(metadata.lastSuccessMs + config['metadata.max.age.ms'] - clock.nowMs, 0)
  const toExpireMs = metadata.updateRequested ? 0 : expiryMs
  return Math.max(toExpireMs, timeToAllowMs(metadata, config, clock, expiryMs === 0))
}

function timeToAllowMs(metadata: ClientMetadata, config: ProducerConfig, clock: Clock, hasExpired: boolean): number {
  const backoff = (attempts: number): number =>
    backoffMs(config['retry.backoff.ms'], config['retry.backoff.max.ms'], attempts, () => clock.random('metadataBackoff'))
  const afterAttemptsMs = Math.max(metadata.lastRefreshMs + backoff(Math.max(metadata.failedAttempts - 1, 0)) - clock.nowMs, 0)
  if (hasExpired) metadata.equivalentAnswers = 0
  const afterAnswersMs = Math.max(metadata.lastRefreshMs + (metadata.equivalentAnswers > 0 ? backoff(metadata.equivalentAnswers - 1) : 0) - clock.nowMs, 0)
  return Math.max(afterAttemptsMs, afterAnswersMs)
}

export const isUpdateDue = (metadata: ClientMetadata, config: ProducerConfig, clock: Clock): boolean =>
  !metadata.inProgress && timeToNextUpdateMs(metadata, config, clock) === 0

/** An answer. Partitions told with an older epoch than one seen stay as they were. Returns how many leaders changed. */
export function updateMetadata(metadata: ClientMetadata, answer: MetadataResponse, nowMs: number): number {
  metadata.lastRefreshMs = metadata.lastSuccessMs = nowMs
  metadata.failedAttempts = 0
  metadata.updateRequested = false
  metadata.version++
  metadata.equivalentAnswers++
  metadata.brokers = answer.brokers
  let changed = 0
  for (const { partition, leader, epoch, error } of answer.partitions) {
    const seen = metadata.lastSeenEpochs[partition] ?? -1
    if (epoch === -1 || epoch > seen) metadata.equivalentAnswers = 0
    if (epoch === -1 || epoch >= seen) {
      if (metadata.leaders[partition] !== leader) { changed++; metadata.leadersVersion++ }
      metadata.leaders[partition] = leader
      metadata.epochs[partition] = metadata.lastSeenEpochs[partition] = epoch
    }
    if (refreshesMetadata(error)) metadata.updateRequested = true
  }
  return changed
}

/** No answer came. */
export function failUpdate(metadata: ClientMetadata, nowMs: number): void {
  metadata.lastRefreshMs = nowMs
  metadata.failedAttempts++
  metadata.equivalentAnswers = 0
  metadata.inProgress = false
}

/** KIP-951: a broker said who leads instead. Taken only with a higher epoch than the one known. */
export function updateLeadership(metadata: ClientMetadata, partition: number, leader: { readonly broker: number; readonly epoch: number }): void {
  const known = metadata.epochs[partition] ?? -1
  if (known !== -1 && leader.epoch <= known) return
  metadata.leaders[partition] = leader.broker
  metadata.leadersVersion++
  metadata.epochs[partition] = metadata.lastSeenEpochs[partition] = leader.epoch
}

/** What is written beside a lifeline when something happened there. Pure. */
import { errorText } from './errorText'
import type { NamedEvent } from '../../engine/pageFace'
import { grouped, milliseconds } from '../../engine/kernel/units'
import type { LadderMark, MarkTone } from './picture'

type Said = readonly [tone: MarkTone, text: string, icon?: 'tick' | 'cross']
const offsets = (first: number, last: number): string => (first === last ? `offset ${grouped(first)}` : `offsets ${grouped(first)}–${grouped(last)}`)

function said({ kind, arguments: given }: NamedEvent): Said | null {
  const at = (name: string): number => given[name] ?? 0
  switch (kind) {
    case 'batchAppended': return ['strong', `appended, log end ${grouped(at('lastOffset') + 1)}`]
    case 'batchRejected': return ['bad', errorText(at('error')), 'cross']
    case 'duplicateRecognized': return ['soon', `known already: offset ${grouped(at('baseOffset'))}`]
    case 'highWatermarkAdvanced': return given['leader'] === 1 ? ['good', `high watermark ${grouped(at('to'))}`] : ['quiet', `hears HW ${grouped(at('to'))}`]
    case 'followerPositionLearned': return ['quiet', `broker ${at('follower')} has ${grouped(at('logEndOffset') - 1)}`]
    case 'replicaAppended': return ['quiet', `log end ${grouped(at('lastOffset') + 1)}`]
    case 'batchAcknowledged': return ['good', at('baseOffset') === -1 ? 'sent, no answer asked' : `callback: ${offsets(at('baseOffset'), at('baseOffset') + at('records') - 1)}`, 'tick']
    case 'batchFailed': return ['bad', 'callback: failed', 'cross']
    case 'batchRequeued': return ['soon', `${at('error') > 0 ? '' : 'no answer: '}again in ≈ ${grouped(at('backoffMs'))} ms`]
    case 'recordsDelivered': return ['strong', `reads ${offsets(at('firstOffset'), at('lastOffset'))}`]
    case 'isrShrinkAsked': return ['soon', `broker ${at('follower')} is behind: out of the ISR?`]
    case 'isrExpandAsked': return ['soon', `broker ${at('follower')} has caught up: into the ISR?`]
    case 'isrChanged': return at('error') === 0 ? ['strong', `ISR: ${at('inSync')} in sync`] : ['bad', `ISR stays: ${errorText(at('error'))}`]
    case 'leadershipTaken': return ['strong', `leads, epoch ${at('leaderEpoch')}`]
    case 'leaderFollowed': return ['quiet', at('leader') === -1 ? 'nobody leads' : `follows broker ${at('leader')}, epoch ${at('leaderEpoch')}`]
    case 'logTruncated': return ['bad', `cut back to ${grouped(at('to'))}: ${grouped(at('records'))} gone`, 'cross']
    case 'partitionChanged': return ['strong', at('leader') === -1 ? 'decides: no leader' : at('leader') === at('leaderBefore') ? `decides: ${at('inSync')} in sync` : `decides: broker ${at('leader')} leads, epoch ${at('leaderEpoch')}`]
    case 'brokerFenced': return ['bad', `fences broker ${at('broker')}`]
    case 'brokerUnfenced': return ['strong', `lets broker ${at('broker')} in`]
    case 'controllerElected': return ['strong', `elected, epoch ${at('epoch')}`]
    case 'nodeStopped': return ['bad', ['shuts down', 'dies', 'loses its power'][at('how')] ?? 'stops', 'cross']
    case 'nodeStarted': return ['strong', 'starts']
    case 'nodeFrozen': return ['soon', 'stands still']
    case 'nodeThawed': return ['strong', 'goes on']
    case 'parkedRequestFailed': return ['bad', `leaves purgatory: ${errorText(at('error'))}`, 'cross']
    case 'connectionLost': return ['bad', `connection to broker ${at('broker')} lost`]
    case 'recordLost': return ['bad', at('firstOffset') === -1 ? 'acknowledged, never stored: lost' : `acknowledged ${offsets(at('firstOffset'), at('lastOffset'))}: lost`, 'cross']
    default: return null
  }
}

/** Null where there is nothing to write. */
export function markOf(event: NamedEvent): LadderMark | null {
  const found = said(event)
  if (found === null) return null
  const [tone, text, icon] = found
  const node = event.kind === 'nodeStopped' || event.kind === 'nodeStarted' || event.kind === 'nodeFrozen' || event.kind === 'nodeThawed' ? event.arguments['node']! : event.node
  return { event: event.id, node, atUs: event.atUs, tone, text, ...(icon && { icon }), ...(['highWatermarkAdvanced', 'followerPositionLearned', 'isrChanged'].includes(event.kind) && event.arguments['leader'] !== 0 && { above: true }), ...((event.kind === 'batchRejected' || event.kind === 'parkedRequestFailed') && { isAnswered: true }) }
}

/** "1.2 s", "31 s": how long nothing happened. */
export const gapText = (us: number): string => (us >= 10_000_000 ? `${grouped(us / 1_000_000, 1)} s` : us >= 1_000_000 ? `${grouped(us / 1_000_000, 2)} s` : milliseconds(us))

/** Fates in words: their names, what a strip says, what became of the record in one fork, and the moments on the way there. Pure. */
import { isBroker, type FateKind, type ForkFault, type ForkOutcome, type NamedEvent } from '../../engine/pageFace'
import { grouped, milliseconds, plural } from '../../engine/kernel/units'
import { fateWidthUs, type FateStrip } from '../../lessons/fateStrip'

/** On the strip; in the legend; and the sign that stands for it where there is no room, and where colours cannot be told apart. */
export const FATE_NAMES: Readonly<Record<FateKind, { readonly name: string; readonly meaning: string; readonly sign: string }>> = {
  safe: { name: 'safe', meaning: 'acknowledged at the first attempt, stored once', sign: '✓' },
  retried: { name: 'retried, stored once', meaning: 'sent again, stored once', sign: '↻' },
  duplicated: { name: 'stored twice', meaning: 'stored more than once', sign: '×2' },
  lost: { name: 'lost', meaning: 'reported good, then lost', sign: '✕' },
  failedStored: { name: 'failed, yet stored', meaning: 'reported as failed, stored all the same', sign: '!' },
  failedAbsent: { name: 'failed', meaning: 'reported as failed, in no log', sign: '–' },
  unknown: { name: 'open', meaning: 'not settled when the fork ended', sign: '?' },
}

export const FAULT_NAMES: Readonly<Record<ForkFault, { readonly name: string; readonly asks: string; readonly done: string }>> = {
  crash: { name: 'the leader is killed', asks: 'what if the leader had died here?', done: 'killed' },
  power: { name: 'the leader loses its power', asks: 'what if the leader had lost its power here?', done: 'without power' },
  freeze: { name: 'the leader stands still', asks: 'what if the leader had stood still from here?', done: 'stands still' },
  loseAnswer: { name: 'the leader’s next answer is lost', asks: 'what if the next answer had been lost?', done: 'loses its next answer' },
  controller: { name: 'the controller is killed', asks: 'what if the controller had died here?', done: 'killed' },
}

const machine = (node: number): string => (isBroker(node) ? `broker ${node}` : 'the controller')
/** Times of a strip are counted from send(). */
export const afterSend = (strip: Pick<FateStrip, 'sentUs'>, atUs: number): string => milliseconds(atUs - strip.sentUs)
/** A width, to the microsecond where it is hardly anything. */
export const widthWords = (us: number): string => (us > 0 && us < 100 ? `${us}\u00a0µs` : milliseconds(us))
const isUnanswered = ({ name, scenario }: FateStrip): boolean => name.includes('acks=0') || String(scenario.configs.producer?.['acks']) === '0'

/** "2.6 ms in which an acknowledged record would be lost; nothing is stored twice" */
export function stripSentence(strip: FateStrip): string {
  if (strip.problem !== null) return strip.problem
  const widths: readonly (readonly [FateKind, string])[] = [
    ['lost', isUnanswered(strip) ? 'in which a record reported as sent would be lost' : 'in which an acknowledged record would be lost'], ['duplicated', 'in which the retry stores it twice'],
    ['failedStored', 'in which it would be reported as failed, and stored all the same'], ['failedAbsent', 'in which it would fail, and be in no log'], ['unknown', 'in which its fate is open when the fork ends'],
  ]
  const found = widths.map(([kind, words]) => [fateWidthUs(strip, kind), words] as const).filter(([us]) => us > 0).map(([us, words]) => `${widthWords(us)} ${words}`)
  if (fateWidthUs(strip, 'lost') === 0) found.unshift('no instant at which it would be lost')
  return `${found.join('; ')}.`
}

const nth = (count: number): string => (count === 2 ? 'twice' : `${count} times`)

/** "Broker 1 killed at 2.2 ms: acknowledged, then lost: broker 2 became leader without it." */
export function outcomeWords(strip: FateStrip, fork: ForkOutcome, fault: ForkFault): string {
  const { fate, kind, node, atUs, moments } = fork
  const struck = node === -1 ? 'Nobody there to be struck' : `${machine(node)} ${FAULT_NAMES[fault].done}`
  const opening = `${struck[0]!.toUpperCase()}${struck.slice(1)} at ${afterSend(strip, atUs)}`
  const told = isUnanswered(strip) ? 'reported as sent' : 'acknowledged'
  const place = fate === null || fate.offset === -1 ? '' : ` at offset ${grouped(fate.offset)}`
  const leader = moments.findLast(({ kind: one, node: other }) => one === 'leadershipTaken' && other !== node)?.node
  switch (kind) {
    case 'safe': return `${opening}: ${told} at the first attempt, stored once${place}.`
    case 'retried': return `${opening}: sent ${nth(fate!.attempts)}, stored once${place}${leader === undefined ? '' : `, in the end by broker ${leader}`}.`
    case 'duplicated': return `${opening}: no answer came, so it was sent again, and is stored ${nth(fate!.stored)}.`
    case 'lost': return `${opening}: ${told}, then lost: ${leader === undefined ? 'it came into no log' : `broker ${leader} became leader without it`}.`
    case 'failedStored': return `${opening}: the callback heard “failed”, and it is stored${place} all the same.`
    case 'failedAbsent': return `${opening}: ${fate?.told === 'refused' ? 'send() refused it' : 'the callback heard “failed”'}, and it is in no log.`
    case 'unknown': return `${opening}: not settled when the fork ended${fate === null ? ', it had not been sent' : ''}.`
  }
}

/** One moment of a fork, in a few words; null for those that say nothing here. */
export function momentWords({ kind, node, arguments: given }: NamedEvent): string | null {
  switch (kind) {
    case 'batchDrained': return given['reason'] === 6 ? 'the producer sends it again' : 'the producer sends it'
    case 'batchAppended': return `broker ${node} appends it, offset ${grouped(given['baseOffset']!)}`
    case 'duplicateRecognized': return `broker ${node} knows it already, offset ${grouped(given['baseOffset']!)}`
    case 'batchAcknowledged': return 'the callback hears: good'
    case 'batchFailed': return 'the callback hears: failed'
    case 'batchRejected': return `broker ${node} refuses it`
    case 'recordRefused': return 'send() refuses it'
    case 'leadershipTaken': return `broker ${node} leads, its log ends at ${grouped(given['startOffset']!)}`
    case 'logTruncated': return `broker ${node} cuts ${plural(given['records']!, 'record')} off, back to ${grouped(given['to']!)}`
    case 'recordLost': return 'from here on it is lost'
    case 'nodeStopped': return `${machine(node)} ${given['how'] === 2 ? 'loses its power' : 'is killed'}`
    case 'nodeStarted': return `${machine(node)} is back`
    case 'nodeFrozen': return `${machine(node)} stands still`
    case 'nodeThawed': return `${machine(node)} goes on`
    case 'controllerElected': return 'another controller leads'
    default: return null
  }
}

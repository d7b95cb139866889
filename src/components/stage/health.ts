/** How brokers, replicas and links are, in the few words that the stage has room for. Pure. */
import { FIRST_CONTROLLER, isConsumer, isController, isProducer, type BrokerView, type ControllerView, type LinkView, type ReplicaView } from '../../engine/pageFace'
import { grouped, milliseconds } from '../../engine/kernel/units'

export type Tone = 'ill' | 'warn' | 'good'
export interface Badge { readonly text: string; readonly tone: Tone }

const ENDED = { crash: 'killed', power: 'no power', shutdown: 'shut down' } as const

export const isDown = ({ process }: Pick<BrokerView, 'process'>): boolean => process !== 'up' && process !== 'frozen'

/** What is the matter with a broker; null if nothing is. `nowUs` counts where a session runs out. */
export function brokerBadge(broker: BrokerView, nowUs: number): Badge | null {
  const { process, lifecycle, isFenced, sessionEndsUs, disk } = broker
  if (process !== 'up') {
    // Kafka: a broker whose only log directory fails ends itself.
    const word = process === 'frozen' ? 'stands still' : process === 'crash' && disk.isFull ? 'disk full' : ENDED[process]
    const session = sessionEndsUs === null || process === 'shutdown' ? '' : sessionEndsUs > nowUs ? `, session ${((sessionEndsUs - nowUs) / 1_000_000).toFixed(1)} s` : ', session over'
    return { text: isFenced ? `${word}, fenced` : `${word}${session}`, tone: 'ill' }
  }
  if (lifecycle === 'pendingShutdown') return { text: 'shutting down', tone: 'warn' }
  if (lifecycle === 'starting') return { text: 'starting, fenced', tone: 'warn' }
  if (lifecycle === 'recovery') return { text: 'recovering, fenced', tone: 'warn' }
  if (isFenced) return { text: 'fenced', tone: 'ill' }
  if (disk.isFull) return { text: 'disk full', tone: 'ill' }
  if (disk.slowness > 1) return { text: `disk ${grouped(disk.slowness)}× slower`, tone: 'warn' }
  return null
}

/** Of the words' font, in px, on the safe side. */
const LETTER_WIDTH = 5.6
/** A badge in the room there is beside the broker's name and the door to its menu: how long its session lasts stays, the word for it goes; then how it stands is said shorter. */
export const badgeWords = (text: string, room: number): string => [text, shorter(text), shorter(text).replace('stands still', 'paused')].find((words, index) => index === 2 || words.length * LETTER_WIDTH <= room)!
const shorter = (text: string): string => text.replace(/, session over$/, '').replace(', session ', ', ')

/** A replica that is not as it should be. `short`: in one word. */
export interface ReplicaWords { readonly role: string; readonly note: string; readonly short: string; readonly tone: Tone }
export function replicaWords({ leader, isLeader, isFormerLeader, inSync, isEligible, inSyncCount, replicaCount, minIsr, behind, cut, logEndOffset }: ReplicaView): ReplicaWords | null {
  if (leader === -1) return { role: 'no leader', note: isEligible ? 'no leader, may lead' : 'no leader', short: 'none', tone: 'ill' }
  if (isFormerLeader) return { role: 'old leader', note: 'does not know it', short: 'old', tone: 'ill' }
  if (isLeader) return inSyncCount >= replicaCount ? null : { role: 'leader', note: `ISR ${inSyncCount} of ${replicaCount}${inSyncCount < minIsr ? `, min ${minIsr}` : ''}`, short: `ISR ${inSyncCount}`, tone: inSyncCount < minIsr ? 'ill' : 'warn' }
  if (cut !== null && cut.at >= logEndOffset) return { role: inSync ? 'follower' : 'out of ISR', note: `cut back by ${grouped(cut.records)}`, short: 'cut', tone: 'ill' }
  if (inSync) return null
  return { role: 'out of ISR', note: behind === null || behind === 0 ? 'out of ISR' : `behind by ${grouped(behind)}`, short: 'out', tone: 'warn' }
}

export const controllerName = (id: number): string => `C${id - FIRST_CONTROLLER + 1}`
export function controllerWords({ process, isActive, role, epoch }: ControllerView): Badge {
  if (process === 'frozen') return { text: isActive ? 'active, stands still' : 'stands still', tone: 'ill' }
  if (process !== 'up') return { text: ENDED[process], tone: 'ill' }
  if (isActive) return { text: `active, epoch ${grouped(epoch)}`, tone: 'good' }
  return { text: ROLE_WORDS[role], tone: role === 'follower' ? 'good' : 'warn' }
}
const ROLE_WORDS: Readonly<Record<ControllerView['role'], string>> = { leader: 'old leader', follower: 'follows', candidate: 'candidate', prospective: 'asks for votes', unattached: 'no leader' }

/** What is wrong with a link, short; `cut` links say so by their gap too. */
export function linkBadge({ cut, extraLatencyUs, lossPercent }: LinkView): Badge {
  if (cut !== 'no') return { text: cut === 'silent' ? 'cut' : 'refused', tone: 'ill' }
  return { text: [extraLatencyUs > 0 ? `+${extraLatencyUs % 1000 === 0 ? `${grouped(extraLatencyUs / 1000)}\u00a0ms` : milliseconds(extraLatencyUs)}` : '', lossPercent > 0 ? `${grouped(lossPercent)} % lost` : ''].filter(part => part !== '').join(', '), tone: 'warn' }
}

/** A machine's name in a sentence. */
export function machineName(node: number, clients: readonly { readonly node: number; readonly clientId: string }[] = []): string {
  const client = clients.find(one => one.node === node)
  if (client) return client.clientId
  return isProducer(node) ? 'the producer' : isConsumer(node) ? 'the consumer' : isController(node) ? `controller ${node - FIRST_CONTROLLER + 1}` : `broker ${node}`
}

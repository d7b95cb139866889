/** What was just done to the cluster, and what is to be watched now, with the numbers of this run's settings. Pure. */
import { CROWD, CROWD_STRIDE, isBroker, isConsumer, isController, type ClusterView, type ConfigsInForce } from '../../engine/pageFace'
import { grouped } from '../../engine/kernel/units'
import type { FaultToolName } from '../../lessons/faultTools'
import { stageNames } from '../../session/partitionNamed'
import { targetName, type Target } from './tools'

const seconds = (ms: number): string => `${grouped(ms / 1000, Number.isInteger(ms / 1000) ? 0 : 1)}\u00a0s`
const started = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

export function toldWords(tool: FaultToolName, target: Target, amount: number, view: ClusterView, configs: ConfigsInForce): string {
  const name = started(targetName(target, view))
  const session = `at most ${seconds(configs.broker['broker.session.timeout.ms'])} (broker.session.timeout.ms)`
  const lag = seconds(configs.broker['replica.lag.time.max.ms'])
  if (!('node' in target)) return linkWords(tool, target, name, amount, view, configs)
  if (isController(target.node)) return controllerWords(tool, target.node, name, view, configs)
  const leads = ledBy(target.node, view)
  const led = leads.join(', ').replace(/, (?=\d+ more$)/, ' and ')
  const leaderless = leads.length === 0 ? 'it leads nothing, so only its copies are missing' : `until then ${led} ${leads.length === 1 ? 'has' : 'have'} no leader that answers`
  switch (tool) {
    case 'crash': return `${name} was killed. Its session ends in ${session}; ${leaderless}. Then the controller fences it.`
    case 'power': return `${name} has no power: what its disk had not got is gone. Its session ends in ${session}; ${leaderless}.`
    case 'shutdown': return `${name} was asked to shut down. It hands over ${leads.length === 0 ? 'nothing, it leads no partition' : led}, waits until the others have heard of it, and ends.`
    case 'restart': return `${name} starts with what is on its disk. It registers, is fenced until it has caught up with the metadata log, follows the leaders, and joins each ISR when it has caught up there.`
    case 'pause': return `${name} stands still and its connections stay open. If it is not let go on, its session ends in ${session}; it will not know that.`
    case 'goOn': return `${name} goes on. What it missed it does now, and what it believed may no longer be so.`
    case 'mend': return `The disk of ${targetName(target, view)} is in order again.${view.brokers.find(({ id }) => id === target.node)?.process === 'crash' ? ' The broker has ended, and starts when it is told to: Restart.' : ''}`
    case 'slowDisk': return `${name}: an append takes ${grouped(amount)} times as long. A follower that does not catch up for ${lag} (replica.lag.time.max.ms) leaves the ISR.`
    case 'fullDisk': return `${name}: the disk takes nothing more. At its next append the broker ends: its only log directory has failed.`
    case 'loseAnswer': return `The next answer of ${targetName(target, view)} to a producer is lost, and the connection with it. Watch the retry, and whether the record is stored twice.`
    default: return `${name} was killed.`
  }
}

/** What is sent over a link, and so what is to be watched there. */
function linkWords(tool: FaultToolName, { one, other }: Extract<Target, { one: number }>, name: string, amount: number, { controllers }: ClusterView, configs: ConfigsInForce): string {
  const isOfController = isController(other), isOfQuorum = isController(one), isReplication = isBroker(one) && isBroker(other), isReading = isConsumer(other)
  const isOfActive = controllers.some(({ id, isActive }) => isActive && (id === one || id === other))
  const { broker, producer } = configs
  switch (tool) {
    case 'cutLink': return `${name}: packets vanish from now on, and nobody is told. ${
      isOfController && !isOfActive ? 'Neither of them is the active controller, so nothing else is to be seen.'
        : isOfQuorum ? `The voter that cannot fetch for ${seconds(broker['controller.quorum.fetch.timeout.ms'])} (controller.quorum.fetch.timeout.ms) asks the others for their votes.`
          : isOfController ? `The broker goes on, but no heartbeat arrives: its session ends in at most ${seconds(broker['broker.session.timeout.ms'])} (broker.session.timeout.ms). Then it is fenced.`
            : isReplication ? `A follower that misses records for ${seconds(broker['replica.lag.time.max.ms'])} (replica.lag.time.max.ms) leaves the ISR.`
              : isReading ? 'Nothing is read from there. Watch the lag.' : `Watch for request timeouts (request.timeout.ms ${grouped(producer['request.timeout.ms'])}).`}`
    case 'refuse': return `${name}: connections end at once, and new ones are refused. Both ends know it immediately.`
    case 'slowLink': return `${name}: ${grouped(amount)} ms more each way. Watch ${isOfController ? 'how long a change of the cluster takes now' : isReading ? 'the lag of the reader' : isReplication ? 'how long the high watermark takes to follow the log end' : 'how long an acknowledgement takes now'}.`
    case 'lossyLink': return `${name}: ${grouped(amount)} % of the packets are lost. TCP sends them again: nothing is missing, some of it is late.`
    default: return `${name} is in order again. What was held up arrives when TCP tries again.`
  }
}

/** What a broker leads, by name; of a crowd a number, when there are many. */
function ledBy(node: number, view: ClusterView): readonly string[] {
  const { brokers, crowd } = view, names = stageNames(view), nameOf = (partition: number): string => names[partition] ?? `p${partition}`
  if (crowd === null) return brokers.find(({ id }) => id === node)?.replicas.filter(({ isLeader }) => isLeader).map(({ partition }) => nameOf(partition)) ?? []
  const led: string[] = []
  for (let at = 0; at < crowd.partitions.length; at += CROWD_STRIDE) if (crowd.partitions[at + CROWD.leader] === node) led.push(nameOf(crowd.partitions[at + CROWD.partition]!))
  return led.length > MOST_NAMED ? [...led.slice(0, MOST_NAMED - 1), `${led.length - MOST_NAMED + 1} more`] : led
}
const MOST_NAMED = 4

function controllerWords(tool: FaultToolName, node: number, name: string, { controllers }: ClusterView, configs: ConfigsInForce): string {
  const what = { power: 'has no power', pause: 'stands still', goOn: 'goes on', restart: 'starts again and follows whoever leads' }[tool as string] ?? 'was killed'
  if (tool === 'goOn' || tool === 'restart') return `${name} ${what}.`
  const isActive = controllers.find(({ id }) => id === node)?.isActive === true
  const left = controllers.filter(({ id, process }) => id !== node && process === 'up').length, majority = Math.floor(controllers.length / 2) + 1
  if (left < majority) return `${name} ${what}. ${left} of ${controllers.length} ${left === 1 ? 'is' : 'are'} left, a majority is ${majority}: nothing can be decided, and leaders stay as they are. Records go on as long as no leader fails.`
  return `${name} ${what}. ${isActive ? `The others notice when fetches fail (controller.quorum.fetch.timeout.ms, ${seconds(configs.broker['controller.quorum.fetch.timeout.ms'])}) and elect; records go on meanwhile.` : 'It was not the active one: the others are a majority, and nothing is to be seen elsewhere.'}`
}

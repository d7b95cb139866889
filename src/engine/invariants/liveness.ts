/**
 * What must have come right when nothing has gone wrong for a while (spec §12.2): brokers run and are let in, every partition has a leader, everybody is in sync and has the same log,
 * every future is completed.
 */
import { isElrVoid, type PartitionRegistration } from '../protocol/metadata'
import type { Simulation } from '../simulation'
import { must } from './witness'

/** How much later than its timeout a batch may expire. */
const SLACK_MS = 2000

export function checkLiveness({ state, scenario }: Simulation): void {
  const minimumChanged = scenario.script.some(({ command }) => command.type === 'setConfig' && command.key === 'min.insync.replicas')
  const { controllers, brokers, producers, topics, hosts, ledger } = state
  const active = controllers.find(({ role }) => role === 'leader')
  must(active !== undefined, 'liveness', () => 'no controller leads')
  for (const { id, lifecycle } of brokers) must(hosts.get(id)?.isUp === true && lifecycle.state === 'running' && active.image.brokers.get(id)?.fenced === false, 'liveness', () => `broker ${id} is ${lifecycle.state}, its registration ${JSON.stringify(active.image.brokers.get(id))}`)
  for (const [partition, registration] of active.image.partitions) {
    const { leader, isr, replicas, adding, removing } = registration
    if (leader === -1 && isStuck(registration, minimumChanged, controllers[0]!.topicRules.get(partition) ?? {})) continue
    const told = (): string => `partition ${partition}: ${JSON.stringify(registration)}`
    must(leader !== -1, 'liveness', told)
    must(isr.length === replicas.length && adding.length === 0 && removing.length === 0, 'liveness', told)
    const logs = replicas.map(id => brokers.find(broker => broker.id === id)?.replicas.get(partition)?.log)
    const ends = logs.map(log => log?.logEndOffset ?? -1), marks = logs.map(log => log?.highWatermark ?? -1)
    must(new Set(ends).size === 1 && (isr.length < minimumOf(controllers[0]!, partition, replicas.length) || marks.every(mark => mark === ends[0])), 'liveness', () => `${told()}: logs end at ${ends.join(',')}, high watermarks ${marks.join(',')}`)
  }
  must(topics.length > 0 || active.image.partitions.size === 0, 'liveness', () => 'partitions without a topic')
  let incomplete = 0
  for (const { node, accumulator, config } of producers) {
    incomplete += [...accumulator.incomplete.values()].reduce((sum, { recordCount }) => sum + recordCount, 0)
    // Calls of send() that waited for memory are made only now, so that there may be young ones.
    const longestMs = config['delivery.timeout.ms'] + config['request.timeout.ms'] + SLACK_MS
    for (const { id, createdMs } of accumulator.incomplete.values()) must(state.nowUs / 1000 - createdMs < longestMs, 'liveness', () => `the futures of batch ${id} of producer ${node}, opened at ${createdMs} ms, are not completed`)
  }
  // I14: each record that send() was called for has exactly one end.
  const ended = ledger.acknowledgedRecords + ledger.failedRecords + ledger.refusedRecords + incomplete
  must(ended === state.records.rowCount, 'I14', () => `${state.records.rowCount} records were sent, ${ended} have come to an end`)
}

/** Where only an administrator's unclean election helps, as in Kafka: min.insync.replicas was changed while nobody led, which makes void who was eligible. */
function isStuck(registration: PartitionRegistration, minimumChanged: boolean, rules: { readonly revision?: number }): boolean {
  const { isr, elr, lastKnownElr } = registration
  return isr.length === 0 && minimumChanged && (isElrVoid(registration, rules) || elr.length + lastKnownElr.length === 0)
}

const minimumOf = ({ topicRules }: Simulation['state']['controllers'][number], partition: number, replicas: number): number => Math.min(topicRules.get(partition)?.minIsr ?? 1, replicas)

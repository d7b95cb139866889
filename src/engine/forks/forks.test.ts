/** Forks of a run: what became of a payment, had the leader died at an instant. */
import { describe, expect, test } from 'vitest'
import { advance, beginForks, createSimulation, hashOf, parseScenario, playFork, recordFates, type ForkPlan, type Scenario } from '..'

/** Payments on one partition: followers 1 ms and 5 ms further away. The first of the last two sets the followers fetching, so that the second is appended while both fetches are on their way. */
const payments = (acks: string, idempotence = 'false'): Scenario => ({
  version: 1, kafka: '4.4', seed: 12,
  topology: { brokers: [1, 2, 3], topics: [{ name: 'payments', replicaAssignment: [[1, 2, 3]], config: { 'min.insync.replicas': 2 } }], producers: [{ clientId: 'payment-service', topic: 'payments' }], consumers: [] },
  configs: { producer: { acks, 'enable.idempotence': idempotence, 'linger.ms': 0 }, workload: { 'records.per.second': 0 } },
  workload: { arrivals: 'constant', startUs: 0 },
  script: [
    { atUs: 0, command: { type: 'setLink', one: 1, other: 2, extraLatencyMs: 1 } }, { atUs: 0, command: { type: 'setLink', one: 1, other: 3, extraLatencyMs: 5 } },
    { atUs: 2_498_500, command: { type: 'send', key: 'a', valueBytes: 300 } }, { atUs: 2_500_000, command: { type: 'send', key: 'a', valueBytes: 300, traced: true } },
  ],
})
const SENT_US = 2_500_000
const plan: ForkPlan = { record: 'firstTraced', fault: 'crash', node: 'leader', restartAfterUs: 30_000_000, fromUs: SENT_US - 2000, untilUs: SENT_US + 30_000, horizonUs: 45_000_000 }

describe('a fork', () => {
  test('is the run of the scenario with the fault in its script', () => {
    const scenario = payments('1'), base = beginForks(scenario, plan)!
    expect(base).toMatchObject({ record: 1, partition: 0, sentUs: SENT_US })
    const { commands, fate, node, atUs } = playFork(base, SENT_US + 2500)
    expect([node, atUs]).toEqual([1, SENT_US + 2500])
    const parsed = parseScenario({ ...scenario, script: [...scenario.script, ...commands] })
    if (!parsed.ok) throw new Error(parsed.problems.join())
    const whole = createSimulation(parsed.scenario)
    advance(whole, { untilUs: atUs + plan.horizonUs })
    expect(recordFates(whole, [1])[0]).toEqual(fate)
  })
  test('is the same whatever was played before it', () => {
    const one = beginForks(payments('all'), plan)!, other = beginForks(payments('all'), plan)!
    playFork(other, SENT_US + 20_000)
    playFork(other, SENT_US)
    expect(playFork(one, SENT_US + 3000)).toEqual(playFork(other, SENT_US + 3000))
    const { checkpoints } = one
    const untouched = createSimulation(payments('all'))
    advance(untouched, { untilUs: checkpoints.at(-1)!.nowUs })
    expect(checkpoints.at(-1)!.state.hash).toEqual(untouched.state.hash)
    expect(hashOf(untouched)).toMatch(/^[0-9a-f]{32}$/)
  })
})

/** Where the fate changes along the strip, every 0.2 ms: ms after send() and what begins there. */
function changes(scenario: Scenario, changed: Partial<ForkPlan> = {}): readonly string[] {
  const base = beginForks(scenario, { ...plan, ...changed })!, found: string[] = []
  let last = ''
  for (let atUs = plan.fromUs + 1200; atUs <= plan.untilUs; atUs += 200) {
    const { kind } = playFork(base, atUs)
    if (kind !== last) found.push(`${(atUs - SENT_US) / 1000} ${kind}`)
    last = kind
  }
  return found
}

describe('the leader is killed', () => {
  // Appended after 1.1 ms; a follower that has already asked gets its copy with its next fetch, which the leader answers at 3.7 ms; the far one has it confirmed at 24.1 ms.
  test('acks=0: what was reported as sent is lost until a copy has left', () => { expect(changes(payments('0'))).toEqual(['-0.8 lost', '3.8 safe']) })
  test('acks=1: tried again until the answer leaves, then lost until a copy has left', () => { expect(changes(payments('1'))).toEqual(['-0.8 retried', '1.2 lost', '3.8 safe']) })
  test('acks=all: never lost; without idempotence stored twice where all have it and the answer has not left', () => {
    expect(changes(payments('all'))).toEqual(['-0.8 retried', '12 duplicated', '24.2 safe'])
    expect(changes(payments('all', 'true'))).toEqual(['-0.8 retried', '24.2 safe'])
  })
  test('another network, other fates', () => {
    const near = payments('1')
    expect(changes({ ...near, script: near.script.slice(2) })).not.toEqual(changes(near))
  })
})

describe('other faults', () => {
  // Until −0.2 ms it is the answer to the payment before that is lost, and with it the connection.
  test('a lost answer: with acks=1 the record is stored twice, with idempotence recognized', () => {
    expect(changes(payments('1'), { fault: 'loseAnswer' })).toEqual(['-0.8 retried', '-0.2 duplicated', '1.2 safe'])
    expect(changes(payments('all', 'true'), { fault: 'loseAnswer' })).toEqual(['-0.8 retried', '24.2 safe'])
  })
  test('the controller’s death harms no record', () => { expect(changes(payments('1'), { fault: 'controller', horizonUs: 5_000_000, restartAfterUs: 1_000_000 })).toEqual(['-0.8 safe']) })
  test('a fork that ends too soon says that it does not know', () => { expect(playFork(beginForks(payments('all'), { ...plan, restartAfterUs: 1000, horizonUs: 2000 })!, SENT_US + 500).kind).toBe('unknown') })
  test('a delivery that fails: the record may be there all the same', () => {
    const hasty = payments('all'), short = { ...hasty, configs: { ...hasty.configs, producer: { ...hasty.configs.producer, 'delivery.timeout.ms': 2000, 'request.timeout.ms': 1000 } } }
    expect(changes(short)).toEqual(['-0.8 failedAbsent', '12 failedStored', '24.2 safe'])
  })
})

describe('what a fork tells', () => {
  test('the record’s course, its leaders and the machine’s, in order of time', () => {
    const { moments, fate } = playFork(beginForks(payments('1'), plan)!, SENT_US + 2500)
    expect(moments.map(({ kind }) => kind)).toEqual(['batchDrained', 'batchAppended', 'batchAcknowledged', 'nodeStopped', 'leadershipTaken', 'recordLost', 'nodeStarted', 'logTruncated'])
    expect(moments.find(({ kind }) => kind === 'recordLost')!.id).toBe(fate!.lost!.event)
    expect(fate!.lost!.rule).toBe('acks=1')
  })
  test('a record that is not sent by then has no strip', () => { expect(beginForks(payments('1'), { ...plan, record: 2 })).toBeNull() })
})

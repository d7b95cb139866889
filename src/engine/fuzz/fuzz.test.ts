/** Random clusters under random troubles: every invariant after every instant; and three bugs planted on purpose, which must be found. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { parseScenario } from '../scenario'
import { fuzz } from './fuzz'
import { playChecked } from './playChecked'
import { randomRun } from './randomScenario'

/** Rules that a test breaks. */
const planted = vi.hoisted(() => ({ bug: 'none' }))
vi.mock('../broker/replica', async original => {
  const real = await original<typeof import('../broker/replica')>()
  return {
    ...real,
    /** The high watermark is taken to be where the leader's log ends, without asking how far its followers are. */
    advanceHighWatermark(...given: Parameters<typeof real.advanceHighWatermark>) {
      const [replica] = given
      if (planted.bug !== 'highWatermark') return real.advanceHighWatermark(...given)
      const { followers } = replica
      replica.followers = new Map()
      const event = real.advanceHighWatermark(...given)
      replica.followers = followers
      return event
    },
  }
})
vi.mock('../broker/isr', async original => {
  const real = await original<typeof import('../broker/isr')>()
  return {
    ...real,
    /** A follower joins the ISR with whatever it has. */
    maybeExpandIsr(...given: Parameters<typeof real.maybeExpandIsr>) {
      const [, , replica, follower] = given
      const state = replica.followers.get(follower)
      if (planted.bug !== 'isr' || state === undefined) { real.maybeExpandIsr(...given); return }
      const { endOffset } = state
      state.endOffset = replica.log.logEndOffset
      real.maybeExpandIsr(...given)
      state.endOffset = endOffset
    },
  }
})
vi.mock('../controller/kraft/raft', async original => {
  const real = await original<typeof import('../controller/kraft/raft')>()
  return {
    ...real,
    /** A voter forgets whom it has voted for. */
    handleVote(...given: Parameters<typeof real.handleVote>) {
      if (planted.bug === 'vote') given[0].votedFor = -1
      real.handleVote(...given)
    },
  }
})
afterEach(() => { planted.bug = 'none' })

const EVENTS = 120_000

test(`${EVENTS} events in troubled times: every invariant holds, and afterwards everything comes right`, () => {
  const { found, events, runs } = fuzz({ events: EVENTS, seed: 1, livenessEvery: 2 })
  expect(found === null ? '' : `seed ${found.seed}: ${found.failure.message}\n${JSON.stringify(found.scenario)}`).toBe('')
  expect(events).toBeGreaterThanOrEqual(EVENTS)
  expect(runs).toBeGreaterThan(2)
}, 120_000)

test('the same seed is the same run', () => {
  const { scenario, healUs } = randomRun(77)
  expect(playChecked(randomRun(77).scenario, { untilUs: healUs }).hash).toBe(playChecked(scenario, { untilUs: healUs }).hash)
})

describe('a planted bug is found, and made short', () => {
  test.each([
    ['highWatermark', 1, ['I3', 'I4', 'I5']],
    ['isr', 4, ['I3', 'I4', 'I5']],
    ['vote', 13, ['I8']],
  ])('%s', (bug, seed, invariants) => {
    planted.bug = bug
    const { found } = fuzz({ events: 3_000_000, seed, livenessEvery: Infinity })
    expect(found).not.toBeNull()
    expect(invariants).toContain(found!.failure.invariant)
    // What is handed out fails by itself, and is shorter than what was found.
    expect(parseScenario(found!.scenario).ok).toBe(true)
    expect(found!.scenario.script.length).toBeLessThan(found!.first.scenario.script.length)
    expect(playChecked(found!.scenario, { untilUs: found!.failure.atUs }).failure?.invariant).toBe(found!.failure.invariant)
    planted.bug = 'none'
    expect(playChecked(found!.scenario, { untilUs: found!.failure.atUs }).failure).toBeNull()
  }, 120_000)
})

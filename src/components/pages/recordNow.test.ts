import { describe, expect, test } from 'vitest'
import { advance, createSimulation, presetNamed, recordStory, STOPS, viewOf, type RecordStory, type Simulation } from '../../engine'
import { stopUs } from '../../lessons/stretches'
import { recordNow } from './recordNow'

const played = (untilUs: number): Simulation => {
  const simulation = createSimulation(presetNamed('ride-requests')!)
  advance(simulation, { untilUs })
  return simulation
}
/** rider-7's first request, once it is sent. */
function hero(simulation: Simulation): RecordStory | null {
  for (let record = 0; ; record++) {
    const story = recordStory(simulation, record)
    if (story === null || story.key === 'rider-7') return story
  }
}
const nowOf = (simulation: Simulation): ReturnType<typeof recordNow> => recordNow(hero(simulation), viewOf(simulation), 5)
const whole = hero(played(65_000))!

describe('where the followed record is', () => {
  test('before its send(): when it comes', () => {
    expect(nowOf(played(37_000))).toEqual({ where: 'About to be sent', words: 'In 3.0\u00a0ms the application sends a record. Follow the one with the yellow ring.' })
  })
  test('every stop of its life has its words, in its order, and the waits grow', () => {
    expect(STOPS.every(stop => stopUs(whole, stop) !== null)).toBe(true)
    const heard: string[] = []
    for (let us = 40_000; us < 60_000; us += 100) {
      const { where } = nowOf(played(us))
      if (heard.at(-1) !== where) heard.push(where)
    }
    expect(heard).toEqual(['Waits in a batch', 'On its way', 'Waits for copies', 'Committed', 'Acknowledged', 'Read'].filter(where => heard.includes(where)))
    expect(heard.length).toBeGreaterThanOrEqual(5)
    expect(nowOf(played(42_000)).words).toContain('So far 2.0\u00a0ms.')
  })
  test('it waits for the copies, then for the leader to hear of them', () => {
    const appendedUs = stopUs(whole, 'inLeaderLog')!, committedUs = stopUs(whole, 'committed')!
    expect(nowOf(played(appendedUs + 300))).toEqual({
      where: 'Waits for copies', words: `Broker 1 has it at offset ${whole.offset}, brokers 2 and 3 not yet: nobody may read it, and the producer gets no answer. So far 0.30\u00a0ms.`,
    })
    expect(nowOf(played(committedUs - 10)).words).toMatch(/^Brokers 2 and 3 have their copies, but broker 1 hears so only when they next fetch/)
    expect(nowOf(played(committedUs + 10)).where).toBe('Committed')
  })
})

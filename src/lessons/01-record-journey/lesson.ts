/** Lesson 1, "A record's journey": nine stops, two waits, three logs. Storyboard: nine steps. */
import { STOPS, type RecordStory } from '../../engine/pageFace'
import { milliseconds } from '../../engine/kernel/units'
import type { Evidence, Lesson, Stretch } from '../lesson'
import { longestStretch, reachedStops, stopUs, STRETCHES, timeByStretch } from '../stretches'
import { AGAIN_AT_US, BILLING_AT_US, HERO_AT_US, OTHER_AT_US, rideRequests } from './scenario'

/** A challenge's limit: what is reachable with all copies, and not without turning a knob. */
export const GOAL_MS = 8

const hero = ({ stories }: Evidence): RecordStory => stories[0]!
const heroTimes = (evidence: Evidence): ReturnType<typeof timeByStretch> => timeByStretch(hero(evidence), evidence.events)

/** At most six seconds for the moment that decided. */
function slowly(fromUs: number, untilUs: number): Stretch {
  return { fromUs, untilUs, speed: Math.max(1 / 10_000, (untilUs - fromUs) / 1_000_000 / 5.5) }
}

function longestMoment(evidence: Evidence): Stretch {
  const story = hero(evidence)
  const at = (stop: 'sent' | 'onTheWire' | 'inLeaderLog' | 'committed' | 'acknowledged'): number => stopUs(story, stop) ?? 0
  switch (longestStretch(heroTimes(evidence))) {
    case 'batch': return slowly(at('sent'), at('onTheWire'))
    case 'wire': return slowly(at('onTheWire'), at('acknowledged'))
    case 'disk': return slowly(at('onTheWire'), at('inLeaderLog'))
    case 'copies': return slowly(at('inLeaderLog'), at('committed'))
  }
}

/** Records in the log that the hero went to, when billing starts. */
function recordsForBilling({ events, stories }: Evidence): number {
  let end = 0
  for (const event of events.ofKind('batchAppended', 0, BILLING_AT_US)) if (event.arguments['partition'] === stories[0]!.partition) end = event.arguments['lastOffset']! + 1
  return end
}

const LANES = ['0', '1', '2'] as const

export const recordJourney: Lesson = {
  id: 'record-journey', number: 1, minutes: 8, scenario: rideRequests, rehearseUntilUs: 130_000,
  steps: [
    { id: 'a-tap', kind: 'scene', atUs: 24_000, run: { fromUs: 24_000, untilUs: HERO_AT_US - 600, speed: 1 / 300 }, autoplay: true, passport: 'empty' },
    {
      id: 'nine-stops', kind: 'predict', atUs: HERO_AT_US - 600, run: { fromUs: HERO_AT_US - 600, untilUs: HERO_AT_US + 10_000, speed: 1 / 750 }, passport: 'stamps',
      question: { form: 'order', cards: STOPS, given: ['sent', 'inLeaderLog', 'read'], answer: evidence => reachedStops(hero(evidence)) },
      decisive: evidence => slowly(stopUs(hero(evidence), 'onTheWire')! - 200, stopUs(hero(evidence), 'read')! + 200),
    },
    { id: 'read-the-passport', kind: 'scene', atUs: HERO_AT_US + 10_000, passport: 'stamps' },
    {
      id: 'where-time-goes', kind: 'predict', atUs: HERO_AT_US + 10_000, passport: 'covered',
      question: { form: 'choice', parts: [''], options: STRETCHES, answer: evidence => [longestStretch(heroTimes(evidence))] },
      decisive: longestMoment,
    },
    { id: 'mostly-waiting', kind: 'scene', atUs: HERO_AT_US + 10_000, passport: 'bar' },
    {
      id: 'which-lane', kind: 'predict', focus: ['producer'], atUs: AGAIN_AT_US - 1500, run: { fromUs: AGAIN_AT_US - 1500, untilUs: OTHER_AT_US + 2000, speed: 1 / 1000 },
      question: {
        form: 'choice', parts: ['again', 'other'], options: LANES,
        answer: ({ stories }) => [stories[1], stories[2]].map(story => String(story?.partition ?? '')),
      },
      decisive: () => slowly(AGAIN_AT_US - 300, OTHER_AT_US + 500),
    },
    {
      id: 'a-second-reader', kind: 'predict', focus: ['brokers', 'consumer'], atUs: BILLING_AT_US - 200, run: { fromUs: BILLING_AT_US - 200, untilUs: BILLING_AT_US + 5500, speed: 1 / 900 },
      question: { form: 'number', tolerance: 0, answer: recordsForBilling },
      decisive: () => slowly(BILLING_AT_US - 200, BILLING_AT_US + 3500),
    },
    { id: 'your-turn', kind: 'try', atUs: 130_000, settings: [{ owner: 'producer', name: 'linger.ms' }, { owner: 'producer', name: 'acks' }], passport: 'bar' },
    {
      id: 'answer-fast', kind: 'challenge', atUs: 130_000, settings: [{ owner: 'producer', name: 'linger.ms' }, { owner: 'producer', name: 'acks' }],
      challenge: {
        untilUs: 2_000_000, par: 1, solution: [{ owner: 'producer', key: 'linger.ms', value: 0 }],
        judge({ figures, scenario }) {
          const acks = String(scenario.configs.producer?.['acks'] ?? 'all')
          if (acks !== 'all' && acks !== '-1') return 'fewerCopies'
          return figures.p99SendToAckUs === null || figures.p99SendToAckUs > GOAL_MS * 1000 ? 'tooSlow' : null
        },
      },
    },
  ],
  facts(evidence) {
    const story = hero(evidence)
    const at = (stop: (typeof STOPS)[number]): number => stopUs(story, stop) ?? 0
    const times = heroTimes(evidence)
    const longest = longestStretch(times)
    return {
      partition: String(story.partition), offset: String(story.offset), sendToAck: milliseconds(at('acknowledged') - at('sent')), sendToRead: milliseconds(at('read') - at('sent')),
      batchTime: milliseconds(times.batch), wireTime: milliseconds(times.wire), diskTime: milliseconds(times.disk), copiesTime: milliseconds(times.copies), longestTime: milliseconds(times[longest]),
      partitions: String(evidence.view.producers[0]!.lanes.length), againPartition: String(evidence.stories[1]?.partition ?? ''), otherPartition: String(evidence.stories[2]?.partition ?? ''),
      forBilling: String(recordsForBilling(evidence)), goalMs: `${GOAL_MS} ms`, leader: String(evidence.scenario.topology.topics[0]!.replicaAssignment[story.partition]![0]),
      lingerMs: String(evidence.scenario.configs.producer?.['linger.ms'] ?? 5),
    }
  },
}

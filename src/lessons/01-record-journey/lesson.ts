/** Lesson 1, "A record's journey": nine stops, two waits, three logs. Storyboard: nine steps. */
import { STOPS, type RecordStory } from '../../engine/pageFace'
import { milliseconds } from '../../engine/kernel/units'
import type { Evidence, Lesson, Stretch } from '../lesson'
import { longestStretch, reachedStops, stopUs, STRETCHES, timeByStretch } from '../stretches'
import { AGAIN_AT_US, BILLING_AT_US, HERO, HERO_AT_US, OTHER_AT_US, rideRequests } from './scenario'

/** The challenge's limit: reachable with all copies, and not without turning a knob. */
export const GOAL_MS = 9
/** The opening plays up to here and waits; the hero has come to rest when the journey's run ends. */
const BEFORE_US = HERO_AT_US - 600, AFTER_US = HERO_AT_US + 10_000
const FREE_AT_US = 130_000

const hero = ({ stories }: Evidence): RecordStory => stories[0]!
const heroTimes = (evidence: Evidence): ReturnType<typeof timeByStretch> => timeByStretch(hero(evidence), evidence.events)

/** A moment stretched to five and a half seconds. */
const slowly = (fromUs: number, untilUs: number): Stretch => ({ fromUs, untilUs, speed: Math.max(1 / 10_000, (untilUs - fromUs) / 5_500_000) })

function longestMoment(evidence: Evidence): Stretch {
  const story = hero(evidence)
  const at = (stop: 'sent' | 'onTheWire' | 'inLeaderLog' | 'committed' | 'acknowledged'): number => stopUs(story, stop) ?? 0
  switch (longestStretch(heroTimes(evidence))) {
    case 'batch': return slowly(at('sent') - 100, at('onTheWire') + 100)
    case 'wire': return slowly(at('onTheWire'), at('acknowledged'))
    case 'disk': return slowly(at('onTheWire'), at('inLeaderLog'))
    case 'copies': return slowly(at('inLeaderLog'), at('committed'))
  }
}

/** Records in a log when billing starts: the hero's partition, or all of them. */
function recordsForBilling({ events, stories }: Evidence, everywhere = false): number {
  let found = 0
  for (const { arguments: { partition, records } } of events.ofKind('batchAppended', 0, BILLING_AT_US)) if (everywhere || partition === stories[0]!.partition) found += records!
  return found
}

function orderBeliefs(order: readonly string[]): readonly string[] {
  const place = (stop: string): number => order.indexOf(stop)
  const met = [
    place('partitioned') < place('serialized') && 'partitionFirst', place('onTheWire') < place('batched') && 'sendSends',
    place('acknowledged') < place('committed') && 'answerFirst', place('committed') < place('inLeaderLog') && 'copiesFirst',
  ].filter(belief => belief !== false)
  return met.length > 0 ? met.slice(0, 2) : ['other']
}

const LANES = ['0', '1', '2'] as const
const KNOBS = [{ owner: 'producer', name: 'linger.ms' }, { owner: 'producer', name: 'acks' }] as const

export const recordJourney: Lesson = {
  id: 'record-journey', number: 1, minutes: 8, scenario: rideRequests, rehearseUntilUs: FREE_AT_US,
  steps: [
    { id: 'a-tap', kind: 'scene', atUs: 24_000, run: { fromUs: 24_000, untilUs: BEFORE_US, speed: 1 / 300 }, autoplay: true, passport: 'empty' },
    {
      id: 'nine-stops', kind: 'predict', atUs: BEFORE_US, run: { fromUs: BEFORE_US, untilUs: AFTER_US, speed: 1 / 750 }, followsRecord: true, passport: 'stamps',
      question: { form: 'order', cards: STOPS, given: ['sent', 'inLeaderLog', 'read'], answer: evidence => reachedStops(hero(evidence)), beliefs: orderBeliefs },
      decisive: evidence => slowly(stopUs(hero(evidence), 'onTheWire')! - 200, stopUs(hero(evidence), 'read')! + 200),
    },
    { id: 'read-the-passport', kind: 'scene', atUs: AFTER_US, passport: 'stamps' },
    {
      id: 'where-time-goes', kind: 'predict', atUs: AFTER_US, passport: 'covered',
      question: { form: 'choice', parts: [''], options: STRETCHES, answer: evidence => [longestStretch(heroTimes(evidence))] },
      decisive: longestMoment,
    },
    { id: 'mostly-waiting', kind: 'scene', atUs: AFTER_US, passport: 'bar' },
    {
      id: 'which-lane', kind: 'predict', focus: ['producer'], atUs: AGAIN_AT_US - 1500, run: { fromUs: AGAIN_AT_US - 1500, untilUs: OTHER_AT_US + 2000, speed: 1 / 1000 },
      question: { form: 'choice', parts: ['again', 'other'], options: LANES, answer: ({ stories }) => [stories[1], stories[2]].map(story => String(story?.partition ?? '')) },
      decisive: () => slowly(AGAIN_AT_US - 300, OTHER_AT_US + 500),
    },
    {
      id: 'a-second-reader', kind: 'predict', focus: ['brokers', 'consumer'], atUs: BILLING_AT_US - 200, run: { fromUs: BILLING_AT_US - 200, untilUs: BILLING_AT_US + 5500, speed: 1 / 900 },
      question: {
        form: 'number', tolerance: 0, answer: evidence => recordsForBilling(evidence),
        belief: (given, evidence) => (given === 0 ? 'emptied' : given === recordsForBilling(evidence, true) ? 'oneQueue' : given < recordsForBilling(evidence) ? 'onlyLeft' : 'other'),
      },
      decisive: () => slowly(BILLING_AT_US - 200, BILLING_AT_US + 3500),
    },
    { id: 'your-turn', kind: 'try', atUs: FREE_AT_US, settings: KNOBS, ride: { key: HERO, valueBytes: 120, speed: 1 / 750 }, passport: 'bar' },
    {
      id: 'answer-fast', kind: 'challenge', atUs: FREE_AT_US, settings: KNOBS,
      challenge: {
        untilUs: 2_000_000, par: 1, solution: [{ owner: 'producer', key: 'linger.ms', value: 2 }],
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
    const [leader, ...followers] = evidence.scenario.topology.topics[0]!.replicaAssignment[story.partition]!
    const [serialized] = evidence.events.ofKind('recordSerialized', at('serialized'))
    const drained = [...evidence.events.ofKind('batchDrained', at('onTheWire'), at('onTheWire'))].find(event => event.arguments['batch'] === story.batch)
    return {
      partition: String(story.partition), offset: String(story.offset), sendToAck: milliseconds(at('acknowledged') - at('sent')), sendToRead: milliseconds(at('read') - at('sent')),
      batchTime: milliseconds(times.batch), wireTime: milliseconds(times.wire), diskTime: milliseconds(times.disk), copiesTime: milliseconds(times.copies),
      longestTime: milliseconds(times[longestStretch(times)]),
      partitions: String(evidence.view.producers[0]!.lanes.length), againPartition: String(evidence.stories[1]?.partition ?? ''), otherPartition: String(evidence.stories[2]?.partition ?? ''),
      forBilling: String(recordsForBilling(evidence)), inAllLogs: String(recordsForBilling(evidence, true)), goalMs: `${GOAL_MS} ms`, leader: String(leader), followers: followers.join(' and '),
      lingerMs: String(evidence.scenario.configs.producer?.['linger.ms'] ?? 5), keyBytes: String(serialized?.arguments['keyBytes'] ?? ''), valueBytes: String(serialized?.arguments['valueBytes'] ?? ''),
      inBatch: String(drained?.arguments['records'] ?? ''), batchBytes: String(drained?.arguments['sizeBytes'] ?? ''),
    }
  },
}

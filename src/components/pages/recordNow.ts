/** Where the record that the front page follows is at this instant, and what it waits for, in words with this run's numbers. Pure. */
import type { ClusterView, RecordStory } from '../../engine/pageFace'
import { milliseconds } from '../../engine/kernel/units'
import { reachedStops, stopUs } from '../../lessons/stretches'
import { keyLetter } from '../ui/keys'

export interface RecordNow { readonly where: string; readonly words: string }

export function recordNow(story: RecordStory | null, view: ClusterView, lingerMs: number): RecordNow {
  const { nowUs } = view
  const reached = story ? reachedStops(story).filter(stop => stopUs(story, stop)! <= nowUs) : []
  const last = reached.at(-1)
  if (!story || last === undefined) return beforeSend(view)
  const name = story.key === null ? 'The record' : `${keyLetter(view.keys.indexOf(story.key))}, ${story.key}’s request,`
  const replicas = view.brokers.flatMap(broker => broker.replicas).filter(({ partition }) => partition === story.partition)
  const leader = replicas[0]?.leader ?? -1
  const behind = replicas.filter(({ isLeader, logEndOffset }) => !isLeader && logEndOffset <= story.offset)
  const followers = replicas.map(({ broker }) => broker).filter(broker => broker !== leader)
  const for_ = milliseconds(nowUs - stopUs(story, last)!), total = milliseconds(nowUs - stopUs(story, 'sent')!)
  switch (last) {
    case 'sent': case 'serialized': case 'partitioned': case 'batched':
      return { where: 'Waits in a batch', words: `${name} belongs to partition ${story.partition}. It waits there for company, ${milliseconds(lingerMs * 1000)} at most: that is linger.ms. So far ${for_}.` }
    case 'onTheWire': return { where: 'On its way', words: `Its batch has left for broker ${leader}, which leads partition ${story.partition}. So far ${total} since send().` }
    case 'inLeaderLog': return { where: 'Waits for copies', words: behind.length > 0
      ? `Broker ${leader} has it at offset ${story.offset}, ${named(behind.map(({ broker }) => broker))} not yet: nobody may read it, and the producer gets no answer. So far ${for_}.`
      : `${named(followers, true)} have their copies, but broker ${leader} hears so only when they next fetch: still nobody may read it. So far ${for_}.` }
    case 'committed': return { where: 'Committed', words: `Broker ${leader} knows of the copies on ${named(followers)}. The answer goes to the producer, the record to the reader.` }
    case 'acknowledged': return { where: 'Acknowledged', words: `The producer knows that it is safe, ${milliseconds(stopUs(story, 'acknowledged')! - stopUs(story, 'sent')!)} after send(). ${reached.includes('read') ? 'The reader has it too.' : 'The reader’s copy is on its way.'}` }
    case 'read': return { where: 'Read', words: `The reader has it, ${milliseconds(stopUs(story, 'read')! - stopUs(story, 'sent')!)} after send(). ${reached.includes('acknowledged') ? 'The producer knows that it is safe.' : 'The producer’s answer is still on its way.'}` }
  }
}

/** "brokers 2 and 3", "broker 2". */
const named = (brokers: readonly number[], isFirst = false): string =>
  `${isFirst ? 'B' : 'b'}roker${brokers.length === 1 ? '' : 's'} ${brokers.toSorted((one, other) => one - other).join(' and ')}`

function beforeSend(view: ClusterView): RecordNow {
  const next = view.producers[0]?.upcoming.find(({ traced }) => traced)
  return next ? { where: 'About to be sent', words: `In ${milliseconds(next.atUs - view.nowUs)} the application sends a record. Follow the one with the yellow ring.` }
    : { where: 'Running', words: 'The application sends records, the producer packs them, brokers keep and copy them, a consumer reads them.' }
}

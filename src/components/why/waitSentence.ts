/** "Why is it waiting?" answered for a batch that has not left yet, with the numbers of this moment. Pure; every kind of wait has a sentence. */
import type { BatchView, BatchWait } from '../../engine/pageFace'
import { grouped, milliseconds } from '../../engine/kernel/units'

export interface WaitFacts { readonly lingerMs: number; readonly slots: number; readonly broker: number }

export function waitSentence(batch: BatchView, nowUs: number, { lingerMs, slots, broker }: WaitFacts): string {
  const { what, untilUs } = batch.waits ?? { what: 'sender', untilUs: null } satisfies BatchWait
  const left = untilUs === null ? '' : milliseconds(Math.max(0, untilUs - nowUs))
  switch (what) {
    case 'linger': return `It waits for more records, ${left} more at the longest (linger.ms ${grouped(lingerMs)}), unless it fills before or another partition’s request takes it along.`
    case 'turn': return 'It waits its turn: one batch of a partition leaves at a time, and there are others before it.'
    case 'backoff': return `Its last attempt failed. It waits about ${left} more before the next one (retry.backoff.ms, give or take a fifth, drawn anew each time the sender looks).`
    case 'slot': return `It is ready, but broker ${broker} already has ${grouped(slots)} unanswered requests: max.in.flight.requests.per.connection. An answer will free a place.`
    case 'answer': return 'It is ready, but with max.in.flight.requests.per.connection=1 its partition sends nothing before the last batch is answered.'
    case 'connection': return `It is ready, but there is no connection to broker ${broker}${untilUs === null ? ': one is being opened' : `; the next try is in ${left}`}.`
    case 'metadata': return 'It is ready, but the client asks for new metadata first: who leads may have changed.'
    case 'leader': return 'Its partition has no leader that the client knows of. It asks for metadata until there is one.'
    case 'id': return 'The producer is idempotent and has no id yet: it waits for the answer to InitProducerId.'
    case 'order': return 'An earlier batch of its partition is still in doubt. With idempotence, order comes first: it leaves only when that one is acknowledged.'
    case 'sender': return 'It is ready and leaves with the sender’s next pass.'
  }
}

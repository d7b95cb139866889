/** The words of lesson 1. Numbers come from the run. */
import type { LessonWords } from '../lesson'

export const words: LessonWords = {
  title: 'A record’s journey',
  path: 'The cluster',
  objective: 'You name the nine stops of a record in order, say where it waits and why, and know that a topic is several logs.',
  beliefs: ['Kafka is one queue', 'sending is what takes the time', 'reading removes a message'],
  steps: {
    'a-tap': {
      title: 'A rider taps “Request”',
      words: 'That tap becomes one record. On the left is the application that sends it; the producer packs it; brokers keep it in logs; a consumer reads it. The record will make nine stops before a driver’s phone rings.',
      after: 'There it is, ringed, about to be sent. Its key is rider-7. Everyone else’s requests go on around it.',
    },
    'nine-stops': {
      title: 'Guess the nine stops',
      words: 'Three stops are in place. Put the other six where you think they belong, then watch the record and see.',
      question: 'In which order will the record make its stops?',
      names: {
        sent: 'send() is called', serialized: 'serialized to bytes', partitioned: 'partition chosen', batched: 'put into a batch', onTheWire: 'on the wire',
        inLeaderLog: 'in the leader’s log', committed: 'copied by the followers: committed', acknowledged: 'acknowledged to the producer', read: 'read by the consumer',
      },
      beliefs: { other: 'Two places catch most people: the record is bytes before its partition is chosen, and with acks=all the producer hears back only after the followers have copied it.' },
      after: 'Nine stops, {sendToRead} from send() to the consumer. Bytes first, then a partition, then company in a batch. And no answer before the copies were made.',
    },
    'read-the-passport': {
      title: 'What happened at each stop',
      words: 'Its key picked partition {partition}: always the same one for rider-7. Broker {leader} leads that partition and wrote it at offset {offset}. The followers asked for it; nobody pushed it to them. Once both had it, it was committed, and the consumer could see it.',
    },
    'where-time-goes': {
      title: 'Where did the time go?',
      words: 'From send() to the answer took {sendToAck}. The passport’s times are covered. Think of a letter: writing, waiting for the van, driving, filing, copying.',
      question: 'Which stretch took longest?',
      names: { batch: 'waiting in the batch', wire: 'on the wire, there and back', disk: 'on the leader’s disk', copies: 'waiting for the two copies' },
      beliefs: {
        batch: 'Here the batch left early, so its wait was not the longest.', wire: 'Sending feels like the slow part. Both ways together took {wireTime}.',
        disk: 'Writing to the log is an append to memory that the system flushes later: {diskTime}.', copies: 'The copies took {copiesTime}: one answer to the followers, one more question from them.',
      },
      after: 'The longest took {longestTime}. In the batch {batchTime}, on the wire {wireTime}, at the leader {diskTime}, for the copies {copiesTime}.',
    },
    'mostly-waiting': {
      title: 'A record mostly waits',
      words: 'Here is the passport to scale. Most of a record’s life is waiting, and on purpose: first for company in a batch (linger.ms is {lingerMs} here), then for two more copies (acks=all). The work itself hardly shows.',
    },
    'which-lane': {
      title: 'Two more taps',
      words: 'rider-7 taps again, and a new rider, rider-8, taps too. The producer keeps a lane for each partition. A record’s key alone decides its lane.',
      question: 'Into which partitions’ lanes do they go?',
      names: { again: 'rider-7, again', other: 'rider-8, for the first time', 0: 'partition 0', 1: 'partition 1', 2: 'partition 2' },
      beliefs: { again: 'The lanes do not take turns: the same key gives the same partition, {againPartition}.', other: 'Nothing about rider-8 tells you by eye: its key’s hash gives partition {otherPartition}.' },
      after: 'rider-7 to partition {againPartition}, as before; rider-8 to partition {otherPartition}. A topic is not one queue. It is {partitions} logs, and a key always goes to the same one.',
    },
    'a-second-reader': {
      title: 'Somebody else wants it too',
      words: 'The dispatcher’s group has read rider-7’s first request from partition {partition}’s log. Now billing starts: another group, reading the same topic from the beginning.',
      question: 'How many records of partition {partition} are there for billing to read?',
      beliefs: { other: 'Reading takes nothing out. Billing finds every record the dispatcher has read: {forBilling}.' },
      after: 'All {forBilling}. Each group keeps its own bookmark, the next offset. Reading moves a bookmark. It removes nothing.',
    },
    'your-turn': {
      title: 'Your turn',
      words: 'Move linger.ms, then request a ride and watch the passport. The paler bar below is the ride before. Then do the same with acks. Which stretch does each knob change?',
    },
    'answer-fast': {
      title: 'Answer fast, keep every copy',
      words: 'A rider waits for “we are looking for a driver”. Get a request answered within {goalMs}, for 99 of 100 requests over two seconds of traffic, and keep all three copies.',
      hints: [
        'Look at the bar again: which stretch is the longest, and who decides how long it lasts?',
        'A batch that waits less leaves sooner. What that costs shows in requests/s.',
        'acks must stay at all. Make linger.ms smaller: try 1, or 0.',
      ],
      refusals: {
        tooSlow: 'Not yet: 99 of 100 requests were answered within {attempt}, and the goal is {goalMs}.',
        fewerCopies: 'That is fast because it waits for fewer copies: if the leader’s machine is lost, so are rides that were answered. Keep acks at all.',
      },
      after: 'Done: 99 of 100 answered within {attempt}, with all copies made. The price is on the left of the figures: more requests a second, fewer records in each.',
    },
  },
}

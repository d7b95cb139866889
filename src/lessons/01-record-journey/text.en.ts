/** The words of lesson 1. Numbers come from the run. */
import type { LessonWords } from '../lesson'

export const words: LessonWords = {
  title: 'A record’s journey',
  path: 'The cluster',
  objective: 'You name the nine stops of a record in order, say where it waits and why, and know that a topic is several logs.',
  beliefs: ['Kafka is one queue', 'sending is what takes the time', 'reading removes a message'],
  stops: {
    sent: 'the app hands it over', serialized: 'key {keyBytes} B, value {valueBytes} B', partitioned: 'its key’s hash: p{partition}', batched: 'waits for company', onTheWire: '{inBatch} records leave together',
    inLeaderLog: 'broker {leader}, offset {offset}', committed: 'brokers {followers} fetched it', acknowledged: 'the app hears back', read: 'the dispatcher has it',
  },
  steps: {
    'a-tap': {
      title: 'A rider taps “Request”',
      words: 'That tap becomes one record. The application on the left sends it, the producer packs it, brokers keep it in logs, a consumer reads it. It will make nine stops before a driver’s phone rings.',
      after: 'There it is, ringed, about to be sent. Its key is rider-7. Other riders’ requests go on around it.',
    },
    'nine-stops': {
      title: 'Guess the nine stops',
      words: 'Three stops are in place. Put the other six where you think they belong. Then watch the record, and see.',
      question: 'In which order will the record make its stops?',
      names: {
        sent: 'send() is called', serialized: 'serialized to bytes', partitioned: 'partition chosen', batched: 'put into a batch', onTheWire: 'on the wire',
        inLeaderLog: 'in the leader’s log', committed: 'copied by the followers: committed', acknowledged: 'acknowledged to the producer', read: 'read by the consumer',
      },
      beliefs: {
        partitionFirst: 'The partitioner hashes bytes, so your record is serialized before its partition is chosen.',
        sendSends: 'send() does not send. It leaves the record in a batch; another thread put that batch on the wire {batchTime} later.',
        answerFirst: 'With acks=all you hear nothing before the followers have the record: that took {copiesTime} more.',
        copiesFirst: 'The leader writes first. It is the leader’s log that the followers copy.',
        other: 'Follow the stamps under the stage: bytes, partition, batch, wire, leader, copies, answer, reader.',
      },
      after: 'Nine stops, {sendToRead} from send() to the consumer. Bytes first, then a partition, then company in a batch; and no answer before the copies were made.',
    },
    'read-the-passport': {
      title: 'What happened at each stop',
      words: 'Its key picked partition {partition}: always the same one for rider-7. Broker {leader} leads that partition and wrote it at offset {offset}. Brokers {followers} asked for it; nobody pushed it to them. Once both had it, it was committed, and only then could the consumer see it.',
    },
    'where-time-goes': {
      title: 'Where did the time go?',
      words: 'From send() to the answer took {sendToAck}. The passport’s times are covered. Think of a letter: written, waiting for the van, driven, filed, copied.',
      question: 'Which stretch took longest?',
      names: { batch: 'waiting in the batch', wire: 'on the wire, there and back', disk: 'at the leader, being written', copies: 'waiting for the two copies' },
      beliefs: {
        batch: 'You know that batches wait. This one left early: {batchTime}.', wire: 'Sending feels like the slow part. Both ways together took {wireTime}.',
        disk: 'You may think of a disk. The leader appends to memory, and the system writes it out later: {diskTime}.', copies: 'Two copies sound like much. The followers had asked already, got an answer, and asked again: {copiesTime}.',
      },
      after: '{longestTime} was the longest. In the batch {batchTime}, on the wire {wireTime}, at the leader {diskTime}, for the copies {copiesTime}.',
    },
    'mostly-waiting': {
      title: 'A record mostly waits',
      words: 'Here is the passport to scale. Most of a record’s life is waiting, and on purpose: first for company in a batch (linger.ms is {lingerMs} here), then for two more copies (acks=all). The work itself, {diskTime} at the leader, hardly shows.',
    },
    'which-lane': {
      title: 'Two more taps',
      words: 'rider-7 taps again, and a new rider, rider-8, taps too. The producer keeps a lane for each partition. A record’s key alone decides its lane.',
      question: 'Into which partitions’ lanes do they go?',
      names: { again: 'rider-7, again', other: 'rider-8, for the first time', 0: 'partition 0', 1: 'partition 1', 2: 'partition 2' },
      beliefs: {
        again: 'The lanes do not take turns, and none is chosen for being empty: the same key gives the same partition, {againPartition}.',
        other: 'Nobody can see it by eye, and it has nothing to do with whose turn it is: the hash of rider-8 gives partition {otherPartition}, today and next year.',
      },
      after: 'rider-7 to partition {againPartition}, as before; rider-8 to partition {otherPartition}. A topic is not one queue. It is {partitions} logs, and a key always goes to the same one.',
    },
    'a-second-reader': {
      title: 'Somebody else wants it too',
      words: 'The dispatcher’s group has read everything in partition {partition}, rider-7’s requests too. Now billing starts: another group on the same topic, told to begin at the first record.',
      question: 'How many records of partition {partition} are there for billing to read?',
      beliefs: {
        emptied: 'You took the log for a queue that the dispatcher has emptied. Reading takes nothing out: all {forBilling} are still there.',
        onlyLeft: 'Nothing is used up by being read, and groups do not share a bookmark: billing finds all {forBilling}.',
        oneQueue: '{inAllLogs} is what all {partitions} logs hold together. Partition {partition} is one of them, with {forBilling}.',
        other: 'Offsets count for you: the log begins at 0, and its next offset is {forBilling}.',
      },
      after: 'All {forBilling}. Each group keeps its own bookmark, the next offset it will read. Reading moves a bookmark. It removes nothing.',
    },
    'your-turn': {
      title: 'Your turn',
      words: 'Move linger.ms, request a ride, and watch the passport; the paler bar is the ride before. Then try acks. One of the two makes the journey shorter. The other only moves the moment of the answer, the ✓. Which is which?',
    },
    'answer-fast': {
      title: 'Answer fast, keep every copy',
      words: 'A rider waits for “looking for a driver”. Have 99 of 100 requests answered within {goalMs}, over two seconds of traffic, and keep all three copies.',
      hints: [
        'Think of the passport’s bar: which stretch is the longest, and which knob decides how long it lasts?',
        'A batch that waits less leaves sooner, and what it loses is company.',
        'Leave acks at all, and take a few milliseconds off linger.ms.',
      ],
      refusals: {
        tooSlow: 'Not yet: 99 of 100 were answered within {attempt}.',
        fewerCopies: 'Refused: that answer comes before the copies are made. If the leader’s machine is lost just then, so is a ride you have confirmed. Keep acks at all.',
      },
      after: 'Done: 99 of 100 answered within {attempt}, every copy made. The price stands beside it: more requests, fewer records in each.',
    },
  },
  teacher: {
    openPlay: 'Before the lesson, five minutes in the playground: slow time down to 1/1000, pick any record that is about to be sent, and tell your neighbour everything that happens to it until it is read.',
    discussion: 'Most of a record’s life is waiting, and on purpose. Who gains from each wait, and who pays for it? Which of the waits would you shorten for a payment, which for a log line?',
    modelled: ['the producer’s serializer, partitioner (murmur2), accumulator and sender as in Kafka 4.4', 'leader, followers that fetch, high watermark, acks 0, 1 and all', 'a consumer that fetches, polls and commits'],
    simplified: ['the client’s own computing takes no time', 'a broker’s work takes fixed times', 'the network’s delay is constant'],
    leftOut: ['garbage collection, TLS and compression', 'failures of brokers', 'more than one consumer in a group'],
  },
}

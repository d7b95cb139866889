/** The words of lesson 10. Numbers come from the run. */
import type { LessonWords } from '../lesson'

export const words: LessonWords = {
  title: 'Batching',
  path: 'The producer',
  objective: 'You can say what a batch is made of, what it costs in bytes, requests and memory, and choose batch.size and buffer.memory for a rate and a record size.',
  beliefs: ['batch.size is a number of records', 'a batch is sent when it is full', 'buffer.memory holds as many records as their bytes allow', 'a bigger batch.size means bigger batches'],
  steps: {
    'six-taps': {
      title: 'New Year’s Eve',
      words: 'Midnight. Riders tap “Request”, and each tap is a record. The app calls send() for each of them, one by one. Watch how they leave.',
      after: '{taps} calls of send(), one batch, one request. The app knows nothing of it: each record gets its own answer. What does travelling together save?',
    },
    'one-tap': {
      title: 'What one tap costs',
      words: 'Now a single tap: {value} bytes of JSON, no key. It sits in its batch until {sixLeft}, nobody joins it, and it leaves alone.',
      question: 'How many bytes does its request put on the wire?',
      names: {},
      believed: { payload: 'a record is as big as its value', recordHead: 'only the record has a head', batchHead: 'a batch travels bare' },
      beliefs: {
        payload: 'That is the value alone. The record, the batch and the request each have a head of their own: {wire} bytes in all.',
        recordHead: 'The record is {recordBytes} bytes with its head, so far you are right. Then come {batchHead} for the batch and {requestHead} for the request.',
        batchHead: 'A batch of one is {batchBytes} bytes. It travels inside a Produce request, which says to whom and for which topic: {requestHead} more.',
        other: '{value} for the value, {recordHead} for the record’s head, {batchHead} for the batch’s, {requestHead} for the request’s.',
      },
      after: '{wire} bytes for a value of {value}: heads of record ({recordHead}), batch ({batchHead}) and request ({requestHead}). {inTen} taps together take {ten}, so {each} each: they share two of the three. Click the batch and open it to see every byte.',
    },
    'ten': {
      title: 'batch.size = 10',
      words: 'Somebody wants to send ten taps at a time and sets `batch.size` to {limit}. A tap comes every {everyMs} ms, and `linger.ms` is {tinyLinger}: time enough for ten.',
      question: 'How many records does the first batch carry?',
      names: {},
      believed: { count: 'batch.size is a number of records', linger: 'batch.size is only a hint', nothing: 'what is too big is not sent' },
      beliefs: {
        count: '`batch.size` counts bytes. A tap is {recordBytes} of them with its head, so the first one filled the batch already.',
        linger: 'You let linger.ms decide. But the batch was full after its first record: a second one would not go in.',
        nothing: 'It is too big for {limit} bytes, and still sent: a batch always has room for one record, whatever batch.size says.',
        other: 'A batch of {limit} bytes has room for the one record that opened it: {inTiny}.',
      },
      after: 'One. `batch.size` counts *bytes*, and {limit} of them hold no second tap. So every tap travelled alone, {tinyRequests} requests a second. The default of {default} bytes holds {inDefault}.',
      youMayHaveRead: '“batch.size is how many messages are collected.” It never counts messages. It is a ceiling in bytes, for one partition.',
    },
    'three-lanes': {
      title: 'Which leaves first?',
      words: 'Three partitions on three brokers, a batch for each. `batch.size` is {laneSize} bytes, `linger.ms` {laneLinger}. In a moment records come: many for one lane, a few for another, a single one for the third.',
      question: 'Which lane’s batch leaves first?',
      names: { candidate: '{lane}: {records}, the first at {first} ms' },
      believed: { fullest: 'the fullest goes first', latest: 'the order of the lanes, or of the last record' },
      beliefs: {
        fullest: '{fullLane} had {fullBytes} bytes of {laneSize}: most of them, but not full. Only full counts. Else a batch leaves by its age, and {firstLane} was older.',
        latest: 'Neither lanes nor the last record decide. {firstLane} was opened first, at {firstOpened}, so its time was over first.',
      },
      after: '{firstLane} left at {firstLeft} with one record, {firstBytes} bytes; {fullLane}, nearly full, at {fullLeft}. `batch.size` is no minimum: nothing waits to be filled. A batch that is not full goes by its age.',
    },
    'per-broker': {
      title: 'Batches and requests',
      words: 'Four partitions now. Broker 1 leads p0 and p2, broker 2 leads p1 and p3; broker 3 keeps copies only. {fortyTaps} taps come, {perLane} for each partition, nearly at once.',
      question: 'How many requests will carry them?',
      names: {},
      believed: { perRecord: 'each record is a request', perPartition: 'each batch is a request', oneForAll: 'one batch takes all' },
      beliefs: {
        perRecord: 'That is as many as records. They travel in batches, and batches in requests: {requests}.',
        perPartition: 'There were {batches} batches, one for each partition. But a request takes along all that is ready for its broker: {perRequest} in each.',
        oneForAll: 'A batch belongs to one partition, and partitions have different leaders. One request cannot go to two brokers.',
        other: 'One for each broker that leads something: {brokersAsked}.',
      },
      after: '{requests}: one to each of brokers {brokersAsked}, with {perRequest} batches in it. A *batch* belongs to a partition. A *request* goes to a broker and takes a batch for each partition that has one ready.',
      youMayHaveRead: '“More partitions mean more throughput.” They also mean more batches, each with less in it, for the same records.',
    },
    'the-photo': {
      title: 'Bigger than a batch',
      words: 'A lane with {before} taps in its batch; `batch.size` is {photoSize}. The next record is a driver’s photo: {photo} bytes.',
      question: 'What becomes of the photo?',
      names: { refused: 'send() refuses it: larger than a batch', cut: 'it is cut in two and sent in two batches', grow: 'the batch grows and takes it in', own: 'it gets a batch of its own, as large as it needs' },
      believed: { refused: 'batch.size limits a record', cut: 'records can be cut', grow: 'a batch grows' },
      beliefs: {
        refused: 'What limits a record is max.request.size, {maxRequest} bytes here. batch.size only says how much is collected.',
        cut: 'A record is never cut. It travels whole or not at all.',
        grow: 'The batch had taken its memory when it was opened: {photoSize} bytes, and no more. It was closed with {before} taps and left.',
      },
      after: 'The batch with {before} taps was closed and left. The photo opened one of its own, {photoBatch} bytes, and left as soon as the next record came. It was alone, too big for the pool of ready-made buffers, and otherwise like any other.',
    },
    'memory': {
      title: 'How much can wait?',
      words: 'A slow network: no answer for a while. `buffer.memory` is {memory} bytes, {poolRate} taps a second, `linger.ms` {poolLinger}. What is sent stays in memory until it is answered.',
      question: 'How many records does the producer take in before send() has to wait?',
      names: {},
      believed: { byBytes: 'memory is filled by records', batches: 'one record, one buffer' },
      beliefs: {
        byBytes: 'By their bytes about {byBytes} would fit. But a batch takes all of its {poolSize} bytes when its *first* record comes, and keeps them until it is answered.',
        batches: 'There is room for {trays} batches, so far you are right. Each left after {poolLinger}, with {poolRecords} records in it.',
        other: '{trays} batches of {poolSize} bytes fill the memory, with {poolRecords} records in each.',
      },
      after: '{taken}, in {trays} batches. At {blockedAt} the memory was full: not of records, of batches that were nearly empty. send() now waits, up to `max.block.ms` ({maxBlock} s). Nothing is dropped; with the next answer a batch gives its memory back.',
    },
    'squeeze': {
      title: 'Squeezed together',
      words: 'The taps again, {jsonBytes} bytes of JSON each, with `compression.type` {codec}. Once each leaves alone; once about {inTogether} leave together. Compression works on a whole batch.',
      question: 'What is left of a record’s bytes, compared with no compression?',
      names: { alone: 'records that travel alone', together: 'records in a full batch', grows: 'more than before', most: 'over three quarters', half: 'about half', little: 'less than two fifths' },
      believed: { alone: 'compression is worth the same everywhere', together: 'JSON hardly shrinks' },
      beliefs: {
        alone: 'A single tap hardly repeats itself: {aloneNone} bytes became {aloneCodec}, {alonePercent} %. What repeats is from tap to tap.',
        together: 'Every tap has the same field names, cities and words. Together they shrink from {togetherNone} bytes each to {togetherCodec}: {togetherPercent} %.',
      },
      after: 'Alone {alonePercent} % is left, together {togetherPercent} %: {togetherCodec} bytes a tap instead of {togetherNone}. A compressor lives on what repeats, and a batch of similar records repeats itself. That is the best reason for large batches.',
    },
    'how-big': {
      title: 'How big is big enough?',
      words: '{rushRate} taps a second, `linger.ms` {rushLinger}. `batch.size` goes from {smallestSize} KiB to {largestSize} KiB, always twice the one before. Draw how many requests a second the producer sends. Then we play all of them.',
      question: 'How do the requests run?',
      names: { x: 'batch.size', y: 'requests', also: '99 of 100 within, ms' },
      believed: { flat: 'batch.size hardly matters', rises: 'bigger batches, more requests', forEver: 'twice the size, half the requests, for ever' },
      beliefs: {
        flat: 'From {smallest} a second at {smallestSize} KiB to {largest} at {largestSize}: it matters a lot, up to a point.',
        rises: 'What travels in one batch needs no request of its own: {smallest} a second fell to {largest}.',
        forEver: 'So it goes at first: {smallest}, then {third} with four times the size. But from {knee} KiB on the batches do not fill any more, their time ends first: {atKnee} stays {largest}.',
      },
      after: 'From {smallest} down to {largest}, and then no further. At {largestSize} KiB about {fitsLargest} would fit, but after {rushLinger} a batch has {inLargest} and leaves. `batch.size` is a ceiling; under it linger.ms and the rate decide. Bigger ones only take more memory.',
    },
    'the-storm': {
      title: 'Your turn: the storm',
      words: '{stormRate} records a second, a kilobyte each, and the network is slow. With {stormSize} bytes a batch the requests are too many, and send() has to wait. Get to {goalRequests} requests a second at most, and let no send() wait for memory, for three seconds.',
      hints: [
        'Two things go wrong at once. Which setting decides how many requests, which how much can be on its way?',
        'With bigger batches there are fewer requests. But each takes its whole size from the memory with its first record.',
        'Make batch.size large enough for about thirty records. Then give the memory room for several of them.',
      ],
      refusals: {
        tooMany: '{attemptRequests} requests a second are too many: only {attemptRecords} records travel in each batch.',
        blocked: 'Few enough requests, {attemptRequests} a second. But the memory ran out, and send() had to wait: too few of these batches fit into it at once.',
      },
      after: 'Done: {attemptRequests} requests a second, {attemptRecords} records in each batch, and the memory never ran out. Larger batches save requests and want memory: the two settings go together.',
    },
  },
  ending: {
    'what-it-held': {
      question: 'In your last run a batch of partition {partition} was opened at {openedAt} by a record of {record} bytes. `batch.size` was {batchSize}. How much of `buffer.memory` did it take at that moment?',
      names: { record: 'as much as its record: {record} bytes', whole: 'all it may ever need: {took} bytes', nothing: 'nothing before it is sent' },
      beliefs: {
        record: 'It took {took} bytes at once, so that the following records find their place.', whole: 'It took {took} bytes, no more than its record needed.',
        nothing: 'Memory is taken when a record comes in, not when it leaves: {took} bytes.',
      },
      after: '{took} bytes, from its first record to its answer.',
    },
    'why-it-left': {
      question: 'The same batch left at {leftAt}, {age} old, with {records} records: {bytes} of {batchSize} bytes. Why then?',
      names: { linger: 'its time was over', full: 'there was no room for the next record', with: 'another batch for its broker was ready', memory: 'the producer’s memory had run out' },
      beliefs: {
        linger: 'It left because {reason}, {age} after it was opened.', full: 'It left because {reason}: it held {bytes} of {batchSize} bytes.', with: 'It left because {reason}.', memory: 'It left because {reason}; memory did not drive it out.',
      },
      after: 'It left because {reason}.',
    },
    'twice-as-big': {
      question: 'A batch of {batchSize} bytes holds {fits} records of {record} bytes. If each record were twice as big, how many would it hold?',
      names: { same: 'as many: batch.size counts records', half: 'half as many', fewer: 'fewer than half as many' },
      beliefs: { same: '`batch.size` counts bytes: {twice}.', half: 'Nearly: what is left over at the end counts too. {twice}, not half of {fits}.', fewer: 'About half as many: {twice} instead of {fits}.' },
      after: '{twice} instead of {fits}: it is the bytes that count.',
    },
  },
  teacher: {
    openPlay: 'Five minutes in the playground, in pairs: bring the requests a second down as far as you can without touching linger.ms. Then make send() wait for memory. Write down which settings did it.',
    discussion: 'Your service writes 200-byte events to a topic with 300 partitions, 1 000 a second. How full will its batches be? What would you change first: batch.size, linger.ms, the number of partitions, or the keys?',
    modelled: ['records, batches and requests to the byte, with their heads', 'the accumulator, its buffer pool and blocked send() as in Kafka 4.4', 'real codecs on real records: gzip, snappy, lz4, zstd'],
    simplified: ['the records’ values are generated', 'compressing takes no time', 'the network’s delay is constant'],
    leftOut: ['the cost of compression on client and broker', 'what linger.ms does in full (lesson 11)', 'what a broker refuses as too large, and splitting (playground)'],
  },
}

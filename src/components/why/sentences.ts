/**
 * The words for one link of a chain of causes: what happened, with this run's numbers. Pure; every kind of event has a sentence.
 * A sentence says when by itself: the panel shows the time beside it.
 */
import type { EventKind, WhyStep } from '../../engine/pageFace'
import { CLUSTER_SENTENCES, type Words } from './clusterSentences'
import { bytes, grouped, milliseconds, plural } from '../../engine/kernel/units'

const text = (facts: WhyStep['facts'], name: string): string => String(facts[name] ?? '')
const records = (given: Readonly<Record<string, number>>): string => plural(given['records'] ?? 0, 'record')
const offsets = (first: number, last: number): string => (first === last ? `offset ${grouped(first)}` : `offsets ${grouped(first)} to ${grouped(last)}`)
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function drained(given: Readonly<Record<string, number>>, facts: WhyStep['facts'], step: WhyStep): string {
  const what = `Partition ${given['partition']}'s batch was sealed with ${records(given)} (${bytes(given['sizeBytes'] ?? 0)})`
  const held = given['heldBackUs']! > 0 ? ` It had been ready for ${milliseconds(given['heldBackUs']!)}, but its broker had no free slot.` : ''
  const waited = facts['oldestSentUs'] === undefined ? '' : milliseconds(step.event.atUs - Number(facts['oldestSentUs']))
  const because: Readonly<Record<string, string>> = {
    full: 'because it was full.', linger: `because its oldest record had waited ${waited}: linger.ms was over.`,
    with: `after ${waited}, before its own time: its broker was ready for another partition, and one request takes every partition's batch along.`,
    memory: 'because a send() was waiting for memory: then every batch may leave.', flush: 'because of flush().', close: 'because the producer closes.', retry: 'to be sent again.',
  }
  return `${what} ${because[text(facts, 'reason')] ?? '.'}${held}`
}

const REFUSAL_WORDS: Words = (_given, facts) => `send() failed with ${text(facts, 'exception')}: ${text(facts, 'message')}`
const attempts = (count: number): string => (count === 1 ? 'the first attempt' : `attempt ${grouped(count)}`)

/** Where a request waited on its broker, if it did for long enough to tell. */
function queueWords({ readUs, queuedUs }: Readonly<Record<string, number>>): string {
  const read = readUs! >= 1000 ? `was read ${milliseconds(readUs!)} after it came` : '', queued = queuedUs! > 0 ? `waited ${milliseconds(queuedUs!)} in the request queue for an I/O thread` : ''
  return read + queued === '' ? '' : `, which ${[read, queued].filter(words => words !== '').join(' and ')}`
}

const SENTENCES: Readonly<Record<EventKind, Words>> = {
  ...CLUSTER_SENTENCES,
  scenarioStarted: () => 'The scenario started: the application sends as its workload says.',
  recordSent: (given, facts) => `send() was called for a record${facts['keyText'] ? ` with key ${text(facts, 'keyText')}` : ''} and a value of ${bytes(given['valueBytes']!)}.`,
  recordSerialized: given => `Key and value became bytes: ${bytes(given['keyBytes']!)} and ${bytes(given['valueBytes']!)}.`,
  partitionChosen: (given, facts) => facts['rule'] === 'key' ? `Its key's hash ${grouped(given['hash']!)} picked partition ${given['partition']}.`
    : facts['rule'] === 'sticky' ? `It has no key: it went to partition ${given['partition']}, the one in use now.` : facts['rule'] === 'partitioner' ? `The partitioner picked partition ${given['partition']}.` : `The caller named partition ${given['partition']}.`,
  recordAppended: given => `It became number ${given['indexInBatch']! + 1} in the batch of partition ${given['partition']}, ${bytes(given['sizeBytes']!)} long.`,
  batchOpened: given => `A record for partition ${given['partition']} found no open batch and opened one: ${bytes(given['reservedBytes']!)} reserved, its clock started.`,
  batchFilled: given => `The batch of partition ${given['partition']} could take no more: ${records(given)}, ${bytes(given['sizeBytes']!)}.`,
  lingerExpired: (given, _facts, step) => {
    const waitedUs = step.event.atUs - given['openedUs']!, byClock = Math.floor(step.event.atUs / 1000) - Math.floor(given['openedUs']! / 1000)
    const clock = waitedUs === byClock * 1000 ? '' : `, ${grouped(byClock)} by the client's clock of whole milliseconds`
    return `The oldest record of partition ${given['partition']}'s batch had waited ${milliseconds(waitedUs)}${clock}; linger.ms is ${grouped(given['lingerMs']!)}.`
  },
  batchHeldBack: (given, facts) => given['inFlight'] === 0 ? `The batch of partition ${given['partition']} was ready, but ${text(facts, 'otherName')} could not be sent to: no connection is open, or new metadata is asked for first.`
    : `The batch of partition ${given['partition']} was ready, but ${text(facts, 'otherName')} already had ${plural(given['inFlight']!, 'request')} unanswered, as many as are allowed.`,
  batchDrained: drained,
  requestSent: (given, facts, step) => `${text(facts, 'nodeName')} wrote ${text(facts, 'api')} request #${given['correlationId']} (${bytes(given['sizeBytes']!)}) to ${text(facts, 'otherName')}, ${milliseconds(given['arrivesUs']! - step.event.atUs)} away.`,
  requestReceived: (given, facts) => `${text(facts, 'api')} request #${given['correlationId']} of ${text(facts, 'otherName')} reached ${text(facts, 'nodeName')}${given['waitingBehind']! > 0 ? ` and waited behind ${grouped(given['waitingBehind']!)} other: a connection has one request in hand at a time` : ''}.`,
  requestHandled: (given, facts) => `${text(facts, 'nodeName')} did its work for ${text(facts, 'api')} request #${given['correlationId']}${queueWords(given)}.`,
  batchAppended: (given, facts) => `${text(facts, 'nodeName')}, leader of partition ${given['partition']}, appended ${records(given)} as ${offsets(given['baseOffset']!, given['lastOffset']!)}.`,
  requestParked: (given, facts) => facts['api'] === 'Produce'
    ? `Request #${given['correlationId']} was parked (purgatory) until the high watermark of partition ${given['partition']} reaches ${grouped(given['waitsFor']!)}: acks=all waits for the in-sync replicas.`
    : `${text(facts, 'otherName')}'s fetch found nothing new and was parked until there is something to read.`,
  parkedRequestExpired: (_given, facts) => `${text(facts, 'otherName')}'s fetch had waited its longest and was answered with nothing.`,
  followerPositionLearned: (given, facts) => `${text(facts, 'otherName')} asked for what comes after: so its copy of partition ${given['partition']} reaches ${grouped(given['logEndOffset']!)}.`,
  highWatermarkAdvanced: (given, facts) => given['leader'] === 1
    ? `Every in-sync replica has it: the high watermark of partition ${given['partition']} moved from ${grouped(given['from']!)} to ${grouped(given['to']!)}. What is below it is committed.`
    : `${text(facts, 'nodeName')} heard that partition ${given['partition']}'s high watermark is ${grouped(given['to']!)}, one answer late.`,
  responseSent: (given, facts, step) => `${text(facts, 'nodeName')} answered ${text(facts, 'api')} request #${given['correlationId']}; ${text(facts, 'otherName')} is ${milliseconds(given['arrivesUs']! - step.event.atUs)} away.`,
  responseReceived: (given, facts) => `The answer to ${text(facts, 'api')} request #${given['correlationId']} reached ${text(facts, 'nodeName')}.`,
  replicaAppended: (given, facts) => `${text(facts, 'nodeName')} copied ${offsets(given['baseOffset']!, given['lastOffset']!)} of partition ${given['partition']} into its own log.`,
  batchAcknowledged: given => given['baseOffset'] === -1
    ? `${capital(records(given))} counted as sent: with acks=0 the producer asks for no answer.`
    : `${capital(records(given))} of partition ${given['partition']} acknowledged: ${offsets(given['baseOffset']!, given['baseOffset']! + given['records']! - 1)}. Their futures complete.`,
  recordsDelivered: (given, facts) => `poll() handed ${records(given)} of partition ${given['partition']} (${offsets(given['firstOffset']!, given['lastOffset']!)}) to group ${text(facts, 'groupId')}.`,
  offsetStored: (given, facts) => `${text(facts, 'nodeName')}, coordinator of group ${text(facts, 'groupId')}, stored offset ${grouped(given['offset']!)} for partition ${given['partition']}.`,
  offsetCommitted: (given, facts) => `Group ${text(facts, 'groupId')} heard that its commit is stored: partition ${given['partition']}, next offset ${grouped(given['offset']!)}.`,
  sendBlocked: given => given['neededBytes'] === 0 ? 'send() waits: the client does not know this partition yet and asks for metadata.' : `send() blocked: it needs ${bytes(given['neededBytes']!)}, and ${bytes(given['availableBytes']!)} of buffer.memory are free.`,
  sendUnblocked: given => `What it waited for has come; send() went on after ${milliseconds(given['blockedUs']!)}.`,
  recordRefused: REFUSAL_WORDS,
  consumerStarted: (_given, facts) => `A consumer of group ${text(facts, 'groupId')} started to read from the beginning.`,
  backoffEnded: given => `The batch of partition ${given['partition']} had waited ${grouped(given['waitedMs']!)} ms since ${attempts(given['attempts']!)} failed: it may be sent again.`,
  batchRequeued: (given, facts) => `${capital(attempts(given['attempts']!))} failed with ${text(facts, 'error')}, which may pass: the batch of partition ${given['partition']} went back into its queue, to be sent again after about ${grouped(given['backoffMs']!)} ms.`,
  batchSplit: given => `The broker found the batch of partition ${given['partition']} too large (MESSAGE_TOO_LARGE): its ${records(given)} were packed anew into ${plural(given['pieces']!, 'batch', 'batches')} of at most ${bytes(given['targetBytes']!)}.`,
  pieceMade: given => `${capital(records(given))} of a batch that was too large became a batch of ${bytes(given['sizeBytes']!)} of their own.`,
  batchFailed: (given, facts) => `${capital(records(given))} of partition ${given['partition']} failed with ${text(facts, 'exception')}: ${text(facts, 'message')}${facts['reason'] === 'expired' || facts['reason'] === 'timedOut' ? ' They may be stored all the same.' : ''}`,
  connectionStarted: (_given, facts) => `${text(facts, 'nodeName')} began to open a connection to ${text(facts, 'otherName')}.`,
  connectionOpened: (_given, facts) => `${text(facts, 'nodeName')} is connected to ${text(facts, 'otherName')}.`,
  connectionLost: (given, facts) => facts['reason'] === 'broker' ? `${capital(text(facts, 'otherName'))} closed the connection; ${plural(given['inFlight']!, 'request')} had no answer yet.`
    : facts['reason'] === 'requestTimeout' ? `A request to ${text(facts, 'otherName')} had no answer within request.timeout.ms: ${text(facts, 'nodeName')} closed the connection, and with it ${plural(given['inFlight']!, 'request')}.`
      : `No connection to ${text(facts, 'otherName')} came about within socket.connection.setup.timeout.ms.`,
  metadataUpdated: (given, facts) => `${text(facts, 'nodeName')} knows the cluster anew: ${plural(given['changed']!, 'partition')} with another leader than before${given['leaderless']! > 0 ? `, ${grouped(given['leaderless']!)} without one` : ''}${given['added']! > 0 ? `, ${plural(given['added']!, 'new partition')}` : ''}.`,
  flushStarted: given => `flush() was called: ${plural(given['batches']!, 'batch', 'batches')} may leave without waiting for linger.ms.`,
  flushCompleted: () => 'flush() returned: all that was there when it was called is completed.',
  closeStarted: given => given['timeoutMs'] === -1 ? 'close() was called: what is there is sent, however long it takes.' : `close() was called, with ${grouped(given['timeoutMs']!)} ms to send what is there.`,
  producerClosed: (given, facts) => `${text(facts, 'nodeName')} is closed${given['forced'] === 1 ? ', by force: what was not acknowledged failed' : ''}.`,
  producerStarted: (_given, facts) => `A new client takes the place of the closed one as ${text(facts, 'nodeName')}: it connects, and asks for metadata.`,
  producerIdAssigned: (given, facts) => `${text(facts, 'nodeName')} is producer ${grouped(given['producerId']!)}, epoch ${grouped(given['epoch']!)}: from now on its batches are numbered.`,
  epochBumped: (given, facts) => `${text(facts, 'nodeName')} raised its epoch to ${grouped(given['epoch']!)}: the sequences of ${plural(given['partitions']!, 'partition')} begin anew at 0.`,
  batchRejected: (given, facts) => `${text(facts, 'nodeName')} refused the batch of partition ${given['partition']}: ${text(facts, 'error')}.`,
  duplicateRecognized: (given, facts) => `${text(facts, 'nodeName')} already has this batch, at offset ${grouped(given['baseOffset']!)}: its sequence is among the producer's last five. It is acknowledged and not stored again.`,
}

/** One sentence about the step's event. */
export function sentence(step: WhyStep): string {
  const words = SENTENCES[step.event.kind](step.event.arguments, step.facts, step), name = step.facts['partitionName']
  // A number over all topics says nothing where there are several.
  return capital(name === undefined ? words : words.replaceAll(new RegExp(`(?<=[Pp]artition )${step.event.arguments['partition']}\\b`, 'g'), String(name)))
}

/** "Why?" of what is selected, in a few words. */
export function headline(step: WhyStep): string {
  const { kind } = step.event
  if (kind === 'batchAcknowledged' || kind === 'responseSent') return 'Why this answer, now?'
  if (kind === 'batchOpened') return 'Why is this batch here?'
  return 'Why?'
}

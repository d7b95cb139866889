/**
 * What happened to brokers, controllers and partitions, and what somebody did to them, in words. Pure.
 */
import { LOSS_RULES, READ_REPLICA_ENDS, type EventKind, type LossRule, type WhyStep } from '../../engine/pageFace'
import { grouped, milliseconds, plural } from '../../engine/kernel/units'

export type Words = (given: Readonly<Record<string, number>>, facts: WhyStep['facts'], step: WhyStep) => string

const text = (facts: WhyStep['facts'], name: string): string => String(facts[name] ?? '')
const replicas = (count: number): string => plural(count, 'replica')

const LEFT_BECAUSE: Readonly<Record<(typeof READ_REPLICA_ENDS)[number], string>> = {
  age: 'metadata.max.age.ms is over', offset: 'its log does not reach as far as the leader’s', error: 'it no longer serves the partition', leader: 'another broker leads, or a new leader epoch has begun',
  offline: 'it is no longer among the brokers', connection: 'the connection to it was lost',
}

/** What the learner, or the scenario, did. */
const COMMAND_WORDS: Readonly<Record<string, (facts: WhyStep['facts']) => string>> = {
  setConfig: facts => `You set ${text(facts, 'key')} to ${text(facts, 'value')}${facts['topic'] === undefined ? '' : ` for topic ${text(facts, 'topic')}`}.`,
  flush: () => 'The application called flush().',
  close: () => 'The application called close().',
  send: facts => `The application called send()${facts['key'] === '' ? '' : ` with key ${text(facts, 'key')}`}.`,
  startConsumer: facts => `A consumer of group ${text(facts, 'groupId')} was started.`,
  startProducer: () => 'A further producer was started.',
  stopNode: facts => facts['how'] === 'shutdown' ? `You asked ${text(facts, 'target')} to shut down in good order.` : facts['how'] === 'power' ? `You cut the power of ${text(facts, 'target')}.` : `You killed the process of ${text(facts, 'target')}.`,
  startNode: facts => `You started ${text(facts, 'target')} again.`,
  freezeNode: facts => `You made ${text(facts, 'target')} stand still, as a long pause of the garbage collector does.`,
  thawNode: facts => `You let ${text(facts, 'target')} go on.`,
  setLink: facts => `You changed the link between ${text(facts, 'target')} and ${text(facts, 'otherTarget')}.`,
  setDisk: facts => `You changed the disk of ${text(facts, 'target')}.`,
  loseAnswer: facts => `You had ${text(facts, 'target')}’s next answer to a producer lost.`,
  electLeaders: facts => `You asked for ${facts['election'] === 'UNCLEAN' ? 'an unclean' : 'the preferred'} leader of ${text(facts, 'topic')}-${text(facts, 'partition')}.`,
  createTopic: facts => `You created topic ${text(facts, 'topic')}.`,
  createPartitions: facts => `You asked for ${text(facts, 'count')} partitions of topic ${text(facts, 'topic')}.`,
  deleteTopic: facts => `You deleted topic ${text(facts, 'topic')}.`,
  reassign: facts => `You moved ${text(facts, 'topic')}-${text(facts, 'partition')} to brokers ${text(facts, 'replicas')}.`,
  deleteRecords: facts => `You had the records of ${text(facts, 'topic')}-${text(facts, 'partition')} deleted ${facts['before'] === -1 ? 'up to the high watermark' : `before offset ${text(facts, 'before')}`}.`,
}

function linkWords(given: Readonly<Record<string, number>>, facts: WhyStep['facts']): string {
  const between = `between ${text(facts, 'oneName')} and ${text(facts, 'otherName')}`
  if (given['cut'] === 1) return `Packets ${between} vanish from now on; neither end is told.`
  if (given['cut'] === 2) return `Packets ${between} are refused from now on; connections end at once.`
  const slower = given['extraLatencyUs']! > 0 ? `takes ${milliseconds(given['extraLatencyUs']!)} more each way` : ''
  const lossy = given['lossPercent']! > 0 ? `loses ${grouped(given['lossPercent']!)} % of its packets, which TCP sends again` : ''
  return slower === '' && lossy === '' ? `The link ${between} is in order again.` : `The link ${between} ${[slower, lossy].filter(words => words !== '').join(' and ')}.`
}

/** By whose rule records may be lost. */
const LOSS_WORDS: Readonly<Record<LossRule, string>> = {
  'acks=0': 'With acks=0 the producer counts a record as sent when it is written to the socket; nobody tells it what came of it.',
  'acks=1': 'With acks=1 the leader answers before any follower has a copy.',
  lastInSync: 'Only one replica was in sync, and its disk had not got the end of its log.',
  powerLoss: 'As many brokers as min.insync.replicas asks for, or all that were in sync, lost the end of their logs with their power.',
  uncleanElection: 'An unclean election made a broker leader that did not have them.',
  deletion: 'They were deleted, as configured or asked for.',
  topicDeleted: 'Their topic was deleted.',
  notAllowed: 'No setting allows that: it is a defect of this simulation.',
}

const STOPPED = ['shut down in good order', 'died: what was in its page cache stays, what was in its memory is gone', 'lost its power: what was not yet on its disk is gone'] as const

/** Why a follower is to leave the ISR. One that has joined it at the high watermark need never have reached the end of the log. */
function lagWords(behind: number, lagMs: number): string {
  const lacks = behind === -1 ? 'has not asked it for any record yet' : `lacks ${plural(behind, 'record')}`
  return lagMs === -1 ? `it has not once caught up since this leader epoch began, and ${lacks}` : `it had not caught up for ${grouped(lagMs)} ms and ${lacks}; replica.lag.time.max.ms is over`
}

export const CLUSTER_SENTENCES = {
  commandApplied: (_given, facts) => COMMAND_WORDS[text(facts, 'command')]?.(facts) ?? 'A command of the script took effect.',
  requestQueueFull: (given, facts) => `${text(facts, 'nodeName')} read ${text(facts, 'api')} request #${given['correlationId']} of ${text(facts, 'otherName')}, but its request queue is full (${plural(given['queued']!, 'request')}; queued.max.requests): the network thread waits, and with it all its connections.`,
  metadataAppended: (given, facts) => `${text(facts, 'nodeName')} wrote ${plural(given['records']!, 'record')} to the metadata log, from offset ${grouped(given['offset']!)}.`,
  metadataCommitted: given => `A majority of the controllers has the metadata log up to offset ${grouped(given['offset']!)}: what it says is decided.`,
  metadataTruncated: (given, facts) => `${text(facts, 'nodeName')} cut its metadata log back to offset ${grouped(given['offset']!)}: another leader wrote something else there.`,
  voterPositionLearned: (given, facts) => `${text(facts, 'otherName')} asked for metadata from offset ${grouped(given['offset']!)}: so it has what is before.`,
  electionStarted: (given, facts) => given['isPreVote'] === 1 ? `${text(facts, 'nodeName')} heard no leader and asked the other voters whether it could win an election; that changes nothing yet.` : `${text(facts, 'nodeName')} stood for election in epoch ${grouped(given['epoch']!)}.`,
  voteAnswered: (given, facts) => `${text(facts, 'nodeName')} ${given['granted'] === 1 ? 'gave' : 'refused'} ${text(facts, 'otherName')} its ${given['isPreVote'] === 1 ? 'word' : 'vote'} for epoch ${grouped(given['epoch']!)}.`,
  controllerElected: (given, facts) => `${text(facts, 'otherName')} is the active controller, epoch ${grouped(given['epoch']!)}: a majority voted for it.`,
  controllerResigned: (given, facts) => `${text(facts, 'otherName')} is no longer the active controller of epoch ${grouped(given['epoch']!)}.`,
  brokerRegistered: (given, facts) => `The controller registered ${text(facts, 'otherName')} with broker epoch ${grouped(given['epoch']!)}; until it has caught up it is fenced.`,
  brokerFenced: (_given, facts) => `The controller fenced ${text(facts, 'otherName')}: no heartbeat came within broker.session.timeout.ms, or it has left. A fenced broker leads nothing.`,
  brokerUnfenced: (_given, facts) => `The controller let ${text(facts, 'otherName')} in: it has caught up with the metadata log and may lead.`,
  brokerShuttingDown: (_given, facts) => `The controller heard that ${text(facts, 'otherName')} wants to leave, and moves its leaderships away.`,
  partitionChanged: (given, facts) => given['leader'] === -1 ? `The controller decided: partition ${given['partition']} has no leader now; no replica that has everything committed is alive.`
    : given['leader'] === given['leaderBefore'] ? `The controller decided: partition ${given['partition']} stays with ${text(facts, 'otherName')}, and ${replicas(given['inSync']!)} ${given['inSync'] === 1 ? 'is' : 'are'} in sync.`
      : `The controller decided: ${text(facts, 'otherName')} leads partition ${given['partition']}, leader epoch ${grouped(given['leaderEpoch']!)}, ${replicas(given['inSync']!)} in sync.`,
  leadershipTaken: (given, facts) => `${text(facts, 'nodeName')} leads partition ${given['partition']} from offset ${grouped(given['startOffset']!)} on, leader epoch ${grouped(given['leaderEpoch']!)}.`,
  leaderFollowed: (given, facts) => given['leader'] === -1 ? `${text(facts, 'nodeName')} heard that partition ${given['partition']} has no leader.` : `${text(facts, 'nodeName')} follows ${text(facts, 'otherName')} in partition ${given['partition']}, leader epoch ${grouped(given['leaderEpoch']!)}; its own log ends at ${grouped(given['logEndOffset']!)}.`,
  isrShrinkAsked: (given, facts) => `${text(facts, 'nodeName')} asked the controller to take ${text(facts, 'otherName')} out of the ISR of partition ${given['partition']}: ${lagWords(given['behind']!, given['lagMs']!)}.`,
  isrExpandAsked: (given, facts) => `${text(facts, 'otherName')} has caught up with partition ${given['partition']} (offset ${grouped(given['logEndOffset']!)}): ${text(facts, 'nodeName')} asked the controller to take it into the ISR.`,
  isrChanged: (given, facts) => given['error'] !== 0 ? `The controller did not change the ISR of partition ${given['partition']}: ${text(facts, 'error')}.` : `${text(facts, 'nodeName')} heard it: ${replicas(given['inSync']!)} of partition ${given['partition']} ${given['inSync'] === 1 ? 'is' : 'are'} in sync.`,
  logTruncated: (given, facts) => `${text(facts, 'nodeName')} cut its log of partition ${given['partition']} from ${grouped(given['from']!)} back to ${grouped(given['to']!)}: ${plural(given['records']!, 'record')} that the new leader does not have went.`,
  replicaFetchFailed: (given, facts) => given['error'] === -1 ? `${text(facts, 'nodeName')} could not copy partition ${given['partition']}: the connection to ${text(facts, 'otherName')} was lost.` : `${text(facts, 'nodeName')} could not copy partition ${given['partition']} from ${text(facts, 'otherName')}: ${text(facts, 'error')}.`,
  parkedRequestFailed: (given, facts) => `${text(facts, 'api')} request #${given['correlationId']} of ${text(facts, 'otherName')} left purgatory with ${text(facts, 'error')}.`,
  nodeStopped: (given, facts) => `${text(facts, 'nodeName')} ${STOPPED[given['how']!]}.`,
  nodeStarted: (_given, facts) => `${text(facts, 'nodeName')} started with what is on its disk.`,
  nodeFrozen: (_given, facts) => `${text(facts, 'nodeName')} stood still; its connections stayed open.`,
  nodeThawed: (_given, facts) => `${text(facts, 'nodeName')} went on, not knowing that it had stood still.`,
  linkChanged: linkWords,
  diskChanged: (given, facts) => given['isFull'] === 1 ? `The disk of ${text(facts, 'nodeName')} is full.` : given['slowness']! > 1 ? `The disk of ${text(facts, 'nodeName')} takes ${grouped(given['slowness']!)} times as long.` : `The disk of ${text(facts, 'nodeName')} is in order again.`,
  diskFailed: (given, facts) => `${text(facts, 'nodeName')} could not write partition ${given['partition']}: its only log directory failed, so it ends.`,
  logStartAdvanced: (given, facts) => `The log of partition ${given['partition']} on ${text(facts, 'nodeName')} starts at offset ${grouped(given['offset']!)} now.`,
  positionReset: (given, facts) => `${text(facts, 'nodeName')} wanted offset ${grouped(given['from']!)} of partition ${given['partition']}, which is not there: it goes on from ${grouped(given['to']!)}, ${given['to']! > given['from']! ? 'where the log starts (auto.offset.reset=earliest)' : 'the leader’s high watermark'}.`,
  readReplicaPreferred: (given, facts) => `The leader sent ${text(facts, 'nodeName')} to broker ${given['replica']} for partition ${given['partition']}: that replica is in the ISR and in the reader’s own rack (client.rack). It holds for metadata.max.age.ms.`,
  readReplicaLeft: (given, facts) => `${text(facts, 'nodeName')} reads partition ${given['partition']} at its leader again, no longer at broker ${given['replica']}: ${LEFT_BECAUSE[READ_REPLICA_ENDS[given['why']!]!]}.`,
  recordLost: given => `${plural(given['records']!, 'record')} of partition ${given['partition']} that had been acknowledged ${given['records'] === 1 ? 'is' : 'are'} lost${given['firstOffset'] === -1 ? ', never stored' : given['firstOffset'] === given['lastOffset'] ? ` (offset ${grouped(given['firstOffset']!)})` : ` (offsets ${grouped(given['firstOffset']!)} to ${grouped(given['lastOffset']!)})`}. ${LOSS_WORDS[LOSS_RULES[given['rule']!]!]}`,
  segmentsDeleted: (given, facts) => `${text(facts, 'nodeName')} deleted ${plural(given['segments']!, 'segment')} of partition ${given['partition']} that retention had no more room or time for: its log starts at offset ${grouped(given['to']!)} now.`,
  logCleaned: (given, facts) => `${text(facts, 'nodeName')} compacted partition ${given['partition']} up to offset ${grouped(given['to']!)}: of each key the last record stayed; ${grouped(given['bytesBefore']!)} B became ${grouped(given['bytesAfter']!)} B.`,
  logFlushed: (given, facts) => `${text(facts, 'nodeName')} forced its log of partition ${given['partition']} to disk, up to offset ${grouped(given['to']!)}: flush.messages or flush.ms asked for it. So far a loss of power costs nothing.`,
  producersForgotten: (given, facts) => `${text(facts, 'nodeName')} forgot ${plural(given['producers']!, 'producer')} of partition ${given['partition']} that had been silent for producer.id.expiration.ms.`,
  commandAnswered: (given, facts) => given['error'] === 0 ? 'The cluster answered: done.' : `The cluster refused: ${text(facts, 'error')}.${text(facts, 'words') && ` ${text(facts, 'words')}`}`,
} as const satisfies Partial<Record<EventKind, Words>>

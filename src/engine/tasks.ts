/**
 * What can be due later, imperative. The queue stores a task's number and two operands (kernel/eventQueue).
 */
export const TASKS = [
  /** first: message id. The message reaches the node. */
  'deliverMessage',
  /** A thread of the application calls send() for the next record of the workload; first: generation, second: thread. */
  'sendNextRecord',
  /** The sender's poll ends and its next pass begins; first: generation. */
  'runSender',
  /** A producer was closed: if it was to make place for a new one, that starts. */
  'startNextProducer',
  /** max.block.ms of a waiting send() is over; first: thread, second: number of the wait. */
  'expireBlockedSend',
  /** The timeout of close() is over. */
  'forceClose',
  /** A connection that the client has asked for is there; first: broker, second: its number. */
  'openConnection',
  /** The other end has closed a connection; first: that node, second: its number. */
  'closeConnection',
  /** A broker's I/O thread is done with a request; first: the client, second: its connection. */
  'finishHandling',
  /** A broker's network thread has read a request, or written an answer; first: its number. */
  'finishNetworkWork',
  /** A fetch in purgatory has waited its longest; first: message id. */
  'expireParkedFetch',
  /** A follower has written what it fetched; first: leader's id. */
  'finishReplicaAppend',
  /** A follower's fetcher thread looks what it may ask for; first: leader's id. */
  'runFetcher',
  /** Is an answer to a fetcher overdue? first: leader's id. */
  'watchFetcher',
  /** The longest wait of a Produce in purgatory is over. */
  'expireParkedProduces',
  'shrinkIsrs',
  'retryAlterPartition',
  /** first: correlation id, as of the timeouts below. */
  'alterPartitionTimeout',
  'checkpointHighWatermarks',
  /** The operating system writes back what was written to the page cache. */
  'writeBack',
  /** A broker registers, or sends a heartbeat; first: generation of the timer. */
  'talkToController',
  'controllerTimeout',
  'retryMetadataFetch',
  'metadataFetchTimeout',
  /** The process ends; first: how (STOPS_OF_A_NODE). */
  'endProcess',
  /** A controller's timer of its role in the quorum; first: its generation. */
  'raftTimeout',
  /** first: epoch of the quorum, as of the four below. */
  'flushMetadata',
  'retryQuorumFetch',
  'sweepSessions',
  'balanceLeaders',
  'electUncleanLeaders',
  /** A fetch of metadata has waited its longest; first: message id. */
  'expireMetadataFetch',
  /** The consumer's application calls poll(). */
  'poll',
  'startConsumer',
  /** A consumer tries again what has failed. */
  'retryFetches',
  /** A broker looks for segments past their retention, and for logs to clean. */
  'checkRetention',
  'cleanLogs',
  /** A broker looks for logs that were not flushed for flush.ms; first: number of the timer. And for producers that have been silent for too long. */
  'flushDirtyLogs',
  'expireProducers',
  /** DeleteRecords that have waited their longest fail. */
  'expireDeletions',
  /** A node that stands in for a broker (recorded runs) does what it has planned; first: its own number for it. */
  'runStandIn',
] as const
export type TaskName = (typeof TASKS)[number]
export const TASK_CODE = Object.fromEntries(TASKS.map((name, code) => [name, code])) as Record<TaskName, number>

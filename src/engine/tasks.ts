/**
 * What can be due later, imperative. The queue stores a task's number and two operands (kernel/eventQueue).
 */
export const TASKS = [
  /** first: message id. The message reaches the node. */
  'deliverMessage',
  /** The application calls send() for the next record of the workload; first: generation. */
  'sendNextRecord',
  /** One pass of the sender thread; first: generation. */
  'runSender',
  /** The application thread goes on after a wait for memory. */
  'releaseApplication',
  /** max.block.ms of a waiting send() is over; first: record id. */
  'expireBlockedSend',
  /** acks=0: the request is written, which completes it; first: message id, second: broker. */
  'completeWrite',
  /** A broker's handler is done with a request; first: message id. */
  'finishHandling',
  /** A fetch in purgatory has waited its longest; first: message id. */
  'expireParkedFetch',
  /** A follower has written what it fetched; first: leader's id. */
  'finishReplicaAppend',
  /** A follower's fetcher thread starts; first: leader's id. */
  'startFetcher',
  /** The consumer's application calls poll(). */
  'poll',
  'startConsumer',
] as const
export type TaskName = (typeof TASKS)[number]
export const TASK_CODE = Object.fromEntries(TASKS.map((name, code) => [name, code])) as Record<TaskName, number>

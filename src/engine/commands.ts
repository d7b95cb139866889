/**
 * What can be asked of a running cluster, imperative. Commands are the script of a scenario; a live one is stamped with the first
 * instant not yet simulated (`nowUs + 1`), so that a replay meets it at the same place.
 */
import type { ConfigOwner } from './config/tables'
import type { ProducerSpec } from './scenario'
import type { CUTS, STOPS_OF_A_NODE } from './events'

export type Command =
  /** Changes one setting in the running cluster at once (a real client would be built anew: a named simplification); with `topic`, of this topic only. */
  | { readonly type: 'setConfig'; readonly owner: ConfigOwner; readonly key: string; readonly value: number | string; readonly topic?: string }
  /**
   * One record, besides the workload. `key` null = no key; with `partition` (within the topic) the choice is made. A traced record's steps are events.
   * `producer` and `thread` by number, the first unless told; `topic` by name, the producer's own unless told. `valueBytes` −1 = null.
   * `value`: what was typed, for value.serializer, which then decides about the size; null = null.
   */
  | {
    readonly type: 'send'; readonly key: string | null; readonly valueBytes: number; readonly partition?: number; readonly traced?: boolean
    readonly topic?: string; readonly producer?: number; readonly thread?: number; readonly value?: string | null
    /** The record's own timestamp; the clock's unless told. */
    readonly timestampMs?: number
  }
  /** An application calls flush() (on a thread of its own). */
  | { readonly type: 'flush'; readonly producer?: number }
  /** An application calls close(); without `timeoutMs` it waits as long as it takes. */
  | { readonly type: 'close'; readonly producer?: number; readonly timeoutMs?: number }
  /** A further consumer, alone in its group, reading every partition of the topic from the beginning. */
  | { readonly type: 'startConsumer'; readonly groupId: string; readonly config?: Readonly<Record<string, number | string>> }
  /** A further producer; without a workload, it sends what commands say. */
  | { readonly type: 'startProducer'; readonly spec: ProducerSpec }
  | Fault
  | Administration

/** What goes wrong, or right again. Nodes by number (protocol/nodes): brokers by id, controllers from 3000. */
export type Fault =
  | { readonly type: 'stopNode'; readonly node: number; readonly how: (typeof STOPS_OF_A_NODE)[number] }
  | { readonly type: 'startNode'; readonly node: number }
  /** The process stands still, as in a long pause of the garbage collector; its connections stay open. */
  | { readonly type: 'freezeNode'; readonly node: number }
  | { readonly type: 'thawNode'; readonly node: number }
  /** The link between two machines, both ways; what is not told is in order. */
  | { readonly type: 'setLink'; readonly one: number; readonly other: number; readonly cut?: (typeof CUTS)[number]; readonly extraLatencyMs?: number; readonly lossPercent?: number }
  /** `slowness`: how many times longer an append takes. A full disk takes nothing more. */
  | { readonly type: 'setDisk'; readonly broker: number; readonly slowness?: number; readonly isFull?: boolean }
  /** The broker's next answer to a producer is lost, and the connection with it. */
  | { readonly type: 'loseAnswer'; readonly broker: number }

/** What an administrator asks of the cluster. Partitions by number within the topic. */
export type Administration =
  | { readonly type: 'electLeaders'; readonly topic: string; readonly partition: number; readonly election: 'PREFERRED' | 'UNCLEAN' }
  /** Placed by the controller, so many partitions with so many replicas each (−1, or not told: num.partitions and default.replication.factor of the brokers); or by hand, `replicaAssignment`. */
  | {
    readonly type: 'createTopic'; readonly topic: string; readonly partitions?: number; readonly replicationFactor?: number
    readonly replicaAssignment?: readonly (readonly number[])[]; readonly config?: Readonly<Record<string, number | string>>
  }
  /** `count`: how many there are to be; `replicaAssignment` of the new ones, where they are not placed by the controller. */
  | { readonly type: 'createPartitions'; readonly topic: string; readonly count: number; readonly replicaAssignment?: readonly (readonly number[])[] }
  | { readonly type: 'deleteTopic'; readonly topic: string }
  | { readonly type: 'reassign'; readonly topic: string; readonly partition: number; readonly replicas: readonly number[] }
  /** Everything before `before` (−1: before the high watermark). */
  | { readonly type: 'deleteRecords'; readonly topic: string; readonly partition: number; readonly before: number }

export interface TimedCommand {
  readonly atUs: number
  readonly command: Command
}

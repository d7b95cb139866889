/**
 * What can be asked of a running cluster, imperative. Commands are the script of a scenario; a live one is stamped with the first
 * instant not yet simulated (`nowUs + 1`), so that a replay meets it at the same place.
 */
import type { ConfigOwner } from './config/tables'

export type Command =
  /** Changes one setting in the running cluster at once (a real client would be built anew: a named simplification). */
  | { readonly type: 'setConfig'; readonly owner: ConfigOwner; readonly key: string; readonly value: number | string }
  /**
   * One record, besides the workload. `key` null = no key; with `partition` (within the topic) the choice is made. A traced record's steps are events.
   * `producer` and `thread` by number, the first unless told; `topic` by name, the producer's own unless told. `valueBytes` −1 = null.
   * `value`: what was typed, for value.serializer, which then decides about the size; null = null.
   */
  | {
    readonly type: 'send'; readonly key: string | null; readonly valueBytes: number; readonly partition?: number; readonly traced?: boolean
    readonly topic?: string; readonly producer?: number; readonly thread?: number; readonly value?: string | null
  }
  /** An application calls flush() (on a thread of its own). */
  | { readonly type: 'flush'; readonly producer?: number }
  /** An application calls close(); without `timeoutMs` it waits as long as it takes. */
  | { readonly type: 'close'; readonly producer?: number; readonly timeoutMs?: number }
  /** A further consumer, alone in its group, reading every partition of the topic from the beginning. */
  | { readonly type: 'startConsumer'; readonly groupId: string }

export interface TimedCommand {
  readonly atUs: number
  readonly command: Command
}

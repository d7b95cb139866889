/** Brings a lesson when it is first asked for: each is a piece of its own. */
import type { WrittenLesson } from './lesson'

const LOADERS: Readonly<Record<string, () => Promise<WrittenLesson>>> = {
  'record-journey': () => import('./01-record-journey'),
  replication: () => import('./05-replication'),
  failover: () => import('./06-failover'),
  batching: () => import('./10-batching'),
  linger: () => import('./11-linger'),
  acks: () => import('./12-acks'),
}
/** `id` is one of READY (ready.ts). */
export const bringLesson = (id: string): Promise<WrittenLesson> => LOADERS[id]!()

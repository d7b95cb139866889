/**
 * The machines that brokers and controllers run on: whether the process runs, whether it stands still, since when. Nobody inside a process sees this.
 */
import type { TakenTask } from './kernel/eventQueue'

export interface Host {
  isUp: boolean
  /** Without power nobody answers for a process that is gone; with it, the operating system refuses what comes. */
  hasPower: boolean
  /** Of the process that runs now. */
  startedUs: number
  /** Of a process that stands still (a long pause of the garbage collector, SIGSTOP): what it has not come to do. Null: it runs. */
  backlog: TakenTask[] | null
}

export const createHost = (): Host => ({ isUp: true, hasPower: true, startedUs: -1, backlog: null })

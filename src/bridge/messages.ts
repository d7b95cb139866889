/**
 * The typed conversation between page and engine worker: one map, name → [request, reply]. The page asks, the worker answers;
 * one `advance` is outstanding at a time. Columns travel as transferred buffers.
 */
import type { BatchContents, ClusterView, Command, ForkOutcome, ForkPlan, Look, PartitionerSpec, PartitionPreview, RunFigures, Scenario, TimedCommand, WhyStep, RecordStory } from '../engine/pageFace'

/** What the page needs to draw one instant. */
export interface Frame {
  readonly nowUs: number
  /** The latest instant this branch has been simulated to; ≥ nowUs after going back. */
  readonly latestUs: number
  readonly view: ClusterView
  readonly figures: RunFigures
  /** Rows of TOKEN_STRIDE numbers: the messages on the wire now. Transferred. */
  readonly tokens: Float64Array<ArrayBuffer>
  /** Event rows (EVENT_STRIDE numbers each) from `eventsFrom` on; the page drops its rows from that id on, then appends. Transferred. */
  readonly events: Float64Array<ArrayBuffer>
  readonly eventsFrom: number
  /** sentUs of every record sent since the page's last frame (or, after a jump, of the last ones, at most 2 000). Transferred. */
  readonly sends: Float64Array<ArrayBuffer>
  /** True if `sends` and `events` replace what the page has (after seek, load, fork) rather than continue it. */
  readonly jumped: boolean
  /** The request could not be met within the frame's budget: virtual time lags, the page stays smooth. */
  readonly lagging: boolean
  readonly branches: readonly Branch[]
  readonly branch: number
}

/** The run that forks leave: the record asked for, and the events around the strip (rows of EVENT_STRIDE, from the id `eventsFrom` on). */
export interface ForkedRun { readonly record: number; readonly batch: number; readonly partition: number; readonly sentUs: number; readonly events: Float64Array<ArrayBuffer>; readonly eventsFrom: number }

/** A line of history: the scenario with the commands given in it. Branch 0 is the scenario as loaded. */
export interface Branch {
  readonly id: number
  readonly parent: number | null
  readonly forkedAtUs: number
  /** The learner's first change in it, in words of the config: "linger.ms 5 → 50". Empty for branch 0. */
  readonly change: string
  readonly latestUs: number
}

export interface EngineConversation {
  /** Starts anew from a scenario (raw JSON is checked; `problems` in words on refusal). */
  load: [{ scenario: unknown }, { scenario: Scenario; frame: Frame }]
  /** Plays to `untilUs`, or until the budget is used up. */
  advance: [{ untilUs: number; maxEvents: number; budgetMs: number }, Frame]
  /** A live command, stamped with the first instant not yet simulated. `script`: the branch's own as it now is, live commands included. */
  apply: [{ command: Command }, { frame: Frame; script: readonly TimedCommand[] }]
  /** `figuresOverUs`: how far back the frame's figures look; half a second unless told. */
  seek: [{ atUs: number; figuresOverUs?: number }, Frame]
  /** To the next (1) or last (−1) instant with an event of a visible kind; with `toChange`, forward to one at which the cluster changes, at most 30 s away. */
  step: [{ direction: 1 | -1; toChange?: boolean }, Frame]
  /** Another course of the run with these commands, in order of time, from before the first of them; then to `atUs`. */
  branch: [{ commands: readonly TimedCommand[]; atUs: number }, { frame: Frame; script: readonly TimedCommand[] }]
  /** What the picture is about from now on; what is not named stays. */
  look: [Partial<Look>, Frame]
  switchBranch: [{ branch: number }, { frame: Frame; script: readonly TimedCommand[] }]
  /** The chain of causes that ends in this event, newest first. */
  why: [{ event: number }, { steps: readonly WhyStep[] }]
  /** The nine stops of one record so far; `group` is whose read counts. */
  story: [{ record: number; group: number }, { story: RecordStory | null }]
  /** What a batch holds, its bytes made now; null if no producer and no log has it. */
  batchContents: [{ batch: number }, { contents: BatchContents | null }]
  /** What this partitioner would do with the first `records` of the scenario's workload; nothing runs. Needs no scenario to be loaded. */
  previewPartitions: [{ scenario: Scenario; partitioner: PartitionerSpec | null; keyCount: number; records: number }, { preview: PartitionPreview }]
  /** Plays a scenario once, so that it can be forked; `strip` names it from then on. Needs no scenario to be loaded, and leaves the one that is as it is. */
  beginForks: [{ strip: string; scenario: unknown; plan: ForkPlan }, ForkedRun]
  /** One fork of it, its fault at `atUs`. */
  playFork: [{ strip: string; atUs: number }, ForkOutcome]
  /** Hash of the event log up to now, and the scenario of this branch (script with the live commands). */
  snapshot: [Record<string, never>, { hash: string; events: number; nowUs: number; scenario: Scenario }]
}
export type EngineRequestName = keyof EngineConversation
export type RequestOf<Name extends EngineRequestName> = EngineConversation[Name][0]
export type ReplyOf<Name extends EngineRequestName> = EngineConversation[Name][1]

export type ToEngine = { [Name in EngineRequestName]: { readonly id: number; readonly name: Name; readonly request: RequestOf<Name> } }[EngineRequestName]
export type FromEngine =
  | { readonly id: number; readonly ok: true; readonly reply: ReplyOf<EngineRequestName> }
  | { readonly id: number; readonly ok: false; readonly error: string; readonly problems?: readonly string[] }

/**
 * The contract of a sitting: what the panels may read (`SessionState`) and do (`SessionActions`). One session per stage.
 * `createSession` (session.ts) returns a zustand/vanilla store of it, so that a canvas can subscribe without React.
 */
import type { BatchContents, ClusterView, Command, ConfigOwner, ConfigsInForce, NamedEvent, RecordStory, RunFigures, Scenario, TimedCommand, WhyStep } from '../engine/pageFace'
import type { Branch } from '../bridge/messages'
import type { EventColumns } from '../engine/eventColumns'

/** loading: no frame yet. failed: could not load or restart; `notice` says why. */
export type SessionStatus = 'loading' | 'paused' | 'playing' | 'failed'

export interface Notice {
  readonly id: number
  readonly tone: 'information' | 'warning' | 'error'
  readonly text: string
}
export interface FigureSample { readonly atUs: number; readonly figures: RunFigures }

/** What is selected on the stage; the "why?" panel explains it. `event` is where its chain of causes starts. */
export interface Selection {
  readonly kind: 'batch' | 'request' | 'answer' | 'replica' | 'broker' | 'event'
  /** batch id, message id, broker id, or event id. */
  readonly id: number
  readonly event: number
}
export interface WhyAnswer {
  readonly selection: Selection
  readonly steps: readonly WhyStep[]
}

export interface SessionState {
  readonly status: SessionStatus
  readonly scenario: Scenario | null
  /** Settings in force at `nowUs`: scenario configs and the script's changes up to now. */
  readonly configs: ConfigsInForce
  readonly nowUs: number
  readonly latestUs: number
  /** Virtual seconds per real second, 1/10 000 … 10. */
  readonly speed: number
  /** With the producer that is shown first. */
  readonly view: ClusterView | null
  /** Which producer the stage shows, by its number in the scenario. */
  readonly shownProducer: number
  /** Rows of TOKEN_STRIDE: messages on the wire at the frame's instant. */
  readonly tokens: Float64Array
  readonly figures: RunFigures | null
  /** Samples of the figures along virtual time (for the small curves), ascending, bounded. */
  readonly samples: readonly FigureSample[]
  /** Every event of this branch up to now that the page keeps. A mutable object: watch `eventsVersion`. */
  readonly events: EventColumns
  readonly eventsVersion: number
  /** Instants of send(), ascending, bounded (for the timeline's first row). */
  readonly sends: readonly number[]
  readonly branches: readonly Branch[]
  readonly branch: number
  readonly selection: Selection | null
  readonly why: WhyAnswer | null
  readonly notices: readonly Notice[]
  /** Where the engine runs; the main thread only where workers are forbidden. */
  readonly engineRunsIn: 'worker' | 'blobWorker' | 'mainThread' | null
  readonly lagging: boolean
  /** A jump takes its time. */
  readonly isOnItsWay: boolean
}

/** What a session that leads needs of the one that follows. */
export interface Companion { getState(): Pick<Session, 'follow' | 'nowUs' | 'status'> }

export interface SessionActions {
  /** Begins a scenario; with `atUs` it is first seen at that instant, paused. */
  load(scenario: unknown, atUs?: number): Promise<void>
  play(): void
  pause(): void
  /** Plays at `speed` up to an instant, then pauses; resolves when it is reached or something else paused it. */
  playUntil(atUs: number, speed?: number): Promise<void>
  /** Jumps; backwards or forwards. Pauses. */
  seek(atUs: number): Promise<void>
  stepForward(): Promise<void>
  /** To the next instant at which the cluster changes: who runs, leads, is in sync. If there is none within 30 s, it says so and stands there. */
  toNextChange(): Promise<void>
  stepBack(): Promise<void>
  restart(): Promise<void>
  setSpeed(speed: number): void
  /** Which producer the stage shows, by its number in the scenario. */
  showProducer(index: number): void
  /** Of a cluster too large to be drawn whole: which partition the stage shows. */
  zoomTo(partition: number): Promise<void>
  /** Parses first. Returns Kafka's message if the value is refused, null if it is in force. */
  setConfig(owner: ConfigOwner, key: string, value: string | number): Promise<string | null>
  apply(command: Command): Promise<void>
  /** Goes to an instant that another session's clock gives; asked again meanwhile, to the last one asked for. */
  follow(atUs: number): Promise<void>
  /** Takes another session along: wherever this one goes, it follows, and this one waits for it. Null: alone again. */
  lead(companion: Companion | null): void
  /** When every change asked for until now has been made. */
  settled(): Promise<void>
  /** Another course of the run with these commands, in order of time; then rests at `atUs`. */
  branchWith(commands: readonly TimedCommand[], atUs: number): Promise<void>
  switchBranch(branch: number): Promise<void>
  select(selection: Selection | null): void
  /** Jumps to the moment of an event and keeps the selection. */
  goToEvent(event: NamedEvent): Promise<void>
  /** The chain of causes that ends in this event, newest first; what is selected stays. */
  chainOf(event: number): Promise<readonly WhyStep[]>
  story(record: number, group?: number): Promise<RecordStory | null>
  /** What a batch holds, with its bytes; null if no producer and no log has it. */
  batchContents(batch: number): Promise<BatchContents | null>
  /** Runs a scenario to `untilUs` in a second engine, apart from the stage (lesson answers, challenges); returns its event columns. */
  rehearse(scenario: Scenario, untilUs: number): Promise<Rehearsal>
  snapshot(): Promise<{ hash: string; events: number; nowUs: number; scenario: Scenario }>
  notify(tone: Notice['tone'], text: string): void
  dismiss(notice: number): void
  dispose(): void
}
export interface Rehearsal {
  readonly events: EventColumns
  readonly view: ClusterView
  readonly figures: RunFigures
  story(record: number): Promise<RecordStory | null>
  /** Ends the second engine. */
  close(): void
}
export type Session = SessionState & SessionActions

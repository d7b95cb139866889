/**
 * The worker's side of the conversation: one function per request. No worker in it, so that it runs in Node and on the main thread just as well.
 */
import {
  batchContents, beginForks, codecsMissing, codecsOfCommand, commandProblems, isCodecLoaded, compilePartitioner, eventCount, eventRows, figuresOf, firstEventKept, firstPartitionOf, hashOf, parseScenario, partitionerProblemInWords, playFork, previewPartitions, recordStory, sendCount, sentUsSince, tokensOf, unknownNames, viewOf, whyChain,
  AT_US, EVENT_CODE, EVENT_STRIDE, KIND, VISIBLE_KINDS, type Command, type ForkBase, type Look, type Scenario,
} from '../engine'
import { LEAST_KEPT } from '../engine/eventColumns'
import { changeWords } from './changeWords'
import { beginHistory, branchesOf, branchWith, changeBranch, intervene, latestUsOf, playOn, returnTo, scenarioOfBranch, type History } from './history'
import type { EngineConversation, EngineRequestName, Frame, ReplyOf, RequestOf } from './messages'

export type Handlers = { readonly [Name in EngineRequestName]: (request: RequestOf<Name>) => ReplyOf<Name> }

/** A request that cannot be met; the text is for people. */
export class RequestRefused extends Error {
  readonly problems: readonly string[]
  constructor(message: string, problems: readonly string[] = []) {
    super(message)
    this.problems = problems
  }
}

/** Events and sends a page gets at most after a jump; and events played between two looks at the clock. */
const MOST_EVENTS_AFTER_JUMP = 100_000, MOST_SENDS_AFTER_JUMP = 2000, PIECE_EVENTS = 1000
/** How far a step looks for the next visible event. */
const STEP_REACH_US = 60_000_000, CHANGE_REACH_US = 30_000_000

const visible = new Set<number>(VISIBLE_KINDS.map(kind => EVENT_CODE[kind]))

/** `clockMs`: the wall clock, only for the budget of a frame. */
export function createHandlers(clockMs: () => number): Handlers {
  let history: History | undefined
  /** What the page has: events from the one id up to the other, sends up to this record. */
  let pageFirst = 0, pageEvents = 0, pageSends = 0
  let look: Look = { producer: 0, partition: -1 }
  const forked = new Map<string, ForkBase>()

  const playing = (): History => {
    if (!history) throw new RequestRefused('no scenario is loaded')
    return history
  }

  const frame = (jumped: boolean, lagging = false, figuresOverUs?: number): Frame => {
    const current = playing()
    const { simulation } = current
    if (look.partition === -1 && simulation.state.producers.length > 1) look = { ...look, partition: firstPartitionOf(simulation, look.producer) ?? -1 }
    const count = eventCount(simulation), sent = sendCount(simulation)
    const kept = firstEventKept(simulation)
    // Going back to before what the page still has, or to little of it, it gets the stretch before that instant anew.
    const reachesBack = pageFirst <= Math.max(kept, count - MOST_EVENTS_AFTER_JUMP / 2)
    const eventsFrom = Math.max(kept, reachesBack ? Math.min(pageEvents, count) : 0, count - MOST_EVENTS_AFTER_JUMP)
    pageFirst = Math.max(eventsFrom > pageEvents || eventsFrom < pageFirst ? eventsFrom : pageFirst, count - LEAST_KEPT)
    const sends = sentUsSince(simulation, jumped ? Math.max(0, sent - MOST_SENDS_AFTER_JUMP) : Math.max(pageSends, sent - MOST_SENDS_AFTER_JUMP))
    pageEvents = count
    pageSends = sent
    return {
      nowUs: simulation.nowUs, latestUs: latestUsOf(current), view: viewOf(simulation, look), figures: figuresOf(simulation, figuresOverUs), tokens: tokensOf(simulation),
      events: eventRows(simulation, eventsFrom), eventsFrom, sends, jumped, lagging, branches: branchesOf(current), branch: current.current,
    }
  }

  return {
    load({ scenario: given }) {
      const scenario = playable(given)
      history = beginHistory(scenario)
      pageFirst = pageEvents = pageSends = 0
      look = { producer: 0, partition: -1 }
      returnTo(history, 0)
      return { scenario, frame: frame(true) }
    },
    advance({ untilUs, maxEvents, budgetMs }) {
      const current = playing()
      const endMs = clockMs() + budgetMs
      let reached = false
      for (let played = 0; !reached && played < maxEvents && (played === 0 || clockMs() < endMs); played += PIECE_EVENTS) reached = playOn(current, untilUs, PIECE_EVENTS)
      return frame(false, !reached)
    },
    apply({ command }) {
      checkCommand(playing(), command)
      checkCodecs(codecsOfCommand(command).filter(name => !isCodecLoaded(name)))
      intervene(playing(), command, changeWords(command))
      return { frame: frame(true), script: scenarioOfBranch(playing()).script }
    },
    seek({ atUs, figuresOverUs }) {
      if (!Number.isFinite(atUs)) throw new RequestRefused('The time to go to must be a number.')
      returnTo(playing(), Math.max(0, Math.round(atUs)))
      return frame(true, false, figuresOverUs)
    },
    step({ direction, toChange = false }) {
      const current = playing()
      if (toChange) playOn(current, current.simulation.nowUs + CHANGE_REACH_US, Infinity, { stopAtChange: true })
      else if (direction === 1) playOn(current, current.simulation.nowUs + STEP_REACH_US, Infinity, { stopAtVisible: true })
      else returnTo(current, lastVisibleBefore(current))
      return frame(true)
    },
    branch({ commands, atUs }) {
      for (const { command } of commands) checkCommand(playing(), command)
      branchWith(playing(), commands, commands.length === 0 ? '' : changeWords(commands[0]!.command))
      pageEvents = Math.min(pageEvents, eventCount(playing().simulation))
      returnTo(playing(), Math.max(0, Math.round(atUs)))
      return { frame: frame(true), script: scenarioOfBranch(playing()).script }
    },
    look(wanted) {
      look = { ...look, ...wanted }
      return frame(false)
    },
    switchBranch({ branch }) {
      changeBranch(playing(), branch)
      pageFirst = pageEvents = 0
      return { frame: frame(true), script: scenarioOfBranch(playing()).script }
    },
    why: ({ event }) => ({ steps: whyChain(playing().simulation, event) }),
    story: ({ record, group }) => ({ story: recordStory(playing().simulation, record, group) }),
    batchContents: ({ batch }) => ({ contents: batchContents(playing().simulation, batch) }),
    previewPartitions: ({ scenario, partitioner, keyCount, records }) => ({ preview: previewPartitions(scenario, partitioner, keyCount, records) }),
    beginForks({ strip, scenario, plan }) {
      const base = beginForks(playable(scenario), plan)
      if (base === null) throw new RequestRefused('The record that this is about is not sent by then.')
      forked.set(strip, base)
      const { record, batch, partition, sentUs, events, eventsFrom } = base
      return { record, batch, partition, sentUs, events, eventsFrom }
    },
    playFork({ strip, atUs }) {
      const base = forked.get(strip)
      if (base === undefined) throw new RequestRefused('Nothing of that name can be forked.')
      return playFork(base, Math.max(1, Math.round(atUs)))
    },
    snapshot() {
      const current = playing()
      return { hash: hashOf(current.simulation), events: eventCount(current.simulation), nowUs: current.simulation.nowUs, scenario: scenarioOfBranch(current) }
    },
  } satisfies { [Name in keyof EngineConversation]: (request: RequestOf<Name>) => ReplyOf<Name> }
}

function checkCommand(current: History, command: Command): void {
  const { kafka, topology } = current.scenario
  const wrong = commandProblems(command, kafka)
  // Names are looked up only in what is well formed.
  const problems = wrong.length > 0 ? wrong : unknownNames(command, topology, scenarioOfBranch(current).script)
  if (problems.length > 0) throw new RequestRefused(problems.join('; '), problems)
}

/** A scenario from outside, if it can be played here. */
function playable(given: unknown): Scenario {
  const parsed = parseScenario(given)
  if (!parsed.ok) throw new RequestRefused('This is not a scenario that can be played.', parsed.problems)
  checkFunctions(parsed.scenario)
  checkCodecs(codecsMissing(parsed.scenario))
  return parsed.scenario
}

/** Where a codec cannot be loaded (the embed), what needs it is refused. */
function checkCodecs(missing: readonly string[]): void {
  if (missing.length > 0) throw new RequestRefused(`compression.type=${missing[0]!} cannot be played here: an embed has no codecs. Open this on the full page.`)
}

/** A function of the learner's that cannot be called is refused before anything runs. */
function checkFunctions({ topology }: Scenario): void {
  for (const { partitioner } of topology.producers) {
    if (partitioner === undefined || !('source' in partitioner)) continue
    const compiled = compilePartitioner(partitioner.source)
    if (!compiled.ok) throw new RequestRefused('The partition function of this scenario cannot be called.', [partitionerProblemInWords(compiled.problem)])
  }
}

/** The last instant before now that has an event a person can see; the beginning if there is none. */
function lastVisibleBefore({ simulation }: History): number {
  const rows = eventRows(simulation, 0)
  for (let at = rows.length - EVENT_STRIDE; at >= 0; at -= EVENT_STRIDE) {
    if (rows[at + AT_US]! < simulation.nowUs && visible.has(rows[at + KIND]!)) return rows[at + AT_US]!
  }
  return 0
}

/** The buffers of a reply that travel without being copied. */
export function transferOf(reply: unknown): ArrayBuffer[] {
  const found = reply as Partial<Frame> & { readonly frame?: Frame }
  const carried = found.frame ?? found
  return carried.tokens ? [carried.tokens.buffer, carried.events!.buffer, carried.sends!.buffer] : []
}

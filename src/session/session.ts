/**
 * One sitting with the engine: a store that panels read and the actions they call. While playing, each animation frame asks the engine for the next
 * piece of virtual time, one request outstanding; everything on the page is a function of the answer.
 */
import { createActor } from 'xstate'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createEngineClient, EngineRefusal, type EngineClient } from '../bridge/engineClient'
import type { EngineRequestName, Frame, ReplyOf, RequestOf } from '../bridge/messages'
import { configConflict, configsAt, CONFIG_TABLES, parseConfigValue, type Command, type ConfigOwner, type Scenario, type TimedCommand } from '../engine/pageFace'
import { EventColumns } from '../engine/eventColumns'
import { playbackMachine } from './playbackMachine'
import { tokensShowing } from './shownProducer'
import type { Companion, FigureSample, Notice, Rehearsal, Session, SessionState, SessionStatus } from './session.types'

export type SessionStore = StoreApi<Session>

export const SLOWEST = 1 / 10_000, FASTEST = 10, INITIAL_SPEED = 1 / 200
/** So far the engine looks for a change of the cluster. */
const CHANGE_REACH_US = 30_000_000
const BUDGET_MS = 8, MAX_EVENTS_A_FRAME = 60_000, MAX_SENDS = 4000, MAX_SAMPLES = 600
/** Further than this a follower does not play but jumps. */
const SEEK_FROM_US = 500_000
/** A jump that takes longer is said to be on its way. */
const LATE_MS = 400
/** A tab that was hidden does not catch up: at most so much real time counts per frame. */
const LONGEST_FRAME_MS = 100

const STATUS: Readonly<Record<string, SessionStatus>> = { loading: 'loading', paused: 'paused', jumping: 'paused', playing: 'playing', failed: 'failed' }
const NOTHING = new Float64Array(0)
const EMPTY_SCENARIO: Scenario = {
  version: 1, kafka: '4.4', seed: 0, topology: { brokers: [], topics: [], producers: [], consumers: [] }, configs: {}, workload: { arrivals: 'constant', startUs: 0 }, script: [],
}

export function createSession(): SessionStore {
  let client: Promise<EngineClient> | undefined
  let isDisposed = false
  let noticeCount = 0
  let lastChange: Promise<void> = Promise.resolve()
  let companion: Companion | null = null
  let followUs = 0, isFollowing = false
  /** The script as it now is, live commands included: a crashed engine starts again from it. */
  let script: readonly TimedCommand[] = []
  let stopAtUs = Infinity
  let arrived: (() => void) | undefined
  let frameHandle = 0, lastFrameMs = 0, wantedUs = 0, isAsking = false
  const playback = createActor(playbackMachine).start()

  const store = createStore<Session>()((set, get) => {
    const engine = (): Promise<EngineClient> => (client ??= createEngineClient(problem => { void restartAfterCrash(problem.message) }))
    const ask = async <Name extends EngineRequestName>(name: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>> => (await engine()).ask(name, request)
    const syncStatus = (): void => { set({ status: STATUS[playback.getSnapshot().value]! }) }
    playback.subscribe(syncStatus)

    const notify = (tone: Notice['tone'], text: string): void => { set({ notices: [...get().notices.filter(notice => notice.text !== text), { id: noticeCount++, tone, text }] }) }

    const show = (frame: Frame): void => {
      const { samples, branch, scenario, sends, eventsVersion } = get()
      const sameBranch = frame.branch === branch
      let { events } = get()
      if (!sameBranch && frame.jumped) {
        const forked = frame.branches[frame.branch]!.parent === branch && frame.branches.length > get().branches.length
        if (!forked) events = new EventColumns()
      }
      events.replaceFrom(frame.eventsFrom, frame.events)
      set({
        nowUs: frame.nowUs, latestUs: frame.latestUs, view: frame.view, tokens: tokensShowing(frame.tokens, frame.view), figures: frame.figures, events, eventsVersion: eventsVersion + 1,
        sends: frame.jumped ? Array.from(frame.sends) : appendBounded(sends, frame.sends), samples: withSample(samples, frame), branches: frame.branches, branch: frame.branch,
        lagging: frame.lagging, configs: configsAt({ ...scenario ?? EMPTY_SCENARIO, script }, frame.nowUs),
      })
      if (companion) void companion.getState().follow(frame.nowUs)
    }

    /** Whether a companion is still on its way here. One that failed holds nobody up. */
    const isBehind = (): boolean => companion !== null && companion.getState().nowUs < get().nowUs && companion.getState().status !== 'failed'

    /** Something that moves the clock other than playing; playback rests afterwards. */
    const jump = async (work: () => Promise<Frame>): Promise<void> => {
      playback.send({ type: 'jump' })
      endPlayUntil()
      const late = setTimeout(() => { set({ isOnItsWay: true }) }, LATE_MS)
      try {
        show(await work())
      } finally {
        clearTimeout(late)
        if (get().isOnItsWay) set({ isOnItsWay: false })
        playback.send({ type: 'landed' })
      }
      const { selection } = get()
      if (selection) set({ selection, why: get().why })
    }

    const endPlayUntil = (): void => {
      stopAtUs = Infinity
      arrived?.()
      arrived = undefined
    }

    const tick = (timeMs: number): void => {
      frameHandle = requestAnimationFrame(tick)
      if (get().status !== 'playing') return
      const elapsedMs = Math.min(timeMs - lastFrameMs, LONGEST_FRAME_MS)
      lastFrameMs = timeMs
      if (isBehind()) return
      wantedUs = Math.min(wantedUs + elapsedMs * 1000 * get().speed, stopAtUs)
      const untilUs = Math.floor(wantedUs)
      if (isAsking || untilUs <= get().nowUs) return
      isAsking = true
      void ask('advance', { untilUs, maxEvents: MAX_EVENTS_A_FRAME, budgetMs: BUDGET_MS }).then(frame => {
        // Also when paused meanwhile: the engine has gone there, and the page shows where the engine is.
        show(frame)
        if (frame.lagging) wantedUs = frame.nowUs
        if (frame.nowUs >= stopAtUs && get().status === 'playing') get().pause()
      }).catch(swallowCrash).finally(() => { isAsking = false })
    }

    const restartAfterCrash = async (what: string): Promise<void> => {
      if (isDisposed) return
      const { scenario, nowUs, view, shownProducer } = get()
      client = undefined
      playback.send({ type: 'crashed' })
      endPlayUntil()
      if (!scenario) { playback.send({ type: 'gaveUp' }); return }
      notify('warning', `The engine stopped unexpectedly (${what}). It was started again from the scenario, at the same instant; earlier branches are gone.`)
      try {
        const { frame } = await ask('load', { scenario: { ...scenario, script } })
        set({ events: new EventColumns(), samples: [], engineRunsIn: (await engine()).place })
        show(frame)
        await ask('look', { producer: shownProducer, ...(view?.crowd && { partition: view.crowd.partition }) })
        show(await ask('seek', { atUs: nowUs }))
        playback.send({ type: 'loaded' })
      } catch (problem) {
        notify('error', `The engine could not be started again: ${String(problem)}`)
        playback.send({ type: 'gaveUp' })
      }
    }

    const explain = async (): Promise<void> => {
      const { selection } = get()
      if (!selection) return
      const { steps } = await ask('why', { event: selection.event })
      if (get().selection === selection) set({ why: { selection, steps } })
    }

    const initial: SessionState = {
      status: 'loading', scenario: null, configs: configsAt(EMPTY_SCENARIO, 0), nowUs: 0, latestUs: 0, speed: INITIAL_SPEED, view: null, shownProducer: 0, tokens: NOTHING, figures: null, samples: [],
      events: new EventColumns(), eventsVersion: 0, sends: [], branches: [], branch: 0, selection: null, why: null, notices: [], engineRunsIn: null, lagging: false, isOnItsWay: false,
    }
    if (typeof requestAnimationFrame === 'function') frameHandle = requestAnimationFrame(tick)

    return {
      ...initial,
      async load(scenario, atUs = 0) {
        playback.send({ type: 'load' })
        endPlayUntil()
        try {
          const reply = await ask('load', { scenario })
          const there = atUs > 0 ? await ask('seek', { atUs }) : null
          script = reply.scenario.script
          set({ scenario: reply.scenario, shownProducer: 0, events: new EventColumns(), samples: [], sends: [], selection: null, why: null, engineRunsIn: (await engine()).place })
          show(reply.frame)
          if (there) show(there)
          playback.send({ type: 'loaded' })
        } catch (problem) {
          const details = problem instanceof EngineRefusal ? problem.problems.join('; ') : ''
          notify('error', `${problem instanceof Error ? problem.message : String(problem)}${details && ` ${details}`}`)
          playback.send({ type: get().scenario ? 'loaded' : 'gaveUp' })
        }
      },
      play() {
        lastFrameMs = performance.now()
        wantedUs = get().nowUs
        playback.send({ type: 'play' })
      },
      pause() {
        playback.send({ type: 'pause' })
        endPlayUntil()
      },
      playUntil(atUs, speed) {
        endPlayUntil()
        if (speed !== undefined) get().setSpeed(speed)
        if (atUs <= get().nowUs) return Promise.resolve()
        stopAtUs = Math.round(atUs)
        const reached = new Promise<void>(resolve => { arrived = resolve })
        get().play()
        return reached
      },
      seek: atUs => jump(() => ask('seek', { atUs })),
      async toNextChange() {
        const fromUs = get().nowUs
        await jump(() => ask('step', { direction: 1, toChange: true }))
        if (get().nowUs >= fromUs + CHANGE_REACH_US) notify('information', 'For 30 s nothing changes in the cluster: who runs, who leads, who is in sync.')
      },
      stepForward: () => jump(() => ask('step', { direction: 1 })),
      stepBack: () => jump(() => ask('step', { direction: -1 })),
      restart: () => jump(() => ask('seek', { atUs: 0 })),
      showProducer(index) {
        set({ shownProducer: index })
        void ask('look', { producer: index }).then(show).catch(swallowCrash)
      },
      async zoomTo(partition) { show(await ask('look', { partition })) },
      setSpeed(speed) { set({ speed: Math.min(FASTEST, Math.max(SLOWEST, speed)) }) },
      async setConfig(owner: ConfigOwner, key: string, value: string | number) {
        const { scenario, nowUs } = get()
        const parsed = parseConfigValue(CONFIG_TABLES[owner], key, value, scenario?.kafka)
        if (!parsed.ok) return parsed.message
        const command = { type: 'setConfig', owner, key, value: parsed.value } as const
        const conflict = scenario && configConflict({ ...scenario, script: [...script.filter(({ atUs }) => atUs <= nowUs), { atUs: nowUs + 1, command }] })
        if (conflict) return conflict
        await get().apply(command)
        return null
      },
      apply(command: Command) {
        // Answers come in the order of the questions: what is shown here is what the engine then was, whatever was asked after it.
        const change = ask('apply', { command }).then(reply => {
          script = reply.script
          if (companion && command.type !== 'setConfig') get().notify('information', 'This was done to run A only. Run B has what was done before it was opened: leave B and compare again to have it in both.')
          show(reply.frame)
          wantedUs = reply.frame.nowUs
        })
        lastChange = change.catch(swallowCrash)
        return change
      },
      settled: () => lastChange,
      lead(other) {
        companion = other
        if (other) void other.getState().follow(get().nowUs)
      },
      async follow(atUs) {
        followUs = atUs
        if (isFollowing || !get().scenario) return
        isFollowing = true
        try {
          while (get().nowUs !== followUs && get().status !== 'loading') {
            const distanceUs = followUs - get().nowUs
            if (distanceUs < 0 || distanceUs > SEEK_FROM_US) await jump(() => ask('seek', { atUs: followUs }))
            else show(await ask('advance', { untilUs: followUs, maxEvents: MAX_EVENTS_A_FRAME, budgetMs: BUDGET_MS }))
          }
        } catch { swallowCrash() } finally { isFollowing = false }
      },
      branchWith: (commands, atUs) => jump(async () => {
        const reply = await ask('branch', { commands, atUs })
        script = reply.script
        return reply.frame
      }),
      switchBranch: branch => jump(async () => {
        const reply = await ask('switchBranch', { branch })
        script = reply.script
        return reply.frame
      }),
      select(selection) {
        set({ selection, why: null })
        void explain().catch(swallowCrash)
      },
      async goToEvent(event) {
        await get().seek(event.atUs)
      },
      async chainOf(event) { return (await ask('why', { event })).steps },
      async story(record, group = 0) { return (await ask('story', { record, group })).story },
      async batchContents(batch) { return (await ask('batchContents', { batch })).contents },
      async rehearse(scenario, untilUs) { return rehearse(scenario, untilUs) },
      snapshot: () => ask('snapshot', {}),
      notify,
      dismiss(notice) { set({ notices: get().notices.filter(({ id }) => id !== notice) }) },
      dispose() {
        isDisposed = true
        if (frameHandle) cancelAnimationFrame(frameHandle)
        playback.stop()
        void client?.then(open => { open.dispose() })
      },
    }
  })
  return store
}

/** A crash has been answered by a restart already; whoever asked has nothing to add. */
function swallowCrash(): void { /* see restartAfterCrash */ }

function appendBounded(sends: readonly number[], added: Float64Array): readonly number[] {
  if (added.length === 0) return sends
  const all = [...sends, ...added]
  return all.length > MAX_SENDS ? all.slice(all.length - MAX_SENDS / 2) : all
}

/** Keeps a sample of the figures about every 1/100 of the time they are taken over; going back drops what lies ahead. */
function withSample(samples: readonly FigureSample[], { nowUs, figures }: Frame): readonly FigureSample[] {
  const kept = samples.length > 0 && samples.at(-1)!.atUs > nowUs ? samples.filter(({ atUs }) => atUs <= nowUs) : samples
  const last = kept.at(-1)
  if (last && nowUs - last.atUs < 2000) return kept
  const more = [...kept, { atUs: nowUs, figures }]
  return more.length > MAX_SAMPLES ? more.slice(more.length - MAX_SAMPLES / 2) : more
}

async function rehearse(scenario: Scenario, untilUs: number): Promise<Rehearsal> {
  const engine = await createEngineClient(() => { /* its questions are rejected */ })
  await engine.ask('load', { scenario })
  const events = new EventColumns()
  const all = await engine.ask('seek', { atUs: untilUs, figuresOverUs: untilUs })
  events.replaceFrom(all.eventsFrom, all.events)
  return {
    events, view: all.view, figures: all.figures,
    story: async record => (await engine.ask('story', { record, group: 0 })).story,
    close: () => { engine.dispose() },
  }
}

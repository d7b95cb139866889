/**
 * What moves on the stage at one instant of virtual time: a plain description from the view and the tokens, for the canvas, the focusable twins of
 * tokens, and the words for those who do not see it. Positions are functions of time; nothing here animates by itself.
 */
import { API_KEYS, isBroker, isController, TOKEN, TOKEN_KEYS, TOKEN_KEYS_AT, TOKEN_STRIDE, type BatchView, type BatchWait, type BrokerView, type ClusterView, type InFlightView } from '../../engine/pageFace'
import { grouped, milliseconds, plural } from '../../engine/kernel/units'
import { along, isShort, type Box, type Point, type StageLayout } from './layout'
import { machineName } from './health'
import { cutShare, routeOf } from './routes'

/** `refusal`: an answer to a Produce with an error. `question` and its answer: Metadata, InitProducerId. `control` and its answer: what controllers are asked by brokers and by each other. */
export type TokenKind = 'produce' | 'ack' | 'refusal' | 'question' | 'questionAnswer' | 'fetch' | 'records' | 'replicaFetch' | 'replicaRecords' | 'commit' | 'commitAnswer' | 'control' | 'controlAnswer'
export interface SceneToken {
  readonly message: number
  readonly event: number
  readonly kind: TokenKind
  readonly x: number
  readonly y: number
  /** 1 to the right, −1 to the left, 0 up or down: which way the arrow of a paused frame points. */
  readonly heading: 1 | -1 | 0
  readonly correlationId: number
  readonly keys: readonly number[]
  readonly records: number
  readonly leftUs: number
  readonly isTraced: boolean
  readonly words: string
  /** So many stand behind it where it can go no farther; negative: in that place behind another. */
  readonly behind: number
}
/** A tray's clock: the bar that drains, and its number. */
export interface SceneCountdown { readonly box: Box; readonly leftUs: number; readonly share: number; readonly text: string; readonly low: boolean }
export interface SceneText { readonly x: number; readonly y: number; readonly text: string; readonly tone: 'quiet' | 'soon' | 'good' | 'low'; readonly align: 'left' | 'right' }
export interface SceneArrival { readonly x: number; readonly y: number; readonly key: number; readonly text: string; readonly traced: boolean }
/** So many tokens that they are drawn as ribbons, with exact numbers. */
export interface SceneRibbon { readonly from: { x: number; y: number }; readonly to: { x: number; y: number }; readonly count: number; readonly kind: TokenKind }
export interface Scene {
  /** Between docks and brokers: what is written at a request stays there. */
  readonly network: { readonly from: number; readonly to: number }
  readonly tokens: readonly SceneToken[]
  readonly ribbons: readonly SceneRibbon[]
  readonly countdowns: readonly SceneCountdown[]
  readonly texts: readonly SceneText[]
  readonly arrivals: readonly SceneArrival[]
}

export const MOST_TOKENS = 300

/** `record`: the one that is followed; its request is ringed. −1: none. `withControllers`: what controllers are asked is shown too. */
export function buildScene(layout: StageLayout, view: ClusterView, allTokens: Float64Array, nowUs: number, record = -1, withControllers = false): Scene {
  const brokerIds = view.brokers.map(({ id }) => id)
  const tokens = withControllers ? allTokens : withoutControllers(allTokens)
  const count = tokens.length / TOKEN_STRIDE
  const dock = layout.docks[0], broker = layout.brokers[0]
  return {
    network: { from: dock ? dock.x + dock.width : 0, to: broker?.x ?? layout.fullWidth },
    tokens: count > MOST_TOKENS ? [] : movingTokens(layout, brokerIds, view, tokens, nowUs, messageWith(view, record)),
    ribbons: count > MOST_TOKENS ? ribbons(layout, brokerIds, tokens) : [],
    countdowns: lingerCountdowns(layout, view, nowUs), texts: dockTexts(layout, view, nowUs), arrivals: arrivals(layout, view, nowUs),
  }
}

const isOfControllers = (rows: Float64Array, at: number): boolean => isController(rows[at + TOKEN.from]!) || isController(rows[at + TOKEN.to]!)

function withoutControllers(rows: Float64Array): Float64Array {
  const kept: number[] = []
  for (let at = 0; at < rows.length; at += TOKEN_STRIDE) if (!isOfControllers(rows, at)) kept.push(at)
  if (kept.length * TOKEN_STRIDE === rows.length) return rows
  const found = new Float64Array(kept.length * TOKEN_STRIDE)
  kept.forEach((at, index) => { found.set(rows.subarray(at, at + TOKEN_STRIDE), index * TOKEN_STRIDE) })
  return found
}

export function tokenKind(api: number, isResponse: boolean, from: number, to: number, error = 0): TokenKind {
  const name = API_KEYS[api]
  if (isController(from) || isController(to)) return isResponse ? 'controlAnswer' : 'control'
  if (name === 'Produce') return isResponse ? error === 0 ? 'ack' : 'refusal' : 'produce'
  if (name === 'Metadata' || name === 'InitProducerId') return isResponse ? 'questionAnswer' : 'question'
  if (name === 'OffsetCommit') return isResponse ? 'commitAnswer' : 'commit'
  const replica = isBroker(from) && isBroker(to)
  return isResponse ? (replica ? 'replicaRecords' : 'records') : replica ? 'replicaFetch' : 'fetch'
}

function tokenWords(api: number, kind: TokenKind, isResponse: boolean): string {
  const name = `${kind === 'replicaFetch' || kind === 'replicaRecords' ? 'replica ' : ''}${API_KEYS[api]!} request`
  return isResponse ? `${kind === 'refusal' ? 'refusal of' : 'answer to'} the ${name}` : name
}

/** The request that this record travels in; −1 if there is none. */
function messageWith(view: ClusterView, record: number): number {
  if (record === -1) return -1
  const requests = view.producers.flatMap(({ docks }) => docks.flatMap(({ inFlight }) => inFlight))
  return requests.find(({ batches }) => batches.some(({ recordIds }) => recordIds.includes(record)))?.message ?? -1
}

function movingTokens(layout: StageLayout, brokerIds: readonly number[], { links }: ClusterView, rows: Float64Array, nowUs: number, tracedMessage: number): SceneToken[] {
  const found: SceneToken[] = [], standing = new Map<string, number>()
  for (let at = 0; at < rows.length; at += TOKEN_STRIDE) {
    const isResponse = rows[at + TOKEN.isResponse] === 1
    const from = rows[at + TOKEN.from]!, to = rows[at + TOKEN.to]!
    const route = routeOf(layout, brokerIds, from, to, isResponse)
    if (!route) continue
    const sentUs = rows[at + TOKEN.sentUs]!, arrivesUs = rows[at + TOKEN.arrivesUs]!
    const isHeld = isCut(links, from, to)
    const untouched = arrivesUs <= nowUs ? 1 : (nowUs - sentUs) / (arrivesUs - sentUs)
    const share = isHeld ? Math.min(untouched, cutShare(from, to) * SHORT_OF_IT) : untouched
    const kind = tokenKind(rows[at + TOKEN.api]!, isResponse, from, to, rows[at + TOKEN.error])
    const keys: number[] = []
    for (let index = 0; index < TOKEN_KEYS && rows[at + TOKEN_KEYS_AT + index] !== -2; index++) keys.push(rows[at + TOKEN_KEYS_AT + index]!)
    const leftUs = Math.max(0, arrivesUs - nowUs), records = rows[at + TOKEN.records]!, correlationId = rows[at + TOKEN.correlationId]!
    found.push({
      message: rows[at + TOKEN.message]!, event: rows[at + TOKEN.lastEvent]!, kind, ...(untouched > share || share >= 1 ? standingAt(route, share, standing) : movingAt(route, share)),
      correlationId, keys, records, leftUs, isTraced: rows[at + TOKEN.message] === tracedMessage,
      words: `${tokenWords(rows[at + TOKEN.api]!, kind, isResponse)} #${correlationId} from ${machineName(from)} to ${machineName(to)}${records > 0 ? `, ${plural(records, 'record')}` : ''}, ${isHeld ? 'held up where the link is cut' : arrivesUs < nowUs ? 'at the door of who stands still' : `arrives in ${milliseconds(leftUs)}`}`,
    })
  }
  if (standing.size === 0) return found
  // Who stands first lies over those behind it, and says how many they are.
  return found.map(token => (token.behind === 0 ? { ...token, behind: (standing.get(placeName(token)) ?? 1) - 1 } : token)).sort((one, other) => one.behind - other.behind)
}

type Placed = Pick<SceneToken, 'x' | 'y' | 'heading' | 'behind'>
const headingOf = (from: Point, to: Point): SceneToken['heading'] => (to.x > from.x + 0.01 ? 1 : to.x < from.x - 0.01 ? -1 : 0)

function movingAt(route: readonly Point[], share: number): Placed {
  const here = along(route, share)
  return { ...here, heading: headingOf(here, along(route, Math.min(1, share + 0.02))), behind: 0 }
}

/** Those that stand at one place, each so many pixels behind the one before it, as far as that. */
const BEHIND = 5, MOST_BEHIND = 3, HALF_CAPSULE = 26
const placeName = ({ x, y }: Point): string => `${Math.round(x)} ${Math.round(y)}`

/** At a door, or before a cut; `standing`: how many stand at each place. */
function standingAt(route: readonly Point[], share: number, standing: Map<string, number>): Placed {
  const here = along(route, share), before = along(route, share - 0.02), ahead = standing.get(placeName(here)) ?? 0
  // No farther than where they come from.
  const back = Math.min(Math.min(ahead, MOST_BEHIND) * BEHIND, Math.max(0, Math.abs(here.x - route[0]!.x) + Math.abs(here.y - route[0]!.y) - HALF_CAPSULE))
  standing.set(placeName(here), ahead + 1)
  return { x: here.x - Math.sign(here.x - before.x) * back, y: here.y - Math.sign(here.y - before.y) * back, heading: headingOf(before, here), behind: -ahead }
}

/** Held up short of the gap, so that both are seen. */
const SHORT_OF_IT = 0.5
/** TCP keeps what a cut swallows and sends it again, so nothing vanishes: it waits. */
const isCut = (links: ClusterView['links'], from: number, to: number): boolean =>
  links.some(({ one, other, cut }) => cut === 'silent' && ((one === from && other === to) || (one === to && other === from)))

function ribbons(layout: StageLayout, brokerIds: readonly number[], rows: Float64Array): SceneRibbon[] {
  const found = new Map<string, SceneRibbon>()
  for (let at = 0; at < rows.length; at += TOKEN_STRIDE) {
    const isResponse = rows[at + TOKEN.isResponse] === 1
    const from = rows[at + TOKEN.from]!, to = rows[at + TOKEN.to]!
    const route = routeOf(layout, brokerIds, from, to, isResponse)
    if (!route) continue
    const kind = tokenKind(rows[at + TOKEN.api]!, isResponse, from, to, rows[at + TOKEN.error])
    const key = `${from}>${to}${kind}`
    found.set(key, { from: route[0]!, to: route.at(-1)!, kind, count: (found.get(key)?.count ?? 0) + 1 })
  }
  return [...found.values()]
}

/** The bar under a tray, which drains while linger.ms runs; only the head batch of a lane has one. */
function lingerCountdowns(layout: StageLayout, view: ClusterView, nowUs: number): SceneCountdown[] {
  return view.producers.slice(0, 1).flatMap(producer => producer.lanes.flatMap((lane, index) => {
    const box = layout.lanes[index], batch = lane.batches[0]
    if (!box || !batch) return []
    return [countdownOf(batch, nowUs, lingerBox(box), isShort(layout))]
  }))
}

export const lingerBox = (lane: Box): Box => ({ x: lane.x + 10, y: lane.y + 62, width: lane.width - 20, height: 6 })

/** What a ready batch waits for, beside how long it has: few words, the lane has no room for more. */
const WAIT_WORDS: Readonly<Record<BatchWait['what'], string>> = {
  linger: '', turn: '', backoff: '', slot: 'for a slot', answer: 'for an answer', connection: 'to connect', metadata: 'for metadata', leader: 'for a leader', id: 'for an id', order: 'its turn', sender: '',
}

/** The bar drains with linger.ms, or with the wait before a retry; what nothing but an event can end has no bar. */
export function countdownOf(batch: BatchView, nowUs: number, box: Box, isTight = false): SceneCountdown {
  const what = batch.waits?.what ?? 'linger'
  // In a narrow lane the words stand under the bar only.
  const words = isTight || box.width < 250 ? '' : WAIT_WORDS[what]
  if (what === 'backoff') {
    const leftUs = Math.max(0, batch.waits!.untilUs! - nowUs)
    return { box, leftUs, share: Math.min(1, leftUs / RETRY_SCALE_US), text: `${box.width < 125 ? '' : isTight ? 'retry ' : 'retry in '}≈ ${milliseconds(leftUs)}`, low: true }
  }
  const wholeUs = Math.max(1, batch.lingerEndsUs - Math.floor(batch.openedUs / 1000) * 1000)
  const leftUs = Math.max(0, batch.lingerEndsUs - nowUs)
  const share = Math.min(1, leftUs / wholeUs)
  const isHeld = batch.heldBackSinceUs !== null
  if (!isHeld && what !== 'linger' && what !== 'sender' && what !== 'turn') return { box, leftUs: 0, share: 0, text: `waits ${WAIT_WORDS[what]}`, low: true }
  const text = isHeld ? `${box.width < 125 ? '+' : 'waits '}${milliseconds(nowUs - batch.heldBackSinceUs)}${words === '' ? '' : ` ${words}`}` : leftUs === 0 ? 'linger over' : `${leftUs < 100_000 ? milliseconds(leftUs) : `${grouped(Math.round(leftUs / 1000))} ms`} left`
  return { box, leftUs, share: isHeld ? 0 : share, text, low: isHeld || share < 0.25 }
}
/** The bar of a backoff is full at this length: Kafka's first wait. */
const RETRY_SCALE_US = 100_000

/** What the oldest request of a dock waits for, in words with the time left. */
function dockTexts(layout: StageLayout, view: ClusterView, nowUs: number): SceneText[] {
  return view.producers.slice(0, 1).flatMap(producer => producer.docks.flatMap((dock, index): SceneText[] => {
    const box = layout.docks[index], oldest = dock.inFlight[0]
    if (!box || !oldest) return []
    // What TCP keeps for the other end of a cut arrives at no time that is known.
    const isHeld = (oldest.stage === 'toBroker' || oldest.stage === 'answerOnItsWay') && isCut(view.links, producer.node, dock.broker)
    const broker = view.brokers.find(({ id }) => id === dock.broker)
    const { text, tone } = isHeld ? HELD : unanswered(oldest, broker?.process ?? 'up', nowUs, isShort(layout)) ?? stageWords(oldest, nowUs, isShort(layout))
    return [{ x: box.x + 10, y: box.y + (layout.isLow ? Math.min(94, box.height - 7) : 120), text, tone, align: 'left' }]
  }))
}

const HELD = { text: 'held at the cut', tone: 'low' } as const

type StageWords = Pick<SceneText, 'text' | 'tone'>
/** Of a request that is there, and with it nobody who could answer. Null if there is, or if it is still on its way. */
function unanswered({ stage, arrivesUs, broker }: InFlightView, process: BrokerView['process'], nowUs: number, isTight: boolean): StageWords | null {
  if (process === 'up' || stage === 'answerOnItsWay' || (stage === 'toBroker' && arrivesUs !== null && arrivesUs > nowUs)) return null
  const text = process === 'frozen' ? (isTight ? 'there, stands still' : `there; broker ${broker} stands still`) : (isTight ? 'nobody answers' : `broker ${broker} is down, no answer`)
  return { text, tone: 'low' }
}

/** Where a request is, in words; `isTight`: in a few. */
export function stageWords(request: InFlightView, nowUs: number, isTight = false): StageWords {
  const left = request.arrivesUs === null ? '' : milliseconds(Math.max(0, request.arrivesUs - nowUs))
  switch (request.stage) {
    case 'toBroker': return { text: isTight ? `there in ${left}` : `arrives in ${left}`, tone: 'quiet' }
    case 'atBroker': return { text: isTight ? 'in hand' : `in broker ${request.broker}'s hands`, tone: 'quiet' }
    case 'waitsForFollowers': return { text: isTight ? 'for followers' : 'waits for its followers', tone: 'soon' }
    case 'answerOnItsWay': return { text: isTight ? `back in ${left}` : `answer here in ${left}`, tone: 'good' }
  }
}

const ARRIVAL_STEP = 42
/** Tenths as far as there is room for them beside the cell. */
const arrivalText = (ms: number, isTight: boolean): string => (ms < (isTight ? 10 : 100) ? ms.toFixed(1) : grouped(Math.round(ms)))
function arrivals(layout: StageLayout, view: ClusterView, nowUs: number): SceneArrival[] {
  const producer = view.producers[0]
  if (!producer) return []
  const { application: box } = layout
  // Who is blocked says so above them.
  const top = producer.blockedSinceUs === null ? 88 : 112
  const most = Math.max(1, Math.floor((box.height - top - 8) / ARRIVAL_STEP))
  return producer.upcoming.slice(0, most).map(({ atUs, key, traced }, index) => ({
    x: box.x + 10, y: box.y + top + index * ARRIVAL_STEP, key, traced, text: arrivalText((atUs - nowUs) / 1000, layout.isTight),
  }))
}

/**
 * The canvas over the stage: everything that moves with virtual time. A pure function of the scene; called once per frame.
 * `isPaused` adds what lets a resting frame be read: arrows on everything in flight.
 */
import { grouped } from '../../engine/kernel/units'
import { keyLetter, keyToken } from '../ui/keys'
import type { Palette, PaletteName } from './palette'
import { stamp, type Reach } from './sprites'
import type { Scene, SceneArrival, SceneCountdown, SceneToken, TokenKind } from './scene'

export type Pen = CanvasRenderingContext2D

const CELL = 15, CAPSULE_HEIGHT = 24
/** Beyond so many tokens their numbers would hide each other: the bodies alone are drawn. */
const CROWD = 60
const TOKEN_COLOR: Readonly<Record<TokenKind, PaletteName>> = {
  produce: '--stage-text', ack: '--committed', refusal: '--time-low', question: '--slot', questionAnswer: '--committed', fetch: '--slot', records: '--stage-text', replicaFetch: '--replication', replicaRecords: '--replication', commit: '--slot', commitAnswer: '--committed', control: '--time-left', controlAnswer: '--time-left',
}

export function drawScene(pen: Pen, scene: Scene, palette: Palette, isPaused: boolean): void {
  for (const countdown of scene.countdowns) drawCountdown(pen, countdown, palette)
  for (const arrival of scene.arrivals) drawArrival(pen, arrival, palette)
  pen.textBaseline = 'alphabetic'
  for (const { x, y, text, tone, align } of scene.texts) {
    pen.font = `500 12.5px ${palette.words}`
    pen.textAlign = align
    pen.fillStyle = palette.color[tone === 'good' ? '--committed' : tone === 'soon' ? '--time-left' : tone === 'low' ? '--time-low' : '--stage-text-2']
    pen.fillText(text, x, y)
  }
  for (const { from, to, count, kind } of scene.ribbons) {
    pen.strokeStyle = palette.color[TOKEN_COLOR[kind]]
    pen.globalAlpha = 0.5
    pen.lineWidth = Math.min(18, 2 + Math.sqrt(count))
    pen.beginPath()
    pen.moveTo(from.x, from.y)
    pen.lineTo(to.x, to.y)
    pen.stroke()
    pen.globalAlpha = 1
    label(pen, palette, grouped(count), (from.x + to.x) / 2, (from.y + to.y) / 2 - 12, '--stage-text')
  }
  const isCrowded = scene.tokens.length > CROWD
  for (const token of scene.tokens) drawToken(pen, token, palette, isPaused, isCrowded)
  if (!isCrowded) labelRequests(pen, scene, palette)
}

const isNumbered = (kind: TokenKind): boolean => kind === 'produce' || kind === 'ack' || kind === 'refusal'

/** Numbers of the producer's requests and their answers. Of two that would lie on each other the later is written: it lies on top. */
function labelRequests(pen: Pen, { tokens, network }: Scene, palette: Palette): void {
  const written: { readonly x: number; readonly y: number }[] = []
  for (const { kind, correlationId, heading, ...token } of tokens.toReversed()) {
    if (!isNumbered(kind) || token.behind < 0) continue
    const more = token.behind > 0 ? ` +${token.behind}` : ''
    const said = kind === 'produce' ? `#${correlationId}${more} →` : `${heading === -1 ? '←' : '→'} #${correlationId} ${kind === 'ack' ? '✓' : '✕'}${more}`
    const half = said.length * LABEL_LETTER / 2 + 5
    const x = Math.max(network.from + half, Math.min(network.to - half, token.x)), y = token.y + (kind === 'produce' ? -22 : 20)
    if (written.some(other => other.y === y && Math.abs(other.x - x) < half * 2)) continue
    written.push({ x, y })
    label(pen, palette, said, x, y, kind === 'produce' ? '--stage-text' : kind === 'ack' ? '--committed' : '--time-low')
  }
}
/** Of the numbers' font, as wide as a label has it. */
const LABEL_LETTER = 7.3

function roundedBox(pen: Pen, x: number, y: number, width: number, height: number, radius: number): void {
  pen.beginPath()
  pen.roundRect(x, y, width, height, radius)
}

function drawCountdown(pen: Pen, { box, share, text, low }: SceneCountdown, { color, numbers }: Palette): void {
  roundedBox(pen, box.x, box.y, box.width, box.height, 3)
  pen.fillStyle = color['--stage']
  pen.fill()
  pen.strokeStyle = color['--slot']
  pen.lineWidth = 1
  pen.stroke()
  if (share > 0) {
    roundedBox(pen, box.x, box.y, Math.max(3, box.width * share), box.height, 3)
    pen.fillStyle = color[low ? '--time-low' : '--time-left']
    pen.fill()
  }
  pen.font = `600 13px ${numbers}`
  pen.textAlign = 'right'
  pen.textBaseline = 'alphabetic'
  pen.fillStyle = color[low ? '--time-low' : '--time-left']
  pen.fillText(text, box.x + box.width, box.y - 44)
}

function drawCell(pen: Pen, x: number, y: number, size: number, key: number, { color, words }: Palette): void {
  roundedBox(pen, x, y, size, size, 3)
  pen.fillStyle = color[keyToken(key)]
  pen.fill()
  pen.fillStyle = color['--on-key']
  pen.font = `700 ${Math.round(size * 0.68)}px ${words}`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(keyLetter(key), x + size / 2, y + size / 2 + 0.5)
}

function drawArrival(pen: Pen, { x, y, key, text, traced }: SceneArrival, palette: Palette): void {
  drawCell(pen, x, y, 18, key, palette)
  if (traced) {
    pen.strokeStyle = palette.color['--time-left']
    pen.lineWidth = 2
    roundedBox(pen, x - 3, y - 3, 24, 24, 6)
    pen.stroke()
  }
  pen.font = `500 12.5px ${palette.numbers}`
  pen.textAlign = 'left'
  pen.textBaseline = 'middle'
  pen.fillStyle = palette.color['--stage-text-2']
  pen.fillText(text, x + 25, y + 9.5)
}

function label(pen: Pen, palette: Palette, text: string, x: number, y: number, color: PaletteName): void {
  pen.font = `600 12px ${palette.numbers}`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  const width = pen.measureText(text).width + 8
  roundedBox(pen, x - width / 2, y - 8, width, 16, 4)
  pen.fillStyle = palette.color['--stage']
  pen.fill()
  pen.fillStyle = palette.color[color]
  pen.fillText(text, x, y + 0.5)
}

/** Answers that carry nothing but their result. */
const RINGS: readonly TokenKind[] = ['ack', 'refusal', 'commitAnswer', 'questionAnswer', 'controlAnswer']

function drawToken(pen: Pen, token: SceneToken, palette: Palette, isPaused: boolean, isCrowded: boolean): void {
  const stroke = palette.color[token.isTraced ? '--time-left' : TOKEN_COLOR[token.kind]]
  const most = isCrowded || token.kind === 'replicaRecords' ? 1 : 4
  const shown = token.keys.slice(0, token.records > most ? Math.max(1, most - 1) : most)
  // Whole pixels: a sprite stamped between them would be blurred.
  stamp(pen, palette, `${token.kind} ${token.isTraced} ${token.records} ${shown.join(',')}`, Math.round(token.x), Math.round(token.y), reachOf(token, shown.length), inside => {
    const middle = { ...token, x: 0, y: 0 }
    inside.lineWidth = 2
    inside.strokeStyle = stroke
    if (RINGS.includes(token.kind)) drawRing(inside, middle, palette)
    else if (token.records > 0) drawCapsule(inside, middle, shown, palette)
    else drawQuestion(inside, middle, palette)
  })
  if (isCrowded || token.behind < 0 || isNumbered(token.kind)) return
  if (token.behind > 0) label(pen, palette, `+${token.behind}`, token.x, token.y - 20, '--stage-text')
  else if (isPaused) drawArrowHead(pen, token, stroke, reachOf(token, shown.length).x)
}

/** Room for a token's body and its outline. */
function reachOf({ kind, records }: SceneToken, cells: number): Reach {
  if (RINGS.includes(kind) || records === 0) return { x: 12, y: 12 }
  return { x: Math.ceil((cells * (CELL + 2) + (records > cells ? 8 + 7 * String(records).length : 0) + 10) / 2) + 3, y: CAPSULE_HEIGHT / 2 + 3 }
}

function drawRing(pen: Pen, { x, y, kind }: SceneToken, { color }: Palette): void {
  const radius = kind === 'ack' || kind === 'refusal' ? 9 : 6
  pen.beginPath()
  pen.arc(x, y, radius, 0, Math.PI * 2)
  pen.fillStyle = color['--stage']
  pen.fill()
  pen.stroke()
  pen.beginPath()
  if (kind === 'refusal') {
    for (const turn of [1, -1]) {
      pen.moveTo(x - radius * 0.4, y - radius * 0.4 * turn)
      pen.lineTo(x + radius * 0.4, y + radius * 0.4 * turn)
    }
    pen.stroke()
    return
  }
  pen.moveTo(x - radius * 0.45, y)
  pen.lineTo(x - radius * 0.1, y + radius * 0.38)
  pen.lineTo(x + radius * 0.5, y - radius * 0.38)
  pen.stroke()
}

function drawCapsule(pen: Pen, { x, y, records, kind }: SceneToken, shown: readonly number[], palette: Palette): void {
  const more = records - shown.length
  const size = kind === 'replicaRecords' ? 12 : CELL
  const moreWidth = more > 0 ? 8 + 7 * String(more).length : 0
  const width = shown.length * (size + 2) + moreWidth + 10, height = kind === 'replicaRecords' ? 19 : CAPSULE_HEIGHT
  roundedBox(pen, x - width / 2, y - height / 2, width, height, height / 2)
  pen.fillStyle = palette.color['--raised']
  pen.fill()
  pen.stroke()
  shown.forEach((key, index) => { drawCell(pen, x - width / 2 + 6 + index * (size + 2), y - size / 2, size, key, palette) })
  if (more > 0) {
    pen.fillStyle = palette.color['--stage-text']
    pen.font = `600 11.5px ${palette.numbers}`
    pen.textAlign = 'right'
    pen.textBaseline = 'middle'
    pen.fillText(`+${more}`, x + width / 2 - 6, y + 0.5)
  }
}

/** A request that carries no records: "is there something for me?" */
function drawQuestion(pen: Pen, { x, y, kind }: SceneToken, { color }: Palette): void {
  const width = kind === 'commit' ? 16 : 12
  roundedBox(pen, x - width / 2, y - 4, width, 8, 4)
  pen.fillStyle = color['--stage']
  pen.fill()
  pen.stroke()
}

/** `reach`: to its tip's foot, clear of what it belongs to. */
function drawArrowHead(pen: Pen, { x, y, heading }: SceneToken, stroke: string, reach: number): void {
  pen.fillStyle = stroke
  pen.beginPath()
  if (heading === 0) {
    pen.moveTo(x - 3, y + 13)
    pen.lineTo(x + 3, y + 13)
    pen.lineTo(x, y + 18)
  } else {
    pen.moveTo(x + heading * reach, y - 4)
    pen.lineTo(x + heading * reach, y + 4)
    pen.lineTo(x + heading * (reach + 6), y)
  }
  pen.fill()
}

/** The producer's side of the stage: the application, the two steps of send(), lanes of waiting batches, docks of requests in flight. */
import { memo } from 'react'
import { API_KEYS, type BatchView, type BatchWait, type LaneView, type PartitionerSpec, type ProducerView } from '../../engine/pageFace'
import { bytes, grouped, milliseconds, plural, rough } from '../../engine/kernel/units'
import { Cell } from './Cell'
import { cellsThatFit, textFits } from './cellsThatFit'
import { Clickable } from './Clickable'
import type { Box, Point } from './layout'
import { sameParts } from './sameParts'
import { partitionerWords, type SentNow } from './sentNow'
import css from './stage.module.css'

export const Application = memo(function Application({ box, rate, blockedSinceUs, blockedFor, threads, nowMs, maxBlockMs }: { readonly box: Box; readonly rate: number; readonly blockedSinceUs: number | null; readonly blockedFor: ProducerView['blockedFor']; readonly threads: number; readonly nowMs: number; readonly maxBlockMs: number }) {
  const x = box.x + 10
  return (
    <g>
      <text className={css['title']} x={box.x} y={box.y - 12}>{box.width < 84 ? 'App' : 'Application'}</text>
      <rect {...box} rx={8} className={blockedSinceUs === null ? css['box'] : css['blocked']} />
      <text className={css['strong']} x={x} y={box.y + 24}>send(){threads > 1 && box.width >= 84 ? ` ×${threads}` : ''}</text>
      <text className={css['number']} x={x} y={box.y + 42}>{box.width >= 70 ? `${grouped(rate)} /s` : rate >= 1000 ? `${rough(rate / 1000)}k/s` : `${grouped(rate)}/s`}</text>
      {blockedSinceUs === null
        ? <text className={css['quiet']} x={x} y={box.y + 74}>{box.width < 70 ? 'next, ms' : 'next, in ms'}</text>
        : <><text className={`${css['strong']} ${css['low']}`} x={box.width < 70 ? box.x + 4 : x} y={box.y + 60}>blocked</text><text className={css['quiet']} x={x} y={box.y + 77}>{box.width < 70 ? '' : 'for '}{blockedFor === 'metadata' ? 'metadata' : 'memory'}</text><text className={css['quiet']} x={x} y={box.y + 94}>{grouped(Math.max(0, nowMs - Math.floor(blockedSinceUs / 1000)))}{box.width < 70 || maxBlockMs >= 10_000 ? '' : ` of ${grouped(maxBlockMs)}`} ms</text></>}
    </g>
  )
}, sameParts)

export const SendSteps = memo(function SendSteps({ serializer, partitioner, configured, sent, partitions, isTight }: { readonly isTight: boolean; readonly serializer: Box; readonly partitioner: Box; readonly configured: PartitionerSpec | undefined; readonly sent: SentNow; readonly partitions: number }) {
  return (
    <g>
      <rect {...serializer} rx={6} className={css['inner']} />
      <text className={css['name']} x={serializer.x + 10} y={serializer.y + 13}>Serializer</text>
      <text className={css['number']} x={serializer.x + 10} y={serializer.y + 27}>{isTight ? '' : sent.keyed ? 'key, value ' : 'value '}{bytes(sent.valueBytes)}</text>
      <line className={css['wire']} x1={serializer.x + serializer.width} x2={partitioner.x} y1={serializer.y + serializer.height / 2} y2={serializer.y + serializer.height / 2} />
      <rect {...partitioner} rx={6} className={css['inner']} />
      <text className={css['name']} x={partitioner.x + 10} y={partitioner.y + 13}>Partitioner</text>
      <text className={css['number']} x={partitioner.x + 10} y={partitioner.y + 27}>{partitionerWords(sent, configured, partitions, isTight, partitioner.width - 14)}</text>
    </g>
  )
}, sameParts)

export const ProducerHeads = memo(function ProducerHeads({ accumulator, sender, laneWidth, dockWidth, used, total, slots, isTight, state, identity, flushes }: { readonly state: ProducerView['state']; readonly identity: ProducerView['identity']; readonly flushes: number; readonly isTight: boolean; readonly accumulator: Point; readonly sender: Point; readonly laneWidth: number; readonly dockWidth: number; readonly used: number; readonly total: number; readonly slots: number }) {
  const senderWords = state === 'closed' ? 'closed' : state === 'closing' ? 'closing' : flushes > 0 ? 'flush()' : state === 'starting' ? 'starting' : identity?.producerId === -1 ? isTight ? 'no id' : 'no id yet' : ''
  return (
    <g>
      <text className={css['name']} {...accumulator}>{laneWidth < 262 ? 'Accumulator' : 'RecordAccumulator'}</text>
      <text className={css['number']} x={accumulator.x + laneWidth} y={accumulator.y} textAnchor="end">{laneWidth < 145 ? '' : isTight ? bytes(used) : `${bytes(used)} of ${bytes(total)}`}</text>
      <text className={css['name']} {...sender} data-producer-state={state} data-producer-id={identity?.producerId ?? ''} data-producer-epoch={identity?.epoch ?? ''}>Sender</text>
      {senderWords === '' ? <text className={css['number']} x={sender.x + dockWidth} y={sender.y} textAnchor="end">{isTight || !textFits(`Sender ${plural(slots, 'slot')} a broker`, dockWidth) ? `${slots} each` : `${plural(slots, 'slot')} a broker`}</text>
        : <text className={`${css['strong']} ${css['low']}`} x={sender.x + dockWidth} y={sender.y} textAnchor="end">{senderWords}</text>}
    </g>
  )
}, sameParts)

export const Lane = memo(function Lane({ lane, name, box, cell, isLow, isTight, lingerMs }: { readonly name: string | undefined; readonly isTight: boolean; readonly lane: LaneView; readonly box: Box; readonly cell: number; readonly isLow: boolean; readonly lingerMs: number }) {
  const head = lane.batches[0]
  return (
    <g data-lane={lane.partition} data-records={head?.records ?? 0} data-batches={lane.batchCount}>
      <rect {...box} rx={8} className={css['inner']} />
      <text className={css['name']} x={box.x + 10} y={box.y + 20}>{(name ?? `p${lane.partition}`).replace(/^p(?=\d)/, isTight ? 'p' : 'partition ')}</text>
      {head ? <WaitingBatch batch={head} behind={lane.batchCount - 1} box={box} cell={cell} isLow={isLow} isTight={isTight} open={lane.open && lane.batchCount === 1} lingerMs={lingerMs} /> : <EmptyLane lane={lane} box={box} isLow={isLow || isTight} />}
    </g>
  )
}, sameParts)

function EmptyLane({ lane, box, isLow }: { readonly lane: LaneView; readonly box: Box; readonly isLow: boolean }) {
  return (
    <g>
      <text className={css['number']} x={box.x + box.width - 10} y={box.y + 20} textAnchor="end">{isLow && box.width < 170 ? 'empty' : 'no open batch'}</text>
      <rect className={css['trayEmpty']} x={box.x + 10} y={box.y + 28} width={box.width - 20} height={28} rx={6} />
      {!isLow && <text className={css['quiet']} x={box.x + 10} y={box.y + 82}>{lane.lastDrainedUs === null ? 'nothing sent yet' : `last one left at ${milliseconds(lane.lastDrainedUs)}`}</text>}
    </g>
  )
}

/** A batch that is held up by something else than linger.ms or a slot, in words. */
const STATE_WORDS: Readonly<Partial<Record<BatchWait['what'], string>>> = {
  answer: 'ready, waits for the answer', connection: 'ready, no connection yet', metadata: 'ready, asks for metadata', leader: 'its partition has no leader', id: 'waits for a producer id',
  order: 'follows an earlier batch',
}

function WaitingBatch({ batch, behind, box, cell, isLow, isTight, open, lingerMs }: { readonly isTight: boolean; readonly batch: BatchView; readonly behind: number; readonly box: Box; readonly cell: number; readonly isLow: boolean; readonly open: boolean; readonly lingerMs: number }) {
  const inner = box.width - 20
  const shown = Math.min(cellsThatFit(batch.records, inner - 10, cell), batch.keys.length)
  const trayHeight = 28, cellTop = box.y + 28 + (trayHeight - cell) / 2
  const gaugeAt = box.height < 110 ? 71 : 74
  const held = bytes(batch.sizeBytes), ofLimit = `${grouped(batch.sizeBytes)} of ${bytes(batch.limitBytes)}`, count = grouped(batch.records)
  const contents = [`${count} rec · ${ofLimit}`, ...(isTight ? [] : [`${count} · ${ofLimit}`]), `${count} rec · ${held}`, `${count} · ${held}`].find(text => textFits(text, inner)) ?? held
  const filled = Math.min(1, batch.sizeBytes / batch.limitBytes)
  const isHeld = batch.heldBackSinceUs !== null
  const waits = batch.waits?.what ?? 'linger'
  const state = waits === 'backoff' ? `attempt ${batch.attempts} failed, waits` : STATE_WORDS[waits] ?? (isHeld ? 'ready, waiting for a slot' : open ? `opened ${milliseconds(batch.openedUs)}` : 'full, leaves next')
  return (
    <Clickable selection={{ kind: 'batch', id: batch.id, event: batch.lastEvent }} box={{ x: box.x + 6, y: box.y + 25, width: box.width - 12, height: 34 }}
      label={`Waiting batch of partition ${batch.partition}: ${plural(batch.records, 'record')}, ${bytes(batch.sizeBytes)} of ${bytes(batch.limitBytes)}, ${state}`}>
      <rect className={isHeld ? css['sealed'] : css['tray']} x={box.x + 10} y={box.y + 28} width={inner} height={trayHeight} rx={6} />
      {batch.keys.slice(0, shown).map((key, index) => <Cell key={batch.recordIds[index]} x={box.x + 15 + index * (cell + 2)} y={cellTop} size={cell} keyIndex={key} record={batch.recordIds[index]} />)}
      {batch.records > shown && <text className={css['strong']} x={box.x + 19 + shown * (cell + 2)} y={box.y + 47}>+{grouped(batch.records - shown)}</text>}
      <rect className={css['gauge']} x={box.x + 10} y={box.y + gaugeAt} width={inner} height={6} rx={2} />
      <rect className={css['gaugeFill']} x={box.x + 10} y={box.y + gaugeAt} width={Math.max(1.5, inner * filled)} height={6} rx={2} />
      <text className={css['strong']} x={box.x + 10} y={box.y + gaugeAt + (box.height < 110 ? 18 : 23)}>{contents}</text>
      {!isLow && <text className={`${css['quiet']} ${isHeld || waits !== 'linger' ? css['low'] : ''}`} x={box.x + 10} y={box.y + 114}>{isTight && isHeld ? 'ready, no free slot' : state}</text>}
      {!isLow && behind > 0 && <text className={css['quiet']} x={box.x + 10} y={box.y + 131}>{plural(behind, 'batch', 'batches')} behind</text>}
      {!isLow && !isTight && !isHeld && open && waits === 'linger' && <text className={css['quiet']} x={box.x + 10} y={box.y + 131}>leaves by {milliseconds(Math.floor(batch.openedUs / 1000) * 1000 + lingerMs * 1000)} (linger.ms {grouped(lingerMs)})</text>}
    </Clickable>
  )
}

type DockView = ProducerView['docks'][number]
const MOST_SLOTS = 5

export const Dock = memo(function Dock({ dock, names, box, cell, isLow, isTight }: { readonly names: readonly string[]; readonly isTight: boolean; readonly dock: DockView; readonly box: Box; readonly cell: number; readonly isLow: boolean }) {
  const oldest = dock.inFlight[0]
  const slots = Math.min(dock.slots, MOST_SLOTS)
  const slotWidth = Math.min(36, (box.width - 20 - (slots - 1) * 4) / slots)
  return (
    <g data-dock={dock.broker} data-in-flight={dock.inFlight.length} data-connection={dock.connection}>
      <rect {...box} rx={8} className={css['inner']} />
      <text className={css['name']} x={box.x + 10} y={box.y + 20}>{isTight ? '→ ' : 'to broker '}{dock.broker}</text>
      <text className={css['number']} x={box.x + box.width - 10} y={box.y + 20} textAnchor="end">{dock.inFlight.length} of {dock.slots}</text>
      {Array.from({ length: slots }, (_none, index) => {
        const request = dock.inFlight[index]
        const x = box.x + 10 + index * (slotWidth + 4)
        return request
          ? <g key={index}><rect className={css['docked']} x={x} y={box.y + 28} width={slotWidth} height={22} rx={5} />{`#${request.correlationId}`.length * 7 + 4 <= slotWidth && <text className={css['dockedText']} x={x + slotWidth / 2} y={box.y + 39.5}>#{request.correlationId}</text>}</g>
          : <rect key={index} className={css['slot']} x={x} y={box.y + 28} width={slotWidth} height={22} rx={5} />
      })}
      {oldest?.batches[0] ? <SealedBatch names={names} request={oldest} batch={oldest.batches[0]} box={box} cell={cell} isLow={isLow} isTight={isTight} />
        : oldest ? <OtherRequest request={oldest} box={box} isLow={isLow} />
          : <text className={`${css['quiet']} ${dock.connection === 'ready' ? '' : css['low']}`} x={box.x + 10} y={box.y + 72}>{CONNECTION_WORDS[dock.connection][isTight ? 1 : 0]}</text>}
    </g>
  )
}, sameParts)

const CONNECTION_WORDS: Readonly<Record<DockView['connection'], readonly [long: string, short: string]>> = {
  ready: ['nothing in flight', 'none in flight'], connecting: ['opening a connection', 'connecting'], disconnected: ['not connected', 'no connection'],
}

/** A request of the client's own: for metadata, or for its id. */
function OtherRequest({ request, box, isLow }: { readonly request: DockView['inFlight'][number]; readonly box: Box; readonly isLow: boolean }) {
  const name = API_KEYS[request.api]!
  return (
    <Clickable selection={{ kind: 'request', id: request.message, event: request.lastEvent }} box={{ x: box.x + 6, y: box.y + (isLow ? 53 : 58), width: box.width - 12, height: 22 }} label={`${name} request #${request.correlationId} to broker ${request.broker}`}>
      <text className={css['strong']} x={box.x + 10} y={box.y + (isLow ? 68 : 72)}>{name}</text>
    </Clickable>
  )
}

const REASON_WORDS: Readonly<Record<string, string>> = { full: 'full', with: 'went along', memory: 'memory', flush: 'flush', close: 'close', retry: 'retry', linger: 'linger' }

const roughTime = (us: number): string => (us < 1_000_000 ? `${rough(us / 1000)} ms` : `${rough(us / 1_000_000)} s`)

/** As many batches of one request are drawn beside each other. */
const MOST_TRAYS = 2
/** Narrower than that a tray’s name is not in it. */
const LEAST_TRAY = 24

function SealedTray({ batch, name, isOneOfMany, x, y, width, cell }: { readonly name: string; readonly batch: BatchView; readonly isOneOfMany: boolean; readonly x: number; readonly y: number; readonly width: number; readonly cell: number }) {
  const lead = isOneOfMany ? 20 : 4
  const shown = isOneOfMany && width < 80 ? 0 : Math.min(cellsThatFit(batch.records, width - lead - 4, cell), batch.keys.length)
  return (
    <g data-sealed={batch.partition}>
      <rect className={css['sealed']} x={x} y={y} width={width} height={cell + 5} rx={5} />
      {isOneOfMany && <text className={css['quiet']} x={x + 4} y={y + 15}>{name}</text>}
      {batch.keys.slice(0, shown).map((key, index) => <Cell key={batch.recordIds[index]} x={x + lead + index * (cell + 2)} y={y + 2.5} size={cell} keyIndex={key} record={batch.recordIds[index]} />)}
      {batch.records > shown && <text className={css['strong']} x={x + lead + 3 + shown * (cell + 2)} y={y + 15.5}>{shown === 0 ? '' : '+'}{grouped(batch.records - shown)}</text>}
    </g>
  )
}

function SealedBatch({ names, request, batch, box, cell, isLow, isTight }: { readonly names: readonly string[]; readonly isTight: boolean; readonly request: DockView['inFlight'][number]; readonly batch: BatchView; readonly box: Box; readonly cell: number; readonly isLow: boolean }) {
  const isNarrow = box.width < 160 || (box.width < 220 && request.batches.length > 1 && request.batches.some(({ records }) => records > 9))
  const reason = batch.reason === 'retry' ? `retry ${batch.attempts}` : batch.reason === 'with' && isNarrow ? 'along' : REASON_WORDS[batch.reason ?? 'linger']!
  const chipWidth = Math.min(reason.length * 7 + 16, box.width * 0.46)
  const nameOf = ({ partition }: BatchView): string => names[partition] ?? `p${partition}`
  const name = batch.baseOffset === -1 ? `${nameOf(batch)}, ${plural(batch.records, 'record')}` : `${nameOf(batch)}, ${isTight ? '' : 'offsets '}${grouped(batch.baseOffset)}–${grouped(batch.baseOffset + batch.records - 1)}`
  const more = request.batches.length - 1, sent = `sent ${milliseconds(request.sentUs)}`
  const sentWords = [...(isTight ? [] : [`${sent} · ${bytes(request.sizeBytes)}`]), sent].find(text => textFits(text, box.width - 20)) ?? `sent ${roughTime(request.sentUs)}`
  const trays = request.batches.slice(0, MOST_TRAYS), each = (width: number): number => (width - (trays.length - 1) * 4) / trays.length
  // Trays too narrow for their names have the row to themselves, where there is room below for the chip.
  const isBelow = isLow && more > 0 && each(box.width - 24 - chipWidth) < LEAST_TRAY && box.height >= 142
  const eachWidth = each(isBelow ? box.width - 20 : box.width - 24 - chipWidth), chipX = isBelow ? box.x + 10 : box.x + box.width - 10 - chipWidth, chipY = box.y + (isBelow ? 119 : isLow ? 57 : 78)
  return (
    <Clickable selection={{ kind: 'request', id: request.message, event: request.lastEvent }} box={{ x: box.x + 6, y: box.y + (isLow ? 53 : 72), width: box.width - 12, height: cell + 13 }}
      label={`Request #${request.correlationId} to broker ${request.broker}: ${name}, ${bytes(request.sizeBytes)}, left because: ${reason}`}>
      {!isLow && <text className={css['line']} x={box.x + 10} y={box.y + 68}>{name}{more > 0 ? ` +${plural(more, 'batch', 'batches')}` : ''}</text>}
      {trays.map((one, index) => <SealedTray key={one.id} batch={one} name={nameOf(one)} isOneOfMany={more > 0} x={box.x + 10 + index * (eachWidth + 4)} y={box.y + (isLow ? 56 : 76)} width={eachWidth} cell={cell} />)}
      <rect className={css['chip']} x={chipX} y={chipY} width={chipWidth} height={20} rx={10} />
      <text className={css['chipText']} x={chipX + chipWidth / 2} y={chipY + 10.5}>{reason}</text>
      {(!isLow || box.height >= 118) && <text className={css['number']} x={box.x + 10} y={box.y + (isLow ? 112 : 138)}>{sentWords}</text>}
      {!isLow && batch.heldBackUs > 0 && <text className={`${css['quiet']} ${css['low']}`} x={box.x + 10} y={box.y + 156}>waited {milliseconds(batch.heldBackUs)}{box.width < 190 ? '' : ' for a slot'}</text>}
      {!isLow && !isTight && batch.heldBackUs === 0 && batch.baseSequence !== -1 && <text className={css['quiet']} x={box.x + 10} y={box.y + 156}>sequence {grouped(batch.baseSequence)}{batch.records > 1 ? `–${grouped(batch.baseSequence + batch.records - 1)}` : ''}</text>}
    </Clickable>
  )
}

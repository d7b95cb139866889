/** The brokers with their replica logs, and the consumers that read them. */
import { memo, type ReactNode } from 'react'
import type { BrokerView, ConsumerView, ReplicaView } from '../../engine/pageFace'
import { grouped, plural } from '../../engine/kernel/units'
import { Cell } from './Cell'
import { nameIn, textFits } from './cellsThatFit'
import { Clickable } from './Clickable'
import { CutMark } from './CutMark'
import { badgeWords, brokerBadge, isDown, replicaWords } from './health'
import { rowsOf, type Box } from './layout'
import { RequestPath } from './RequestPath'
import { sameParts } from './sameParts'
import css from './stage.module.css'

/** `nowUs`: 0 while no session is counted down. `names`: of partitions, where p and a number is not enough. */
export const Broker = memo(function Broker({ broker, rack, names, nowUs, box, cell, isLow: isLowEverywhere, isFlat: isFlatEverywhere, isTight: isTightEverywhere }: { readonly rack: string | undefined; readonly names: readonly string[]; readonly nowUs: number; readonly isTight: boolean; readonly isFlat: boolean; readonly broker: BrokerView; readonly box: Box; readonly cell: number; readonly isLow: boolean }) {
  const waiting = broker.parkedProduces.length
  const leads = broker.replicas.filter(replica => replica.isLeader), follows = broker.replicas.filter(replica => !replica.isLeader)
  const { isLow, isFlat, leaderHeight, followerHeight } = rowsOf(leads.length, follows.length, box.height, cell, isLowEverywhere, isFlatEverywhere)
  // A row made low has one line: few words, so that the ISR is among them.
  const isTight = isTightEverywhere || isLow !== isLowEverywhere
  const top = box.y + 28
  const badge = brokerBadge(broker, nowUs), down = isDown(broker)
  // A narrow box has no room for a long name beside what is said of it.
  const isShort = box.width < 160 && (broker.id > 9 || badge !== null)
  const { io, waitingCount } = broker.requestPath, queuedWords = `${grouped(waitingCount)} queued`
  // Its requests have a line of their own where logs leave one: below a follower's cells there is a gap.
  const pathAt = box.y + box.height - 7, logsEnd = top + leads.length * leaderHeight + follows.length * followerHeight - (follows.length > 0 && !isFlat ? followerHeight - 30 : 0)
  const showsPath = box.width >= 190 && pathAt - 10 >= logsEnd
  const state = badge
    ? <text className={css[badge.tone]} data-health="" x={box.x + box.width - 10} y={box.y + 20} textAnchor="end">{badgeWords(badge.text, box.width - (isShort ? 60 : 98))}</text>
    : <text className={waiting > 0 ? `${css['number']} ${css['soon']}` : css['number']} x={box.x + box.width - 10} y={box.y + 20} textAnchor="end">{waiting > 0 ? `${waiting} ${isTight ? 'parked' : 'in purgatory'}` : queuedWords}</text>
  // Leaders come first. What has no room is counted.
  const { replicas } = broker, bottom = box.y + box.height
  const yOf = (index: number): number => top + Math.min(index, leads.length) * leaderHeight + Math.max(0, index - leads.length) * followerHeight
  const shown = yOf(replicas.length) <= bottom + 6 ? replicas : replicas.filter((_replica, index) => yOf(index + 1) <= bottom - 12)
  const lastEvent = Math.max(-1, ...broker.replicas.map(replica => replica.lastEvent), ...broker.requestPath.waiting.map(({ event }) => event))
  const door = (children: ReactNode): ReactNode => (
    <Clickable selection={{ kind: 'broker', id: broker.id, event: lastEvent }} label={`Broker ${broker.id}: ${queuedWords}, ${io.busy} of ${io.threads} I/O threads busy`}
      box={showsPath ? { x: box.x + 5, y: pathAt - 12, width: box.width - 10, height: 17 } : { x: box.x + box.width - 124, y: box.y + 6, width: 120, height: 19 }}>{children}</Clickable>
  )
  return (
    <g data-broker={broker.id} data-parked={waiting} data-queued={waitingCount} data-process={broker.process} data-lifecycle={broker.lifecycle} data-fenced={broker.isFenced}>
      <rect {...box} rx={8} className={css[down ? 'down' : broker.process === 'frozen' ? 'frozen' : 'box']} />
      <text className={css['name']} x={box.x + 10} y={box.y + 20}>{isShort ? 'B' : 'Broker'} {broker.id}{rack !== undefined && (!badge || box.width > 260) && <tspan className={css['quiet']} dx={30}>{rack}</tspan>}</text>
      {down || !showsPath ? null : door(<RequestPath path={broker.requestPath} x={box.x + 10} y={pathAt} width={box.width - 20} />)}
      {down || showsPath ? state : door(state)}
      <g className={broker.process === 'up' ? undefined : css['gone']}>
      {shown.map((replica, index) => <ReplicaLog key={replica.partition} replica={replica} name={names[replica.partition]} box={box} y={yOf(index)} cell={replica.isLeader ? cell : Math.min(cell - 3, 15)} isLow={isLow} isFlat={isFlat} isTight={isTight} isDown={down} />)}
      {shown.length < replicas.length && <text className={css['quiet']} x={box.x + 22} y={bottom - 7}>and {replicas.length - shown.length} more</text>}
      </g>
    </g>
  )
}, sameParts)

function ReplicaLog({ replica, name: given, box, y, cell, isLow, isFlat, isTight, isDown: isGone }: { /** Nobody knows of it what it keeps in its memory: its high watermark. */ readonly isDown: boolean; readonly name: string | undefined; readonly isTight: boolean; readonly isFlat: boolean; readonly replica: ReplicaView; readonly box: Box; readonly y: number; readonly cell: number; readonly isLow: boolean }) {
  const { partition, isLeader, cells, highWatermark, logEndOffset, logStartOffset, inSync, leader, leaderEpoch } = replica
  const matter = replicaWords(replica)
  const name = given === undefined ? `p${partition}` : nameIn(given, box.width / 24)
  const edge = box.x + 10, left = isFlat ? edge + Math.max(isTight ? 82 : 88, 17.5 + 8.1 * (name.length + 6)) : edge
  const room = Math.max(2, Math.floor((box.x + box.width - 10 - left) / (cell + 2)))
  const shown = cells.slice(-Math.min(room - 1, 10))
  const labelY = isFlat ? y + cell / 2 + 4 : y + 10, rowY = isFlat ? y : y + (isLeader && !isLow ? 30 : 15)
  const markAt = shown.findIndex(one => one.offset >= highWatermark)
  const markX = left + (markAt === -1 ? shown.length : markAt) * (cell + 2) - 1.5
  // What is noted beside it is not said twice.
  const role = matter && matter.role !== matter.note ? matter.role : isLeader ? 'leader' : 'follower'
  const first = shown[0]?.offset ?? logStartOffset
  // A low row has one line for the role and what is the matter with it, and says the epoch once there has been another one.
  const epoch = isLeader && leaderEpoch > 0 && (isLow || isTight) && !isFlat && (box.width >= 160 || partition < 10) ? ` e${leaderEpoch}` : ''
  const underRole = matter ? matter.note : `epoch ${grouped(leaderEpoch)}`
  const saysBoth = matter !== null && isLeader && box.width >= 200 && highWatermark < 10_000
  const shortRole = isFlat ? matter?.short ?? (isLeader ? 'lead' : 'copy') : isTight || box.width < 160 ? (matter && isLeader ? (saysBoth ? `lead, ${matter.short}` : matter.short) : isLeader ? 'lead' : 'copy') + (saysBoth ? '' : epoch) : `${role}${epoch}`
  const logEnd = isTight ? '' : ` LEO ${grouped(logEndOffset)}`
  return (
    <g data-replica={`${replica.broker}-${partition}`} data-hw={highWatermark} data-leo={logEndOffset} data-leader={leader} data-epoch={leaderEpoch} data-in-sync={inSync}>
      <Clickable selection={{ kind: 'replica', id: replica.broker * 100_000 + partition, event: replica.lastEvent }} box={{ x: box.x + 5, y: y - 2, width: box.width - 10, height: rowY - y + cell + 4 }}
        label={`Partition ${given ?? partition}, ${role} on broker ${replica.broker}: log end offset ${logEndOffset}, high watermark ${highWatermark}${inSync ? ', in sync' : ', out of sync'}, leader epoch ${leaderEpoch}${matter ? `, ${matter.note}` : ''}`}>
        <circle className={css[inSync ? 'isr' : 'outOfIsr']} cx={edge + 4} cy={labelY - 4} r={3.5} strokeDasharray={inSync ? undefined : '2.6 2.6'} />
        <text className={isLeader ? css['strong'] : css['quiet']} x={edge + 12} y={labelY}>{name} {shortRole}</text>
        {isLeader && !isFlat && !isLow && !isTight && <text className={css['number']} x={edge + 12} y={labelY + 15}>{matter ? <tspan className={css[matter.tone]}>{underRole}</tspan> : underRole}</text>}
        {isFlat ? null : isLeader && !isLow && !isTight
          ? <><text className={css['strong']} x={box.x + box.width - 10} y={labelY} textAnchor="end">log end {grouped(logEndOffset)}</text>{!isGone && <text className={css['water']} x={box.x + box.width - 10} y={labelY + 15} textAnchor="end">{textFits(`${underRole} high watermark ${grouped(highWatermark)}`, box.width - 32) ? 'high watermark' : 'HW'} {grouped(highWatermark)}</text>}</>
          : matter && !isLeader ? <text className={css[matter.tone]} data-health="" x={box.x + box.width - 10} y={labelY} textAnchor="end">{isTight ? matter.short : matter.note}</text>
          : <text className={css['number']} x={box.x + box.width - 10} y={labelY} textAnchor="end">{!isGone && <tspan fill="var(--committed)">{textFits(`HW ${grouped(highWatermark)}${logEnd}`, box.width - 38 - (name.length + 1 + shortRole.length) * (isLeader ? 7.8 : 5.9)) ? 'HW ' : ''}{grouped(highWatermark)}</tspan>}{logEnd}</text>}
        {shown.map((one, index) => <Cell key={one.offset} x={left + index * (cell + 2)} y={rowY} size={cell} keyIndex={one.key} record={one.record} isCommitted={one.offset < highWatermark} faint={!isLeader} />)}
        {Array.from({ length: Math.max(0, Math.min(room, 12) - shown.length) }, (_none, index) => <rect key={index} className={css['slot']} x={left + (shown.length + index) * (cell + 2)} y={rowY} width={cell} height={cell} rx={3} />)}
        {!isGone && <line x1={markX} x2={markX} y1={rowY - 3} y2={rowY + cell + 3} stroke="var(--committed)" strokeWidth={3} />}
        {!isLeader && replica.cut !== null && <CutMark replica={replica} shown={shown} room={Math.min(room, 12)} left={left} y={rowY} cell={cell} />}
      </Clickable>
      {isLeader && !isLow && shown.length > 0 && (
        <>
          <text className={css['number']} x={left} y={rowY + cell + 13}>{grouped(first)}</text>
          {shown.length > 2 && <text className={css['number']} x={left + (shown.length - 1) * (cell + 2) + cell} y={rowY + cell + 13} textAnchor="end">{grouped(shown.at(-1)!.offset)}</text>}
        </>
      )}
    </g>
  )
}

export const Consumer = memo(function Consumer({ consumer, rack, names, box, cell, isLow }: { readonly rack: string | undefined; readonly names: readonly string[]; readonly consumer: ConsumerView; readonly box: Box; readonly cell: number; readonly isLow: boolean }) {
  const left = box.x + 10
  const step = Math.min((box.height - 56) / Math.max(1, consumer.partitions.length), 150)
  const room = Math.max(1, Math.floor((box.width - 20) / (cell + 2)))
  return (
    <g data-consumer={consumer.groupId} data-delivered={consumer.deliveredRecords}>
      <rect {...box} rx={8} className={css['box']} />
      <text className={css['name']} x={left} y={box.y + 20}>{consumer.groupId}{rack ? <tspan className={css['quiet']} dx={8}>{rack}</tspan> : null}</text>
      <text className={css['quiet']} x={left} y={box.y + 36}>{box.width < 110 ? grouped(consumer.deliveredRecords) : plural(consumer.deliveredRecords, 'record')} read</text>
      {consumer.partitions.map(({ partition, leader, readsFrom, position, committed, lag, recent }, index) => {
        const y = box.y + 56 + index * step
        const isTight = step < 74
        return (
          <g key={partition} data-position={position} data-committed={committed} data-lag={lag} data-reads-from={readsFrom}>
            <text className={css['strong']} x={left} y={y + 4}>{nameIn(names[partition] ?? `p${partition}`, box.width / 18)}{readsFrom !== leader && <tspan className={css['quiet']}> at {readsFrom}</tspan>}</text>
            <text className={lag > 0 ? `${css['number']} ${css['soon']}` : css['number']} x={box.x + box.width - 10} y={y + 4} textAnchor="end">lag {grouped(lag)}</text>
            {!isTight && recent.slice(-room).map((one, place) => <Cell key={one.offset} x={left + place * (cell + 2)} y={y + 10} size={cell} keyIndex={one.key} record={one.record} />)}
            <text className={css['number']} x={left} y={isTight ? y + 19 : y + cell + 25}>next {grouped(position)}</text>
            {!isLow && !isTight && <text className={css['quiet']} x={left} y={y + cell + 41}>{committed < 0 ? 'not committed' : `committed ${grouped(committed)}`}</text>}
          </g>
        )
      })}
    </g>
  )
}, sameParts)

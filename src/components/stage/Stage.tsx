/**
 * The stage: structure in SVG, drawn again only where it changed; everything that moves on one canvas over it, drawn each frame from virtual time.
 * The store is read without React for the canvas.
 */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { BrokerView } from '../../engine/pageFace'
import { stageNames } from '../../session/partitionNamed'
import { useSession, useSessionStore } from '../useSession'
import { useSize } from '../useSize'
import { Broker, Consumer } from './BrokerParts'
import { Controllers } from './Controllers'
import { drawScene } from './drawScene'
import { isDown } from './health'
import { isShort, layoutStage, STATIONS, type StageLayout, type StationName } from './layout'
import { LinkMarks } from './LinkMarks'
import { Application, Dock, Lane, ProducerHeads, SendSteps } from './ProducerParts'
import { buildScene } from './scene'
import { sentNow } from './sentNow'
import { StageTable } from './StageTable'
import { TracedRecord } from './tracedRecord'
import { useDrawing, type Draw } from './useDrawing'
import { Wires } from './Wires'
import css from './stage.module.css'

/** What a lesson lights, everything else stepping back (without `stations` all is lit), and the record that it follows. */
export interface StageFocus { readonly stations?: readonly StationName[] | undefined; readonly record?: number | undefined; /** Where a station fills the width, the first that is lit comes into sight when this changes. */ readonly step?: string }

const STATION_TITLE: Readonly<Record<StationName, string>> = { producer: 'Producer', network: 'Network', brokers: 'Brokers', consumer: 'Consumer' }

/** `over`: what else lies on it, and a way to bring a station into sight. */
export function Stage({ focus, over, withControllers = false }: { /** What controllers are asked moves on the stage too. */ readonly withControllers?: boolean; readonly focus?: StageFocus | undefined; readonly over?: ((layout: StageLayout, show: (station: StationName) => void) => ReactNode) | undefined }) {
  const [element, size] = useSize()
  const brokers = useSession(session => session.view?.brokers.length ?? 0)
  const partitions = useSession(session => session.view?.producers[0]?.lanes.length ?? 0)
  const consumers = useSession(session => session.view?.consumers.length ?? 0)
  const controllers = useSession(session => session.view?.controllers.length ?? 0)
  const [station, setStation] = useState<StationName>(focus?.stations?.[0] ?? 'producer')
  const narrowMap = size.width > 0 && size.width < 700 ? 60 : 0
  const layout = useMemo(() => (size.width > 0 && brokers > 0 ? layoutStage(size.width, size.height - narrowMap, { partitions, brokers, consumers, controllers }) : null), [size, brokers, partitions, consumers, controllers, narrowMap])
  const wanted = focus?.stations?.[0]
  // A new step, or another station first in it: that one comes into sight, wherever the reader had gone.
  const sought = wanted && `${focus?.step ?? ''} ${wanted}`
  const [found, setFound] = useState(sought)
  if (sought !== found) {
    setFound(sought)
    if (wanted) setStation(wanted)
  }
  // Of lanes that do not all fit, those that hold something are seen when a step begins.
  const scroller = useRef<HTMLDivElement>(null), store = useSessionStore()
  useEffect(() => {
    if (!sought || !layout?.isNarrow) return
    const show = (): void => {
      const shown = scroller.current, box = layout.lanes[store.getState().view?.producers[0]?.lanes.findLastIndex(({ batches }) => batches.length > 0) ?? -1]
      if (shown) shown.scrollTop = station === 'producer' && box ? box.y + box.height + 8 - shown.clientHeight : 0
    }
    show()
    // What is played again has been gone back to when it begins.
    const stop = store.subscribe(({ status }, before) => { if (status === 'playing' && before.status !== 'playing') { stop(); show() } })
    return stop
  }, [layout, sought, station, store])
  const shift = layout?.isNarrow === true ? Math.min(layout.stations[station].x, layout.fullWidth - layout.width) : 0
  return (
    <section ref={element} className={`${css['stage']} onStage`} aria-label="Stage: the running cluster">
      {layout && (
        <>
          {layout.isNarrow && <MiniMap station={station} onChoose={setStation} />}
          <div ref={scroller} className={css['scroll']} style={{ top: narrowMap }} onScroll={({ currentTarget: shown }) => {
            // Focus went to another station, and the browser after it: the map goes with them.
            if (shown.scrollLeft === 0) return
            const middle = shift + shown.scrollLeft + layout.width / 2
            shown.scrollLeft = 0
            setStation(STATIONS.findLast(one => layout.stations[one].x <= middle) ?? station)
          }}>
            <div className={css['plane']} style={{ width: layout.fullWidth, height: layout.height, transform: `translateX(${-shift}px)` }}>
              <TracedRecord value={focus?.record ?? -1}><Structure layout={layout} focus={focus} /></TracedRecord>
              <MovingThings layout={layout} record={focus?.record ?? -1} withControllers={withControllers} />
              {over?.(layout, setStation)}
            </div>
          </div>
        </>
      )}
    </section>
  )
}

function Structure({ layout, focus }: { readonly layout: StageLayout; readonly focus?: StageFocus | undefined }) {
  const view = useSession(session => session.view)
  const configs = useSession(session => session.configs)
  const topology = useSession(session => session.scenario?.topology)
  const script = useSession(session => session.scenario?.script) ?? []
  const shownProducer = useSession(session => session.shownProducer)
  const brokerIds = useBrokerIds()
  if (!view) return null
  const producer = view.producers[0]!
  const lit = (station: StationName): string | undefined => css[focus?.stations?.includes(station) === false ? 'dim' : 'lit']
  const { cell, isLow, isFlat, isTight } = layout, names = stageNames(view)
  return (
    <svg width={layout.fullWidth} height={layout.height} role="group" aria-label="Producer, network, brokers and consumers">
      <g className={lit('producer')}>
        <Application box={layout.application} rate={configs.workload['records.per.second']} blockedSinceUs={producer.blockedSinceUs} blockedFor={producer.blockedFor} threads={producer.threads}
          nowMs={producer.blockedSinceUs === null ? 0 : Math.floor(view.nowUs / 1000)} maxBlockMs={configs.producer['max.block.ms']} />
        <text className={css['title']} x={layout.producer.x} y={layout.producer.y - 12}>Producer{producer.identity && producer.identity.producerId !== -1 && !isTight && <tspan className={css['quiet']} dx={8}>id {producer.identity.producerId}, epoch {producer.identity.epoch}</tspan>}</text>
        <rect {...layout.producer} rx={8} className={css['box']} />
        <SendSteps serializer={layout.serializer} partitioner={layout.partitioner} configured={topology?.producers[shownProducer]?.partitioner} sent={sentNow(script, configs, view.nowUs, shownProducer)} partitions={producer.topicPartitions} isTight={isTight} />
        <ProducerHeads accumulator={layout.accumulatorHead} sender={layout.senderHead} laneWidth={layout.lanes[0]?.width ?? 0} dockWidth={layout.docks[0]?.width ?? 0}
          used={producer.bufferTotalBytes - producer.bufferAvailableBytes} total={producer.bufferTotalBytes} slots={configs.producer['max.in.flight.requests.per.connection']} isTight={isTight} state={producer.state} identity={producer.identity} flushes={producer.flushes} />
        {producer.lanes.map((lane, index) => <Lane key={lane.partition} lane={lane} name={names[lane.partition]} box={layout.lanes[index]!} cell={cell} isLow={isLow} isTight={isTight} lingerMs={configs.producer['linger.ms']} />)}
        {producer.docks.map((dock, index) => <Dock key={dock.broker} dock={dock} names={names} box={layout.docks[index]!} cell={cell} isLow={isLow} isTight={isTight} />)}
      </g>
      <g className={lit('network')}><Wires layout={layout} brokers={brokerIds} latencyUs={configs.network['latency.us']} /></g>
      <g className={lit('brokers')}>
        <text className={css['title']} x={layout.brokers[0]?.x} y={layout.network.y - 12}>Brokers</text>
        <Legend layout={layout} />
        <Controllers controllers={view.controllers} boxes={layout.controllers} />
        {view.brokers.map((broker, index) => <Broker key={broker.id} broker={broker} rack={topology?.racks?.[broker.id]} names={names} nowUs={countsDown(broker) ? view.nowUs : 0} box={layout.brokers[index]!} cell={cell} isLow={isLow} isFlat={isFlat} isTight={isShort(layout)} />)}
      </g>
      <g className={lit('consumer')}>
        {view.consumers.length > 0 && <text className={css['title']} x={layout.consumers[0]?.x} y={layout.network.y - 12}>{view.consumers.length > 1 ? 'Groups' : 'Consumer'}</text>}
        {view.consumers.map((consumer, index) => <Consumer key={consumer.node} consumer={consumer} rack={topology?.racks && String(topology.consumers[index]?.config?.['client.rack'] ?? configs.consumer['client.rack'])} names={names} box={layout.consumers[index]!} cell={cell} isLow={isLow} />)}
      </g>
      <g className={lit('network')}><LinkMarks layout={layout} brokers={brokerIds} links={view.links} producer={producer.node} /></g>
    </svg>
  )
}

/** Whether the end of its session is to be seen coming. */
const countsDown = (broker: BrokerView): boolean => (isDown(broker) || broker.process === 'frozen') && broker.sessionEndsUs !== null

/** The same list as long as the brokers are the same. */
function useBrokerIds(): readonly number[] {
  const ids = useSession(session => session.view?.brokers.map(({ id }) => id).join(',') ?? '')
  return useMemo(() => ids.split(',').map(Number), [ids])
}

function Legend({ layout }: { readonly layout: StageLayout }) {
  const box = layout.brokers[0]
  if (!box) return null
  const y = layout.network.y + 10
  return (
    <g>
      <rect x={box.x} y={y - 9} width={11} height={11} rx={2.5} fill="var(--key-none)" />
      <text className={css['quiet']} x={box.x + 16} y={y}>committed</text>
      <rect x={box.x + 82} y={y - 8.5} width={10.5} height={10.5} rx={2.5} fill="none" stroke="var(--stage-text)" strokeDasharray="2.5 2.5" />
      <text className={css['quiet']} x={box.x + 98} y={y}>not yet</text>
      <text className={css['quiet']} x={box.x} y={y + 17}><tspan fill="var(--committed)" fontWeight="700">HW</tspan> high watermark{isShort(layout) ? ':' : <>, <tspan fill="var(--stage-text)" fontWeight="700">LEO</tspan> log end:</>}</text>
      <text className={css['quiet']} x={box.x} y={y + 32}>{isShort(layout) ? '' : 'each '}is the <tspan fill="var(--stage-text)" fontWeight="700">next</tspan> offset</text>
    </g>
  )
}

/** The canvas, the focusable twins of what is on the wire while paused, and the stage in words. */
function MovingThings({ layout, record, withControllers }: { readonly withControllers: boolean; readonly layout: StageLayout; readonly record: number }) {
  const store = useSessionStore()
  const isPlaying = useSession(session => session.status === 'playing')
  const draw = useCallback<Draw>((pen, palette, canvas) => {
    const { view, tokens, nowUs, status } = store.getState()
    if (!view) return
    const scene = buildScene(layout, view, tokens, nowUs, record, withControllers)
    drawScene(pen, scene, palette, status !== 'playing')
    canvas.dataset['tokens'] = String(scene.tokens.length)
    canvas.dataset['acks'] = String(scene.tokens.filter(({ kind }) => kind === 'ack').length)
    canvas.dataset['produces'] = String(scene.tokens.filter(({ kind }) => kind === 'produce').length)
  }, [layout, record, store, withControllers])
  const [canvas] = useDrawing(layout.fullWidth, layout.height, draw)
  return (
    <>
      <canvas ref={canvas} style={{ width: layout.fullWidth, height: layout.height }} aria-hidden="true" data-testid="stage-canvas" />
      {!isPlaying && <Twins layout={layout} withControllers={withControllers} />}
    </>
  )
}

const MOST_TWINS = 40

function Twins({ layout, withControllers }: { readonly withControllers: boolean; readonly layout: StageLayout }) {
  const view = useSession(session => session.view)
  const tokens = useSession(session => session.tokens)
  const select = useSession(session => session.select)
  if (!view) return null
  const scene = buildScene(layout, view, tokens, view.nowUs, -1, withControllers)
  return (
    <>
      {scene.tokens.slice(0, MOST_TWINS).map(token => (
        <button key={token.message} type="button" className={css['twin']} style={{ left: token.x, top: token.y }} aria-label={`${token.words}. Why?`} data-token={token.kind}
          onClick={() => { select({ kind: token.kind === 'ack' ? 'answer' : 'request', id: token.message, event: token.event }) }} />
      ))}
      <StageTable view={view} onTheWire={scene.tokens.map(({ words }) => words)} />
    </>
  )
}

/** Under 700 px: which station is shown, and what goes on at the others. */
function MiniMap({ station, onChoose }: { readonly station: StationName; readonly onChoose: (station: StationName) => void }) {
  const waiting = useSession(session => session.view?.producers[0]?.lanes.reduce((sum, lane) => sum + lane.batchCount, 0) ?? 0)
  const onTheWire = useSession(session => session.view?.producers[0]?.docks.reduce((sum, dock) => sum + dock.inFlight.length, 0) ?? 0)
  const stored = useSession(session => session.figures?.storedRecords ?? 0)
  const lag = useSession(session => session.view?.consumers[0]?.partitions.reduce((sum, partition) => sum + partition.lag, 0) ?? 0)
  // What is the matter elsewhere is not to be missed.
  const down = useSession(session => session.view?.brokers.filter(isDown).length ?? 0), paused = useSession(session => session.view?.brokers.filter(({ process }) => process === 'frozen').length ?? 0)
  const cut = useSession(session => session.view?.links.filter(link => link.cut !== 'no').length ?? 0)
  const words: Readonly<Record<StationName, string>> = { producer: `${waiting} waiting`, network: cut > 0 ? `${cut} cut` : `${onTheWire} in flight`, brokers: down > 0 ? `${down} down` : paused > 0 ? `${paused} paused` : `${stored} stored`, consumer: `lag ${lag}` }
  return (
    <nav className={css['map']} aria-label="Station shown">
      {STATIONS.map(one => <button key={one} type="button" aria-current={one === station} onClick={() => { onChoose(one) }}>{STATION_TITLE[one]}<small>{words[one]}</small></button>)}
    </nav>
  )
}

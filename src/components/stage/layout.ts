/**
 * Where everything on the stage stands: pure arithmetic from the size of the stage and the number of partitions and brokers.
 * All numbers are CSS pixels. Wide: everything is on screen, left to right. Narrow (under 700 px): one station fills the width, the others lie beside it.
 */
export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export interface Point { readonly x: number; readonly y: number }

export type StationName = 'producer' | 'network' | 'brokers' | 'consumer'
export const STATIONS: readonly StationName[] = ['producer', 'network', 'brokers', 'consumer']

/** A station that fills the width has room for whole words. */
export const isShort = ({ isTight, isNarrow }: Pick<StageLayout, 'isTight' | 'isNarrow'>): boolean => isTight && !isNarrow

export interface StageCounts { readonly partitions: number; readonly brokers: number; readonly consumers: number; readonly controllers?: number }
export interface StageLayout {
  readonly width: number
  readonly height: number
  /** Of all stations side by side: `width` when wide, more when narrow. */
  readonly fullWidth: number
  readonly isNarrow: boolean
  /** Rows too low for the smaller lines of text. */
  readonly isLow: boolean
  /** Rows so low that a replica has one line: its name and its cells. */
  readonly isFlat: boolean
  /** Columns too narrow for the longer words. */
  readonly isTight: boolean
  readonly stations: Readonly<Record<StationName, Box>>
  readonly application: Box
  readonly producer: Box
  readonly serializer: Box
  readonly partitioner: Box
  readonly accumulatorHead: Point
  readonly senderHead: Point
  readonly lanes: readonly Box[]
  readonly docks: readonly Box[]
  readonly brokers: readonly Box[]
  /** Between the brokers and the consumers, where replication runs. */
  readonly gutter: Box
  readonly consumers: readonly Box[]
  /** A row above the brokers, one for each voter of the quorum. */
  readonly controllers: readonly Box[]
  readonly network: Box
  /** Heights at which a broker's pair of wires runs. */
  readonly wires: readonly { readonly requestY: number; readonly answerY: number; readonly fetchY: number; readonly recordsY: number }[]
  readonly cell: number
}

const EDGE = 12, GAP = 10, HEAD = 30, STEPS = 46, HEADS = 26, LOWEST_ROW = 96, NARROW = 700, TIGHT = 1050

/** Columns of the wide stage as shares of what is left after the fixed ones; they add up to 1. */
const SHARES = { producer: 0.475, network: 0.125, brokers: 0.245, consumer: 0.155 } as const
const TIGHT_SHARES = { producer: 0.47, network: 0.115, brokers: 0.25, consumer: 0.165 } as const
/** Nobody reads: room for the brokers, and at the edge for what replication runs carry. */
const SHARES_WITHOUT_CONSUMERS = { producer: 0.47, network: 0.13, brokers: 0.355, consumer: 0.045 } as const

export function layoutStage(width: number, height: number, counts: StageCounts): StageLayout {
  const isNarrow = width < NARROW
  const isTight = width < TIGHT
  const shares = counts.consumers === 0 ? SHARES_WITHOUT_CONSUMERS : isTight ? TIGHT_SHARES : SHARES
  const applicationWidth = isTight ? 64 : width < 960 ? 74 : 84
  const gutterWidth = 34
  const rows = Math.max(counts.partitions, counts.brokers, 1)
  const top = HEAD + STEPS + HEADS
  const rowHeight = Math.max(LOWEST_ROW, (height - top - EDGE - (rows - 1) * GAP) / rows)
  const fullHeight = Math.max(height, top + rows * rowHeight + (rows - 1) * GAP + EDGE)

  const shared = width - EDGE * 2 - applicationWidth - gutterWidth - GAP * 2
  const widths = isNarrow
    ? { producer: width - EDGE * 2 - applicationWidth - GAP, network: width - EDGE, brokers: width - EDGE * 2 - gutterWidth, consumer: width - EDGE * 2 }
    : { producer: shared * shares.producer, network: shared * shares.network, brokers: shared * shares.brokers, consumer: shared * shares.consumer }

  const applicationX = EDGE
  const producerX = applicationX + applicationWidth + GAP
  const networkX = producerX + widths.producer
  const brokersX = networkX + widths.network
  const gutterX = brokersX + widths.brokers
  const consumerX = gutterX + gutterWidth + (isNarrow ? EDGE : GAP)
  const fullWidth = isNarrow ? consumerX + widths.consumer + EDGE : width

  const row = (index: number): { y: number; height: number } => ({ y: top + index * (rowHeight + GAP), height: rowHeight })
  // Narrow: the lanes have the producer's station to themselves, the docks stand in the network's.
  const inner = widths.producer - GAP * (isNarrow ? 2 : 3)
  const laneWidth = isNarrow ? inner : inner * 0.56
  const laneX = producerX + GAP, dockX = isNarrow ? networkX + EDGE : laneX + laneWidth + GAP
  const dockWidth = isNarrow ? width * 0.46 : inner - laneWidth
  const serializerWidth = isNarrow ? inner * 0.44 : laneWidth * 0.86
  const brokerRows = spread(counts.brokers, rows, rowHeight)
  return {
    width, height: fullHeight, fullWidth, isNarrow, isLow: rowHeight < 172, isFlat: rowHeight < 132, isTight,
    stations: {
      producer: { x: 0, y: 0, width: networkX, height: fullHeight }, network: { x: networkX, y: 0, width: widths.network, height: fullHeight },
      brokers: { x: brokersX - (isNarrow ? EDGE : 0), y: 0, width: widths.brokers + gutterWidth + (isNarrow ? EDGE * 2 : 0), height: fullHeight },
      consumer: { x: consumerX - EDGE, y: 0, width: widths.consumer + EDGE * 2, height: fullHeight },
    },
    application: { x: applicationX, y: HEAD, width: applicationWidth, height: fullHeight - HEAD - EDGE },
    producer: { x: producerX, y: HEAD, width: widths.producer, height: fullHeight - HEAD - EDGE + 4 },
    serializer: { x: laneX, y: HEAD + 6, width: serializerWidth, height: STEPS - 14 },
    partitioner: { x: laneX + serializerWidth + GAP, y: HEAD + 6, width: widths.producer - GAP * 3 - serializerWidth, height: STEPS - 14 },
    accumulatorHead: { x: laneX, y: HEAD + STEPS + 17 }, senderHead: { x: dockX, y: HEAD + STEPS + 17 },
    lanes: Array.from({ length: counts.partitions }, (_none, index) => ({ x: laneX, width: laneWidth, ...row(index) })),
    docks: Array.from({ length: counts.brokers }, (_none, index) => ({ x: dockX, width: dockWidth, ...brokerRows(index, top) })),
    network: { x: networkX, y: HEAD, width: widths.network, height: fullHeight - HEAD - EDGE },
    brokers: Array.from({ length: counts.brokers }, (_none, index) => ({ x: brokersX, width: widths.brokers, ...brokerRows(index, top) })),
    gutter: { x: gutterX, y: HEAD, width: gutterWidth, height: fullHeight - HEAD - EDGE },
    consumers: consumerBoxes(counts.consumers, consumerX, widths.consumer, top, fullHeight - EDGE),
    controllers: controllerBoxes(counts.controllers ?? 0, brokersX, top, isNarrow ? widths.brokers + gutterWidth : consumerX + widths.consumer - brokersX),
    wires: Array.from({ length: counts.brokers }, (_none, index) => {
      const { y, height: high } = brokerRows(index, top)
      return { requestY: y + high * 0.36, answerY: y + high * 0.62, fetchY: y + high * 0.3, recordsY: y + high * 0.56 }
    }),
    cell: rowHeight < 172 ? 17 : 20,
  }
}

/** How high a broker's logs stand: one that leads more than its share has low rows, or flat ones, so that all of them are in its box. */
export function rowsOf(leads: number, follows: number, height: number, cell: number, isLowEverywhere: boolean, isFlatEverywhere: boolean): { readonly isLow: boolean; readonly isFlat: boolean; readonly leaderHeight: number; readonly followerHeight: number } {
  const rows = (isLow: boolean, isFlat: boolean) => ({ isLow, isFlat, leaderHeight: isFlat ? cell + 7 : cell + (isLow ? 20 : 50), followerHeight: isFlat ? cell + 5 : cell + (isLow ? 17 : 21) })
  // Where rows are flat, a line for the numbers must leave that of the broker's requests its room.
  const fits = ({ isFlat, leaderHeight, followerHeight }: ReturnType<typeof rows>): boolean => BROKER_HEAD + leads * leaderHeight + follows * followerHeight <= height + (isFlatEverywhere && !isFlat ? -17 : 4)
  const all = [rows(false, false), rows(true, false), rows(true, true)].slice(isLowEverywhere || isFlatEverywhere ? 1 : 0)
  return all.find(fits) ?? all.at(-1)!
}
const BROKER_HEAD = 28

/** Brokers stand level with the rows when there are as many, else they share the height. */
function spread(count: number, rows: number, rowHeight: number): (index: number, top: number) => { y: number; height: number } {
  const all = rows * rowHeight + (rows - 1) * GAP
  const height = (all - (count - 1) * GAP) / Math.max(count, 1)
  return (index, top) => ({ y: top + index * (height + GAP), height })
}

function consumerBoxes(count: number, x: number, width: number, top: number, bottom: number): Box[] {
  const height = (bottom - top - (count - 1) * GAP) / Math.max(count, 1)
  return Array.from({ length: count }, (_none, index) => ({ x, y: top + index * (height + GAP), width, height }))
}

const CONTROLLER_HEIGHT = 20, WIDEST_CONTROLLER = 190

/** Small, in the room above the brokers; one alone is smaller still. */
function controllerBoxes(count: number, x: number, top: number, room: number): Box[] {
  const width = Math.min(WIDEST_CONTROLLER, (room - (count - 1) * 6) / Math.max(count, 1))
  return Array.from({ length: count }, (_none, index) => ({ x: x + index * (width + 6), y: top - CONTROLLER_HEIGHT - 5, width, height: CONTROLLER_HEIGHT }))
}

/** A point at `share` (0…1) of the way along a line of points. */
export function along(points: readonly Point[], share: number): Point {
  const lengths = points.slice(1).map((point, index) => Math.abs(point.x - points[index]!.x) + Math.abs(point.y - points[index]!.y))
  let left = Math.min(1, Math.max(0, share)) * lengths.reduce((sum, length) => sum + length, 0)
  for (let index = 0; index < lengths.length; index++) {
    const from = points[index]!, to = points[index + 1]!
    if (left <= lengths[index]! || index === lengths.length - 1) {
      const part = lengths[index] === 0 ? 0 : left / lengths[index]!
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
    }
    left -= lengths[index]!
  }
  return points[0]!
}

/** Where a record, a batch or a lane of the shown producer is drawn now, or a broker. Pure; the same arithmetic as ProducerParts. */
import type { ClusterView } from '../../engine/pageFace'
import type { PickQuestion } from '../../lessons/lesson'
import type { Box, StageLayout } from './layout'
import { cellsThatFit } from './cellsThatFit'

/** Null where it is not on the stage, or not to be seen among too many. */
export function placeOnStage(layout: StageLayout, view: ClusterView, what: PickQuestion['what'], id: number): Box | null {
  if (what === 'broker') return layout.brokers[view.brokers.findIndex(broker => broker.id === id)] ?? null
  const producer = view.producers[0]
  if (!producer) return null
  for (const [index, lane] of producer.lanes.entries()) {
    const box = layout.lanes[index], head = lane.batches[0]
    if (!box) continue
    if (what === 'lane' && lane.partition === id) return box
    if (!head) continue
    if (what === 'batch' && head.id === id) return { x: box.x + 6, y: box.y + 25, width: box.width - 12, height: 34 }
    if (what !== 'record') continue
    const at = head.recordIds.indexOf(id)
    if (at >= 0 && at < cellsThatFit(head.records, box.width - 30, layout.cell)) return around(box.x + 15 + at * (layout.cell + 2), box.y + 28 + (28 - layout.cell) / 2, layout.cell)
  }
  for (const [index, dock] of producer.docks.entries()) {
    const box = layout.docks[index], batch = dock.inFlight[0]?.batches[0]
    if (!box || !batch) continue
    const top = box.y + (layout.isLow ? 56 : 76)
    if (what === 'batch' && batch.id === id) return { x: box.x + 6, y: top - 3, width: box.width - 12, height: layout.cell + 12 }
    const at = what === 'record' ? batch.recordIds.indexOf(id) : -1
    if (at >= 0) return around(box.x + 14 + at * (layout.cell + 2), top + 2.5, layout.cell)
  }
  return null
}

const around = (x: number, y: number, size: number): Box => ({ x: x - 3, y: y - 3, width: size + 6, height: size + 6 })

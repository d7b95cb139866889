import { EVENT_CODE } from '../../engine/pageFace'
import type { EventColumns } from '../../engine/eventColumns'

const FARTHEST = 2000

/** When a batch was last acknowledged, at or before an instant; −1 if not among the last events before it. */
export function lastAckUs(events: EventColumns, nowUs: number): number {
  const end = events.firstAtOrAfter(nowUs + 1)
  for (let id = end - 1; id >= Math.max(events.firstId, end - FARTHEST); id--) if (events.code(id) === EVENT_CODE.batchAcknowledged) return events.atUs(id)
  return -1
}

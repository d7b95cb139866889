/** For the embed: of a cluster too large to be drawn whole it shows one partition; ribbons, sums and the way to another are on the full page. */
import type { Zoom } from '../engine/crowdZoom'
import type { Overview } from '../engine/viewOfCore'
import type { CrowdView } from '../engine/view'

export const crowdView = ({ state }: Overview, { partitions: [partition] }: Zoom): CrowdView => ({ partition: partition!, brokers: [], partitions: new Float64Array(0), producers: state.producers.length, waitingRecords: 0, lag: 0 })

/** The strip of any record of a run: from a little before send() until it was acknowledged and committed, and a little on. Pure. */
import { type ConfigsInForce, type ForkFault, type RecordStory } from '../../engine/pageFace'
import type { FateStripSpec } from '../../lessons/fateStrip'

const COLUMNS = 180
const RESTART_AFTER_US = 20_000_000, SETTLED_US = 15_000_000, LONGEST_US = 180_000_000

/** The nearest of 1, 2, 5, 10 … µs that makes no more than COLUMNS of it. */
export function columnStep(lengthUs: number): number {
  for (let ten = 10; ; ten *= 10) for (const step of [ten, 2 * ten, 5 * ten]) if (lengthUs / step <= COLUMNS) return step
}

export function recordFateSpec({ record, stops }: RecordStory, { producer, network, broker }: ConfigsInForce, fault: ForkFault): FateStripSpec {
  const times = stops.filter(({ stop }) => stop !== 'read').map(({ atUs }) => atUs), sentUs = times[0]!
  // What has not happened yet is expected after the batch's wait and a few ways over the network.
  const endUs = times.includes(null) ? sentUs + producer['linger.ms'] * 1000 + 8 * network['latency.us'] : Math.max(...times as number[])
  const stepUs = columnStep((endUs - sentUs) * 1.3 + 2000)
  const fromUs = Math.max(stepUs, sentUs - Math.ceil(Math.max(500, (endUs - sentUs) * 0.08) / stepUs) * stepUs)
  const untilUs = fromUs + Math.ceil((endUs + Math.max(1000, (endUs - sentUs) * 0.15) - fromUs) / stepUs) * stepUs
  const longestWaitMs = Math.max(2 * producer['request.timeout.ms'], broker['broker.session.timeout.ms'])
  const own = acksOf(producer.acks)
  return {
    record, fault, node: 'leader', restartAfterUs: RESTART_AFTER_US, horizonUs: Math.min(LONGEST_US, Math.max(RESTART_AFTER_US, longestWaitMs * 1000) + SETTLED_US), fromUs, untilUs, stepUs, quietFromUs: untilUs,
    variants: ['0', '1', 'all'].map(acks => ({ name: `acks=${acks}`, sets: acks === own ? [] : [{ owner: 'producer', key: 'acks', value: acks }] })),
  }
}

const acksOf = (acks: number | string): string => (String(acks) === '-1' ? 'all' : String(acks))

/** A scene in which something fails says so at its beginning: at its speed the moment may be minutes away. Pure. */
import type { Command, Scenario } from '../../engine/pageFace'
import { grouped } from '../../engine/kernel/units'

const FAULTS: readonly Command['type'][] = ['stopNode', 'freezeNode', 'setLink', 'setDisk', 'loseAnswer']

/** Null if nothing fails later than `atUs`, or so soon that it is seen without waiting. */
export function sceneHint({ script }: Pick<Scenario, 'script'>, atUs: number): string | null {
  const first = script.find(({ atUs: when, command }) => when > atUs && FAULTS.includes(command.type))
  if (first === undefined || first.atUs - atUs < SOON_US) return null
  return `At ${grouped(first.atUs / 1_000_000, first.atUs % 1_000_000 === 0 ? 0 : 1)}\u00a0s something fails here. The last step button, or N, plays on to the next change of the cluster.`
}
const SOON_US = 300_000

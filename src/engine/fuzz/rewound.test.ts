/** A run that was gone back in goes on as the run that was not: in troubled clusters, and in a large one. */
import { expect, test } from 'vitest'
import { presetNamed } from '../presets'
import { parseScenario, type Scenario } from '../scenario'
import { advance, createSimulation, hashOf, restoreCheckpoint, takeCheckpoint, withScript } from '../simulation'
import { chanceOf } from './chance'
import { randomRun } from './randomScenario'

/** The hashes at the end: of the run itself, of one from each of its checkpoints, and of one whose script was attached anew on the way. */
function ends(scenario: Scenario, untilUs: number, atUs: readonly number[]): readonly string[] {
  const run = createSimulation(scenario), checkpoints = atUs.map(at => { advance(run, { untilUs: at }); return takeCheckpoint(run) })
  advance(run, { untilUs })
  const rewound = checkpoints.map(checkpoint => { const again = restoreCheckpoint(checkpoint); advance(again, { untilUs }); return hashOf(again) })
  const first = restoreCheckpoint(checkpoints[0]!), attached = withScript(first, first.scenario)
  advance(attached, { untilUs })
  return [hashOf(run), ...rewound, hashOf(attached)]
}

const SEEDS = Array.from({ length: 12 }, (_none, index) => 4100 + index)

test('from any instant of troubled times', () => {
  for (const seed of SEEDS) {
    const { scenario, healUs } = randomRun(seed), chance = chanceOf(seed, 'rewound')
    const parsed = parseScenario(scenario)
    if (!parsed.ok) throw new Error(parsed.problems.join('; '))
    const at = [0, 1, 2].map(() => chance.between(0, Math.floor(healUs / 1000)) * 1000).sort((one, other) => one - other)
    const [whole, ...others] = ends(parsed.scenario, healUs + 500_000, at)
    for (const other of others) expect(other, `seed ${seed}, from ${at.join(', ')} µs`).toBe(whole)
  }
}, 120_000)

test('in a hundred brokers, one of which dies', () => {
  const large = presetNamed('large-cluster')!
  const [whole, ...others] = ends({ ...large, script: [{ atUs: 50_000, command: { type: 'stopNode', node: 7, how: 'crash' } }] }, 400_000, [40_000, 220_000])
  for (const other of others) expect(other).toBe(whole)
}, 120_000)

/**
 * The same run from its beginning with something else that cannot change while it goes on: Kafka's version, or a client's whole configuration. Same seed; then on to
 * the instant one was at. What Kafka or the scenario refuses changes nothing.
 */
import { configConflict, type ConfigOwner, type KafkaVersion, type Scenario } from '../engine/pageFace'
import type { SessionStore } from './session'

/** Why it cannot be, in words (Kafka's for settings that cannot be together; what else the engine refuses, it says in a notice); null when the run stands where it was, changed. */
export async function rerun(store: Pick<SessionStore, 'getState'>, change: (scenario: Scenario) => Scenario): Promise<string | null> {
  const session = store.getState(), wasPlaying = session.status === 'playing'
  if (wasPlaying) session.pause()
  const { scenario, nowUs } = await session.snapshot()
  const changed = change(scenario)
  const problem = configConflict(changed) ?? await loaded(store, changed, nowUs)
  if (wasPlaying) session.play()
  return problem
}

async function loaded(store: Pick<SessionStore, 'getState'>, changed: Scenario, atUs: number): Promise<string | null> {
  const session = store.getState(), before = session.scenario
  await session.load(changed, atUs)
  return store.getState().scenario === before ? 'The engine refused these settings; the notice says why.' : null
}

/** With Kafka of another version. Settings that were given stay; the others follow its defaults. */
export const withVersion = (kafka: KafkaVersion) => (scenario: Scenario): Scenario => ({ ...scenario, kafka })

/** With these settings of an owner and no others: what is not named goes back to Kafka's default. Changes of them in mid-run are dropped. */
export const withOwnSettings = (owner: ConfigOwner, settings: Readonly<Record<string, number | string>>) => (scenario: Scenario): Scenario => ({
  ...scenario, configs: { ...scenario.configs, [owner]: settings },
  script: scenario.script.filter(({ command }) => command.type !== 'setConfig' || command.owner !== owner),
})

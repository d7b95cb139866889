/**
 * The same run from its beginning with something else that cannot change while it goes on: Kafka's version, or a client's whole configuration. Same seed; then on to
 * the instant one was at. What Kafka or the scenario refuses changes nothing.
 */
import { parseScenario, type ConfigOwner, type KafkaVersion, type Scenario } from '../engine/pageFace'
import type { Session } from './session.types'

/** Why it cannot be, in words (Kafka's for settings that cannot be together); null when the run stands where it was, changed. */
export async function rerun(session: Session, change: (scenario: Scenario) => Scenario): Promise<string | null> {
  const wasPlaying = session.status === 'playing'
  if (wasPlaying) session.pause()
  const { scenario, nowUs } = await session.snapshot()
  const changed = parseScenario(change(scenario))
  if (!changed.ok) {
    if (wasPlaying) session.play()
    return changed.problems.join('; ').replace(/^configs: /, '')
  }
  await session.load(changed.scenario)
  if (nowUs > 0) await session.seek(nowUs)
  if (wasPlaying) session.play()
  return null
}

/** With Kafka of another version. Settings that were given stay; the others follow its defaults. */
export const withVersion = (kafka: KafkaVersion) => (scenario: Scenario): Scenario => ({ ...scenario, kafka })

/** With these settings of an owner and no others: what is not named goes back to Kafka's default. Changes of them in mid-run are dropped. */
export const withOwnSettings = (owner: ConfigOwner, settings: Readonly<Record<string, number | string>>) => (scenario: Scenario): Scenario => ({
  ...scenario, configs: { ...scenario.configs, [owner]: settings },
  script: scenario.script.filter(({ command }) => command.type !== 'setConfig' || command.owner !== owner),
})

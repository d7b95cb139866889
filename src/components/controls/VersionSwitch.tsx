/** Which Kafka runs. Another version is another cluster: the run begins anew with the same seed and goes on to the same instant. */
import { useState } from 'react'
import { BASELINE, CONFIG_TABLES, defaultIn, KAFKA_VERSIONS, type ConfigKey, type KafkaVersion } from '../../engine/pageFace'
import { rerun, withVersion } from '../../session/rerun'
import { useSession, useSessionStore } from '../useSession'
import css from './controls.module.css'

/** "linger.ms 0": the live settings whose default in this version is another than in the newest. */
const otherDefaults = (version: KafkaVersion): readonly string[] => Object.values(CONFIG_TABLES).flatMap(table => Object.entries<ConfigKey>(table)
  .filter(([, key]) => defaultIn(key, version) !== defaultIn(key, BASELINE)).map(([name, key]) => `${name} ${defaultIn(key, version)}${key.unit && ` ${key.unit}`}`))

export function VersionSwitch() {
  const store = useSessionStore()
  const version = useSession(session => session.scenario?.kafka ?? BASELINE)
  const [problem, setProblem] = useState<string | null>(null)
  const change = async (wanted: KafkaVersion): Promise<void> => {
    const refusal = await rerun(store, withVersion(wanted))
    setProblem(refusal === null ? null : `Kafka ${wanted} refuses these settings: ${refusal}`)
  }
  const others = otherDefaults(version)
  return (
    <div className={css['version']}>
      <label>Kafka version
        <select value={version} onChange={event => { void change(event.target.value as KafkaVersion) }}>{KAFKA_VERSIONS.toReversed().map(one => <option key={one}>{one}</option>)}</select>
      </label>
      <output className={css['doc']}>{version === BASELINE ? '' : others.length === 0 ? `The settings here have the same defaults as in ${BASELINE}.` : `By default here: ${others.join(', ')}.`}</output>
      {problem !== null && <p className={css['problem']} role="alert">{problem}</p>}
    </div>
  )
}

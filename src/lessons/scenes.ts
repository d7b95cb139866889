/** Which run a step plays. */
import type { Scenario } from '../engine/pageFace'
import { REPLICATION_FACTOR } from './board'
import type { Lesson, Scene, Setting, Step } from './lesson'

/** A scenario with settings in force from its beginning. */
export function withSettings(scenario: Scenario, settings: readonly Setting[]): Scenario {
  return settings.reduce((before, setting) => (setting.of === undefined ? { ...before, configs: { ...before.configs, [setting.owner]: { ...before.configs[setting.owner], [setting.key]: setting.value } } } : withOwn(before, setting)), scenario)
}

/** A setting of one topic or producer. */
function withOwn({ topology, ...scenario }: Scenario, { owner, key, value, of }: Setting): Scenario {
  const { topics, producers, brokers } = topology
  const set = <Spec extends { readonly config?: Readonly<Record<string, number | string>> }>(spec: Spec): Spec => ({ ...spec, config: { ...spec.config, [key]: value } })
  return {
    ...scenario,
    topology: {
      ...topology,
      topics: owner !== 'topic' ? topics : topics.map(topic => (topic.name !== of ? topic : key === REPLICATION_FACTOR ? { ...topic, replicaAssignment: topic.replicaAssignment.map(replicas => placed(replicas, Number(value), brokers)) } : set(topic))),
      producers: owner !== 'producer' ? producers : producers.map(producer => (producer.clientId === of ? set(producer) : producer)),
    },
  }
}

/** As many replicas as are wanted: those there are, then the brokers that follow the last, round and round. */
function placed(replicas: readonly number[], count: number, brokers: readonly number[]): readonly number[] {
  const further = brokers.map((_broker, index) => brokers[(brokers.indexOf(replicas.at(-1)!) + 1 + index) % brokers.length]!)
  return [...new Set([...replicas, ...further])].slice(0, count)
}

/** The same, whatever the script says of these settings later. */
export function withLastingSettings(scenario: Scenario, settings: readonly Setting[]): Scenario {
  const isSet = (owner: string, key: string): boolean => settings.some(setting => setting.owner === owner && setting.key === key)
  return { ...withSettings(scenario, settings), script: scenario.script.filter(({ command }) => command.type !== 'setConfig' || !isSet(command.owner, command.key)) }
}

/** A scene by its name; the lesson's own run without one. */
export function sceneNamed(lesson: Lesson, name: string | undefined): Scene {
  if (name === undefined) return lesson
  const scene = lesson.scenes?.[name]
  if (!scene) throw new Error(`lesson ${lesson.id} has no scene ${name}`)
  return scene
}

const ofSteps = new WeakMap<Step, Scene>()
/** What a step plays: its scene with the settings that it sets. The same object each time it is asked for. */
export function sceneOf(lesson: Lesson, step: Step): Scene {
  let scene = ofSteps.get(step)
  if (!scene) {
    const named = sceneNamed(lesson, step.scene)
    scene = step.sets ? { scenario: withSettings(named.scenario, step.sets), rehearseUntilUs: named.rehearseUntilUs } : named
    ofSteps.set(step, scene)
  }
  return scene
}

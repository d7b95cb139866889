/** Which run a step plays. */
import type { Scenario } from '../engine/pageFace'
import type { Lesson, Scene, Setting, Step } from './lesson'

/** A scenario with settings in force from its beginning. */
export function withSettings(scenario: Scenario, settings: readonly Setting[]): Scenario {
  const configs: Record<string, Readonly<Record<string, number | string>>> = { ...scenario.configs }
  for (const { owner, key, value } of settings) configs[owner] = { ...configs[owner], [key]: value }
  return { ...scenario, configs }
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

/** Which codecs a scenario's producers need: they are loaded before it is played (the engine itself never waits). */
import { isCodecLoaded, isCodecName, type CodecName } from './records/codecs/codec'
import type { Command } from './commands'
import type { Scenario } from './scenario'

const codecOf = (given: unknown): CodecName[] => (typeof given === 'string' && isCodecName(given) && given !== 'none' ? [given] : [])

export const codecsOfCommand = (command: Command): CodecName[] =>
  (command.type === 'setConfig' && command.owner === 'producer' && command.key === 'compression.type' ? codecOf(command.value) : [])

/** Those that are not loaded yet. */
export const codecsMissing = (scenario: Scenario): CodecName[] =>
  [...codecOf(scenario.configs.producer?.['compression.type']), ...scenario.script.flatMap(({ command }) => codecsOfCommand(command))].filter(name => !isCodecLoaded(name))

/** The settings in force at an instant: the scenario's configs over the defaults, then the script's changes up to then. */
import { CONFIG_TABLES, configDefaults, parseConfigValue, type ConfigOwner, type ConfigsInForce, type Scenario, type TimedCommand } from '../engine/pageFace'

export function configsAt(scenario: Scenario, script: readonly TimedCommand[], nowUs: number): ConfigsInForce {
  const configs = Object.fromEntries(Object.entries(CONFIG_TABLES).map(([owner, table]) => [owner, configDefaults(table)])) as unknown as Record<ConfigOwner, Record<string, number | string>>
  const set = (owner: ConfigOwner, key: string, value: number | string): void => {
    const parsed = parseConfigValue(CONFIG_TABLES[owner], key, value)
    if (parsed.ok) configs[owner][key] = parsed.value
  }
  for (const [owner, values] of Object.entries(scenario.configs)) for (const [key, value] of Object.entries(values)) set(owner as ConfigOwner, key, value)
  for (const { atUs, command } of script) if (atUs <= nowUs && command.type === 'setConfig') set(command.owner, command.key, command.value)
  return configs as unknown as ConfigsInForce
}

/** The settings in force as a .properties file for a real cluster, each with what it does and its default as a comment. */
import type { Properties } from './clientConfig'
import { defaultIn, type ConfigKey } from './configTable'
import { REQUIRED, type PropertiesOwner } from './importProperties'
import type { KafkaVersion } from './kafkaKey'
import { writeComment, writeProperty } from './propertiesText'
import { CONFIG_TABLES } from './tables'

export interface ExportOrder {
  readonly owner: PropertiesOwner
  readonly version: KafkaVersion
  /** In force now: key → value. */
  readonly values: Readonly<Record<string, number | string>>
  /** Every setting that the cluster here obeys; else only those that differ from Kafka's defaults. */
  readonly all: boolean
  /** Its partitioner and serializers, where they are not Kafka's defaults. */
  readonly client: Properties
  /** Settings of an imported file that the cluster here does not obey. */
  readonly aside: Properties
}

/** The whole text of the file, in ASCII. */
export function exportProperties({ owner, version, values, all, client, aside }: ExportOrder): string {
  const table: Readonly<Record<string, ConfigKey>> = CONFIG_TABLES[owner]
  const settings = Object.entries(table).filter(([key, declared]) => declared.kafka && values[key] !== undefined && (all || values[key] !== defaultIn(declared, version)))
  const needed = Object.entries(REQUIRED[owner]).filter(([key]) => aside[key] === undefined && client[key] === undefined)
  const blocks = [
    writeComment(`${owner}.properties for Apache Kafka ${version}, from Brokerscope: ${all ? 'every setting that its cluster obeys' : 'what differs from Kafka’s defaults'}.`),
    ...settings.map(([key, declared]) => `${writeComment(`${declared.doc} Default: ${defaultIn(declared, version)}${declared.unit && ` ${declared.unit}`}.`)}\n${writeProperty(key, String(values[key]))}`),
    ...(Object.keys(client).length > 0 ? [`${writeComment('The classes that this client is built with.')}\n${Object.entries(client).map(([key, value]) => writeProperty(key, value)).join('\n')}`] : []),
    ...(settings.length === 0 ? [writeComment('Nothing differs from Kafka’s defaults.')] : []),
    ...(needed.length > 0 ? [`${writeComment('What a real client needs besides: put your own here.')}\n${needed.map(([key, value]) => writeProperty(key, value)).join('\n')}`] : []),
    ...(Object.keys(aside).length > 0 ? [`${writeComment('From the file you brought; not modelled in Brokerscope.')}\n${Object.entries(aside).map(([key, value]) => writeProperty(key, value)).join('\n')}`] : []),
  ]
  return `${blocks.join('\n\n')}\n`
}

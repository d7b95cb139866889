/**
 * What the value of a record is, wherever its bytes are wanted: compressed by a producer, or looked at. The scenario says what kind of values its workload has;
 * where it does not, the topic's name does (`driver-locations` holds driver locations), and ride requests otherwise.
 */
import { VALUE_KINDS, valueBytes, type ValueKind } from './records/values'
import type { Scenario } from './scenario'

export const valueKindOf = ({ workload }: Pick<Scenario, 'workload'>, topic: string): ValueKind =>
  workload.values ?? VALUE_KINDS.find(kind => topic === kind || topic === `${kind}s`) ?? 'ride-request'

/** `sizeBytes` −1: null. `record` is its number in the run. */
export const recordValue = (scenario: Scenario, topic: string, record: number, sizeBytes: number, keyText: string | null): Uint8Array | null =>
  (sizeBytes < 0 ? null : valueBytes(valueKindOf(scenario, topic), scenario.seed, record, sizeBytes, keyText))

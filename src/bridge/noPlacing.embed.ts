/**
 * In place of engine/topicPlacement and engine/refusalWords in the embed: its scenarios say where every replica is, and of a refusal it tells the error's name.
 */
import type { Scenario } from '../engine/scenario'
import type { Json } from '../engine/specChecks'

export const placementProblem = ({ replicaAssignment }: Json): string | null => (replicaAssignment === undefined ? 'replicaAssignment: must be there' : null)
export const placeTopics = (scenario: Scenario): Scenario => scenario
export const refusalWords = (): string => ''

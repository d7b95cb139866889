/** KRaft as the kind of controller that the engine drives: its rules by name. */
import type { Effects } from '../../effects'
import type { ControllerRules, ControllerTask } from '../controllerNode'
import { balanceLeaders, electLeader, electUncleanLeaders, sweepSessions } from './activeController'
import { changeTopicRules, deletePartitions, reassign } from './administration'
import { createPartitions, createTopic } from './newPartitions'
import { createKraftNode, type KraftNode } from './kraftNode'
import { expireMetadataFetch, flushMetadata } from './metadataLog'
import { becomeUnattached, forgetQuorum, quorumConnectionLost, raftTimeout, retryQuorumFetch, startQuorum } from './raft'
import { receiveAnswer, receiveControllerRequest } from './requests'

const TASKS: Readonly<Record<ControllerTask, (controller: KraftNode, effects: Effects, operand: number) => void>> = { raftTimeout, flushMetadata, retryQuorumFetch, sweepSessions, balanceLeaders, electUncleanLeaders, expireMetadataFetch }

export const kraft: ControllerRules = {
  createNode: createKraftNode, begin: startQuorum, stop: forgetQuorum, receiveRequest: receiveControllerRequest, receiveAnswer, connectionLost: quorumConnectionLost,
  start(controller: KraftNode, effects, cause) {
    controller.lastEvent = cause
    becomeUnattached(controller, effects, controller.epoch)
  },
  run: (controller: KraftNode, effects, task, operand) => TASKS[task](controller, effects, operand),
  createTopic, createPartitions, deletePartitions, reassign, electLeader, changeTopicRules,
}

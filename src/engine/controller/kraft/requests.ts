/**
 * What a controller does with a request, and with an answer, by API key.
 * Kafka: core/src/main/scala/kafka/server/ControllerApis.scala, raft/KafkaRaftClient#handleRequest.
 * Simplified: a controller's work takes no time.
 */
import type { Effects } from '../../effects'
import {
  ALTER_PARTITION, BEGIN_QUORUM_EPOCH, BROKER_HEARTBEAT, BROKER_REGISTRATION, METADATA_FETCH, VOTE,
  type AlterPartitionRequest, type BeginQuorumEpochRequest, type BrokerHeartbeatRequest, type BrokerRegistrationRequest, type Message, type MetadataFetchRequest, type MetadataFetchResponse, type VoteRequest, type VoteResponse,
} from '../../protocol/messages'
import { handleAlterPartition, handleBrokerHeartbeat, handleBrokerRegistration } from './activeController'
import type { KraftNode } from './kraftNode'
import { handleBeginQuorumEpoch, handleQuorumFetch, handleVote, receiveQuorumFetch, receiveVote } from './raft'

export function receiveControllerRequest(controller: KraftNode, effects: Effects, message: Message): void {
  const { api, body } = message
  const cause = effects.emit('requestReceived', message.sentEvent, message.id, api, message.from, message.correlationId, 0)
  if (api === METADATA_FETCH) handleQuorumFetch(controller, effects, message, body as MetadataFetchRequest, cause)
  else if (api === BROKER_HEARTBEAT) handleBrokerHeartbeat(controller, effects, message, body as BrokerHeartbeatRequest, cause)
  else if (api === BROKER_REGISTRATION) handleBrokerRegistration(controller, effects, message, body as BrokerRegistrationRequest, cause)
  else if (api === ALTER_PARTITION) handleAlterPartition(controller, effects, message, body as AlterPartitionRequest, cause)
  else if (api === VOTE) handleVote(controller, effects, message, body as VoteRequest, cause)
  else if (api === BEGIN_QUORUM_EPOCH) handleBeginQuorumEpoch(controller, effects, message, body as BeginQuorumEpochRequest, cause)
}

export function receiveAnswer(controller: KraftNode, effects: Effects, message: Message, event: number): void {
  if (message.api === METADATA_FETCH) receiveQuorumFetch(controller, effects, message, message.body as MetadataFetchResponse, event)
  else if (message.api === VOTE) receiveVote(controller, effects, message, message.body as VoteResponse, event)
}

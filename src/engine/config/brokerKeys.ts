/**
 * Every setting of a broker that lessons speak of, by Kafka's spelling, from the files beside this one. Left out: security (ssl, sasl, delegation tokens, password encoding), quotas of clients,
 * tiered storage's own threads and classes, Streams groups, the share coordinator's own topic.
 */
import { brokerControllerKeys } from './brokerControllerKeys'
import { brokerGroupKeys } from './brokerGroupKeys'
import { brokerLogKeys } from './brokerLogKeys'
import { brokerReplicationKeys } from './brokerReplicationKeys'
import { brokerServerKeys } from './brokerServerKeys'
import { brokerTransactionKeys } from './brokerTransactionKeys'
import type { KafkaKeys } from './kafkaKey'

export const brokerKeys = { ...brokerServerKeys, ...brokerLogKeys, ...brokerReplicationKeys, ...brokerGroupKeys, ...brokerTransactionKeys, ...brokerControllerKeys } as const satisfies KafkaKeys

/** The lessons that can be taken now, with their minutes. */
export const MINUTES: Readonly<Record<string, number>> = { 'record-journey': 8, replication: 12, failover: 15, batching: 12, linger: 12, acks: 14 }
export const READY: readonly string[] = Object.keys(MINUTES)

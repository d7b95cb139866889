/** Settings that become others while their machines run. */
import type { TimedCommand } from '../commands'
import { RACK_AWARE_SELECTOR } from '../config/tables'
import type { Chance } from './chance'

/** In order of time, all before `untilUs`. */
export function newSettings(chance: Chance, untilUs: number): readonly TimedCommand[] {
  const times = Array.from({ length: chance.between(1, 6) }, () => chance.between(100_000, untilUs - 1)).sort((one, other) => one - other)
  return times.map(atUs => ({
    atUs,
    command: {
      type: 'setConfig',
      ...chance.pick([
        { owner: 'broker' as const, key: 'num.network.threads', value: chance.between(2, 5) }, { owner: 'broker' as const, key: 'num.io.threads', value: chance.between(4, 12) },
        { owner: 'broker' as const, key: 'replica.selector.class', value: chance.pick(['org.apache.kafka.common.replica.LeaderSelector', RACK_AWARE_SELECTOR]) },
        { owner: 'broker' as const, key: 'queued.max.requests', value: chance.pick([1, 500]) }, { owner: 'consumer' as const, key: 'client.rack', value: chance.pick(['', 'a', 'b']) },
        { owner: 'consumer' as const, key: 'fetch.min.bytes', value: chance.pick([1, 5000]) }, { owner: 'topic' as const, key: 'retention.ms', value: chance.pick([500, 604_800_000]) },
        { owner: 'producer' as const, key: 'buffer.memory', value: chance.pick([20_000, 1_000_000]) }, { owner: 'network' as const, key: 'latency.us', value: chance.pick([0, 200, 20_000]) },
      ]),
    },
  }))
}

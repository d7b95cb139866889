/** Kinds about where a record goes: partition, sticky, adaptive, coordinator-partition. */
import { coordinatorPartition, countProduced, murmur2, nextPartition, partitionForHash, partitionLoad, serdeNamed, serialize, type StickyState } from '../../src/engine'
import { valueOf } from './bytes'

export function playPartition({ serializer, key, partitions }: { serializer: string; key: string | number; partitions: number }): unknown {
  const serde = serdeNamed(serializer)
  if (!serde) throw new Error(`no serializer is called ${serializer}`)
  const bytes = serialize(serde, valueOf(serializer, key))
  if (bytes === null) throw new Error('a record without a key has no hash')
  const hash = murmur2(bytes)
  return { hash, partition: partitionForHash(hash, partitions) }
}

export const playCoordinatorPartition = ({ id, partitions }: { id: string; partitions: number }): unknown => ({ partition: coordinatorPartition(id, partitions) })

const numeric = (count: number): number[] => Array.from({ length: count }, (_none, index) => index)
const cycle = (draws: readonly number[]): (() => number) => { let used = 0; return () => draws[used++ % draws.length]! & 0x7fffffff }

interface StickyGiven { readonly partitions: number; readonly leaderless: readonly number[]; readonly batchSize: number; readonly draws: readonly number[]; readonly appended: readonly (readonly [number, boolean])[] }

export function playSticky({ partitions, leaderless, batchSize, draws, appended }: StickyGiven): unknown {
  const available = numeric(partitions).filter(partition => !leaderless.includes(partition))
  const draw = cycle(draws)
  const sticky: StickyState = { partition: nextPartition(draw(), available, partitions, null), producedBytes: 0 }
  const used = [sticky.partition]
  for (const [bytes, switchAllowed] of appended) {
    if (countProduced(sticky, bytes, switchAllowed, Math.max(1, batchSize))) {
      sticky.partition = nextPartition(draw(), available, partitions, null)
      sticky.producedBytes = 0
    }
    used.push(sticky.partition)
  }
  return { partition: used }
}

export function playAdaptive({ queues, length, draws }: { queues: readonly number[]; length: number; draws: readonly number[] }): unknown {
  const partitions = numeric(queues.length)
  const load = partitionLoad(queues, partitions, length)
  return { partition: draws.map(draw => nextPartition(draw & 0x7fffffff, partitions, queues.length, load)) }
}

/**
 * The cluster's metadata: what the controllers write into their log, and the picture that everybody makes of it by applying the log in order.
 * Kafka: metadata/src/main/resources/common/metadata/*.json, metadata/image/MetadataImage; spec §9.1.
 * Simplified: a record carries the whole registration after the change, where Kafka's carries what has changed.
 */
export const NO_LEADER = -1

/** A partition as the controller knows it. Lists of broker ids. */
export interface PartitionRegistration {
  readonly sealed: true
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  /** Eligible leader replicas (KIP-966). */
  readonly elr: readonly number[]
  /** At most one: who led last, when nobody can lead. */
  readonly lastKnownElr: readonly number[]
  readonly adding: readonly number[]
  readonly removing: readonly number[]
  /** −1: none. */
  readonly leader: number
  readonly leaderEpoch: number
  readonly partitionEpoch: number
  /** After an unclean election, until the leader's next change of the ISR. */
  readonly recovering: boolean
  /** Ours: how often the topic's min.insync.replicas had changed when `elr` and `lastKnownElr` were made; absent while they are empty. */
  readonly elrRevision?: number
}
export interface BrokerRegistration {
  readonly sealed: true
  readonly broker: number
  /** Offset of the record that registered it. */
  readonly epoch: number
  readonly incarnation: number
  readonly fenced: boolean
  readonly inControlledShutdown: boolean
  /** broker.rack; null: not told. */
  readonly rack: string | null
}
export type MetadataRecord =
  | { readonly type: 'broker'; readonly registration: BrokerRegistration }
  | { readonly type: 'partition'; readonly partition: number; readonly registration: PartitionRegistration }
  | { readonly type: 'partitionRemoved'; readonly partition: number }
  /** Control record: who leads the quorum in this epoch. */
  | { readonly type: 'leaderChange'; readonly leader: number }

export interface MetadataBatch {
  readonly sealed: true
  readonly baseOffset: number
  /** Of the quorum's leader that wrote it. */
  readonly epoch: number
  readonly records: readonly MetadataRecord[]
}
export const nextOffset = ({ baseOffset, records }: MetadataBatch): number => baseOffset + records.length

export interface MetadataImage {
  /** The log is applied up to here. */
  readonly offset: number
  readonly brokers: ReadonlyMap<number, BrokerRegistration>
  readonly partitions: ReadonlyMap<number, PartitionRegistration>
}
/** A controller's own: it decides before its log says so. */
export interface GrowingImage extends MetadataImage {
  offset: number
  readonly brokers: Map<number, BrokerRegistration>
  readonly partitions: Map<number, PartitionRegistration>
}
export const emptyImage = (): GrowingImage => ({ offset: 0, brokers: new Map(), partitions: new Map() })

export function applyRecord(image: Pick<GrowingImage, 'brokers' | 'partitions'>, record: MetadataRecord): void {
  if (record.type === 'broker') image.brokers.set(record.registration.broker, record.registration)
  else if (record.type === 'partition') image.partitions.set(record.partition, record.registration)
  else if (record.type === 'partitionRemoved') image.partitions.delete(record.partition)
}

export function applyBatch(image: GrowingImage, batch: MetadataBatch): void {
  for (const record of batch.records) applyRecord(image, record)
  image.offset = nextOffset(batch)
}

/** A broker's: never written again, so that brokers that know the same, and every checkpoint, have one image between them. */
export interface SealedImage extends MetadataImage { readonly sealed: true }
export const NO_IMAGE: SealedImage = { sealed: true, ...emptyImage() }

/** What came after an image the last time, for the next broker that gets there. */
const followed = new WeakMap<MetadataImage, { readonly batch: MetadataBatch; readonly image: SealedImage }>()

/** The image after a batch. */
export function imageAfter(image: MetadataImage, batch: MetadataBatch): MetadataImage {
  const known = followed.get(image)
  if (known?.batch === batch) return known.image
  const changes = (type: MetadataRecord['type']): boolean => batch.records.some(record => record.type === type)
  const next = {
    sealed: true, offset: nextOffset(batch), brokers: changes('broker') ? new Map(image.brokers) : image.brokers as Map<number, BrokerRegistration>,
    partitions: changes('partition') || changes('partitionRemoved') ? new Map(image.partitions) : image.partitions as Map<number, PartitionRegistration>,
  } as const
  for (const record of batch.records) applyRecord(next, record)
  followed.set(image, { batch, image: next })
  return next
}

/** Whether it was made before the last change of min.insync.replicas: then who was eligible is void. */
export const isElrVoid = ({ elrRevision }: PartitionRegistration, { revision = 0 }: { readonly revision?: number }): boolean => elrRevision !== undefined && elrRevision !== revision

/** Whether a broker may lead, or join an ISR. */
export function isActive({ brokers }: MetadataImage, broker: number): boolean {
  const found = brokers.get(broker)
  return found !== undefined && !found.fenced && !found.inControlledShutdown
}

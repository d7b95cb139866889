/** Partition functions to begin with, for the editor. */
export interface PartitionerExample { readonly name: string; readonly about: string; readonly source: string }

export const PARTITIONER_EXAMPLES: readonly PartitionerExample[] = [
  {
    name: 'Kafka’s own rule for keys', about: 'The same as without a partitioner: hash of the key, modulo the number of partitions.',
    source: `function partition(record) {
  return record.keyHash % record.partitionCount
}`,
  },
  {
    name: 'VIPs first', about: 'Partition 0 is kept for a few riders; all others share the rest.',
    source: `const vips = ['rider-7', 'rider-8']

function partition(record) {
  if (vips.includes(record.key)) return 0
  return 1 + record.keyHash % (record.partitionCount - 1)
}`,
  },
  {
    name: 'By city', about: 'Keys such as "berlin-17": all of a city on one partition, by what stands before the hyphen.',
    source: `const cities = ['berlin', 'lima', 'osaka']

function partition(record) {
  const city = String(record.key).split('-')[0]
  const known = cities.indexOf(city)
  if (known >= 0) return known % record.partitionCount
  return record.partitionCount - 1
}`,
  },
  {
    name: 'Round robin', about: 'Every record to the next partition, whatever its key. One key’s records lose their order.',
    source: `function partition(record) {
  const { available, counter, partitionCount } = record
  if (available.length === 0) return counter % partitionCount
  return available[counter % available.length]
}`,
  },
  {
    name: 'A mistake: negative', about: 'A hash of one’s own that Java would make negative for some keys: send() throws.',
    source: `function partition(record) {
  let hash = 7
  for (const letter of String(record.key)) {
    hash = (hash * 31 + letter.charCodeAt(0)) | 0
  }
  return hash % record.partitionCount
}`,
  },
]

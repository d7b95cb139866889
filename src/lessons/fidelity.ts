/** What the engine models, what it simplifies, what it does not have: the product's own words for it. src/engine/README.md says the same for developers. */
export interface FidelityPart { readonly title: string; readonly intro: string; readonly points: readonly string[] }

export const fidelity: readonly FidelityPart[] = [
  {
    title: 'Modelled as in Apache Kafka 4.4',
    intro: 'By Kafka’s own rules, step by step; those marked ✓ are also played against cases recorded from Kafka’s own classes, or from a live cluster.',
    points: [
      'Record and batch sizes to the byte: varints, the 61-byte header, CRC-32C ✓',
      'Partition choice: murmur2 of the key ✓; without a key the built-in partitioner, sticky by bytes ✓ and weighted by queue length ✓; RoundRobinPartitioner, and a partition function of your own, stopped after 100 000 steps',
      'Serializers ✓ for text, numbers, UUID, bytes, JSON and an application’s own class; one that refuses a value fails send() before anything else happens',
      'Accumulator: when a batch is full ✓, when linger.ms is over, who goes along; buffer.memory with blocked send() and max.block.ms; the buffer pool ✓',
      'The whole producer, on 159 timelines recorded from Kafka’s own client ✓: passes and polls, drain order, max.in.flight.requests.per.connection, retries with jitter, request and delivery timeouts, splitting of what is too large, metadata, lost connections, flush() and close()',
      'Idempotence ✓: producer id, epoch, sequence numbers, order under retries; a broker that recognizes a repeated batch and refuses one out of order',
      'Compression by the real codecs at every level ✓, over values like a ride service’s; the estimate that learns how well a topic compresses ✓',
      'Defaults, bounds and messages of Kafka 3.9 to 4.4, and what changed in the producer between them ✓',
      'Leader append, followers that fetch (long poll), log end offset, high watermark and its one-fetch delay, purgatory for acks=all and for fetches, acks 0, 1 and all ✓',
      'In-sync replicas: shrink after replica.lag.time.max.ms, expand when caught up, each by way of the controller; min.insync.replicas; the high watermark that stands still below it ✓',
      'Brokers that die, lose power, stand still, shut down in good order and come back: registration, heartbeats, fencing, elections (preferred, unclean, eligible leader replicas), leader epochs, truncation of what another leader wrote differently ✓',
      'Controllers: a KRaft quorum of 1, 3 or 5 with pre-votes, elections, a metadata log by majority; topics, partitions, reassignment, deletion ✓',
      'Links that are cut silently or refuse, that are slow or lossy; slow and full disks; lost answers',
      'Logs: segments, indexes, roll rules, retention by time and size, compaction with tombstones, DeleteRecords, what a broker remembers of its producers ✓',
      'Fate strips: every column is a whole run from the same seed with the fault at that instant, played past restart, election and retries; edges to the microsecond',
      'A ledger that knows of every record what its client was told and what became of it, and by whose rule it was lost',
      'Consumer: one fetch per broker, up to the high watermark, max.poll.records, asynchronous commits to the group’s coordinator ✓ (its placement)',
      'Virtual time in whole microseconds; every client looks at its own clock in milliseconds, as Kafka’s clients do',
    ],
  },
  {
    title: 'Simplified',
    intro: 'Present, but simpler than life.',
    points: [
      'The client’s own CPU time is 0: serializing, choosing a partition and appending happen at one instant',
      'A broker’s work takes fixed times (0.1 ms for a Produce, 0.05 ms for a Fetch); its threads never run short',
      'A partition function that names a partition the topic does not have fails at once; Kafka waits delivery.timeout.ms for a leader',
      'A link has one latency and one bandwidth each way; each connection has all of it',
      'Unless it starts cold, a producer is connected and knows the cluster; opening a connection is one round trip; requests have round header sizes; every Fetch names all its partitions (no fetch sessions)',
      'The producers that a scenario begins with have the same settings, unless one is given its own',
      'Changing a producer setting changes the running producer; only enable.idempotence, buffer.memory and compression close it and start a new one, as any change would in life',
      'The consumer is alone in its group, has every partition, reads from offset 0 (auto.offset.reset plays no part), commits after a poll, and processing takes no time',
      '__consumer_offsets is a table on its coordinator, not a replicated log; its coordinator does not move',
      'The operating system writes its page cache back after 30 s; until then only a process may die without loss',
      'An administrator reaches the leading controller at once; settings of topics and brokers reach all machines at one instant',
      'A broker that a reassignment takes away is no longer eligible to lead; Kafka 4.4 leaves it in the ELR while too few are in sync',
      'The ledger remembers the last 131 072 batches; what became of older ones it no longer tells',
      'TCP never gives up on a link that is cut silently; what waits goes through when it is mended',
      'Cleaning a log takes no time, and a removed segment is gone at once',
      'In the forks of a fate strip that you ask for in the playground the workload ends with the strip, so that they are played soon; a fate that lasts less than a column between two equal ones is not seen',
    ],
  },
  {
    title: 'Not here yet',
    intro: 'Later lessons bring these; until then nothing on the stage pretends to them.',
    points: [
      'Transactions', 'ZooKeeper', 'Consumer group protocols, several consumers sharing a topic',
      'Kafka Streams, Kafka Connect, schemas', 'What brokers and consumers did differently before Kafka 4.4',
    ],
  },
]

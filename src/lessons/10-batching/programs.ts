/** The program of lesson 10 in three languages: the size of a batch, and a loop that knows nothing of batches. */
import type { Program } from '../program'

const OTHER_CLIENT = 'This client is built on librdkafka: batch.size there is a limit too, with its own default. The stage shows the Java client.'

export const programs: readonly Program[] = [
  {
    language: 'Java',
    lines: [
      { text: 'props.put("batch.size", {batch.size});', setting: 'batch.size' },
      { text: 'props.put("linger.ms", {linger.ms});', setting: 'linger.ms' },
      { text: 'var producer = new KafkaProducer<String, String>(props);' },
      { text: 'for (var tap : taps)', during: ['waiting'] },
      { text: '    producer.send(new ProducerRecord<>("ride-requests", tap),', during: ['send'] },
      { text: '        (metadata, error) -> answer(metadata));   // one callback a record', during: ['callback'] },
    ],
  },
  {
    language: 'Node', note: OTHER_CLIENT,
    lines: [
      { text: 'const producer = new Kafka().producer({' },
      { text: '  "batch.size": {batch.size},', setting: 'batch.size' },
      { text: '  "linger.ms": {linger.ms},', setting: 'linger.ms' },
      { text: '})' },
      { text: 'for await (const tap of taps)', during: ['waiting'] },
      { text: '  producer.send({ topic: "ride-requests", messages: [tap] })', during: ['send'] },
      { text: '    .then(answer)   // one promise a call', during: ['callback'] },
    ],
  },
  {
    language: 'Python', note: OTHER_CLIENT,
    lines: [
      { text: 'producer = Producer({' },
      { text: '    "batch.size": {batch.size},', setting: 'batch.size' },
      { text: '    "linger.ms": {linger.ms},', setting: 'linger.ms' },
      { text: '})' },
      { text: 'for tap in taps:', during: ['waiting'] },
      { text: '    producer.produce("ride-requests", tap, on_delivery=answer)', during: ['send'] },
      { text: '    producer.poll(0)   # answers are called back here', during: ['callback'] },
    ],
  },
]

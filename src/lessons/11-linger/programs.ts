/** The program of lesson 11 in three languages: what is set, what is called, what is called back. */
import type { Program } from '../program'

const OTHER_CLIENT = 'This client is built on librdkafka: the same settings, its own code and defaults. The stage shows the Java client.'

export const programs: readonly Program[] = [
  {
    language: 'Java',
    lines: [
      { text: 'props.put("linger.ms", {linger.ms});', setting: 'linger.ms' },
      { text: 'props.put("batch.size", {batch.size});', setting: 'batch.size' },
      { text: 'var producer = new KafkaProducer<String, String>(props);' },
      { text: 'producer.send(position, (metadata, error) -> {   // now it is in a batch, not yet sent', during: ['send'] },
      { text: '    log.info("stored at offset " + metadata.offset());', during: ['callback'] },
      { text: '});' },
      { text: 'waitForNextPhone();', during: ['waiting'] },
    ],
  },
  {
    language: 'Node', note: OTHER_CLIENT,
    lines: [
      { text: 'const producer = new Kafka().producer({' },
      { text: '  "linger.ms": {linger.ms},', setting: 'linger.ms' },
      { text: '  "batch.size": {batch.size},', setting: 'batch.size' },
      { text: '})' },
      { text: 'producer.send({ topic, messages: [position] })   // a promise: the answer comes later', during: ['send'] },
      { text: '  .then(([stored]) => console.log("stored at offset", stored.baseOffset))', during: ['callback'] },
      { text: 'waitForNextPhone()', during: ['waiting'] },
    ],
  },
  {
    language: 'Python', note: OTHER_CLIENT,
    lines: [
      { text: 'producer = Producer({' },
      { text: '    "linger.ms": {linger.ms},', setting: 'linger.ms' },
      { text: '    "batch.size": {batch.size},', setting: 'batch.size' },
      { text: '})' },
      { text: 'def stored(error, message):' },
      { text: '    print("stored at offset", message.offset())', during: ['callback'] },
      { text: 'producer.produce(topic, position, on_delivery=stored)   # returns at once', during: ['send'] },
      { text: 'producer.poll(wait_for_next_phone)', during: ['waiting'] },
    ],
  },
]

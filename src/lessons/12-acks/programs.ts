/** The program of lesson 12 in three languages. */
import type { Program } from '../program'

const OTHER_CLIENT = 'This client is built on librdkafka: the same setting, its own code. The stage shows the Java client.'

export const programs: readonly Program[] = [
  {
    language: 'Java',
    lines: [
      { text: 'props.put("acks", "{acks}");', setting: 'acks' },
      { text: 'var producer = new KafkaProducer<String, String>(props);' },
      { text: 'producer.send(payment, (metadata, error) -> {', during: ['send'] },
      { text: '    if (error == null) markPaid(payment);        // what does a yes promise?', during: ['callback'] },
      { text: '    else               lookAgainLater(payment);  // what does a no?' },
      { text: '});' },
      { text: 'waitForNextPayment();', during: ['waiting'] },
    ],
  },
  {
    language: 'Node', note: OTHER_CLIENT,
    lines: [
      { text: 'const producer = new Kafka().producer({ "acks": "{acks}" })', setting: 'acks' },
      { text: 'producer.send({ topic, messages: [payment] })', during: ['send'] },
      { text: '  .then(() => markPaid(payment))         // what does a yes promise?', during: ['callback'] },
      { text: '  .catch(() => lookAgainLater(payment))  // what does a no?' },
      { text: 'waitForNextPayment()', during: ['waiting'] },
    ],
  },
  {
    language: 'Python', note: OTHER_CLIENT,
    lines: [
      { text: 'producer = Producer({"acks": "{acks}"})', setting: 'acks' },
      { text: 'def answered(error, message):' },
      { text: '    if error is None: mark_paid(message)  # what does a yes promise?', during: ['callback'] },
      { text: '    else: look_again_later(message)       # what does a no?' },
      { text: 'producer.produce(topic, payment, on_delivery=answered)', during: ['send'] },
      { text: 'producer.poll(wait_for_next_payment)', during: ['waiting'] },
    ],
  },
]

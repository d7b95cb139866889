/** Three questions about the payments in the learner's own run of the challenge; their answers are read from its log. */
import { rough } from '../../engine/kernel/units'
import { chosenIn, choicesOf } from '../board'
import type { EndQuestion, Evidence } from '../lesson'
import { firstOf, inSyncAt } from '../readings'
import { lostBy, lostIn } from './measures'
import { HELD_STILL_US, LONELY_AT_US, TOPICS } from './scenarios'
import { board, producerNode, seconds } from './storm'

const PAYMENTS = TOPICS.indexOf('payments'), PRODUCER = producerNode('payments')
/** acks, copies and minimum of the payments, as they were chosen. */
const chosen = ({ scenario }: Evidence): { readonly acks: string; readonly copies: string; readonly minimum: string } => {
  const [acks, copies, minimum] = choicesOf(board, 'payments').map(choice => chosenIn(scenario, choice))
  return { acks: acks!, copies: copies!, minimum: minimum! }
}
const inSync = (run: Evidence): number => inSyncAt(run, LONELY_AT_US, Number(chosen(run).copies), PAYMENTS)

/** What became of the payments that were sent when the leader was alone. */
function answerThere(run: Evidence): 'yes' | 'refused' | 'waits' {
  const fromUs = LONELY_AT_US - 2_000_000
  if (firstOf(run, 'batchRejected', ({ atUs, arguments: given }) => given['partition'] === PAYMENTS && atUs <= LONELY_AT_US, fromUs) !== undefined) return 'refused'
  return firstOf(run, 'batchAcknowledged', ({ atUs, node }) => node === PRODUCER && atUs <= LONELY_AT_US, fromUs) === undefined ? 'waits' : 'yes'
}
const amount = (run: Evidence): 'none' | 'some' => (lostIn(run, PAYMENTS) === 0 ? 'none' : 'some')
/** How what is lost was lost. */
const RULES: Readonly<Record<ReturnType<typeof lostBy>, string>> = {
  '': '', 'acks=0': ': with acks=0 no answer was asked for', 'acks=1': ': with acks=1 one log was enough for a yes', 'lastInSync': ': the leader was alone in sync when it lost its power', 'powerLoss': ': no disk had them yet',
  'uncleanElection': ': a leader was elected without them', 'deletion': ': deleted', 'topicDeleted': ': the topic is gone', 'notAllowed': ': by no rule of Kafka’s',
}

export const endQuestions: readonly EndQuestion[] = [
  {
    id: 'in-sync', question: { form: 'choice', parts: [''], options: ['3', '2', '1'], answer: run => [String(inSync(run))] },
    facts: run => ({ inSync: String(inSync(run)), copies: chosen(run).copies, lonelyAt: seconds(LONELY_AT_US), stillFor: seconds(LONELY_AT_US - HELD_STILL_US) }),
  },
  {
    id: 'what-it-said', question: { form: 'choice', parts: [''], options: ['yes', 'refused', 'waits'], answer: run => [answerThere(run)] },
    facts: run => ({ ...chosen(run), inSync: String(inSync(run)), truth: { yes: 'they were told yes', refused: 'refused, and tried again', waits: 'nothing was said yet' }[answerThere(run)] }),
  },
  {
    id: 'what-was-lost', question: { form: 'choice', parts: [''], options: ['none', 'some'], answer: run => [amount(run)] },
    facts: run => ({ ...chosen(run), lost: rough(lostIn(run, PAYMENTS)), rule: RULES[lostBy(run, PAYMENTS)] }),
  },
]

/** Three questions about the learner's own run of the challenge; their answers are read from its log. */
import { rough } from '../../engine/kernel/units'
import type { EndQuestion, Evidence } from '../lesson'
import { firstOf, inSyncAt } from '../readings'
import { lostBy, lostOf } from './measures'

const AT_US = 30_000_000
const settingOf = ({ scenario }: Evidence, owner: 'producer' | 'topic', key: string): string => String(scenario.configs[owner]?.[key] ?? '')

/** What became of the first payment that was sent in the loneliest stretch. */
function answerThere(run: Evidence): 'yes' | 'refused' | 'waits' {
  if (firstOf(run, 'batchRejected', () => true, AT_US - 2_000_000) !== undefined) return 'refused'
  return firstOf(run, 'batchAcknowledged', ({ atUs }) => atUs <= AT_US, AT_US - 2_000_000) === undefined ? 'waits' : 'yes'
}
const amount = (run: Evidence): 'none' | 'some' => (lostOf(run) === 0 ? 'none' : 'some')

export const endQuestions: readonly EndQuestion[] = [
  {
    id: 'in-sync', question: { form: 'choice', parts: [''], options: ['3', '2', '1'], answer: run => [String(inSyncAt(run, AT_US))] },
    facts: run => ({ inSync: String(inSyncAt(run, AT_US)) }),
  },
  {
    id: 'what-it-said', question: { form: 'choice', parts: [''], options: ['yes', 'refused', 'waits'], answer: run => [answerThere(run)] },
    facts: run => ({ acks: settingOf(run, 'producer', 'acks'), minimum: settingOf(run, 'topic', 'min.insync.replicas'), inSync: String(inSyncAt(run, AT_US)), truth: { yes: 'the leader took it and said yes', refused: 'it was refused, and tried again', waits: 'nothing was said yet' }[answerThere(run)] }),
  },
  {
    id: 'what-was-lost', question: { form: 'choice', parts: [''], options: ['none', 'some'], answer: run => [amount(run)] },
    facts: run => ({ lost: rough(lostOf(run)), rule: lostBy(run) === '' ? 'nothing' : lostBy(run) === 'powerLoss' ? 'a leader that was alone in sync and lost its power' : 'what these settings allow', acks: settingOf(run, 'producer', 'acks'), minimum: settingOf(run, 'topic', 'min.insync.replicas') }),
  },
]

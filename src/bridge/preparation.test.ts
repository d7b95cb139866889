/** Requests that wait for the interpreter: answered in order, refused in words, and a run with a function of one's own rewinds like any other. */
import { expect, test } from 'vitest'
import { presetNamed, type Scenario } from '../engine'
import { createResponder } from './answerRequests'
import type { FromEngine, ToEngine } from './messages'
import { answerInTurn, preparationFor } from './preparation'

const playground = presetNamed('playground')!
const withSource = (source: string): Scenario => ({ ...playground, topology: { ...playground.topology, producers: [{ clientId: 'p', topic: 'rides', partitioner: { source } }] } })
const GOOD = 'function partition({ keyHash, partitionCount }) {\n  return keyHash % partitionCount\n}'

function conversation(): { ask: (...messages: ToEngine[]) => Promise<FromEngine[]>; crashes: unknown[] } {
  const heard: FromEngine[] = [], crashes: unknown[] = []
  let onHeard = (): void => { /* nobody asks yet */ }
  const post = answerInTurn(createResponder(() => 0), answer => { heard.push(answer); onHeard() }, problem => { crashes.push(problem); onHeard() })
  return {
    crashes,
    ask: (...messages) => new Promise(resolve => {
      const until = heard.length + messages.length + crashes.length
      onHeard = () => { if (heard.length + crashes.length >= until) resolve(heard.slice(-messages.length)) }
      for (const message of messages) post(message)
    }),
  }
}

test('only what needs it waits', () => {
  expect(preparationFor({ id: 1, name: 'load', request: { scenario: playground } })).toBeUndefined()
  expect(preparationFor({ id: 1, name: 'seek', request: { atUs: 0 } })).toBeUndefined()
  expect(preparationFor({ id: 1, name: 'load', request: { scenario: withSource(GOOD) } })).toBeDefined()
})
test('answers come in the order of the questions', async () => {
  const { ask } = conversation()
  const answers = await ask({ id: 1, name: 'load', request: { scenario: withSource(GOOD) } }, { id: 2, name: 'seek', request: { atUs: 50_000 } }, { id: 3, name: 'snapshot', request: {} })
  expect(answers.map(({ id, ok }) => [id, ok])).toEqual([[1, true], [2, true], [3, true]])
})
test('a function that does Kafka’s rule gives Kafka’s log, also after going to and fro', async () => {
  const hashAfter = async (scenario: Scenario): Promise<unknown> => {
    const { ask } = conversation()
    const seeks = [2_000_000, 300, 90_000].map((atUs, index): ToEngine => ({ id: index + 1, name: 'seek', request: { atUs } }))
    const answers = await ask({ id: 0, name: 'load', request: { scenario } }, ...seeks, { id: 9, name: 'snapshot', request: {} })
    const last = answers.at(-1)!
    return last.ok ? (last.reply as { hash: string }).hash : last
  }
  expect(await hashAfter(withSource(GOOD))).toBe(await hashAfter(playground))
})
test('a function that cannot be read is refused with its place', async () => {
  const [answer] = await conversation().ask({ id: 1, name: 'load', request: { scenario: withSource('function partition( {') } })
  expect(answer).toMatchObject({ ok: false, problems: [expect.stringMatching(/^Line 1, column \d+: SyntaxError/)] })
})
test('a preview', async () => {
  const [answer] = await conversation().ask({ id: 1, name: 'previewPartitions', request: { scenario: playground, partitioner: { source: GOOD }, keyCount: 5, records: 50 } })
  expect(answer).toMatchObject({ ok: true, reply: { preview: { records: 50, failed: 0 } } })
})
test('what an answer throws ends the engine, not the conversation’s order', async () => {
  const crashing = conversation()
  const ended = answerInTurn(() => { throw new Error('engine: broken') }, () => { /* none comes */ }, problem => { crashing.crashes.push(problem) })
  ended({ id: 1, name: 'snapshot', request: {} })
  expect(crashing.crashes).toHaveLength(1)
})

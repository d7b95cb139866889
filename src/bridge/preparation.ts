/** What must be fetched before a request can be answered: the interpreter, where a scenario has a function of the learner's; codecs, where it compresses. The engine itself never waits. */
import { codecsMissing, codecsOfCommand, isCodecLoaded, loadCodec, loadInterpreter, needsInterpreter, parseScenario } from '../engine'
import type { FromEngine, ToEngine } from './messages'

/** Undefined: the request can be answered at once. */
export function preparationFor({ name, request }: ToEngine): PromiseLike<void> | undefined {
  if (name === 'load' || name === 'beginForks') {
    const parsed = parseScenario(request.scenario)
    if (!parsed.ok) return undefined
    const waits = [...codecsMissing(parsed.scenario).map(loadCodec), ...(needsInterpreter(parsed.scenario) ? [loadInterpreter()] : [])]
    return waits.length > 0 ? Promise.all(waits).then(() => { /* all are there */ }) : undefined
  }
  if (name === 'apply') {
    const [codec] = codecsOfCommand(request.command)
    return codec !== undefined && !isCodecLoaded(codec) ? loadCodec(codec) : undefined
  }
  return name === 'previewPartitions' && request.partitioner !== null && 'source' in request.partitioner ? loadInterpreter() : undefined
}

/**
 * Answers requests in the order they came, although some wait for their preparation. `hear` gets each answer; `crash` what an answer throws; what cannot be
 * fetched is a refusal in words.
 */
export function answerInTurn(respond: (message: ToEngine) => FromEngine, hear: (answer: FromEngine) => void, crash: (problem: unknown) => void): (message: ToEngine) => void {
  let last: Promise<void> | undefined
  const answer = (message: ToEngine): void => {
    let answered: FromEngine
    try {
      answered = respond(message)
    } catch (problem) {
      crash(problem)
      return
    }
    hear(answered)
  }
  return message => {
    const preparation = preparationFor(message)
    if (preparation === undefined && last === undefined) { answer(message); return }
    const turn = (last ?? Promise.resolve()).then(() => preparation).then(() => { answer(message) }, (problem: unknown) => {
      hear({ id: message.id, ok: false, error: `What this needs could not be loaded: ${problem instanceof Error ? problem.message : String(problem)}`, problems: [] })
    }).then(() => { if (last === turn) last = undefined })
    last = turn
  }
}

/** The tool in the learner's hand, shared by the palette, the lit targets on the stage and the menus of brokers. */
import { createContext, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { commandProblems } from '../../engine/pageFace'
import { FAULT_TOOLS, type FaultToolName } from '../../lessons/faultTools'
import { useSessionStore } from '../useSession'
import { commandOf, TOOLS, type Target } from './tools'
import { toldWords } from './toldWords'

export interface FaultHand {
  readonly tools: readonly FaultToolName[]
  readonly armed: FaultToolName | null
  /** The number that goes with the tool, as typed. */
  readonly amount: string
  /** The target that is pointed at. */
  readonly aimed: string | null
  arm(tool: FaultToolName | null): void
  setAmount(text: string): void
  aim(target: string | null): void
  /** Uses a tool (the one in hand unless told) on a target. What is wrong is said in a notice. */
  use(target: Target, tool?: FaultToolName): Promise<void>
  /** What is asked of controllers is to be seen moving. */
  readonly withControllers: boolean
  setWithControllers(on: boolean): void
}

export const FaultHandContext = createContext<FaultHand | null>(null)

/** Null where nothing is offered. */
export function useFaultHand(tools: readonly FaultToolName[] = FAULT_TOOLS): FaultHand | null {
  const store = useSessionStore()
  const [armed, setArmed] = useState<FaultToolName | null>(null)
  const [amount, setAmount] = useState('')
  const [aimed, aim] = useState<string | null>(null)
  const [withControllers, setWithControllers] = useState(false)
  /** What was said of the last tool used, and the instant at which it was. */
  const told = useRef({ text: '', atUs: 0 })
  // Before that instant nothing of it is so.
  useEffect(() => store.subscribe(({ nowUs, notices, dismiss }) => {
    if (nowUs >= told.current.atUs) return
    const stale = notices.find(({ text }) => text === told.current.text)
    told.current = { text: '', atUs: 0 }
    if (stale) dismiss(stale.id)
  }), [store])
  const arm = useCallback((tool: FaultToolName | null) => {
    setArmed(tool)
    aim(null)
    setAmount(tool === null ? '' : String(TOOLS[tool].amount?.initial ?? ''))
  }, [])
  useEffect(() => {
    if (armed === null) return
    const cancel = (event: KeyboardEvent): void => { if (event.key === 'Escape') arm(null) }
    document.addEventListener('keydown', cancel)
    return () => { document.removeEventListener('keydown', cancel) }
  }, [armed, arm])
  const use = useCallback(async (target: Target, given?: FaultToolName) => {
    const tool = given ?? armed
    const { view, configs, notices, notify, dismiss, apply, scenario } = store.getState()
    if (tool === null || view === null) return
    const text = given === undefined ? amount : String(TOOLS[tool].amount?.initial ?? '')
    const number = text.trim() === '' ? NaN : Number(text.replace(',', '.'))
    const command = commandOf(tool, target, number, view)
    const problems = commandProblems(command, scenario?.kafka)
    // The number has a name of its own in the form.
    if (problems.length > 0) {
      const refusal = `${TOOLS[tool].label}: ${problems.join('; ').replace(/^(?:extraLatencyMs|lossPercent|slowness)\b/, TOOLS[tool].amount?.name ?? '$&')}.`
      told.current = { text: refusal, atUs: 0 }
      notify('error', refusal)
      return
    }
    const words = toldWords(tool, target, number, view, configs)
    try {
      await apply(command)
      // One at a time: what was said before has been read.
      for (const { id, tone, text: said } of notices) if (tone === 'information' || said === told.current.text) dismiss(id)
      told.current = { text: words, atUs: store.getState().nowUs }
      notify('information', words)
      arm(null)
    } catch (problem) {
      notify('error', problem instanceof Error ? problem.message : String(problem))
    }
  }, [armed, amount, arm, store])
  return useMemo(() => (tools.length === 0 ? null : { tools, armed, amount, aimed, arm, setAmount, aim, use, withControllers, setWithControllers }), [tools, armed, amount, aimed, arm, use, withControllers])
}

/**
 * What the embed has in xstate's place, whose 12 kB it cannot carry: machines of one level, states with transitions by event and nothing else, which is what
 * playback is. The same names as xstate's; a test holds both to the same answers.
 */
interface FlatConfig { readonly initial: string; readonly states: Readonly<Record<string, { readonly on?: Readonly<Record<string, string>> }>> }
export interface FlatActor {
  start(): FlatActor
  stop(): void
  send(event: { readonly type: string }): void
  subscribe(listener: () => void): void
  getSnapshot(): { readonly value: string }
}

export const setup = (_types: unknown): { createMachine(config: FlatConfig): FlatConfig } => ({ createMachine: config => config })

export function createActor(config: FlatConfig): FlatActor {
  let value = config.initial, running = false
  const listeners: (() => void)[] = []
  const actor: FlatActor = {
    start() { running = true; return actor },
    stop() { running = false },
    send({ type }) {
      if (!running) return
      value = config.states[value]?.on?.[type] ?? value
      for (const listener of listeners) listener()
    },
    subscribe(listener) { listeners.push(listener) },
    getSnapshot: () => ({ value }),
  }
  return actor
}

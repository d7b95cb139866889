/** A program beside the stage: the client's code in one language, its settings those of the run, the line lit that the run executes now. */

/** What the application is doing at an instant. waiting: it has called send() and goes on; nothing of it runs. */
export type CodeMoment = 'send' | 'waiting' | 'callback'
/** `text` has settings as {linger.ms} (the producer's own name); `during`: lit in these moments. */
export interface CodeLine { readonly text: string; readonly during?: readonly CodeMoment[]; readonly setting?: string }
export interface Program {
  readonly language: 'Java' | 'Node' | 'Python'
  readonly lines: readonly CodeLine[]
  /** Where this client is not the one on the stage. */
  readonly note?: string
}

/** The line with the values in force. */
export function lineAt({ text }: CodeLine, producer: Readonly<Record<string, number | string>>): string {
  return text.replace(/\{([\w.]+)\}/g, (whole, name: string) => String(producer[name] ?? whole))
}

/**
 * What runs now. A call takes no time in the run, so it stays lit for `holdUs` of virtual time after it, or until the next one.
 * `lastSendUs`, `lastAckUs`: the last of each at or before now; −1 none.
 */
export function momentAt(nowUs: number, lastSendUs: number, lastAckUs: number, holdUs: number): CodeMoment {
  const last = Math.max(lastSendUs, lastAckUs)
  if (last < 0 || nowUs - last > holdUs) return 'waiting'
  return lastSendUs >= lastAckUs ? 'send' : 'callback'
}

/** Words of the languages that are set apart. */
const KEYWORDS = /\b(new|var|const|await|async|import|from|def|for|in|if|else|return|while|true|false|True|False|None|null|function|lambda)\b|(\/\/.*$|#.*$)|("[^"]*"|'[^']*')/g
export interface CodePiece { readonly text: string; readonly kind: 'plain' | 'keyword' | 'comment' | 'text' }
export function piecesOf(line: string): readonly CodePiece[] {
  const pieces: CodePiece[] = []
  let at = 0
  for (const match of line.matchAll(KEYWORDS)) {
    if (match.index > at) pieces.push({ text: line.slice(at, match.index), kind: 'plain' })
    pieces.push({ text: match[0], kind: match[1] !== undefined ? 'keyword' : match[2] !== undefined ? 'comment' : 'text' })
    at = match.index + match[0].length
  }
  if (at < line.length) pieces.push({ text: line.slice(at), kind: 'plain' })
  return pieces
}

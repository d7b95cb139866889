/** Plays recorded cases and tells which failed, how. Pure: reading files and printing is conform.ts. */
import { difference, type RecordedCase } from './cases'
import { KINDS, type Kind } from './players'

export interface Outcome { readonly id: string; readonly problem: string | null }

const shorten = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length <= 600 ? text : `${text.slice(0, 600)}…`
}

/** One case; `problem` is a line with expected and got, null if it passes. */
export function playCase(recorded: RecordedCase, kinds: Readonly<Record<string, Kind>> = KINDS): Outcome {
  const { id, kind, given, expect } = recorded
  const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!known) return { id, problem: `${id}  kind ${kind} is not supported yet` }
  let got: unknown
  try {
    got = known.play(given as never)
  } catch (error) {
    return { id, problem: `${id}  expected ${shorten(expect)}  got an error: ${error instanceof Error ? error.message : String(error)}` }
  }
  const tolerance = typeof known.tolerance === 'function' ? known.tolerance(given as never, expect as never) : known.tolerance
  const found = difference(expect, got, tolerance)
  return { id, problem: found === null ? null : `${id}  ${found}  (expected ${shorten(expect)}  got ${shorten(got)})` }
}

export interface Claims {
  /** Kinds, or families of a kind's cases (`cluster-replication`). */
  readonly kinds: readonly string[]
  /** Case id → why it may fail. */
  readonly exceptions: Readonly<Record<string, string>>
}
/** A claim names a kind, or one family of a kind's cases: what their ids begin with. */
const isOf = ({ id, kind }: RecordedCase, claim: string): boolean => kind === claim || (claim.startsWith(`${kind}-`) && id.startsWith(`${claim}-`))

export interface Tally { readonly passed: number; readonly failed: number; readonly excepted: number; readonly problems: readonly string[] }

/** Plays cases; with `claims`, only the claimed kinds, exceptions apart: one that passes is a failure. */
export function tally(cases: readonly RecordedCase[], claims?: Claims): Tally {
  let passed = 0, excepted = 0
  const problems: string[] = []
  const played = claims ? cases.filter(recorded => claims.kinds.some(claim => isOf(recorded, claim))) : cases
  for (const recorded of played) {
    const { id, problem } = playCase(recorded)
    const isException = claims !== undefined && Object.hasOwn(claims.exceptions, id)
    if (isException && problem === null) problems.push(`${id}  passes, but claims.json lists it as an exception: remove it there`)
    else if (isException) excepted++
    else if (problem !== null) problems.push(problem)
    else passed++
  }
  for (const kind of claims?.kinds ?? []) if (!played.some(recorded => isOf(recorded, kind))) problems.push(`kind ${kind} is claimed, but there is no case of it`)
  for (const id of Object.keys(claims?.exceptions ?? {})) if (!played.some(recorded => recorded.id === id)) problems.push(`${id} is listed as an exception, but there is no such case among the claimed kinds`)
  return { passed, failed: problems.length, excepted, problems }
}

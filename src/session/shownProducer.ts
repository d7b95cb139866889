/** Of several producers the stage shows one: its lanes and docks, and its messages. The brokers and what they store are everybody's. */
import { isBroker, isProducer, TOKEN, TOKEN_STRIDE, type ClusterView } from '../engine/pageFace'

/** The tokens without those of other producers, and, of a crowd, of brokers that are not shown. */
export function tokensShowing(tokens: Float64Array, view: ClusterView): Float64Array {
  if (view.producers.length < 2 && view.crowd === null) return tokens
  const shown = view.producers[0]!.node, brokers = new Set(view.brokers.map(({ id }) => id))
  const isElsewhere = (node: number): boolean => (isProducer(node) ? node !== shown : view.crowd !== null && isBroker(node) && !brokers.has(node))
  const rows: number[] = []
  for (let at = 0; at < tokens.length; at += TOKEN_STRIDE) {
    const from = tokens[at + TOKEN.from]!, to = tokens[at + TOKEN.to]!
    if (isElsewhere(from) || isElsewhere(to)) continue
    rows.push(...tokens.subarray(at, at + TOKEN_STRIDE))
  }
  return Float64Array.from(rows)
}

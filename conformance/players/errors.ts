/** Kind errors: what a code means. */
import { errorOfCode } from '../../src/engine'

export function playErrors({ code }: { code: number }): unknown {
  const error = errorOfCode(code)
  if (!error) throw new Error(`no error has the code ${code}`)
  const { name, retriable, refreshesMetadata, exception, message } = error
  return { name, retriable, refreshesMetadata, exception, message }
}

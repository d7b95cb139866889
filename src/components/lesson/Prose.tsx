/** Lesson words: settings and calls in their own type, `what is marked so` too, *stress*; riders with their key's colour and letter, the same everywhere. */
import { KeyGlyph } from '../ui/KeyGlyph'
import { useSession } from '../useSession'

const MARKED = /(`[^`]+`|\*[^*]+\*|\b[a-z]+(?:\.[a-z]+)+\b|\backs=(?:all|[01])\b|\backs\b|\b[a-z]+\(\)|\brequests\/s|\brider-\d+)/

export function Prose({ text }: { readonly text: string }) {
  const keys = useSession(session => session.view?.keys)
  return (
    <>
      {text.split(MARKED).map((part, index) => {
        if (index % 2 === 0) return part
        if (part.startsWith('*')) return <em key={index}>{part.slice(1, -1)}</em>
        if (!part.startsWith('rider-')) return <code key={index}>{part.replaceAll('`', '')}</code>
        const key = keys?.indexOf(part) ?? -1
        return <span key={index} style={{ whiteSpace: 'nowrap' }}>{key >= 0 && <span aria-hidden="true"><KeyGlyph keyIndex={key} text={part} /></span>} {part}</span>
      })}
    </>
  )
}

/** A small picture for a lesson's tile, by the part of the course: a log, a tray with its clock, an answer, keys. Decoration: its words stand beside it. */
import type { ReactNode } from 'react'
import type { Listed } from '../../lessons'

const PICTURE: Readonly<Record<Listed['part'], ReactNode>> = {
  'The cluster': <><rect x="9" y="10" width="22" height="5.5" rx="2" fill="var(--key-a)" /><rect x="9" y="17.5" width="16" height="5.5" rx="2" fill="var(--key-b)" /><rect x="9" y="25" width="19" height="5.5" rx="2" fill="var(--key-c)" /></>,
  'Producer internals': <><rect x="9" y="11" width="22" height="11" rx="3.5" fill="none" stroke="var(--stage-text)" strokeWidth="2" /><rect x="12" y="14" width="5" height="5" rx="1.5" fill="var(--key-a)" /><rect x="9" y="26" width="14" height="4" rx="2" fill="var(--time-left)" /></>,
  'Delivery guarantees': <><circle cx="20" cy="20" r="10" fill="none" stroke="var(--committed)" strokeWidth="2.5" /><path d="M15.5 20.5l3.2 3.2 6-6.6" fill="none" stroke="var(--committed)" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" /></>,
  'Putting it together': <><rect x="10" y="10" width="9" height="9" rx="2.5" fill="var(--key-a)" /><rect x="21.5" y="10" width="9" height="9" rx="2.5" fill="var(--key-b)" /><rect x="10" y="21.5" width="9" height="9" rx="2.5" fill="var(--key-c)" /><rect x="21.5" y="21.5" width="9" height="9" rx="2.5" fill="var(--key-d)" /></>,
}

export const LessonIcon = ({ part }: { readonly part: Listed['part'] }) => <svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true" style={{ flex: 'none' }}><rect width="40" height="40" rx="9" fill="var(--stage)" />{PICTURE[part]}</svg>

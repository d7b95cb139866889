/**
 * Furniture in motion (drawers, cards, badges), never Kafka's own things: those move in virtual time. framer-motion's features are loaded after the
 * first paint. The embed has motion.plain.tsx in its place.
 */
import { LazyMotion, MotionConfig } from 'framer-motion'
import * as m from 'framer-motion/m'
import type { ReactNode } from 'react'

const features = () => import('./motionFeatures').then(loaded => loaded.default)

export function MotionRoot({ children }: { readonly children: ReactNode }) {
  return <LazyMotion features={features} strict><MotionConfig reducedMotion="user" transition={{ duration: 0.24, ease: [0.2, 0.8, 0.2, 1] }}>{children}</MotionConfig></LazyMotion>
}

/** A block that comes in from below, softly, whenever its key changes. */
export function Appear({ children, className }: { readonly children: ReactNode; readonly className?: string | undefined }) {
  return <m.div {...(className !== undefined && { className })} initial={{ opacity: 0, y: 8 }} animate={{ opacity: 1, y: 0 }}>{children}</m.div>
}

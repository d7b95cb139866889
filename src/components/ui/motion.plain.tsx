/** The same exports as motion.tsx without framer-motion, for the embed. */
import type { ReactNode } from 'react'

export const MotionRoot = ({ children }: { readonly children: ReactNode }) => <>{children}</>
export const Appear = ({ children, className }: { readonly children: ReactNode; readonly className?: string | undefined }) => <div className={className}>{children}</div>

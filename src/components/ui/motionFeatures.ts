/** Loaded by motion.tsx when the page has been drawn. */
export { domAnimation as default } from 'framer-motion'

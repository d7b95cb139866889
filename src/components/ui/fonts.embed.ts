/** The embed has the same fonts inlined as data (vite.embed.config.ts): a sandboxed frame may fetch none. */
import './fonts.css'

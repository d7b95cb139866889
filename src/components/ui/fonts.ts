/** The page's fonts, self-hosted: only the Latin subsets. The embed has fonts.embed.ts in its place. */
import './fonts.css'

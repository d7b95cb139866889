/** How slowly a stretch of a run is played. */
import type { Stretch } from './lesson'

/** A moment stretched to five and a half seconds, or as slow as the page plays. */
export const slowly = (fromUs: number, untilUs: number): Stretch => ({ fromUs, untilUs, speed: Math.max(1 / 10_000, (untilUs - fromUs) / 5_500_000) })
/** A stretch played in so many seconds. */
export const inSeconds = (fromUs: number, untilUs: number, seconds: number): Stretch => ({ fromUs, untilUs, speed: (untilUs - fromUs) / 1_000_000 / seconds })

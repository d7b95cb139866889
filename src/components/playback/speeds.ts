/** Speeds one can choose, in virtual seconds per real second: from 1/10 000 to 10, evenly by feel: 1, 2 and 5 of every power of ten. */
export const SPEEDS: readonly number[] = [10_000, 1000, 100, 10, 1].flatMap(whole => [1, 2, 5].map(step => step / whole)).concat(10)

/** The index of the speed nearest to one, by ratio. */
export const nearestSpeed = (speed: number): number => SPEEDS.reduce((best, one, index) => (Math.abs(one - speed) / one < Math.abs(SPEEDS[best]! - speed) / SPEEDS[best]! ? index : best), 0)

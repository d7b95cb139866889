/** Lesson 1's scenario: riders ask for rides; rider-7's request is traced through the whole cluster. `sim --preset ride-requests` plays the same run. */
import { presetNamed } from '../../engine/pageFace'

export const rideRequests = presetNamed('ride-requests')!
export const HERO = 'rider-7'

const [hero, again, other, billing] = rideRequests.script.map(({ atUs }) => atUs) as [number, number, number, number]
export const HERO_AT_US = hero, AGAIN_AT_US = again, OTHER_AT_US = other, BILLING_AT_US = billing

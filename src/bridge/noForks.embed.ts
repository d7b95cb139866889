/** In place of the engine's forks in the embed: it shows no fate strips, so nobody asks for them. */
export function beginForks(): never { throw new Error('An embed plays no forks.') }
export const playFork = beginForks

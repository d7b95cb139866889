/** Where playback stands: loading, paused, playing, jumping (a seek, a step, a change of branch is on its way), failed. */
import { setup } from 'xstate'

export type PlaybackEvent =
  | { readonly type: 'loaded' } | { readonly type: 'load' } | { readonly type: 'play' } | { readonly type: 'pause' }
  | { readonly type: 'jump' } | { readonly type: 'landed' } | { readonly type: 'crashed' } | { readonly type: 'gaveUp' }

export const playbackMachine = setup({ types: { events: {} as PlaybackEvent } }).createMachine({
  id: 'playback',
  initial: 'loading',
  states: {
    loading: { on: { loaded: 'paused', gaveUp: 'failed', crashed: 'loading' } },
    paused: { on: { play: 'playing', jump: 'jumping', load: 'loading', crashed: 'loading' } },
    playing: { on: { pause: 'paused', jump: 'jumping', load: 'loading', crashed: 'loading' } },
    /** A jump ends paused: a frame one has gone to wants to be read. */
    jumping: { on: { landed: 'paused', load: 'loading', crashed: 'loading', jump: 'jumping' } },
    failed: { on: { load: 'loading' } },
  },
})

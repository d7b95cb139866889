/** The embed's stand-in for xstate gives playback the same answers. */
import { expect } from 'vitest'
import { createActor as createXstateActor } from 'xstate'
import { fc, test as property } from '../engine/testing/propertyTest'
import { createActor } from './flatMachine'
import { playbackMachine, type PlaybackEvent } from './playbackMachine'

const EVENTS = ['loaded', 'load', 'play', 'pause', 'jump', 'landed', 'crashed', 'gaveUp'] as const

property('after any events both are in the same state', fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 }), types => {
  const real = createXstateActor(playbackMachine).start(), flat = createActor(playbackMachine.config as never).start()
  for (const type of types) {
    const event: PlaybackEvent = { type }
    real.send(event)
    flat.send(event)
    expect(flat.getSnapshot().value).toBe(real.getSnapshot().value)
  }
}, 200)

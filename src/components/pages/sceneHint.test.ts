import { expect, test } from 'vitest'
import { presetNamed } from '../../engine'
import { sceneHint } from './sceneHint'

test('a scene with a fault far ahead says when and what to press; one without, or past it, says nothing', () => {
  const crash = presetNamed('leader-crash')!
  expect(sceneHint(crash, 0)).toBe('At 2\u00a0s something fails here. The last step button, or N, plays on to the next change of the cluster.')
  expect(sceneHint(crash, 1_800_000)).toBeNull()
  expect(sceneHint(crash, 3_000_000)).toBeNull()
  expect(sceneHint(presetNamed('playground')!, 0)).toBeNull()
  expect(sceneHint(presetNamed('timeouts')!, 0)).toBeNull()
})

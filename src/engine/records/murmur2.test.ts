/** Hashes as recorded from Kafka (spec §14.1). Each tail of 0 to 3 bytes is among them. */
import { expect, test } from 'vitest'
import { murmur2 } from './murmur2'

test.each([
  ['', 275_646_681], ['a', -1_563_381_124], ['ab', 316_155_434], ['abc', 479_470_107], ['abcd', -1_323_649_548], ['abcde', 461_995_741], ['21', -973_932_308], ['foobar', -790_332_482],
  ['é', 186_971_271], ['日本', -700_811_021], ['a-little-bit-longer-string', -1_486_304_829], ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971],
])('%j hashes to %i', (text, hash) => { expect(murmur2(new TextEncoder().encode(text))).toBe(hash) })
test('bytes above 127 count as they are', () => {
  expect(murmur2(Uint8Array.of(255, 255, 255, 255))).toBe(644_171_429)
  expect(murmur2(Uint8Array.of(128, 0, 0, 0))).toBe(-65_415_266)
})

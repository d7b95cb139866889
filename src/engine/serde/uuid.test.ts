/** What Java's own UUID.fromString took and refused. */
import { expect, test } from 'vitest'
import { canonicalUuid } from './uuid'

test.each([
  ['E5BA3A31-492D-F252-CEA8-B115B06D447A', 'e5ba3a31-492d-f252-cea8-b115b06d447a'], ['1-1-1-1-1', '00000001-0001-0001-0001-000000000001'], ['+1-1-1-1-1', '00000001-0001-0001-0001-000000000001'],
  ['123456789-1-1-1-1', '23456789-0001-0001-0001-000000000001'], ['7fffffffffffffff-1-1-1-1', 'ffffffff-0001-0001-0001-000000000001'], ['00000000000000000001-1-1-1-1', '00000001-0001-0001-0001-000000000001'],
])('%s is read as %s', (text, uuid) => { expect(canonicalUuid(text)).toBe(uuid) })

test.each(['', '00000000000000000000000000001-1-1-1-1', '1-2-3-4', '1-2-3-4-5-6', '1--1-1-1', 'e5ba3a31492df252cea8b115b06d447a', 'e5ba3a31-492d-f252-cea8-b115b06d447ag', 'ffffffffffffffff-1-1-1-1', 'x-1-1-1-1', '-1-1-1-1-1', ' 1-1-1-1-1'])('%j is none', text => {
  expect(canonicalUuid(text)).toBeNull()
})

/** Cards to put in order do not lie in the right order when they are handed out. */
import { expect, test } from 'vitest'
import { firstOrder } from './OrderForm'

const asked = (cards: readonly string[], given: readonly string[] = []) => ({ cards, given })

test('by name', () => { expect(firstOrder(asked(['c', 'a', 'b']), ['b', 'c', 'a'])).toEqual(['a', 'b', 'c']) })
test('the other way round where by name would be the answer', () => { expect(firstOrder(asked(['all', '0', '1']), ['0', '1', 'all'])).toEqual(['all', '1', '0']) })
test('cards that are given lie where they belong', () => { expect(firstOrder(asked(['d', 'a', 'b', 'c'], ['d']), ['a', 'd', 'b', 'c'])).toEqual(['c', 'd', 'b', 'a']) })

import { expect, test } from 'vitest'
import { within } from '../src/bytes.ts'

test.each([
  ['what fits', 'one-two', 7, 'one-two'],
  ['whole words', 'one-two-three', 8, 'one-two'],
  ['whole words, where the cut is behind one', 'one-two-three', 7, 'one-two'],
  ['letters of the first word, where that is too long', 'onetwo-three', 4, 'onet'],
  ['bytes, not letters', 'äöü-é', 6, 'äöü'],
  ['whole letters, of whatever they are made', 'ae\u0301\u0323bc', 4, 'a'],
  ['whole signs of two units', 'a😀b', 4, 'a'],
])('a text is cut to %s', (_, text, bytes, cut) => {
  expect(within(text, bytes, '-')).toBe(cut)
})

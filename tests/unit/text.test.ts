import { describe, expect, test } from 'vitest'
import { pieceOf, wholeText } from '../../src/importer/text.ts'

describe('a piece of a text loses its indentation', () => {
  test.each([
    ['from its first line on', 'a\n  b\n  c', 2, 'b\nc', undefined],
    ['below an empty first line', 'a\n  b\n    c', 1, '\nb\n  c', undefined],
    ['with carriage returns', 'a\r\n  b\r\n\tc', 1, '\r\nb\r\nc', undefined],
    ['as far as it goes', 'a\n  b\n  c', 1, '\nb\n  c', 5],
  ])('%s', (_, text, start, expected, indentEnd) => {
    const piece = pieceOf(wholeText(text), { start, end: text.length }, 2, indentEnd)

    expect(piece.text).toBe(expected)
    const last = piece.placeAt(piece.text.length - 1)
    expect(last).toEqual(wholeText(text).placeAt(text.length - 1))
  })
})

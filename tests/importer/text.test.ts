import { describe, expect, test } from 'vitest'
import { pieceOf, wholeText } from '../../src/importer/source/text.ts'

describe('a piece of a text loses its indentation', () => {
  test.each([
    ['  a\n  b', 2, 'a\nb'],
    ['\n\n  a\n b', 2, '\n\na\nb'],
    ['\r\n  a\r\n    b', 2, '\r\na\r\n  b'],
    ['\n\ta\n\t\tb', 4, '\na\n\tb'],
    ['\n\ta\n    b', 3, '\na\n b'],
    ['\n  \ta', 4, '\na'],
  ])('%j by %i', (text, indent, dedented) => {
    expect(pieceOf(wholeText(text), { start: 0, end: text.length }, indent).text).toBe(dedented)
  })

  test('and knows where each place of it stands', () => {
    const whole = wholeText('1. title\n\n   answer')

    const piece = pieceOf(whole, { start: 8, end: whole.text.length }, 3)

    expect(piece.text).toBe('\n\nanswer')
    expect(piece.placeAt(2)).toEqual({ line: 3, column: 4 })
  })

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

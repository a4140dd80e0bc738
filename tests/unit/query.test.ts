import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segmentsOf, statusOf, termOf } from '../../src/search/query.ts'

describe('a query', () => {
  test.each([
    ['  what   is\tthis ', 'what is this'],
    ['cafe\u0301', 'café'],
    ['\u202eabc\u0000', 'abc'],
    ['\ud800', '\ufffd'],
    ['__proto__', '__proto__'],
    ['"open', '"open'],
    ['x'.repeat(100_000), 'x'.repeat(200)],
    [' ', ''],
  ])('%j is asked as %j', (query, term) => {
    expect(termOf(query)).toBe(term)
  })
})

test('an excerpt comes in pieces of plain text', () => {
  expect(segmentsOf('a &lt;b&gt; <mark>c &amp;amp; d</mark> e <mark>f</mark>')).toEqual([
    { text: 'a <b> ', marked: false },
    { text: 'c &amp; d', marked: true },
    { text: ' e ', marked: false },
    { text: 'f', marked: true },
  ])
})

test('no text of an excerpt is lost', () => {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.boolean())), (pieces) => {
      const excerpt = pieces
        .map(([text, marked]) => (marked ? `<mark>${escaped(text)}</mark>` : escaped(text)))
        .join('')

      const segments = segmentsOf(excerpt)

      return segments.map(({ text }) => text).join('') === pieces.map(([text]) => text).join('')
    }),
  )
})

test.each([
  [0, 'No results'],
  [1, '1 result'],
  [12, '12 results'],
])('%i pages found: “%s”', (count, words) => {
  expect(statusOf(count)).toBe(words)
})

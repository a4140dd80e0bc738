import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  completionsOf,
  correctionsOf,
  type Known,
  nearestOf,
  readVocabulary,
  slipsBetween,
  vocabularyOf,
  writeVocabulary,
} from '../../src/search/vocabulary.ts'

/** `*` after a word: it stands in a title; `~`: it is coded; a number: in how many questions. */
function known(...written: string[]) {
  return vocabularyOf(
    written.map((one): Known => {
      const [, text, title, coded, count] = one.match(/^(.+?)(\*?)(~?)(\d*)$/)!
      return { text: text!, count: Number(count || 1), inTitle: title === '*', coded: coded === '~' }
    }),
  )
}

const texts = (words: Known[]) => words.map(({ text }) => text)

describe('a vocabulary', () => {
  test('is written with what neighbours share left out', () => {
    const words = known('closure*12', 'closures', 'class3', 'c++*~2').values()

    expect(writeVocabulary(words)).toBe('0c++ 2*~\n1lass 3\n2osure 12*\n7s')
  })

  test('is read as it was written', () => {
    const word = fc.record({
      text: fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\s/.test(text)),
      count: fc.integer({ min: 1, max: 9999 }),
      inTitle: fc.boolean(),
      coded: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.uniqueArray(word, { selector: ({ text }) => text }), (words) => {
        const read = readVocabulary(writeVocabulary(words))

        expect(read).toEqual(words.toSorted((a, b) => (a.text < b.text ? -1 : 1)))
      }),
    )
  })

  test('is not read from a page that says that there is none', () => {
    expect(() => readVocabulary('<!doctype html>\n<p>Not found</p>')).toThrow(/cannot be read/)
  })
})

describe('the slips between', () => {
  test.each([
    ['closure', 'closure', 0],
    ['closrue', 'closure', 1],
    ['closre', 'closure', 1],
    ['clossure', 'closure', 1],
    ['clozure', 'closure', 1],
    ['middelwaer', 'middleware', 2],
    ['apple', 'orange', Number.POSITIVE_INFINITY],
  ])('%s and %s are %d', (a, b, slips) => {
    expect(slipsBetween(a, b, 2)).toBe(slips)
  })

  test('are as many both ways', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(fc.property(word, word, (a, b) => slipsBetween(a, b, 3) === slipsBetween(b, a, 3)))
  })
})

describe('what may have been meant', () => {
  test.each([
    ['by less than four letters is nothing', 'gti', ['git'], []],
    ['by four letters is one slip away', 'evnt', ['event', 'bent'], ['event']],
    ['is not two slips away below eight letters', 'clsorue', ['closure'], []],
    ['is two slips away from eight letters', 'clsorues', ['closures'], ['closures']],
    ['begins with the same letter first', 'fold', ['bold', 'food'], ['food', 'bold']],
    ['stands in a title first', 'clas', ['clasp9', 'class*'], ['class', 'clasp']],
    ['is frequent first', 'clas', ['clasp', 'class9'], ['class', 'clasp']],
    ['is nothing in a script whose letters are words', '日本語学', ['日本語字'], []],
  ])('%s', (_, typed, words, expected) => {
    expect(texts(correctionsOf(typed, known(...words), 6))).toEqual(expected)
  })
})

test('a half-typed word goes on as titles do, then as many texts do', () => {
  const vocabulary = known('style3', 'styled', 'stylus*', 'still', 'sty.le~')

  expect(texts(completionsOf('sty', vocabulary, 3))).toEqual(['stylus', 'style', 'styled'])
})

test('words that only look alike are offered', () => {
  expect(texts(nearestOf('kubernetes', known('kernels', 'django'), 3))).toEqual(['kernels'])
})

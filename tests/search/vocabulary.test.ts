import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Known, readVocabulary, vocabularyOf, writeVocabulary } from '../../src/search/vocabulary.ts'

/** `*` after a word: it stands in a title; `~`: it is coded; a number: in how many questions. */
function known(...written: string[]) {
  return vocabularyOf(
    written.map((one): Known => {
      const [, text, title, coded, count] = one.match(/^(.+?)(\*?)(~?)(\d*)$/)!
      return {
        text: text!,
        count: Number(count || 1),
        inTitle: title === '*',
        coded: coded === '~',
        plain: coded !== '~',
      }
    }),
  )
}

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
    })
    const marks = fc.constantFrom(
      { coded: true, plain: true },
      { coded: true, plain: false },
      { coded: false, plain: true },
    )
    fc.assert(
      fc.property(fc.uniqueArray(word, { selector: ({ text }) => text }), marks, (bare, marks) => {
        const words = bare.map((one) => ({ ...one, ...marks }))
        const read = readVocabulary(writeVocabulary(words))

        expect(read).toEqual(words.toSorted((a, b) => (a.text < b.text ? -1 : 1)))
      }),
    )
  })

  test('is not read from a page that says that there is none', () => {
    expect(() => readVocabulary('<!doctype html>\n<p>Not found</p>')).toThrow(/cannot be read/)
  })
})

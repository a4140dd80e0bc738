import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alternativesTo, completionsOf, nearestOf } from '../../src/search/alternatives.ts'
import { slipsBetween } from '../../src/search/slips.ts'
import { type Known, vocabularyOf } from '../../src/search/vocabulary.ts'

/** `*` after a word: it stands in a title; `~`: it is coded; a number: in how many questions. */
function known(...written: string[]) {
  return vocabularyOf(
    written.map((one): Known => {
      const [, text, title, coded, count] = one.match(/^(.+?)(\*?)(~?)(\d*)$/)!
      return {
        ...{ text: text!, count: Number(count || 1), inTitle: title === '*' },
        ...{ coded: coded === '~', plain: coded !== '~' },
      }
    }),
  )
}

const texts = (words: Known[]) => words.map(({ text }) => text)

describe('the slips between', () => {
  test.each([
    ['closure', 'closure', 0],
    ['closrue', 'closure', 0.8],
    ['closre', 'closure', 1],
    ['clossure', 'closure', 0.5],
    ['clozure', 'closure', 1],
    ['clisure', 'closure', 0.7],
    ['vlosure', 'closure', 0.8],
    ['apple', 'orange', Number.POSITIVE_INFINITY],
  ])('%s and %s are %d', (a, b, slips) => {
    expect(slipsBetween(a, b, 2)).toBe(slips)
  })

  test('are as many both ways', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        const [there, back] = [slipsBetween(a, b, 3), slipsBetween(b, a, 3)]
        return there === back || Math.abs(there - back) < 1e-9
      }),
    )
  })
})

describe('what may have been meant', () => {
  test.each([
    ['by less than four letters is nothing', 'gti', ['git'], []],
    ['by four letters is one slip away', 'evnt', ['event', 'bent'], ['event']],
    ['by four letters begins with the first of them', 'rust', ['must9*', 'trust9*'], []],
    ['by four letters may have swapped the first two', 'etst', ['test', 'best'], ['test']],
    ['begins with the same letter first', 'folds', ['bolds', 'foods'], ['foods', 'bolds']],
    ['stands in a title first', 'clas', ['clasp', 'class*'], ['class', 'clasp']],
    ['is frequent first', 'clas', ['clasp', 'class9'], ['class', 'clasp']],
    ['is nothing in a script whose letters are words', '日本語学', ['日本語字'], []],
    ['is one slip rather than a form of three letters', 'divied', ['div9', 'divide9'], ['divide', 'div']],
    [
      'is one slip rather than another word’s ending',
      'bariables',
      ['bar', 'variables'],
      ['variables', 'bar'],
    ],
    ['is what sounds alike', 'fisical', ['physical'], ['physical']],
    ['is what another country writes', 'serialise', ['serialist', 'serialize'], ['serialize', 'serialist']],
    [
      'is what sounds alike rather than its beginning',
      'accessable',
      ['access9', 'accessible'],
      ['accessible', 'access'],
    ],
    ['is another form first', 'queries', ['query', 'quarries'], ['query', 'quarries']],
  ])('%s', (_, typed, words, expected) => {
    const found = alternativesTo(typed, known(...words), { language: 'en', isCoded: false, isLast: false })

    expect([...new Set(texts(found.map(({ word }) => word)))]).toEqual(expected)
  })
})

test('a half-typed word goes on as titles do, then as many texts do', () => {
  const vocabulary = known('style3', 'styled', 'stylus*', 'still', 'sty.le~')

  expect(texts(completionsOf('sty', vocabulary, 3))).toEqual(['stylus', 'style', 'styled'])
})

test('words that are near are offered, and none that only looks a little alike', () => {
  expect(texts(nearestOf('kernals', known('kernels', 'django'), 3))).toEqual(['kernels'])
  expect(nearestOf('docker', known('socket', 'picker'), 3)).toEqual([])
})

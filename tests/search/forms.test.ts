import { describe, expect, test } from 'vitest'
import { inflectedFrom, isStopWord, soundOf, spelledAlike, stemOf } from '../../src/search/forms.ts'

describe('forms of one word', () => {
  test.each([
    'closure closures',
    'query queries',
    'aggregate aggregation aggregated',
    'run running',
    'class classes',
    'cache caching',
    'type types typed',
    'process processes',
  ])('%s', (forms) => {
    expect(new Set(forms.split(' ').map((word) => stemOf(word, 'en'))).size).toBe(1)
  })

  test.each(['class clause', 'test text', 'static state', 'this thing'])('but not %s', (words) => {
    expect(new Set(words.split(' ').map((word) => stemOf(word, 'en'))).size).toBe(2)
  })

  test('are not guessed in a language whose endings are not known', () => {
    expect(stemOf('замыкания', 'ru')).toBe('замыкания')
  })
})

test.each([
  ['the', 'en', true],
  ['the', 'en-GB', true],
  ['closure', 'en', false],
  ['the', 'de', false],
])('“%s” in %s is a stop word: %s', (word, language, isOne) => {
  expect(isStopWord(word, language)).toBe(isOne)
})

test.each([
  'queries query queried querying',
  'cache caches cached caching',
  'run running runs',
  'class classes',
])('%s are one word', (forms) => {
  expect(new Set(forms.split(' ').map((word) => inflectedFrom(word, 'en'))).size).toBe(1)
})

test.each([
  'serialise serialize',
  'colour color',
  'behaviours behaviors',
  'analyse analyze',
  'catalogue catalog',
  'centre center',
  'cancelled canceled',
  'licence license',
  'programme program',
  'grey gray',
])('%s are one word in two countries', (spellings) => {
  expect(new Set(spellings.split(' ').map((word) => spelledAlike(word, 'en'))).size).toBe(1)
})

test.each(['physical fisical', 'query kwery', 'knowledge nowledge', 'cache kache', 'existence existance'])(
  '%s sound alike',
  (words) => {
    expect(new Set(words.split(' ').map(soundOf)).size).toBe(1)
  },
)

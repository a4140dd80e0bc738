import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matcherOf, segmentsOf } from '../../src/search/matches.ts'
import { quoted, readQuery, termOf } from '../../src/search/query.ts'
import { type Known, vocabularyOf } from '../../src/search/vocabulary.ts'
import { codedWordsOf, hyphenatedOf, plainWordsOf } from '../../src/search/words.ts'
import { searchWords } from '../../src/words.ts'

const text =
  'closure closures middleware react redux style still undo commit getElementById C++ C# === O(n) event loop this keyword 北京 jQuery z-index non-blocking hashmap useState divide group by'
const vocabulary = vocabularyOf(
  [...codedWordsOf(text), ...hyphenatedOf(text), ...plainWordsOf(text)]
    .toReversed()
    .map(({ text, coded }): Known => ({ text, coded, plain: !coded, count: 1, inTitle: false })),
)
const read = (typed: string) => readQuery(typed, vocabulary, 'en')
const inWords = (typed: string) =>
  read(typed).terms.map(({ text, how, words }) =>
    how === 'exact' ? text : `${text} ${how} ${words.map(({ text }) => text).join('/')}`.trim(),
  )

describe('a query', () => {
  test.each([
    ['  what   is\tthis ', 'what is this'],
    ['cafe\u0301', 'café'],
    ['\u202eabc\u0000', 'abc'],
    ['\ud800', '\ufffd'],
    ['__proto__', '__proto__'],
    ['"open', '"open'],
    ['x'.repeat(100_000), 'x'.repeat(200)],
    ['word '.repeat(20_000), 'word '.repeat(40).trim()],
    [' ', ''],
  ])('%j is asked as %j', (query, term) => {
    expect(termOf(query).trim()).toBe(term)
  })

  test.each([
    ['closure react', ['closure', 'react']],
    ['how do I undo a commit', ['undo', 'commit']],
    ['what is this', ['what nowhere', 'is nowhere', 'this']],
    ['this keyword', ['keyword']],
    ['closrue', ['closrue corrected closure']],
    ['closrue react', ['closrue corrected closure', 'react']],
    ['sty', ['sty completed style']],
    ['reacts redux', ['reacts form react', 'redux']],
    ['kubernetes', ['kubernetes nowhere']],
    ['C++', ['c++']],
    ['c# ===', ['c#', '===']],
    ['O( n )', ['o(n)']],
    ['getelementbyid', ['getelementbyid']],
    ['getEleme', ['geteleme completed getelementbyid']],
    ['<=>', ['<=> nowhere']],
    ['北京', ['北京']],
    ['"closrue"', ['closrue nowhere']],
    ['__proto__', ['proto nowhere']],
    ['constructor', ['constructor nowhere']],
    ['jQuery', ['jquery']],
    ['JQUERY', ['jquery']],
    ['z-index', ['z-index']],
    ['non-blocking', ['nonblocking']],
    ['nonblocking', ['nonblocking']],
    ['eventloop', ['eventloop split event loop']],
    ['clos', ['clos completed closure/closures']],
    ['divied', ['divied corrected divide']],
    ['"event loop" react', ['event loop', 'react']],
    ['closure vs event', ['closure', 'event']],
    ['GROUP BY', ['group', 'by']],
    ['group by', ['group']],
    ['closure -react', ['closure']],
  ])('%j is read as %j', (typed, words) => {
    expect(inWords(typed)).toEqual(words)
  })

  test('tells what is to be left out, which names are nowhere, and what may be one word', () => {
    expect(read('closure -react').without.map(({ typed }) => typed)).toEqual(['react'])
    expect(read('closure useReducer').names).toEqual(['useReducer'])
    expect([...read('hash map').joins.values()].map(({ text }) => text)).toEqual(['hashmap'])
  })

  test('of whole sentences is known as such', () => {
    expect(read('how do I undo a commit').isSentence).toBe(true)
    expect(read('undo commit').isSentence).toBe(false)
  })

  test('of anything at all is read, in words that it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        for (const { words, how } of read(termOf(typed)).terms) {
          expect(words.every(({ text }) => text.split(' ').every((word) => vocabulary.has(word)))).toBe(true)
          expect(words.length === 0).toBe(how === 'nowhere')
        }
      }),
    )
  })

  test('in quotes is not put in quotes again', () => {
    expect(quoted('"a b" c')).toBe('"a" "b" "c"')
  })
})

describe('the marks', () => {
  test.each([
    ['closure', 'A closure, closures', ['closure', 'closures']],
    ['C++', 'C and C++ (C++17)', ['C++', 'C++']],
    ['===', 'a === b == c !== d', ['===']],
    ['getElementById', 'document.getElementById(x); get', ['getElementById']],
    ['O(n)', 'in O( n ) or O(n), not in O(n2)', ['O( n )', 'O(n)']],
    ['middelware', 'the middleware', ['middleware']],
    ['react', 'İ REACT réact', ['REACT', 'réact']],
    ['北京', '在北京大学', ['北京']],
    ['jQuery', 'jQuery, JQuery and jquery', ['jQuery', 'JQuery', 'jquery']],
    ['nonblocking', 'it is non-blocking', ['non-blocking']],
    ['"event loop"', 'an event, the event loop', ['event loop']],
  ])('of %j in %j are %j', (typed, text, marks) => {
    const segments = segmentsOf(text, matcherOf(read(typed).terms, 'en')(text))

    expect(segments.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(marks)
    expect(segments.map(({ text }) => text).join('')).toBe(text)
  })
})

test.each([
  [0, 'No results'],
  [1, '1 result'],
  [12, '12 results'],
])('%i pages found: “%s”', (count, words) => {
  expect(searchWords.found(count)).toBe(words)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codedWordsOf, codeOf, fold, hyphenatedOf, plainWordsOf } from '../../src/search/words.ts'

test.each([
  ['Café', 'cafe'],
  ['cafe\u0301', 'cafe'],
  ['ÜBER', 'uber'],
  ['Ёлка', 'елка'],
  ['한국어', '한국어'],
])('%j is compared as %j', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

describe('the plain words', () => {
  test.each([
    ['Don’t mix “this” and that.', 'dont mix this and that'],
    ['getElementById', 'get element by id'],
    ['parseHTMLElement', 'parse html element'],
    ['utf8', 'utf 8'],
    ['APIs, URLs and userIDs', 'apis urls and user ids'],
    ['snake_case and kebab-case', 'snake case and kebab case'],
    ['Что такое замыкание?', 'что такое замыкание'],
    ['⭐️ ‍', ''],
  ])('of %j are %j', (text, words) => {
    expect(
      plainWordsOf(text)
        .map(({ text }) => text)
        .join(' '),
    ).toBe(words)
  })
})

describe('the names and symbols', () => {
  test.each([
    ['C++, C# and F#.', ['c++', 'c#', 'f#']],
    ['a === b', ['===']],
    ['x => x', ['=>']],
    ['O(n) and O(n log n)', ['o(n)', 'o(nlogn)']],
    ['.NET', ['.net']],
    ['$scope', ['$scope']],
    ['__init__', ['__init__']],
    ['getElementById()', ['getelementbyid', '()']],
    ['React.useState', ['react.usestate', 'usestate']],
    ['Is it so? It is: yes/no. Well-known!', []],
    ['git commit --amend', ['--amend']],
    ['the <div> tag', ['<div>']],
    ['N+1', ['n+1']],
    ['日本', ['日', '日本', '本']],
    ['jQuery, NoSQL and iOS', ['jquery', 'nosql', 'ios']],
    ['APIs and URLs', []],
    ['z-index, v-model and x-height', ['z-index', 'v-model', 'x-height']],
    ['B+树索引', ['b+树', '树', '树索', '索', '索引', '引']],
    ['a ?? b', ['??']],
    ['Really??', []],
    ['<li :key="x">', [':key', '<', '=', '>']],
    ['SELECT * FROM t', ['select*']],
  ])('of %j are %j', (text, words) => {
    expect(codedWordsOf(text).map(({ text }) => text)).toEqual(words)
  })
})

describe('a code', () => {
  test('is the same only for the same word, holds consonants only, and begins no other', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
        const [one, other] = [codeOf(a.toWellFormed()), codeOf(b.toWellFormed())]

        expect(one).toMatch(/^[b-df-hj-np-tv-z]+$/)
        expect(one === other).toBe(a.toWellFormed() === b.toWellFormed())
        expect(one !== other && one.startsWith(other)).toBe(false)
      }),
    )
  })

  test('begins as those of names that begin alike', () => {
    const beginnings = ['state', 'stateful', 'static.value', 'sta-te'].map((name) => codeOf(name).slice(0, 3))

    expect(new Set(beginnings).size).toBe(1)
    expect(beginnings[0]).not.toBe(codeOf('effect').slice(0, 3))
  })
})

test('the places of words are those in the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const { start, end, text: word } of plainWordsOf(text)) {
        expect(fold(text.slice(start, end)).replace(/['’]/g, '')).toBe(word)
      }
    }),
  )
})

test('what is written with hyphens is found without', () => {
  const words = hyphenatedOf('It is non-blocking (re-render), not https://a.example/one-two or a-1.')

  expect(words.map(({ text }) => text)).toEqual(['nonblocking', 'rerender'])
})

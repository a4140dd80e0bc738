import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { extendId, foldId, idOf, isId } from '../../src/permalinks/ids.ts'

describe('an id', () => {
  test.each([
    ['What is a closure?', 'what-is-a-closure'],
    ['What’s the output?', 'whats-the-output'],
    ["What's 'use strict'?", 'whats-use-strict'],
    ['C', 'c'],
    ['C++', 'c-plus-plus'],
    ['C#', 'c-sharp'],
    ['.NET', 'dot-net'],
    ['N+1', 'n-plus-1'],
    ['=>', 'arrow'],
    ['What does `===` do?', 'what-does-triple-equals-do'],
    ['What is ?. and ??', 'what-is-optional-chaining-and-nullish'],
    ['i++ vs ++i', 'i-plus-plus-vs-plus-plus-i'],
    ['x => x * 2', 'x-arrow-x-star-2'],
    ['{} + []', 'braces-plus-brackets'],
    ['What is `Promise<T>`?', 'what-is-promise-t'],
    ['What is $scope?', 'what-is-dollar-scope'],
    ['What is Node.js?', 'what-is-node-js'],
    ['R&D', 'r-and-d'],
    ['TCP/IP', 'tcp-ip'],
    ['Why?!', 'why'],
    ['Что такое замыкание?', 'что-такое-замыкание'],
    ['什么是闭包？', '什么是闭包'],
    ['İstanbul', 'istanbul'],
    ['e\u0301te\u0301', 'été'],
    ['ﬁle', 'file'],
    ['\u202eabc\u202c and a\u200bb', 'abc-and-ab'],
    ['CON', 'con-name'],
    ['lpt1?', 'lpt1-name'],
    ['🔥', ''],
    ['…?!', ''],
  ])('of “%s” is “%s”', (title, id) => {
    expect(idOf(title)).toBe(id)
  })

  test('is cut between words, or between letters where it is one word', () => {
    expect(idOf('one more word '.repeat(20))).toMatch(/^(one-more-word-)*(one|one-more|one-more-word)$/)
    expect(idOf('a'.repeat(300))).toBe('a'.repeat(100))
    expect(idOf('я'.repeat(300))).toBe('я'.repeat(50))
  })

  const title = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom('What', 'is', 'C++', '.NET', '=>', 'ß', 'İ', 'CON', '\u202e', '’s', '(', '🔥', 'ﬀ'),
      )
      .map((words) => words.join(' ')),
  )

  test('is safe in every address and file name, and its own id', () => {
    fc.assert(
      fc.property(title, (title) => {
        const id = idOf(title)

        expect(id).toMatch(/^([\p{L}\p{N}][\p{L}\p{M}\p{N}]*(-[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*)?$/u)
        expect(id).toBe(id.toLowerCase().normalize('NFC'))
        expect(Buffer.byteLength(id)).toBeLessThanOrEqual(100)
        expect(id).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/)
        expect(idOf(id)).toBe(id)
        expect(isId(id)).toBe(id !== '')
      }),
    )
  })

  test('of plain words is what it is of words that have to be spelled', () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9]{1,20}([ -][A-Za-z0-9]{1,20}){0,9}[?!.,:;]?$/)
    fc.assert(
      fc.property(fc.oneof(plain, fc.constantFrom('con', 'NUL.', 'lpt-1', 'LPT1?')), (words) => {
        // What nobody sees counts for nothing, but is not plain.
        expect(idOf(words)).toBe(idOf(`${words}\u200B`))
      }),
    )
  })

  test('keeps what it is extended by', () => {
    fc.assert(
      fc.property(title, fc.stringMatching(/^[a-z]{1,40}$/), (title, end) => {
        const id = extendId(idOf(title) || 'question', end)

        expect(id.endsWith(`-${end}`)).toBe(true)
        expect(isId(id)).toBe(true)
      }),
    )
  })

  test('is the same for all ways to write the same letters', () => {
    expect(foldId('STRASSE')).toBe(foldId('straße'))
    expect(foldId('e\u0301')).toBe(foldId('É'))
    expect(foldId('a')).not.toBe(foldId('á'))
  })
})

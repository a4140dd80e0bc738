import { describe, expect, test } from 'vitest'
import { directionOf, formatsOf } from '../src/language.ts'

describe('a language', () => {
  test.each([
    ['en', 'ltr'],
    ['pt-BR', 'ltr'],
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['fa', 'rtl'],
    ['ur', 'rtl'],
    ['az-Arab', 'rtl'],
    ['ar-Latn', 'ltr'],
    ['ja', 'ltr'],
    ['xx', 'ltr'],
  ])('%s is written %s', (language, direction) => {
    expect(directionOf(language)).toBe(direction)
  })

  test('counts in its own plural forms and digits’ groups', () => {
    const english = formatsOf('en').count
    const polish = formatsOf('pl').count
    const questions = { one: '# pytanie', few: '# pytania', many: '# pytań', other: '# pytania' }

    expect(
      [0, 1, 2, 1200].map((count) => english(count, { one: '# question', other: '# questions' })),
    ).toEqual(['0 questions', '1 question', '2 questions', '1,200 questions'])
    expect([1, 2, 5, 22].map((count) => polish(count, questions))).toEqual([
      '1 pytanie',
      '2 pytania',
      '5 pytań',
      '22 pytania',
    ])
  })

  test('writes a day as it stands, whatever the zone of the machine', () => {
    expect(formatsOf('en').date('2026-01-31')).toBe('January 31, 2026')
    expect(formatsOf('de').date('2026-01-31')).toBe('31. Januar 2026')
  })

  test('sorts and lists in its own way', () => {
    const words = ['zebra', 'ärlig', 'Ost', 'ost 10', 'ost 9']

    expect(words.toSorted(formatsOf('sv').compare)).toEqual(['Ost', 'ost 9', 'ost 10', 'zebra', 'ärlig'])
    expect(words.toSorted(formatsOf('de').compare).at(0)).toBe('ärlig')
    expect(formatsOf('de').list(['A', 'B', 'C'])).toBe('A, B und C')
  })
})

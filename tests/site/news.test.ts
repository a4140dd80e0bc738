import { expect, test } from 'vitest'
import { newsOf } from '../../src/site/news.ts'

const compare = new Intl.Collator('en').compare

test.for<[name: string, days: Record<string, string | null>, news: string[]]>([
  ['no question at all', {}, []],
  ['all of one day', { a: '2026-03-01', b: '2026-03-01' }, []],
  ['no day known', { a: null, b: null }, []],
  ['a day known of some', { a: null, b: '2026-03-01' }, []],
  ['the newest first', { a: '2026-03-01', b: '2026-03-09', c: '2026-03-10' }, ['c', 'b']],
  [
    'those of a day by title',
    { z: '2026-03-01', Ä: '2026-03-02', b: '2026-03-02', a: '2026-03-02' },
    ['a', 'Ä', 'b'],
  ],
  ['across a year', { a: '2025-12-31', b: '2026-01-01', c: null }, ['b']],
])('what is new: %s', ([, days, news]) => {
  const questions = Object.entries(days).map(([title, published]) => ({ data: { title, published } }))

  expect(newsOf(questions, compare).map(({ data }) => data.title)).toEqual(news)
})

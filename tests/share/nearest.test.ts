import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from '../../src/share/nearest.ts'

const anchors = ['the-loop-takes-the-first-task', 'example-one', 'example-two', 'aggregation', '閉包とは何か']

test.each([
  ['aggregation', 'aggregation'],
  ['agregation', 'aggregation'],
  ['example-1', 'example-one'],
  ['example-two-or-three', 'example-two'],
  ['the-loop-takes-the-last-task', 'the-loop-takes-the-first-task'],
  ['a-loop-takes-tasks', 'the-loop-takes-the-first-task'],
  ['閉包とは', '閉包とは何か'],
  ['zzz', undefined],
  ['', undefined],
])('“%s” is nearest to %s', (gone, near) => {
  expect(nearest(gone, anchors)).toBe(near)
})

test('what is there is nearest to itself, wherever it stands', () => {
  const all = fc.uniqueArray(fc.stringMatching(/^[a-d-]{2,9}$/), { minLength: 1 })
  fc.assert(
    fc.property(all, fc.nat(), (ids, at) => {
      const id = ids[at % ids.length]!

      expect([...nearest(id, ids)!].toSorted()).toEqual([...id].toSorted())
    }),
  )
})

test('without any left, none is nearest', () => {
  expect(nearest('example', [])).toBe(undefined)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Grade } from '../../src/study/records.ts'
import {
  answered,
  missedIn,
  moved,
  readSession,
  startSession,
  undone,
  withoutMissing,
} from '../../src/study/session.ts'

describe('a session', () => {
  test('asks again at its end what was missed, once', () => {
    const first = answered(startSession(['a', 'b']), 'a', 'again', 'r1')
    const second = answered(answered(first, 'b', 'good', 'r2'), 'a', 'again', 'r3')

    expect(first).toMatchObject({ queue: ['a', 'b', 'a'], at: 1 })
    expect(second).toMatchObject({ queue: ['a', 'b', 'a'], at: 3, grades: { a: 'again', b: 'good' } })
    expect(missedIn(second)).toEqual(['a'])
  })

  test('goes back grade by grade as it went', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Grade>('again', 'hard', 'good'), { minLength: 1, maxLength: 40 }),
        (grades) => {
          const steps = [startSession(Array.from({ length: 30 }, (_, index) => `q${index}`))]
          for (const [index, grade] of grades.entries()) {
            const now = steps.at(-1)!
            if (now.at < now.queue.length) steps.push(answered(now, now.queue[now.at]!, grade, `r${index}`))
          }
          let now = steps.at(-1)!
          for (const before of steps.slice(0, -1).toReversed()) {
            now = undone(now)

            expect(now).toEqual(before)
          }
        },
      ),
    )
  })

  test('skips a question that is gone', () => {
    const session = { ...startSession(['a', 'gone', 'b', 'gone-too']), at: 2 }

    expect(withoutMissing(session, (one) => !one.startsWith('gone'))).toMatchObject({
      queue: ['a', 'b'],
      at: 1,
    })
  })

  test('follows its questions to where they lead now, and asks none of them twice for that', () => {
    const before = answered(
      answered(startSession(['a', 'b', 'c', 'd']), 'a', 'again', 'r1'),
      'b',
      'good',
      'r2',
    )
    const leadsTo = (permalink: string) => ({ a: 'z', d: 'c' })[permalink] ?? permalink

    expect(before.queue).toEqual(['a', 'b', 'c', 'd', 'a'])
    expect(moved(before, leadsTo)).toEqual({
      ...before,
      queue: ['z', 'b', 'c', 'z'],
      grades: { z: 'again', b: 'good' },
      reviews: [
        { id: 'r1', permalink: 'z' },
        { id: 'r2', permalink: 'b' },
      ],
    })
  })

  test.each([
    undefined,
    1,
    [],
    {},
    { ...startSession(['a']), at: 9 },
    { ...startSession(['a']), queue: [1] },
  ])('is not %j', (value) => {
    expect(readSession(value)).toBeUndefined()
  })

  test('is known again', () => {
    const session = answered(startSession(['a', 'b'], 'mock', 5), 'a', 'again', 'r1')

    expect(readSession(JSON.parse(JSON.stringify(session)))).toEqual(session)
  })
})

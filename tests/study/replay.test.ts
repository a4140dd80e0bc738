import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedSince, hasChanged, hashOf } from '../../src/study/bullets.ts'
import { dayOf, isoOf, todayAt } from '../../src/study/days.ts'
import { suggestForChoices, suggestGrade } from '../../src/study/grade.ts'
import { fsrs, type Model } from '../../src/study/memory.ts'
import type { Grade } from '../../src/study/records.ts'
import { isDone, replay } from '../../src/study/replay.ts'
import { records, review } from './given.ts'

const day = 24 * 3_600_000
const noon = Date.UTC(2026, 0, 31, 12)
const model = fsrs()
const today = todayAt(noon, 0)

/** Asks again after as many days as the last interval, twice as many, or one. */
const doubling: Model = {
  after: (memory, grade) => ({
    difficulty: 1,
    stability: grade === 'again' ? 1 : (memory?.stability ?? 0.5) * 2,
  }),
  recall: ({ stability }, days) => 0.9 ** (days / stability),
  interval: ({ stability }) => Math.max(1, Math.round(stability)),
}

describe('a sequence of grades leads to the days', () => {
  test.each<[string, Grade[], number[]]>([
    ['all good', ['good', 'good', 'good', 'good'], [2, 11, 46, 163]],
    ['easy', ['easy', 'easy', 'easy'], [8, 66, 365]],
    ['hard', ['hard', 'hard', 'hard'], [1, 3, 7]],
    ['missed', ['again', 'again', 'good'], [1, 1, 1]],
    ['missed late', ['good', 'good', 'again', 'good'], [2, 11, 2, 5]],
  ])('%s', (_, grades, intervals) => {
    const log = []
    let time = noon
    const days = []
    for (const [index, grade] of grades.entries()) {
      log.push(review({ id: `r${index}`, time, grade }))
      const card = replay(log, { model, today: todayAt(time, 0) }).cards.get('what-is-a-closure')!
      days.push(card.due - card.day)
      time += (card.due - card.day) * day
    }

    expect(days).toEqual(intervals)
  })

  test('of another model too, from the same log', () => {
    const log = [0, 1, 3].map((late, index) => review({ id: `r${index}`, time: noon + late * day }))
    const card = replay(log, { model: doubling, today }).cards.get('what-is-a-closure')!

    expect(card.due - card.day).toBe(4)
    expect(card.practised).toBe(3)
  })
})

describe('a log', () => {
  test('leads to the same in whatever order it is', () => {
    fc.assert(
      fc.property(records(), fc.integer(), (log, mix) => {
        const mixed = log.toSorted((a, b) => ((a.time * mix) % 97) - ((b.time * mix) % 97))
        // One id is one record.
        const once = [...new Map(log.map((record) => [record.id, record])).values()]
        const mixedOnce = mixed.filter((record) => once.includes(record))

        expect(replay(mixedOnce, { model, today })).toEqual(replay(once, { model, today }))
      }),
    )
  })

  test('is after an undo as it was before', () => {
    fc.assert(
      fc.property(records(), (log) => {
        const more = review({ id: 'more', time: noon + 300 * day })
        const undo = { ...more, id: 'undo', kind: 'undo' as const, undoes: 'more' }

        expect(replay([...log, more, undo], { model, today })).toEqual(replay(log, { model, today }))
      }),
    )
  })

  test('follows a question to where it leads now', () => {
    const log = [review({ permalink: 'old' }), review({ id: 'r2', permalink: 'new', time: noon + 2 * day })]
    const { cards } = replay(log, { model, today, redirects: new Map([['old', 'new']]) })

    expect([...cards.keys()]).toEqual(['new'])
    expect(cards.get('new')!.practised).toBe(2)
  })

  test('knows the latest note and bookmark', () => {
    const { kind: _, grade: _g, hints: _h, bullets: _b, ...rest } = review()
    const log = [
      { ...rest, id: 'n2', kind: 'note' as const, time: noon + 2, text: 'second' },
      { ...rest, id: 'n1', kind: 'note' as const, time: noon + 1, text: 'first' },
      { ...rest, id: 'b1', kind: 'bookmark' as const, time: noon + 1, on: true },
      { ...rest, id: 'b2', kind: 'bookmark' as const, time: noon + 2, on: false },
    ]
    const { notes, bookmarks } = replay(log, { model, today })

    expect([...notes]).toEqual([['what-is-a-closure', 'second']])
    expect(bookmarks.size).toBe(0)
  })
})

describe('a clock', () => {
  test('set anyhow never throws, and no card is asked twice on one study day', () => {
    const steps = fc.array(
      fc.record({
        hours: fc.integer({ min: -60, max: 60 }),
        offset: fc.constantFrom(-720, -480, 0, 345, 540, 840),
        grade: fc.constantFrom<Grade>('again', 'good'),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(steps, (steps) => {
        const log = []
        let time = noon
        for (const [index, { hours, offset, grade }] of steps.entries()) {
          time += hours * 3_600_000
          const now = todayAt(time, offset)
          const card = replay(log, { model, today: now }).cards.get('what-is-a-closure')
          if (!isDone(card, now)) log.push(review({ id: `r${index}`, time, offset, grade }))
        }
        const days = log.map((one) => dayOf(one))

        expect(new Set(days).size).toBe(days.length)
      }),
    )
  })

  test('that was years ahead keeps no card waiting for that year', () => {
    const log = [review({ time: Date.UTC(2099, 0, 1) }), review({ id: 'r2', time: noon })]
    const alone = replay(log.slice(0, 1), { model, today }).cards.get('what-is-a-closure')!
    const { cards } = replay(log, { model, today })

    expect(isDone(alone, today)).toBe(false)
    expect(isoOf(cards.get('what-is-a-closure')!.due).slice(0, 4)).toBe('2026')
  })
})

describe('bullets', () => {
  test('are known by their words, however they are spaced', () => {
    expect(hashOf(' A  function\nwith its scope ')).toBe(hashOf('A function with its scope'))
    expect(hashOf('A function')).not.toBe(hashOf('a function'))
    expect(hashOf('')).toMatch(/^[0-9a-z]{7}$/)
  })

  test('are new where their words were not there at the last review', () => {
    const last = ['a', 'b'].map((hash) => ({ anchor: '', hash, said: true }))

    expect(changedSince(last, ['b', 'c', 'a', 'd'])).toEqual([1, 3])
    expect(changedSince([], ['a'])).toEqual([])
    expect(hasChanged(last, ['a'])).toBe(true)
    expect(hasChanged(last, ['b', 'a'])).toBe(false)
  })
})

describe('a grade is suggested', () => {
  const said = (...parts: boolean[]) => parts.map((said) => ({ said }))

  test.each<[string, boolean[], number, Grade]>([
    ['less than half', [true, false, false], 0, 'again'],
    ['half', [true, false], 0, 'hard'],
    ['all but one', [true, true, false], 0, 'hard'],
    ['all with a hint', [true, true], 1, 'hard'],
    ['all', [true, true], 0, 'good'],
    ['less than half with hints', [false, false, true], 3, 'again'],
  ])('for %s', (_, parts, hints, grade) => {
    expect(suggestGrade(said(...parts), hints)).toBe(grade)
  })

  test('for pressed choices', () => {
    expect(suggestForChoices(new Set([1]), new Set([1]))).toBe('good')
    expect(suggestForChoices(new Set([0]), new Set([1]))).toBe('again')
    expect(suggestForChoices(new Set([1]), new Set([1, 2]))).toBe('again')
  })
})

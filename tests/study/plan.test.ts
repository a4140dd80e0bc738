import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { weekdayOf } from '../../src/study/days.ts'
import { byGain, draw, inScope } from '../../src/study/deck.ts'
import { type Known, practise } from '../../src/study/gain.ts'
import { fsrs } from '../../src/study/memory.ts'
import { nextDay, type Planning, plan, queueToday, studyDays } from '../../src/study/plan.ts'
import { replay } from '../../src/study/replay.ts'
import { review } from './given.ts'

const model = fsrs()
const start = 20_000
/** Any log of some questions, and a date at least three study days away. */
const plannings: fc.Arbitrary<Planning> = fc
  .record({
    count: fc.integer({ min: 1, max: 40 }),
    days: fc.integer({ min: 3, max: 25 }),
    answers: fc.integer({ min: 1, max: 45 }),
    daysOff: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 5 }),
    reviews: fc.array(
      fc.record({
        one: fc.nat(39),
        ago: fc.integer({ min: 1, max: 60 }),
        grade: fc.constantFrom('again' as const, 'good' as const),
      }),
      { maxLength: 40 },
    ),
  })
  .map(({ count, days, answers, daysOff, reviews }) => {
    const deck = Array.from({ length: count }, (_, index) => `q${index}`)
    const cards = new Map<string, Known>()
    for (const { one, ago, grade } of reviews.toSorted((a, b) => b.ago - a.ago)) {
      if (one < count) cards.set(`q${one}`, practise(cards.get(`q${one}`), start - ago, model, grade))
    }
    return { deck, cards, model, today: start, date: start + days, answers, daysOff, done: new Set<string>() }
  })
  .filter((planning) => studyDays(planning).length >= 3)

/** Studies to the day before the interview, as planned; answers the plans of each day, and what is known then. */
function follow(
  planning: Planning,
  grade: (index: number) => 'again' | 'good',
  skips: ReadonlySet<number> = new Set(),
) {
  const cards = new Map(planning.cards)
  const asked = new Map<string, number[]>()
  let count = 0
  for (const [index, day] of studyDays(planning).entries()) {
    if (skips.has(index)) continue
    for (const one of queueToday({ ...planning, cards, today: day })) {
      asked.set(one, [...(asked.get(one) ?? []), day])
      cards.set(one, practise(cards.get(one), day, model, grade(count)))
      count += 1
    }
  }
  return { cards, asked }
}

describe('a plan to the day of the interview, for any log,', () => {
  test('ends the day before, and rests on days off', () => {
    fc.assert(
      fc.property(plannings, (planning) => {
        for (const { day } of plan(planning).days) {
          expect(day).toBeLessThan(planning.date)
          expect(planning.daysOff).not.toContain(weekdayOf(day))
        }
      }),
    )
  })

  test('has days that are even to within one, and never more than asked for', () => {
    fc.assert(
      fc.property(plannings, (planning) => {
        const loads = plan(planning).days.map(({ load }) => load)

        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
        expect(Math.max(...loads)).toBeLessThanOrEqual(planning.answers)
      }),
    )
  })

  test('practises each question on two days where there are 2.5 answers for each', () => {
    fc.assert(
      fc.property(plannings, fc.integer({ min: 1, max: 5 }), (planning, miss) => {
        const { deck, answers } = planning
        fc.pre(studyDays(planning).length * answers >= 2.5 * deck.length)
        const grade = (index: number) => (index % miss === 0 ? 'again' : 'good') as 'again' | 'good'
        const { cards } = follow(planning, grade)

        expect(deck.filter((one) => (cards.get(one)?.practised ?? 0) < 2)).toEqual([])
        expect(plan(planning)).toMatchObject({ unseen: [], once: [] })
      }),
    )
  })

  test('leaves none unseen where there are 1.3 answers for each', () => {
    fc.assert(
      fc.property(plannings, (planning) => {
        const { deck, answers } = planning
        fc.pre(studyDays(planning).length * answers >= 1.3 * deck.length)
        const { cards } = follow(planning, () => 'good')

        expect(deck.filter((one) => !cards.has(one))).toEqual([])
      }),
    )
  })

  test('owes nothing for days that were missed', () => {
    fc.assert(
      fc.property(plannings, fc.array(fc.nat(24)), (planning, skipped) => {
        const { asked } = follow(planning, () => 'good', new Set(skipped))
        const loads = Map.groupBy([...asked.values()].flat(), (day) => day)

        for (const day of loads.values()) expect(day.length).toBeLessThanOrEqual(planning.answers)
      }),
    )
  })

  test('asks nothing twice on a day, nor again what was done today', () => {
    fc.assert(
      fc.property(plannings, (planning) => {
        const [one] = queueToday(planning)
        const cards = new Map(planning.cards).set(one!, practise(planning.cards.get(one!), start, model))
        const before = plan(planning)
        const { queue, days } = plan({ ...planning, cards, done: new Set([one!]) })

        expect(queue).not.toContain(one)
        if (before.days[0]!.day === start) expect(queue.length).toBe(before.queue.length - 1)
        expect(days.map(({ load }) => load)).toEqual(before.days.map(({ load }) => load))
      }),
    )
  })

  test('says when it asks a question again, if all goes as expected', () => {
    fc.assert(
      fc.property(plannings, (planning) => {
        fc.pre(studyDays(planning)[0] === start)
        const first = plan(planning)
        const [one] = first.queue
        const { asked } = follow(planning, () => 'good')

        expect(nextDay(first, practise(planning.cards.get(one!), start, model))).toBe(asked.get(one!)![1])
      }),
    )
  })
})

describe('the last day', () => {
  const deck = ['weak', 'strong', 'unseen', 'unseen-too', 'unseen-three']
  const cards = new Map([
    ['strong', practise(practise(undefined, start - 9, model), start - 2, model)],
    ['weak', practise(practise(undefined, start - 9, model, 'again'), start - 8, model, 'again')],
  ])
  const last = {
    deck,
    cards,
    model,
    today: start,
    date: start + 1,
    answers: 5,
    daysOff: [],
    done: new Set<string>(),
  }

  test('begins nothing new, and asks the weakest first', () => {
    expect(plan(last).queue).toEqual(['weak', 'strong'])
    expect(plan(last).unseen).toHaveLength(3)
  })

  test('is better than nothing for who has put off everything', () => {
    expect(plan({ ...last, cards: new Map() }).queue).toHaveLength(5)
  })

  test.each([0, -1, -400])('is over at the interview and after it: %i', (days) => {
    expect(plan({ ...last, date: start + days })).toMatchObject({ queue: [], days: [] })
  })

  test('has nothing to plan for nothing', () => {
    expect(plan({ ...last, deck: [] })).toMatchObject({ queue: [], expected: 0, unseen: [] })
  })
})

describe('a deck', () => {
  const today = { day: start, start: start * 86_400_000 }
  const log = [
    review({ permalink: 'missed', time: (start - 3) * 86_400_000, grade: 'again' }),
    review({ id: 'r2', permalink: 'known', time: (start - 3) * 86_400_000, grade: 'easy' }),
    review({ id: 'r3', permalink: 'done', time: start * 86_400_000 + 43_200_000, grade: 'again' }),
  ]
  const state = replay(log, { model, today })
  const entry = (permalink: string, topic = 'js', tags = ['web'], level: string | null = 'easy') => ({
    permalink,
    topic,
    tags,
    level,
  })
  const entries = [
    entry('known'),
    entry('missed', 'js', ['web', 'dom']),
    entry('done', 'css'),
    entry('new', 'css', [], null),
  ]
  const all = { topics: [], tags: [], levels: [], only: 'all' as const }

  test.each([
    ['everything', all, ['known', 'missed', 'done', 'new']],
    ['a topic', { ...all, topics: ['css'] }, ['done', 'new']],
    ['a tag', { ...all, tags: ['dom'] }, ['missed']],
    ['a level', { ...all, levels: ['easy'] }, ['known', 'missed', 'done']],
    ['what is new', { ...all, only: 'new' as const }, ['new']],
    ['what was struggled with', { ...all, only: 'struggled' as const }, ['missed', 'done']],
    ['nothing', { ...all, topics: ['none'] }, []],
  ])('has %s', (_, scope, permalinks) => {
    expect(inScope(entries, scope, state)).toEqual(permalinks)
  })

  test('begins with what gains most, and ends with what was done today', () => {
    const order = byGain(['known', 'done', 'missed', 'new'], state, model, today)

    expect(order.slice(0, 2).toSorted()).toEqual(['missed', 'new'])
    expect(order.at(-1)).toBe('done')
  })

  test('is drawn from without repeats', () => {
    expect(draw(['a', 'b', 'c'], 5, () => 0.99).toSorted()).toEqual(['a', 'b', 'c'])
    expect(draw(['a', 'b', 'c'], 2, () => 0)).toEqual(['a', 'b'])
  })
})

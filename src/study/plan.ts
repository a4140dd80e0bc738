import { type Day, weekdayOf } from './days.ts'
import { gainOf, type Known, practise, recallOn } from './gain.ts'
import type { Model } from './memory.ts'

export interface Planning {
  /** The permalinks in scope, in the order of the deck. */
  deck: readonly string[]
  cards: ReadonlyMap<string, Known>
  model: Model
  today: Day
  /** The day of the interview. */
  date: Day
  /** How many questions the learner answers a day. */
  answers: number
  /** Weekdays without study; 0 is Sunday. */
  daysOff: readonly number[]
  /** Those that were practised today already. */
  done: ReadonlySet<string>
}

export interface Plan {
  /** What is left to practise today, in order. */
  queue: string[]
  /** Every study day from today to the day before the interview. */
  days: PlannedDay[]
  /** How many of the deck are expected to be recalled on the day of the interview, as the model sees it. */
  expected: number
  /** What does not fit: questions that will not have been practised at all, or on one day only. */
  unseen: string[]
  once: string[]
}

export interface PlannedDay {
  day: Day
  /** How many questions it has; for today, with those that are done. */
  load: number
  /** In which order it takes questions: the highest rank comes first. */
  rank: Rank
  /** The rank of the last one that it has room for. */
  cut: number
}

/**
 * Plans the days that are left, as if all went as expected. What is planned for later is never owed: tomorrow plans
 * anew from what was really practised.
 */
export function plan(planning: Planning): Plan {
  const { deck, model, date, today } = planning
  const days = studyDays(planning)
  const loads = loadsOf(planning, days.length)
  const known = knownIn(planning)
  const planned: PlannedDay[] = []
  let queue: string[] = []
  for (const [index, day] of days.entries()) {
    const { chosen, rank, cut } = choose(planning, days, loads, index, known)
    if (day === today) queue = chosen
    planned.push({ day, load: day === today ? loads[index]! : chosen.length, rank, cut })
    for (const one of chosen) known.set(one, practise(known.get(one), day, model))
  }
  return {
    ...{ queue, days: planned },
    expected: sum(deck.map((one) => recallOn(date, known.get(one), model))),
    unseen: deck.filter((one) => !known.has(one)),
    once: deck.filter((one) => known.get(one)?.practised === 1),
  }
}

/** The queue of today's plan alone. */
export function queueToday(planning: Planning): string[] {
  const days = studyDays(planning)
  if (days[0] !== planning.today) return []
  return choose(planning, days, loadsOf(planning, days.length), 0, knownIn(planning)).chosen
}

/** The day on which a plan asks a question again that was practised now; `undefined` where it needs no more. */
export function nextDay({ days }: Plan, now: Known): Day | undefined {
  return days.find(({ day, rank, cut }) => day > now.day && rank(now) >= cut)?.day
}

/** The study days from today to the day before the interview; none lies more than a year ahead. */
export function studyDays({ today, date, daysOff }: Pick<Planning, 'today' | 'date' | 'daysOff'>): Day[] {
  const most = Math.max(0, Math.min(date - today, 366))
  const days = Array.from({ length: most }, (_, index) => today + index)
  return days.filter((day) => !daysOff.includes(weekdayOf(day)))
}

type Rank = (one: Known | undefined) => number

function choose(
  planning: Planning,
  days: readonly Day[],
  loads: readonly number[],
  index: number,
  known: ReadonlyMap<string, Known>,
) {
  const { deck, today, done } = planning
  const isToday = days[index] === today
  const rank = ranking(planning, days, loads, index, known)
  const room = loads[index]! - (isToday ? deck.filter((one) => done.has(one)).length : 0)
  const ranked = deck
    .filter((one) => !(isToday && done.has(one)))
    .map((one) => ({ one, rank: rank(known.get(one)) }))
    .filter(({ rank }) => rank > never)
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, Math.max(0, room))
  return { chosen: ranked.map(({ one }) => one), rank, cut: ranked.at(-1)?.rank ?? Number.POSITIVE_INFINITY }
}

/** Ranks from here on are those of what was never practised, and of what was on one day only. */
const ahead = 20
const behind = 10
const never = Number.NEGATIVE_INFINITY

/** How a study day ranks questions. */
function ranking(
  { deck, model, date }: Planning,
  days: readonly Day[],
  loads: readonly number[],
  index: number,
  known: ReadonlyMap<string, Known>,
): Rank {
  const day = days[index]!
  const owed = sum(deck.map((one) => Math.max(0, 2 - (known.get(one)?.practised ?? 0))))
  // Two days of slack: what is practised twice is practised on two days, and the last one begins nothing.
  const isShort = owed > sum(loads.slice(index + 2))
  const isLast = index === days.length - 1
  const unseen = deck.length - known.size
  // The very last ones are seen all the same; and who has put off everything has nothing else.
  const begins = !isLast || unseen <= loads[index]! / 3 || known.size === 0
  return (one) => {
    if (!one) return begins ? (isShort ? ahead : 0) + gainOf(one, day, date, model) : never
    const first = isShort && one.practised < 2 ? behind : 0
    return first + (isLast ? 1 - recallOn(day, one, model) : gainOf(one, day, date, model))
  }
}

/** More practice days than these add next to nothing: a plan that has room for more asks less a day. */
const enough = 7

/** How many questions each study day has: even to within one, and none has more than the learner answers. */
function loadsOf({ deck, cards, answers, done }: Planning, days: number): number[] {
  const before = (one: string) => (cards.get(one)?.practised ?? 0) - (done.has(one) ? 1 : 0)
  const wanted = sum(deck.map((one) => Math.max(2, enough - before(one))))
  const all = Math.min(wanted, days * Math.min(answers, deck.length))
  return Array.from({ length: days }, (_, index) => Math.floor(all / days) + (index < all % days ? 1 : 0))
}

function knownIn({ deck, cards }: Planning): Map<string, Known> {
  return new Map(deck.flatMap((one) => (cards.has(one) ? [[one, cards.get(one)!]] : [])))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

import { type Day, dayOf, type Today } from './days.ts'
import type { Model } from './memory.ts'
import type { Card, State } from './replay.ts'
import { type Standing, standingOf } from './standing.ts'

/** A number for each of some days in a row. */
export type ByDay = { day: Day; count: number }[]

/** Reviews on each of the last days, today the last. */
export function reviewsByDay({ reviews }: State, today: Today, days: number): ByDay {
  const counts = Map.groupBy(reviews, (review) => dayOf(review))
  return inARow(today.day - days + 1, days, (day) => counts.get(day)?.length ?? 0)
}

/** Questions to be asked again on each of the next days; what is overdue is due today. */
export function dueByDay({ cards }: State, today: Today, days: number): ByDay {
  const counts = Map.groupBy(cards.values(), ({ due }) => Math.max(due, today.day))
  return inARow(today.day, days, (day) => counts.get(day)?.length ?? 0)
}

/** How many questions of each topic stand how. */
export function standingsByTopic(
  questions: readonly { permalink: string; topic: string }[],
  { cards }: State,
  today: Today,
  model: Model,
): Map<string, Record<Standing, number>> {
  const byTopic = new Map<string, Record<Standing, number>>()
  for (const { permalink, topic } of questions) {
    const counts = byTopic.get(topic) ?? { new: 0, learning: 0, known: 0, due: 0 }
    counts[standingOf(cards.get(permalink), today, model)] += 1
    byTopic.set(topic, counts)
  }
  return byTopic
}

export interface Missed {
  permalink: string
  anchor: string
  /** How often it was not said, of how many times it was asked for. */
  missed: number
  asked: number
}

/** The parts of answers that were most often not said, in reviews where parts were ticked at all. */
export function mostMissed({ reviews }: State, most: number): Missed[] {
  const parts = new Map<string, Missed>()
  for (const { permalink, bullets } of reviews) {
    if (!bullets.some(({ said }) => said)) continue
    for (const { anchor, said } of bullets) {
      if (anchor === '') continue
      const key = JSON.stringify([permalink, anchor])
      const part = parts.get(key) ?? { permalink, anchor, missed: 0, asked: 0 }
      parts.set(key, { ...part, missed: part.missed + (said ? 0 : 1), asked: part.asked + 1 })
    }
  }
  return [...parts.values()]
    .filter(({ missed }) => missed > 0)
    .toSorted((a, b) => b.missed - a.missed || b.missed / b.asked - a.missed / a.asked)
    .slice(0, most)
}

/** The cards whose question was published anew on or after the day of their last review. */
export function maybeChanged(
  questions: readonly { permalink: string; updated?: string }[],
  { cards }: State,
  dayFrom: (iso: string) => Day | undefined,
): Card[] {
  return questions.flatMap(({ permalink, updated }) => {
    const card = cards.get(permalink)
    const day = updated === undefined ? undefined : dayFrom(updated)
    // A day of slack: the site's days are those of UTC.
    return card && day !== undefined && day + 1 >= card.day ? card : []
  })
}

function inARow(first: Day, days: number, countOf: (day: Day) => number): ByDay {
  return Array.from({ length: days }, (_, index) => ({ day: first + index, count: countOf(first + index) }))
}

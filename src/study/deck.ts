import type { Today } from './days.ts'
import { gainOf } from './gain.ts'
import type { Model } from './memory.ts'
import { isDone, type State } from './replay.ts'

/** A question as practice knows it. */
export interface Entry {
  permalink: string
  topic: string
  /** Ids of tags. */
  tags: readonly string[]
  level: string | null
}

/** Which questions are practised; an empty list leaves none out. */
export interface Scope {
  topics: readonly string[]
  tags: readonly string[]
  levels: readonly string[]
  only: Only
}

export const onlys = ['all', 'new', 'struggled', 'bookmarked'] as const
/** All; never practised; graded Again or Hard of late; bookmarked. */
export type Only = (typeof onlys)[number]

/** The questions of a scope, in the order of the site. */
export function inScope(entries: readonly Entry[], scope: Scope, { cards, bookmarks }: State): string[] {
  const isIn = (asked: readonly string[], own: readonly string[]) =>
    asked.length === 0 || own.some((one) => asked.includes(one))
  const counts: Record<Only, (permalink: string) => boolean> = {
    all: () => true,
    new: (permalink) => !cards.has(permalink),
    struggled: (permalink) => cards.get(permalink)?.isStruggling === true,
    bookmarked: (permalink) => bookmarks.has(permalink),
  }
  return entries
    .filter(({ topic }) => isIn(scope.topics, [topic]))
    .filter(({ tags }) => isIn(scope.tags, tags))
    .filter(({ level }) => isIn(scope.levels, level === null ? [] : [level]))
    .map(({ permalink }) => permalink)
    .filter(counts[scope.only])
}

/** Without a date, it is as if the interview were in so many days. */
export const horizon = 30

/** The questions that gain most by being asked now, due and new ones mixed; what was asked today comes last. */
export function byGain(deck: readonly string[], { cards }: State, model: Model, today: Today): string[] {
  const ranked = deck.map((permalink) => {
    const card = cards.get(permalink)
    const gain = gainOf(card, today.day, today.day + horizon, model)
    return { permalink, rank: isDone(card, today) ? gain - 2 : gain }
  })
  return ranked.toSorted((a, b) => b.rank - a.rank).map(({ permalink }) => permalink)
}

/** So many of a deck at random; `random` gives numbers from 0 to 1. */
export function draw(deck: readonly string[], count: number, random: () => number): string[] {
  const left = [...deck]
  const drawn: string[] = []
  while (drawn.length < count && left.length > 0) {
    drawn.push(...left.splice(Math.floor(random() * left.length), 1))
  }
  return drawn
}

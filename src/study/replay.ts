import { type Day, dayOf, type Today } from './days.ts'
import { byTime, standing } from './log.ts'
import type { Memory, Model } from './memory.ts'
import type { LogRecord, Review } from './records.ts'

/** What is remembered of one question. */
export interface Card {
  permalink: string
  memory: Memory
  /** The study day of its last review, and the time of it. */
  day: Day
  time: number
  /** The day on which it is to be asked again. */
  due: Day
  /** On how many days it was practised. */
  practised: number
  /** Whether it was graded Again or Hard in one of its last two reviews. */
  isStruggling: boolean
  last: Review
}

/** All that follows from a log. */
export interface State {
  cards: ReadonlyMap<string, Card>
  bookmarks: ReadonlySet<string>
  /** By permalink; there is none that is empty. */
  notes: ReadonlyMap<string, string>
  /** The reviews that count, by time. */
  reviews: readonly Review[]
}

export interface Replaying {
  model: Model
  today: Today
  /** Permalinks that lead on to others now. */
  redirects?: ReadonlyMap<string, string>
}

/** What follows from a log, in whatever order it is given. */
export function replay(log: readonly LogRecord[], { model, today, redirects }: Replaying): State {
  const ordered = standing(log)
    .toSorted(byTime)
    .map((record) => ({ ...record, permalink: redirects?.get(record.permalink) ?? record.permalink }))
  const reviews = ordered.filter((record) => record.kind === 'review')
  const cards = new Map<string, Card>()
  for (const [permalink, own] of Map.groupBy(reviews, ({ permalink }) => permalink)) {
    cards.set(permalink, cardOf(permalink, own, model, today))
  }
  const bookmarks = new Set<string>()
  const notes = new Map<string, string>()
  for (const record of ordered) {
    if (record.kind === 'bookmark') {
      if (record.on) bookmarks.add(record.permalink)
      else bookmarks.delete(record.permalink)
    } else if (record.kind === 'note') {
      if (record.text) notes.set(record.permalink, record.text)
      else notes.delete(record.permalink)
    }
  }
  return { cards, bookmarks, notes, reviews }
}

/** A card after one more review, whose day is no earlier than the card's own. */
export function graded(card: Card | undefined, review: Review, model: Model, day = dayOf(review)): Card {
  const now = Math.max(day, card?.day ?? day)
  const memory = model.after(card?.memory, review.grade, card ? now - card.day : 0)
  const isHard = (one: Review | undefined) => one?.grade === 'again' || one?.grade === 'hard'
  return {
    permalink: review.permalink,
    memory,
    day: now,
    time: Math.max(review.time, card?.time ?? review.time),
    due: now + model.interval(memory),
    practised: (card?.practised ?? 0) + (card?.day === now ? 0 : 1),
    isStruggling: isHard(card?.last) || isHard(review),
    last: review,
  }
}

/** Whether it was practised on the study day that is now, in whatever zone that was. */
export function isDone(card: Card | undefined, today: Today): boolean {
  return card !== undefined && (card.day >= today.day || card.time >= today.start)
}

/** A zone is at most a day and a few hours away from any other: what lies further ahead was written by a wrong clock. */
const mostAhead = 2

/** Reviews of a wrong clock count first, as if made the day before the others, or yesterday: no card waits for 2099. */
function cardOf(permalink: string, reviews: readonly Review[], model: Model, today: Today): Card {
  const isAhead = (review: Review) => dayOf(review) > today.day + mostAhead
  const believed = reviews.filter((review) => !isAhead(review))
  const before = (believed[0] ? dayOf(believed[0]) : today.day) - 1
  let card: Card | undefined
  for (const review of reviews.filter(isAhead)) card = graded(card, { ...review, time: 0 }, model, before)
  for (const review of believed) card = graded(card, review, model)
  return { ...card!, permalink, last: believed.at(-1) ?? reviews.at(-1)! }
}

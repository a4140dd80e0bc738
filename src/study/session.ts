import type { Grade } from './records.ts'

/** Questions that are practised one after the other, in one tab. */
export interface Session {
  /** In a mock interview nothing is shown before its end; then all of it is compared. */
  kind: 'session' | 'mock' | 'compare'
  queue: readonly string[]
  /** The place in the queue of the question that is asked; its length where all are done. */
  at: number
  /** What each was first graded in this session, by permalink. */
  grades: Readonly<Record<string, Grade>>
  /** Records of this session's reviews, the newest last: what undo takes back. */
  reviews: readonly { id: string; permalink: string }[]
  /** When the time of a mock interview is over, in milliseconds since 1970; `null` where none is counted. */
  until: number | null
}

export function startSession(
  queue: readonly string[],
  kind: Session['kind'] = 'session',
  until: number | null = null,
): Session {
  return { kind, queue: [...new Set(queue)], at: 0, grades: {}, reviews: [], until }
}

/** The session after a grade: on to the next question; what was missed comes again at the end, once. */
export function answered(session: Session, permalink: string, grade: Grade, id: string): Session {
  const isFirst = !Object.hasOwn(session.grades, permalink)
  const isCurrent = session.queue[session.at] === permalink
  return {
    ...session,
    queue:
      isFirst && grade === 'again' && session.kind === 'session'
        ? [...session.queue, permalink]
        : session.queue,
    at: session.at + (isCurrent ? 1 : 0),
    grades: isFirst ? { ...session.grades, [permalink]: grade } : session.grades,
    reviews: [...session.reviews, { id, permalink }].slice(-mostUndone),
  }
}

/** So many reviews can be taken back. */
export const mostUndone = 100

/** The session without its last review: its question is asked again. */
export function undone(session: Session): Session {
  const last = session.reviews.at(-1)
  if (!last) return session
  const reviews = session.reviews.slice(0, -1)
  const isFirst = !reviews.some(({ permalink }) => permalink === last.permalink)
  const place = session.queue.lastIndexOf(last.permalink, session.at - 1)
  const { [last.permalink]: taken, ...grades } = session.grades
  const queue =
    isFirst && taken === 'again' && session.kind === 'session'
      ? session.queue.filter((one, index) => one !== last.permalink || index <= place)
      : session.queue
  return {
    ...session,
    queue,
    reviews,
    at: place < 0 ? session.at : place,
    grades: isFirst ? grades : session.grades,
  }
}

/** The session with each question where it leads to now; what is asked already is not asked again for that. */
export function moved(session: Session, leadsTo: (permalink: string) => string): Session {
  const grades = Object.entries(session.grades).map(([permalink, grade]) => [leadsTo(permalink), grade])
  const queue = session.queue.map(leadsTo)
  const isAsked = (place: number) => queue.indexOf(queue[place]!) < place
  const wasAsked = (place: number) => session.queue.indexOf(session.queue[place]!) < place
  return {
    ...session,
    queue: queue.filter((_, place) => place <= session.at || !isAsked(place) || wasAsked(place)),
    grades: Object.fromEntries(grades),
    reviews: session.reviews.map(({ id, permalink }) => ({ id, permalink: leadsTo(permalink) })),
  }
}

/** Skips questions that are no longer there. */
export function withoutMissing(session: Session, isThere: (permalink: string) => boolean): Session {
  const before = session.queue.slice(0, session.at)
  const after = session.queue.slice(session.at)
  const kept = before.filter(isThere)
  return { ...session, queue: [...kept, ...after.filter(isThere)], at: kept.length }
}

/** What was missed in a session: graded Again or Hard at first. */
export function missedIn({ queue, grades }: Session): string[] {
  return [...new Set(queue)].filter((one) => grades[one] === 'again' || grades[one] === 'hard')
}

/** A session from a tab's storage; `undefined` for what is none. */
export function readSession(value: unknown): Session | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, queue, at, grades, reviews, until } = value as Partial<Session>
  const areTexts = (list: unknown): list is string[] =>
    Array.isArray(list) && list.every((one) => typeof one === 'string')
  const isSession =
    (kind === 'session' || kind === 'mock' || kind === 'compare') &&
    areTexts(queue) &&
    Number.isSafeInteger(at) &&
    at! >= 0 &&
    at! <= queue.length &&
    typeof grades === 'object' &&
    grades !== null &&
    Array.isArray(reviews) &&
    reviews.every((one) => areTexts([one?.id, one?.permalink])) &&
    (until === null || Number.isSafeInteger(until))
  return isSession ? (value as Session) : undefined
}

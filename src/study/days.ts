/** A study day: so many days after 1970-01-01, by the learner's own clock. It begins at 4 in the morning. */
export type Day = number

/** The study day that is now. */
export interface Today {
  day: Day
  /** When it began, in milliseconds since 1970. */
  start: number
}

/** The study day of a time, in milliseconds since 1970, where clocks are `offset` minutes ahead of UTC. */
export function dayOf({ time, offset }: { time: number; offset: number }): Day {
  return Math.floor((time + offset * minute - rollover) / length)
}

export function todayAt(time: number, offset: number): Today {
  const day = dayOf({ time, offset })
  return { day, start: day * length + rollover - offset * minute }
}

/** A day as `2026-01-31`. */
export function isoOf(day: Day): string {
  return new Date(day * length).toISOString().slice(0, 10)
}

/** The day of a text such as `2026-01-31`; `undefined` for what is none. */
export function dayFrom(iso: string): Day | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(iso) : Number.NaN
  // Some engines take 2026-02-30 for a day in March.
  return Number.isNaN(time) || isoOf(time / length) !== iso ? undefined : time / length
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7
}

const minute = 60_000
const length = 24 * 60 * minute
const rollover = 4 * 60 * minute

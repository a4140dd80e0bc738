import { dayFrom } from './days.ts'
import { onlys, type Scope } from './deck.ts'
import { type Check, type Fields, faultIn, integer, isMapping, time } from './records.ts'

/** What a learner asks of practice: the newest one counts. */
export interface Settings {
  /** When it was chosen, in milliseconds since 1970. */
  time: number
  scope: Scope
  /** The day of the interview, `2026-01-31`; `null` where there is none. */
  date: string | null
  /** Questions a day, where there is a date. */
  answers: number
  /** Weekdays without study; 0 is Sunday. */
  daysOff: readonly number[]
  /** Questions a session, where there is no date. */
  size: number
}

export const defaultSettings: Settings = {
  time: 0,
  scope: { topics: [], tags: [], levels: [], only: 'all' },
  date: null,
  answers: 20,
  daysOff: [],
  size: 10,
}

/** Settings from storage or from a file; or the field that keeps them from being such. */
export function readSettings(value: unknown) {
  if (!isMapping(value)) return { fault: { field: '', takes: 'a mapping' } }
  const fault = faultIn(value, fields)
  if (fault) return { fault }
  const { time, scope, date, answers, daysOff, size } = value as unknown as Settings
  const { topics, tags, levels, only } = scope
  return {
    settings: {
      time,
      scope: { topics, tags, levels, only },
      date,
      answers,
      daysOff,
      size,
    } satisfies Settings,
  }
}

/** The newer ones of two settings, whichever is named first. */
export function newer(a: Settings, b: Settings): Settings {
  if (a.time !== b.time) return a.time > b.time ? a : b
  return JSON.stringify(a) < JSON.stringify(b) ? a : b
}

const ids: Check = (value) =>
  Array.isArray(value) &&
  value.length <= 10_000 &&
  value.every((id) => typeof id === 'string' && id.length <= 200)
    ? undefined
    : 'a list of ids'

const scopeFields: Fields = {
  topics: ids,
  tags: ids,
  levels: ids,
  only: (value) => (onlys.some((one) => one === value) ? undefined : `one of ${onlys.join(', ')}`),
}

const fields: Fields = {
  time,
  scope(value) {
    if (!isMapping(value)) return 'a mapping'
    const fault = faultIn(value, scopeFields)
    return fault && { ...fault, field: `.${fault.field}` }
  },
  date: (value) =>
    value === null || (typeof value === 'string' && dayFrom(value) !== undefined)
      ? undefined
      : 'a day: 2026-01-31, or null',
  answers: integer(1, 500),
  daysOff: (value) =>
    Array.isArray(value) && value.length <= 7 && value.every((day) => integer(0, 6)(day) === undefined)
      ? undefined
      : 'a list of weekdays, 0 to 6',
  size: integer(1, 500),
}

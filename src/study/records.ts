/** What a learner did, as it is stored for good: records are appended, and never changed. */
export type LogRecord = Review | Undo | Bookmark | Note

export interface Review extends Common {
  kind: 'review'
  grade: Grade
  /** How many parts of the answer were shown one by one before it was given. */
  hints: number
  /** The parts of the answer as they were shown, in order. */
  bullets: Bullet[]
}

export interface Undo extends Common {
  kind: 'undo'
  /** The id of the record that does not count any more. */
  undoes: string
}

export interface Bookmark extends Common {
  kind: 'bookmark'
  on: boolean
}

export interface Note extends Common {
  kind: 'note'
  /** Empty where it was taken away. */
  text: string
}

/** A part of an answer, as it was at a review. */
export interface Bullet {
  /** Its place in the page; empty where it has none. */
  anchor: string
  /** What its words are known by. */
  hash: string
  /** Whether the learner said it. */
  said: boolean
}

export const grades = ['again', 'hard', 'good', 'easy'] as const
export type Grade = (typeof grades)[number]

interface Common {
  /** Known to no other record, on any device. */
  id: string
  permalink: string
  /** Milliseconds since 1970. */
  time: number
  /** Minutes that the learner's clock was ahead of UTC. */
  offset: number
}

/** A value that is a record, with its keys in one order; or the field that keeps it from being one, and what it takes. */
export type Reading = { record: LogRecord; fault?: undefined } | { record?: undefined; fault: Fault }

export interface Fault {
  /** `grade`, `bullets[2].hash`; empty for the value as a whole. */
  field: string
  takes: string
}

/** Reads what claims to be a record, from storage or from a file. Nothing is trusted, and nothing is changed. */
export function readRecord(value: unknown): Reading {
  if (!isMapping(value)) return { fault: { field: '', takes: 'a mapping' } }
  const kind = own(value, 'kind')
  if (typeof kind !== 'string' || !Object.hasOwn(fieldsOf, kind)) {
    return { fault: { field: 'kind', takes: oneOf(Object.keys(fieldsOf)) } }
  }
  const fields: Fields = { ...common, ...fieldsOf[kind as LogRecord['kind']] }
  const fault = faultIn(value, fields)
  if (fault) return { fault }
  const record = Object.fromEntries(Object.keys(fields).map((field) => [field, value[field]]))
  if (kind === 'review') record.bullets = (record.bullets as Bullet[]).map(inOrder)
  return { record: record as unknown as LogRecord }
}

/** The first field of a mapping that is missing, unknown or not what it has to be. */
export function faultIn(value: Record<string, unknown>, fields: Fields): Fault | undefined {
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(fields, key))
  if (unknown !== undefined)
    return { field: unknown.slice(0, 80), takes: `nothing: known are ${oneOf(Object.keys(fields))}` }
  for (const [field, check] of Object.entries(fields)) {
    const fault = check(own(value, field))
    if (fault !== undefined)
      return typeof fault === 'string' ? { field, takes: fault } : { ...fault, field: field + fault.field }
  }
  return undefined
}

export type Fields = Record<string, Check>

/** What a value would have to be; `undefined` where it is. */
export type Check = (value: unknown) => string | Fault | undefined

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const text =
  (most: number, pattern?: RegExp, takes = `a text of at most ${most} characters`): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most && (pattern?.test(value) ?? true) ? undefined : takes

export const integer =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `a whole number from ${least} to ${most}`

const boolean: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false')

/** Beyond the year 9999 no calendar goes on. */
export const time = integer(0, 253_402_300_799_999)
const id = text(64, /^[\w-]+$/, 'up to 64 letters, digits, - and _')
export const permalinkPattern = /^[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*$/u
const permalink = text(200, permalinkPattern, 'letters and digits, with single hyphens')
const kindIsKnown: Check = () => undefined

const bulletFields: Fields = {
  anchor: text(500),
  hash: text(16, /^[0-9a-z]+$/, 'up to 16 digits and small letters'),
  said: boolean,
}

const bullets: Check = (value) => {
  if (!Array.isArray(value) || value.length > 1000) return 'a list of at most 1000 bullets'
  for (const [index, bullet] of value.entries()) {
    const fault = isMapping(bullet) ? faultIn(bullet, bulletFields) : { field: '', takes: 'a mapping' }
    if (fault) return { ...fault, field: `[${index}]${fault.field && `.${fault.field}`}` }
  }
  return undefined
}

// In the order in which they are written.
const common: Fields = { id, kind: kindIsKnown, permalink, time, offset: integer(-1080, 1080) }
const fieldsOf: Record<LogRecord['kind'], Fields> = {
  review: {
    grade: (value) => (grades.includes(value as Grade) ? undefined : oneOf(grades)),
    hints: integer(0, 1000),
    bullets,
  },
  undo: { undoes: id },
  bookmark: { on: boolean },
  note: { text: text(20_000) },
}

function inOrder({ anchor, hash, said }: Bullet): Bullet {
  return { anchor, hash, said }
}

/** A field of the value's own: what it inherits was not written by anybody. */
function own(value: Record<string, unknown>, field: string): unknown {
  return Object.hasOwn(value, field) ? value[field] : undefined
}

function oneOf(words: readonly string[]): string {
  return `one of ${words.join(', ')}`
}

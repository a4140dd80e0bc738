import { createHash } from 'node:crypto'
import { lineStarts, pointAt } from '../importer/source/text.ts'
import type { Fingerprint } from '../importer/topic.ts'
import { type Code, type Problem, problem, type Values } from '../problems.ts'
import { foldId, isId } from './ids.ts'

/** Every address that was ever published. */
export interface Ledger {
  /** What the site is known by, whatever becomes of its addresses; `undefined` where it was not yet recorded. */
  site?: string | undefined
  /** The reading that its questions were found by; `undefined` for the first. */
  reading?: number | undefined
  questions: Map<string, RecordedQuestion>
  topics: Map<string, RecordedTopic>
  /** By place: `javascript#closures`. */
  sections: Map<string, Recorded>
  tags: Map<string, Recorded>
}

/** What an address may be of. */
export type Kind = Exclude<keyof Ledger, 'site' | 'reading'>
export const kinds: readonly Kind[] = ['questions', 'topics', 'sections', 'tags']

/** What stands at an address. */
export interface Recorded {
  /** What it was called when it was last seen. */
  title: string
  /** The key of its own kind that the address leads to now; for a section, a topic's or a section's. */
  to?: string
  /** The day since when nothing stands there: `2026-01-31`. */
  retired?: string
}

export interface RecordedTopic extends Recorded {
  /** Its path from the content folder: of a file, or of a folder of one-question files. */
  file: string
}

export interface RecordedQuestion extends Recorded {
  /** The topic and the section that it stands in: `javascript#closures`, or `javascript` above any section. */
  place: string
  /** Its file's path from the content folder. */
  file: string
  /** The line that its title had when anything else of it was last changed. */
  line: number
  fingerprint: Fingerprint
  /** The day it was first published, and the last one its title or text changed after that. */
  published: string
  updated?: string
  /** How often its title or text was published anew; not there for the first time. */
  revision?: number
}

/** The topic of a place such as `javascript#closures`. */
export function topicAt(place: string): string {
  return place.split('#')[0]!
}

/** Its section; `undefined` above any. */
export function sectionAt(place: string): string | undefined {
  return place.split('#')[1]
}

/**
 * Counts the ways in which Viva has told questions from what is none. Whoever changes that for files as they are counts
 * on: what an older reading took for a question then leads to where it stands, and stops no build.
 */
export const reading = 2

export function emptyLedger(): Ledger {
  return { reading, questions: new Map(), topics: new Map(), sections: new Map(), tags: new Map() }
}

/** What a ledger's site is known by: what is recorded, else a digest of the questions that were there first. */
export function siteOf({ site, questions }: Ledger): string {
  if (site !== undefined) return site
  const days = [...questions.values()].map(({ published }) => published).filter(Boolean)
  const first = days.reduce((least, day) => (day < least ? day : least), '~')
  const ids = [...questions].filter(([, { published }]) => published === first).map(([id]) => id)
  return createHash('sha256')
    .update([first, ...ids.toSorted()].join('\0'))
    .digest('hex')
    .slice(0, 12)
}

/**
 * Reads a ledger as it is stored. What cannot be understood is a problem at its place, and then there is no ledger:
 * half of one would give away addresses that others have.
 */
export function readLedger(json: string): { ledger: Ledger | undefined; problems: Problem[] } {
  const text = json.replace(/^\uFEFF/, '')
  const starts = lineStarts(text)
  const problems: Problem[] = []
  const tell = <C extends Code>(code: C, offset: number, ...values: Values<C>) => {
    problems.push(problem(code, pointAt(starts, offset), ...values))
  }
  const mark = text.search(/^(<{7}|={7}|>{7}|\|{7})/m)
  if (mark >= 0) {
    tell('ledger-merge', mark)
    return { ledger: undefined, problems }
  }
  let written: unknown
  try {
    written = JSON.parse(text)
  } catch (error) {
    const { message } = error as SyntaxError
    const [, offset] = message.match(/ at position (\d+)/) ?? []
    tell(
      'ledger-not-json',
      offset ? Number(offset) : text.trimEnd().length,
      message.replace(/ (in JSON )?at position.*$|, ".*$/s, ''),
    )
    return { ledger: undefined, problems }
  }
  if (!isMapping(written) || written.version !== version) {
    tell('ledger-version', 0, isMapping(written) ? JSON.stringify(written.version) : undefined)
    return { ledger: undefined, problems }
  }

  const offsets = new Map<string, number>()
  const repeated = new Set<string>()
  for (const { path, offset } of keysOf(text)) {
    const key = JSON.stringify([path[0], foldId(path[1] ?? '')])
    if (path.length > 2) continue
    if (!offsets.has(key)) offsets.set(key, offset)
    else if (path.length === 2) {
      repeated.add(foldId(path[1]!))
      tell('ledger-repeated', offset, path[1]!, pointAt(starts, offsets.get(key)!).line)
    }
  }
  const offsetOf = (kind: string, id: string) => offsets.get(JSON.stringify([kind, foldId(id)])) ?? 0
  const ledger: Ledger = { ...emptyLedger(), reading: undefined }
  for (const kind of kinds) {
    const records = written[kind]
    if (!isMapping(records)) tell('ledger-entry', offsetOf(kind, ''), kind, 'a mapping of ids')
    else {
      for (const [id, record] of Object.entries(records)) {
        const fault = faultOf(kind, id, record)
        if (fault && !repeated.has(foldId(id))) tell('ledger-entry', offsetOf(kind, id), id, fault)
        else (ledger[kind] as Map<string, unknown>).set(id, record)
      }
    }
  }
  if (written.site !== undefined) {
    if (isSite(written.site)) ledger.site = written.site as string
    else tell('ledger-entry', offsetOf('site', ''), 'site', 'an id as Viva wrote it')
  }
  if (written.reading !== undefined) {
    if (isLine(written.reading)) ledger.reading = written.reading as number
    else tell('ledger-entry', offsetOf('reading', ''), 'reading', 'a number')
  }
  for (const kind of Object.keys(written)) {
    if (!['version', 'site', 'reading', ...kinds].includes(kind)) {
      tell('ledger-entry', offsetOf(kind, ''), kind, `one of ${kinds.join(', ')}`)
    }
  }
  if (problems.length > 0) return { ledger: undefined, problems }

  for (const kind of kinds) {
    for (const [id, record] of ledger[kind]) {
      if (record.to === undefined) continue
      // Two redirects that were merged may have become a chain.
      const { to, fault } = endOf(ledger, kind, id)
      if (to !== undefined) ledger[kind].set(id, { ...record, to } as never)
      else tell('redirect-broken', offsetOf(kind, id), id, fault)
    }
  }
  return { ledger: problems.length > 0 ? undefined : ledger, problems }
}

/** A ledger as it is stored: one address a line, sorted, so that changes are small and merge by themselves. */
export function writeLedger(ledger: Ledger): string {
  const site = ledger.site === undefined ? '' : `  "site": ${JSON.stringify(ledger.site)},\n`
  const read = ledger.reading === undefined ? '' : `  "reading": ${ledger.reading},\n`
  const written = kinds.map((kind) => {
    const sorted = [...ledger[kind]].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const lines = sorted.map(([id, record]) => `    ${JSON.stringify(id)}: ${inOneLine(record)}`)
    return `  ${JSON.stringify(kind)}: {${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}}`
  })
  return `{\n  "version": ${version},\n${site}${read}${written.join(',\n')}\n}\n`
}

/** Whether an address has a page of its own, and neither leads on nor is retired. */
export function isLive({ to, retired }: Recorded): boolean {
  return to === undefined && retired === undefined
}

/** Where an address leads in the end, so that nobody is sent twice; or what is wrong with its way, in words. */
export function endOf(
  ledger: Ledger,
  kind: Kind,
  id: string,
): { to: string; fault?: undefined } | { to?: undefined; fault: string } {
  const passed = new Set([id])
  let to = ledger[kind].get(id)!.to!
  for (;;) {
    const next = ledger[kind].get(to) ?? (kind === 'sections' ? ledger.topics.get(to) : undefined)
    if (!next) return { fault: `“${to}” is not in the ledger` }
    if (passed.has(to)) return { fault: `“${to}” leads back to it` }
    if (next.retired !== undefined && kind === 'questions') return { fault: `“${to}” is retired` }
    if (next.to === undefined) return { to }
    passed.add(to)
    to = next.to
  }
}

const version = 1

type Check = (value: unknown) => boolean
const isText: Check = (value) => typeof value === 'string' && value !== ''
const isDay: Check = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && isInCalendar(value)
const isLine: Check = (value) => Number.isSafeInteger(value) && (value as number) > 0
const isSite: Check = (value) => typeof value === 'string' && /^[0-9a-z-]{1,64}$/.test(value)
const isFingerprint: Check = (value) =>
  typeof value === 'string' && /^([0-9a-f]{12})?\.([0-9a-f]{12})?\.([0-9a-f]{32})?$/.test(value)

// In the order in which they are written. A question mark: it may be missing.
const former = { to: ['an id', isText, '?'], retired: ['a day: 2026-01-31', isDay, '?'] } as const
const title = ['a text', isText] as const
const file = ['a path', isText] as const
const fieldsOf: Record<Kind, Record<string, readonly [takes: string, is: Check, optional?: '?']>> = {
  questions: {
    ...{ title, place: ['a topic, or topic#section', isText], file, line: ['a line number', isLine] },
    ...{ fingerprint: ['a fingerprint as Viva wrote it', isFingerprint] },
    ...{ published: ['a day: 2026-01-31', isDay], updated: ['a day: 2026-01-31', isDay, '?'] },
    ...{ revision: ['a number', isLine, '?'], ...former },
  },
  topics: { title, file, ...former },
  sections: { title, ...former },
  tags: { title, ...former },
}

/** 30 February is read as a day of March. */
function isInCalendar(day: string): boolean {
  const time = Date.parse(`${day}T00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** What an entry would have to be, in words; `undefined` where it is right. */
function faultOf(kind: Kind, id: string, record: unknown): string | undefined {
  const [topic, section, ...more] = kind === 'sections' ? id.split('#') : [id, 'none']
  if (!isId(topic!) || !isId(section ?? '') || more.length > 0)
    return 'lower-case letters, digits and hyphens'
  if (!isMapping(record)) return 'a mapping'
  const fields = fieldsOf[kind]
  const unknown = Object.keys(record).find((key) => !Object.hasOwn(fields, key))
  if (unknown !== undefined) return `no “${unknown}”: its keys are ${Object.keys(fields).join(', ')}`
  for (const [key, [takes, is, optional]] of Object.entries(fields)) {
    if (Object.hasOwn(record, key) ? !is(record[key]) : !optional) return `“${key}”: ${takes}`
  }
  return record.to !== undefined && record.retired !== undefined ? 'either “to” or “retired”' : undefined
}

function inOneLine(record: object): string {
  const order = Object.keys(fieldsOf.questions)
  const fields = Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
  return `{ ${fields.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')} }`
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every key of a text that is known to be JSON, with the keys above it and its place: `JSON.parse` tells neither, and drops repeats. */
function* keysOf(json: string): Iterable<{ path: string[]; offset: number }> {
  const path: string[] = []
  for (const { 0: token, 1: key, index } of json.matchAll(
    /("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g,
  )) {
    if (token === '{' || token === '[') path.push('')
    else if (token === '}' || token === ']') path.pop()
    else if (key !== undefined) {
      path[path.length - 1] = JSON.parse(key) as string
      yield { path: [...path], offset: index }
    }
  }
}

import { mostUndone, readSession, type Session } from '../session.ts'

// What belongs to one tab: a session under way, what was typed, and what undo takes back. `public/choices.js` looks for
// a session before the first paint.
const sessionKey = 'viva:session'
const undoKey = 'viva:undo'
const saidKey = 'viva:said'

/** The session of this tab, if it is one of this site. */
export function tabSession(site: string): Session | undefined {
  const stored = read(sessionKey) as { site?: unknown; session?: unknown } | undefined
  return stored?.site === site ? readSession(stored.session) : undefined
}

export function keepSession(site: string, session: Session | undefined): void {
  if (session) write(sessionKey, { site, session })
  else sessionStorage.removeItem(sessionKey)
}

/** What was answered to a question, in this tab only. */
export function typed(permalink: string): string {
  const text = read(`viva:typed:${permalink}`)
  return typeof text === 'string' ? text : ''
}

export function keepTyped(permalink: string, text: string): void {
  if (text) write(`viva:typed:${permalink}`, text)
  else sessionStorage.removeItem(`viva:typed:${permalink}`)
}

/** The places of the choices that were pressed in an interview, in this tab only. */
export function pressed(permalink: string): number[] {
  const places = read(`viva:pressed:${permalink}`)
  return Array.isArray(places) ? places.filter((one) => Number.isSafeInteger(one)) : []
}

export function keepPressed(permalink: string, places: readonly number[]): void {
  if (places.length > 0) write(`viva:pressed:${permalink}`, places)
  else sessionStorage.removeItem(`viva:pressed:${permalink}`)
}

/** A review of this tab that can be taken back. */
export interface Undoable {
  id: string
  permalink: string
}

export function undoables(): Undoable[] {
  const list = read(undoKey)
  return Array.isArray(list)
    ? list.filter((one) => typeof one?.id === 'string' && typeof one.permalink === 'string')
    : []
}

export function keepUndoables(list: readonly Undoable[]): void {
  write(undoKey, list.slice(-mostUndone))
}

/** What the next page is to say, told once. */
export function handOn(said: string): void {
  write(saidKey, said)
}

export function handedOn(): string {
  const said = read(saidKey)
  sessionStorage.removeItem(saidKey)
  return typeof said === 'string' ? said : ''
}

function read(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined
  } catch (error) {
    // Refused, or not ours.
    console.info(error)
    return undefined
  }
}

function write(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch (error) {
    // It holds for this page.
    console.info(error)
  }
}

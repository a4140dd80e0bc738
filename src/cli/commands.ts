import type { ParseArgsOptionsConfig } from 'node:util'

/** What a command takes, and where it is. */
export interface Command {
  /** How it is called, and what it does, as the help tells it. */
  usage: string
  does: string
  options?: ParseArgsOptionsConfig
  /** The words that may stand first of all. */
  verbs?: readonly string[]
  /** How many words it takes in front of paths, by the first of them; none by default. */
  words?: (first: string | undefined) => number
  load(): Promise<Run>
}

/** Runs a command whose environment is set. */
export type Run = (asked: {
  values: Readonly<Record<string, unknown>>
  words: string[]
  paths: string[]
}) => Promise<void>

/** How many ids stand behind each verb of `permalinks`. */
const ids: Record<string, number> = { retire: 1, redirect: 2, forget: 0 }

export const commands: Readonly<Record<string, Command>> = {
  dev: {
    usage: 'viva [dev] [paths…]',
    does: 'shows the site, and follows your edits',
    load: async () => (await import('./dev.ts')).dev,
  },
  start: {
    usage: 'viva start [paths…]',
    does: 'shows the site as it would be published; records nothing',
    load: async () => (await import('./start.ts')).start,
  },
  build: {
    usage: 'viva build [paths…]',
    does: 'writes the site into OUT_DIR, and records new addresses',
    load: async () => (await import('./build.ts')).build,
  },
  check: {
    usage: 'viva check [--format text|json|github] [--fix] [paths…]',
    does: 'tells everything about the files that needs saying',
    options: { format: { type: 'string', default: 'text' }, fix: { type: 'boolean', default: false } },
    load: async () => (await import('./check.ts')).check,
  },
  permalinks: {
    usage: 'viva permalinks [retire <id> | redirect <old> <new> | forget] [paths…]',
    does: 'records new addresses, or says what becomes of old ones',
    verbs: Object.keys(ids),
    words: (first) => (first !== undefined && Object.hasOwn(ids, first) ? 1 + ids[first]! : 0),
    load: async () => (await import('./permalinks.ts')).permalinks,
  },
  init: {
    usage: 'viva init [--from <package>] [paths…]',
    does: 'writes what a folder needs to be published; overwrites nothing',
    options: { from: { type: 'string' } },
    load: async () => (await import('./init.ts')).init,
  },
  headers: {
    usage: 'viva headers nginx|caddy|_headers [paths…]',
    does: 'prints what a server must be told',
    words: () => 1,
    load: async () => (await import('./headers.ts')).headers,
  },
}

import { resolve } from 'node:path'
import { type Invocation, pathsName, programName } from './invocation.ts'
import { lineOf, problem } from './problems.ts'

/** What the environment asks for; each value has the default of a plain `npm start`. */
export interface Environment {
  /** The folder that holds the questions: relative to where the command runs, or absolute. */
  contentDir: string
  /** What is read of it: files and folders, or the folder itself. */
  paths: readonly string[]
  /** How the command was called. */
  invocation: Invocation
  /** The folder that receives the site, as an absolute path. */
  outDir: string
  /** The origin the site is published at, without a slash at its end. */
  site: string
  /** The path the site is published under, with a slash at both ends. */
  base: string
  /** Any free one for 0. */
  port: number
  /** Whether nobody sits at the keyboard who could look at a ledger that was written anew. */
  isCi: boolean
  /** The day by UTC, for what is first published on it: `2026-01-31`. */
  readonly today: string
}

/** A variable whose value means nothing, and what it takes. */
export interface Fault {
  name: string
  value: string
  takes: string
}

const known = ['CONTENT_DIR', 'OUT_DIR', 'SITE', 'BASE', 'PORT']

/** Reads the variables that Viva knows; what one of them cannot mean is told, and has its default. */
export function readEnvironment(variables: Record<string, string | undefined>): {
  environment: Environment
  faults: Fault[]
} {
  const faults: Fault[] = []
  const read = <T>(
    name: string,
    fallback: string,
    takes: string,
    from: (value: string) => T | undefined,
  ): T => {
    const value = variables[name] || fallback
    const meant = from(value)
    if (meant === undefined) faults.push({ name, value, takes })
    return meant ?? from(fallback)!
  }
  const program = variables[programName] === 'viva' ? 'viva' : 'npm'
  const contentDir = variables.CONTENT_DIR || (program === 'viva' ? '.' : 'content')
  const named = JSON.parse(variables[pathsName] ?? '[]') as string[]
  const set = Object.entries(variables).filter(([name, value]) => known.includes(name) && value)
  return {
    environment: {
      contentDir,
      paths: named.length > 0 ? named : [contentDir],
      invocation: { program, variables: Object.fromEntries(set) as Record<string, string>, paths: named },
      outDir: resolve(variables.OUT_DIR || 'dist'),
      site: read(
        'SITE',
        'http://127.0.0.1:4321',
        'an origin: https://example.org (a path goes into BASE)',
        originOf,
      ),
      base: read('BASE', '/', 'a path: /prep/, of letters, digits, “-”, “.”, “_” and “~”', baseOf),
      port: read('PORT', '4321', 'a number from 0 to 65535', portOf),
      isCi: variables.CI === 'true' || variables.CI === '1',
      get today() {
        return new Date().toISOString().slice(0, 10)
      },
    },
    faults,
  }
}

function originOf(value: string): string | undefined {
  const url = URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const isOrigin = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  return isOrigin && hostPattern.test(url.hostname) ? url.origin : undefined
}

/** A name, as it is written once its letters are ASCII, or an address; a URL’s host may hold quotes and braces too. */
const hostPattern = /^(?:[a-z\d_-]+(?:\.[a-z\d_-]+)*\.?|\[[\da-f:]+\])$/

function baseOf(value: string): string | undefined {
  const names = value.replace(/^\/+|\/+$/g, '').split('/')
  if (names.length === 1 && names[0] === '') return '/'
  const isPath = names.every((name) => /^[A-Za-z0-9._~-]+$/.test(name) && !/^\.{1,2}$/.test(name))
  return isPath ? `/${names.join('/')}/` : undefined
}

function portOf(value: string): number | undefined {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined
}

/** What this process was asked for. One that was asked for what means nothing tells so, and ends. */
function environmentOrEnd(): Environment {
  const { environment, faults } = readEnvironment(process.env)
  for (const { name, value, takes } of faults) {
    console.error(
      lineOf(name, problem('variable-not-understood', { line: 1, column: 1 }, name, value, takes)),
    )
  }
  if (faults.length > 0) process.exit(1)
  return environment
}

export const environment = environmentOrEnd()

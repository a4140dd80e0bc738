/** How a command of Viva was called, which is how its hints name the next one. */
export interface Invocation {
  /** By npm, in Viva's own repository, or by its own name. */
  program: 'npm' | 'viva'
  /** The variables of ours that were set. */
  variables: Readonly<Record<string, string>>
  /** The files and folders that were named. */
  paths: readonly string[]
}

/** The variables that a command goes by. */
const relevant: Record<string, readonly string[]> = {
  dev: ['CONTENT_DIR', 'SITE', 'BASE', 'PORT'],
  start: ['CONTENT_DIR', 'SITE', 'BASE', 'PORT'],
  build: ['CONTENT_DIR', 'OUT_DIR', 'SITE', 'BASE'],
  check: ['CONTENT_DIR'],
  permalinks: ['CONTENT_DIR'],
}

/**
 * Spells the commands in a hint so that they can be run as they stand: “`viva permalinks retire x`” becomes
 * “CONTENT_DIR=notes npm run permalinks -- retire x” or “viva permalinks retire x notes”.
 */
export function spell(hint: string, { program, variables, paths }: Invocation): string {
  return hint.replace(/`((?:[A-Z_]+=\S+ )*)viva(?: ([^`]*))?`/g, (_, before: string, after = 'dev') => {
    const [command, ...words] = (after as string).split(' ') as [string, ...string[]]
    const own = Object.fromEntries(before.split(' ').flatMap((pair) => (pair ? [pair.split('=')] : [])))
    const set = Object.entries({ ...variables, ...own } as Record<string, string>)
    const shown = set.filter(
      ([name]) => relevant[command]?.includes(name) && !(name === 'CONTENT_DIR' && paths.length > 0),
    )
    const asked = [...words, ...paths.map((path) => quoted(path.startsWith('-') ? `./${path}` : path))]
    const called =
      program === 'viva'
        ? ['viva', command, ...asked]
        : [
            command === 'start' ? 'npm start' : `npm run ${command}`,
            ...(asked.length > 0 ? ['--', ...asked] : []),
          ]
    return [...shown.map(([name, value]) => `${name}=${quoted(value)}`), ...called].join(' ')
  })
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w./~:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** By these variables a command tells its own processes how it was called: its program, and the paths as a JSON array. */
export const [programName, pathsName] = ['VIVA_PROGRAM', 'VIVA_PATHS'] as const

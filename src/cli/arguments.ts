import { parseArgs } from 'node:util'
import { commands } from './commands.ts'

/** What a command line asks for, or why that cannot be told. */
export type Asked =
  | { command: string; values: Readonly<Record<string, unknown>>; words: string[]; paths: string[] }
  | { show: 'help' | 'version' }
  | { fault: string; usage: string }

/** Reads a command line. The name of a command beats that of a folder: `./build` is the folder. */
export function readArguments(args: readonly string[]): Asked {
  if (args[0] === 'help') return { show: 'help' }
  const isNamed = args[0] !== undefined && Object.hasOwn(commands, args[0])
  const name = isNamed ? args[0]! : 'dev'
  const { options = {}, words, usage } = commands[name]!
  try {
    const { values, positionals } = parseArgs({
      args: args.slice(isNamed ? 1 : 0),
      options: {
        ...options,
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
      allowPositionals: true,
    })
    const { help, version, ...own } = values
    if (help || version) return { show: help ? 'help' : 'version' }
    const count = words?.(positionals[0]) ?? 0
    const paths = positionals.slice(count)
    if (paths.includes('')) return { fault: 'There is no file or folder “”.', usage }
    return { command: name, values: own, words: positionals.slice(0, count), paths }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error
    return { fault: `${message.replace(/\.?( To specify .*)?$/s, '')}.`, usage }
  }
}

/** Every command, in lines. */
export function helpFor(variables: string): string {
  const lines = Object.values(commands).map(({ usage, does }) => `  ${usage}\n      ${does}`)
  return [
    'Makes a site to study from of questions and answers in Markdown.',
    '',
    ...lines,
    '',
    variables,
  ].join('\n')
}

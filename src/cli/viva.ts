import { existsSync, readFileSync } from 'node:fs'
import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { join, resolve, sep } from 'node:path'
import { nearest } from '../importer/metadata/mapping.ts'
import { pathsName, programName } from '../invocation.ts'
import { helpFor, readArguments } from './arguments.ts'
import { commands } from './commands.ts'
import { folderOf, withoutNested } from './paths.ts'

// Before anything else is loaded, here and in threads to come: to compile it all is a good part of a small build.
enableCompileCache()
const compiled = getCompileCacheDir()
if (compiled !== undefined) process.env.NODE_COMPILE_CACHE ??= compiled

/** Does what a command line asks for: `npm run …` in this repository, `viva …` elsewhere. */
async function main(args: readonly string[]): Promise<void> {
  const asked = readArguments(args)
  if ('fault' in asked) return refuse(`${asked.fault}\nusage: ${asked.usage}`)
  if ('show' in asked) return console.log(asked.show === 'help' ? helpFor(variables) : version())
  const { command, values, words, paths } = asked
  const [first] = args
  if (command === 'dev' && first !== 'dev' && first !== undefined && !existsSync(first)) {
    const near = nearest(first, Object.keys(commands))
    if (near) return refuse(`There is no file, folder or command “${first}”. Did you mean “viva ${near}”?`)
  }

  const { verbs = [] } = commands[command]!
  const [word] = words.length > 0 ? [] : paths
  if (word !== undefined && !existsSync(word)) {
    const near = nearest(word, verbs)
    if (near)
      return refuse(`There is no file, folder or verb “${word}”. Did you mean “viva ${command} ${near}”?`)
  }

  // In this repository, `check` looks at a part of the content that the environment names.
  const isPart = command === 'check' && process.env[programName] !== 'viva'
  if (paths.length > 0 && !isPart) {
    process.env.CONTENT_DIR = folderOf(paths)
    process.env[pathsName] = JSON.stringify(withoutNested(paths))
  }
  const { project } = (await import('../locations.ts')).locations
  const content = resolve(process.env.CONTENT_DIR || '.')
  if (process.env[programName] === 'viva' && `${content}${sep}`.startsWith(project + sep))
    return refuse(
      `“${content}” lies in Viva itself, which the next version replaces: keep questions elsewhere.`,
    )
  const run = await commands[command]!.load()
  const { tell } = await import('../failure.ts')
  await run({ values, words, paths }).catch((error: unknown) => {
    console.error(tell(error))
    process.exitCode = 1
  })
}

const variables = `Paths are files and folders; without any, CONTENT_DIR is read, or else this folder. Other variables:
OUT_DIR (dist), SITE (where the site is published: https://example.org), BASE (/), PORT (4321), CI.`

function version(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version
}

function refuse(message: string): void {
  console.error(message)
  process.exitCode = 2
}

await main(process.argv.slice(2))

import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Topic } from '../importer/topic.ts'
import { type Problem, problem } from '../problems.ts'
import type { Cache } from './cache.ts'
import { nameOf } from './ledger.ts'
import type { Supervisor } from './supervisor.ts'

/** A content file that is there. */
export interface FoundFile {
  /** From the working directory, or absolute. */
  path: string
  /** From the folder that was asked for, with slashes. */
  below: string
  /** The name of that folder; `undefined` where the file itself was asked for. */
  folder: string | undefined
  /** Where its images lie, or below. */
  root: string
}

/** The Markdown files of a folder and those below it, in order; what is none is told. */
export async function findFiles(
  folder: string,
  below: string,
  found: [string, Problem][],
): Promise<FoundFile[]> {
  const files: FoundFile[] = []
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
    found.push([nameOf(join(folder, below)), unreadable(error)])
    return []
  })
  // By code units, so that every machine reads them in the same order.
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (/^[._]/.test(entry.name)) continue
    const inside = below ? `${below}/${entry.name}` : entry.name
    const path = join(folder, inside)
    const isMarkdown = /\.(md|markdown)$/i.test(entry.name)
    if (entry.isFile() && isMarkdown)
      files.push({ path, below: inside, folder: basename(resolve(folder)), root: folder })
    else if (entry.isDirectory() && !isMarkdown) files.push(...(await findFiles(folder, inside, found)))
    else if (isMarkdown) {
      const kind = entry.isDirectory()
        ? 'a folder'
        : entry.isSymbolicLink()
          ? 'a symbolic link'
          : 'a device or a pipe'
      found.push([nameOf(path), problem('file-skipped', { line: 1, column: 1 }, kind)])
    }
  }
  return files
}

/** The most bytes that a file may have. */
export const largest = 2 * 2 ** 20

/** What a file holds, or why that cannot be told. */
export async function importFile(
  path: string,
  cache: Cache,
  supervisor: Supervisor,
): Promise<Topic | Problem> {
  const file = nameOf(path)
  const atTop = { line: 1, column: 1 }
  try {
    const { size } = await stat(path)
    if (size > largest) return problem('file-too-large', atTop, size, largest)
    const bytes = await readFile(path)
    const key = createHash('sha256').update(`${file}\0`).update(bytes).digest('hex')
    const known = await cache.get(key)
    if (known) return known
    const outcome = await supervisor.importFile({ file, bytes })
    if (!('code' in outcome)) await cache.set(key, outcome)
    return outcome
  } catch (error) {
    return unreadable(error)
  }
}

/** What keeps a file or a folder from being read, in the system's own words: “permission denied”. */
export function unreadable(error: unknown): Problem {
  if (!(error instanceof Error && 'syscall' in error)) throw error
  const reason = error.message.replace(/^\w+: /, '').replace(/, .*$/, '')
  return problem('file-unreadable', { line: 1, column: 1 }, reason)
}

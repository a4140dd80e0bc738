import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { inWords } from '../disk.ts'
import type { Hints, Topic } from '../importer/topic.ts'
import { withoutEnding } from '../permalinks/folders.ts'
import { type Problem, problem } from '../problems.ts'
import { isSite } from '../publish/out-dir.ts'
import type { Cache } from './cache.ts'
import { isWithin } from './images.ts'
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

/**
 * A file that was asked for by itself. Its path is what it has in the content folder, where it lies there, else what it
 * has in the folder that holds all `paths`.
 */
export function namedFile(path: string, paths: readonly string[], contentDir: string | undefined): FoundFile {
  const isInside = contentDir !== undefined && isWithin(contentDir, path)
  const folders = paths.map((one) => dirname(resolve(one)).split(sep))
  const shared = folders[0]!.findIndex((name, at) => folders.some((folder) => folder[at] !== name))
  const top = isInside ? contentDir : folders[0]!.slice(0, shared < 0 ? undefined : shared).join(sep) || sep
  return { path, below: belowIn(top, path), folder: undefined, root: dirname(path) }
}

/** A file of the content folder, as it is found there. */
export function fileIn(folder: string, path: string): FoundFile {
  return { path, below: belowIn(folder, path), folder: basename(resolve(folder)), root: folder }
}

/** A path from a folder, with slashes. */
export function belowIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/')
}

/**
 * The Markdown files of a folder and those below it, in order; what is none is told. Hidden folders, installed packages
 * and sites that were built are no content.
 */
export async function findFiles(
  folder: string,
  below: string,
  found: [string, Problem][],
): Promise<FoundFile[]> {
  const files: FoundFile[] = []
  const entries = await listFolder(join(folder, below), found)
  // The copies of the questions in a site are none of their author's.
  if (isSite(entries.map(({ name }) => name))) return []
  // By code units, so that every machine reads them in the same order.
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isHidden(entry.name) || entry.name.startsWith('_')) continue
    const inside = below ? `${below}/${entry.name}` : entry.name
    const path = join(folder, inside)
    const isMarkdown = withoutEnding(entry.name) !== entry.name
    if (entry.isFile() && isMarkdown) files.push(fileIn(folder, path))
    else if (entry.isDirectory() && !isMarkdown) files.push(...(await findFiles(folder, inside, found)))
    else if (isMarkdown || (entry.isSymbolicLink() && (await leadsToFolder(path)))) {
      const kind = entry.isDirectory()
        ? 'a folder'
        : entry.isSymbolicLink()
          ? isMarkdown
            ? 'a symbolic link'
            : 'a link to a folder'
          : 'a device or a pipe'
      found.push([nameOf(path), problem('file-skipped', { line: 1, column: 1 }, kind)])
    }
  }
  return files
}

/** Whether a file or a folder is hidden, or holds installed packages: none of it is of the author's content. */
export function isHidden(name: string): boolean {
  return /^\.|^node_modules$/.test(name)
}

/** What lies in a folder. A name that is not UTF-8 cannot be asked for: it is told where it may be one of content. */
async function listFolder(folder: string, found: [string, Problem][]): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    if (!entries.some(({ name }) => name.includes('\ufffd'))) return entries
    const odd = new Set<string>()
    for (const entry of await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) {
      if (isUtf8(entry.name)) continue
      const name = entry.name.toString()
      odd.add(name)
      if (!/^[._]/.test(name) && (entry.isDirectory() || withoutEnding(name) !== name))
        found.push([nameOf(folder), problem('name-not-utf8', { line: 1, column: 1 }, name)])
    }
    return entries.filter(({ name }) => !odd.has(name))
  } catch (error) {
    found.push([nameOf(folder), unreadable(error)])
    return []
  }
}

function leadsToFolder(link: string): Promise<boolean> {
  // One that leads nowhere, or in a circle, hides no content.
  return stat(link).then(
    (target) => target.isDirectory(),
    () => false,
  )
}

/** The most bytes that a file may have. */
export const largest = 2 * 2 ** 20

/** What a file holds, or why that cannot be told. */
export async function importFile(
  path: string,
  cache: Cache,
  supervisor: Supervisor,
  hints: Hints = {},
): Promise<Topic | Problem> {
  const file = nameOf(path)
  const atTop = { line: 1, column: 1 }
  try {
    const { size } = await stat(path)
    if (size > largest) return problem('file-too-large', atTop, size, largest)
    const bytes = await readFile(path)
    const key = createHash('sha256')
      .update(`${file}\0${JSON.stringify(hints)}\0`)
      .update(bytes)
      .digest('hex')
    const known = await cache.get(key)
    if (known) return known
    const outcome = await supervisor.importFile({ file, bytes, hints })
    if (!('code' in outcome)) await cache.set(key, outcome)
    return outcome
  } catch (error) {
    return unreadable(error)
  }
}

/** What keeps a file or a folder from being read, in the system's own words: “permission denied”. */
export function unreadable(error: unknown): Problem {
  return problem('file-unreadable', { line: 1, column: 1 }, inWords(error))
}

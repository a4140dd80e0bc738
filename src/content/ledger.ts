import { readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Addresses } from '../addresses.ts'
import { followLinks, ifMissing, inTurn, inWords, writeWhole } from '../disk.ts'
import {
  emptyLedger,
  isLive,
  kinds,
  type Ledger,
  readLedger,
  sectionAt,
  topicAt,
  writeLedger,
} from '../permalinks/ledger.ts'
import { type Problem, problem } from '../problems.ts'

/** Whose addresses are promised: the folder that has the ledger, and whether it is read as a whole. */
export interface Scope {
  folder: string
  isWhole: boolean
}

/**
 * The scope of what is read: the content folder, where all paths lie in it, or the one other folder that was asked
 * for. Files from here and there have no promised addresses.
 */
export function scopeOf(paths: readonly string[], contentDir: string): Scope | undefined {
  const home = resolve(contentDir)
  const asked = paths.map((path) => resolve(path))
  if (asked.includes(home)) return { folder: contentDir, isWhole: true }
  if (asked.every((path) => path.startsWith(home + sep))) return { folder: contentDir, isWhole: false }
  return paths.length === 1 ? { folder: paths[0]!, isWhole: true } : undefined
}

/** The recorded questions of a folder whose files are not among the paths that are read of it: id and file. */
export function unnamedIn(
  { questions }: Ledger,
  { folder, paths }: { folder: string; paths: readonly string[] },
): Map<string, string> {
  const named = paths.map((path) => resolve(path))
  const isNamed = (file: string) =>
    named.some((path) => `${file}${sep}`.startsWith(path.endsWith(sep) ? path : path + sep))
  return new Map(
    [...questions].flatMap(([id, record]) => {
      const file = join(folder, record.file)
      return isNamed(resolve(file)) ? [] : [[id, nameOf(file)]]
    }),
  )
}

/** Where a content folder's ledger is. */
export function ledgerPath(folder: string): string {
  return join(folder, 'permalinks.json')
}

/**
 * Reads a folder's ledger, with its text; `undefined` where there is no file. Where there is none, nothing was promised
 * yet; there is no ledger where it cannot be read.
 */
export async function loadLedger(
  folder: string,
): Promise<{ ledger: Ledger | undefined; text: string | undefined; problems: Problem[] }> {
  try {
    const text = await textOf(folder)
    return text === undefined ? { ledger: emptyLedger(), text, problems: [] } : { ...readLedger(text), text }
  } catch (error) {
    const unreadable = problem('file-unreadable', { line: 1, column: 1 }, inWords(error))
    return { ledger: undefined, text: undefined, problems: [unreadable] }
  }
}

/**
 * Stores a folder's ledger if it still is what was read, whole or not at all; if there is nothing to `store`, it is
 * only compared. Answers what keeps it from being stored.
 */
export async function storeLedger(
  folder: string,
  { read, store }: { read: string | undefined; store: Ledger | undefined },
): Promise<Problem | undefined> {
  const text = store ? writeLedger(store) : read
  try {
    const path = await followLinks(ledgerPath(folder))
    return await inTurn(dirname(path), async () => {
      const now = await textOf(folder)
      if (now === text) return undefined
      if (now !== read) return problem('ledger-changed', { line: 1, column: 1 })
      await writeWhole(path, text!)
      return undefined
    })
  } catch (error) {
    return problem('file-unwritable', { line: 1, column: 1 }, inWords(error))
  }
}

/** What stands in a folder's ledger. */
function textOf(folder: string): Promise<string | undefined> {
  return readFile(ledgerPath(folder), 'utf8').catch(ifMissing)
}

/** How many addresses are not recorded as they have to be. */
export function countChanges(before: Ledger, after: Ledger): number {
  const changes = kinds.flatMap((kind) =>
    [...after[kind]].filter(([id, record]) => !isDeepStrictEqual(record, before[kind].get(id))),
  )
  return changes.length
}

/** Every address that a ledger promises. */
export function addressesIn({ questions, topics, sections, tags }: Ledger, address: Addresses): string[] {
  return [
    ...[...questions.keys()].map((id) => address.question(id)),
    ...[...topics.keys()].map((id) => address.topic(id)),
    ...[...tags.keys()].map((id) => address.tag(id)),
    ...[...sections.keys()].flatMap((place) => {
      const topic = topicAt(place)
      // The page of a topic that leads on has no places of its own.
      return isLive(topics.get(topic) ?? { title: '', retired: '' })
        ? [address.topic(topic, sectionAt(place))]
        : []
    }),
  ]
}

/** A path as problems name it: from the working directory, with slashes. */
export function nameOf(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/') || '.'
}

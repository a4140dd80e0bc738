import { readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Addresses } from '../addresses.ts'
import { ifMissing, writeWhole } from '../disk.ts'
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
import type { Problem } from '../problems.ts'

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

/** Where a content folder's ledger is. */
export function ledgerPath(folder: string): string {
  return join(folder, 'permalinks.json')
}

/** Reads a folder's ledger. Where there is none, nothing was promised yet; `undefined` for one that cannot be read. */
export async function loadLedger(
  folder: string,
): Promise<{ ledger: Ledger | undefined; problems: Problem[] }> {
  const json = await readFile(ledgerPath(folder), 'utf8').catch(ifMissing)
  return json === undefined ? { ledger: emptyLedger(), problems: [] } : readLedger(json)
}

/** Writes a folder's ledger, whole or not at all. */
export async function storeLedger(folder: string, ledger: Ledger): Promise<void> {
  await writeWhole(ledgerPath(folder), writeLedger(ledger))
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

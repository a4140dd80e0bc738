import type { Addresses } from '../addresses.ts'
import { gather } from '../permalinks/folders.ts'
import { giveIds, type Named } from '../permalinks/index.ts'
import { emptyLedger, isLive, type Ledger, siteOf } from '../permalinks/ledger.ts'
import { type Problem, problem } from '../problems.ts'
import { countChanges, ledgerPath, nameOf, unnamedIn } from './ledger.ts'
import type { Content } from './published.ts'
import type { Found, Sources } from './sources.ts'

/** The addresses that were promised before, to whoever reads a folder. */
export interface Promised {
  folder: string
  /** Whether what is promised and not found has vanished. */
  isWhole: boolean
  /** The paths that are read of the folder: of what is recorded elsewhere, nothing is known. */
  paths: readonly string[]
  /** `undefined` where it could not be read. */
  ledger: Ledger | undefined
  text: string | undefined
  problems: readonly Problem[]
  /** The day that new addresses are recorded with: `2026-01-31`. */
  today: string
  /** Whether addresses that are not recorded yet are an error. */
  isFrozen: boolean
  /** Whether a site is made of it, which must hold all that is promised. */
  isPublished?: boolean
}

/** Topics with their ids, and the ledger that holds these. */
export interface Naming {
  named: Named[]
  ledger: Ledger
  /** What became of the promised ones. */
  promises: Content['ledger']
  found: Found[]
}

/** Gives ids to all that was read: those that were promised, and new ones. */
export function nameAll(
  { read, unread }: Pick<Sources, 'read' | 'unread'>,
  promised: Promised | undefined,
  { drafts, addresses }: { drafts: boolean; addresses: Addresses },
): Naming {
  const before = promised?.ledger
  const unnamed = promised?.isWhole && before ? unnamedIn(before, promised) : new Map<string, string>()
  const naming = giveIds(gather(read), {
    ledger: before ?? emptyLedger(),
    unread: [...unread, ...new Set(unnamed.values())],
    isWhole: before !== undefined && promised!.isWhole,
    folder: promised ? nameOf(promised.folder) : '.',
    today: promised?.today ?? '',
    ...{ drafts, addresses },
  })
  const { named, ledger, problems } = naming
  const found: Found[] = []
  for (const [file, list] of problems) for (const one of list) found.push([file, one])
  if (!promised) return { named, ledger, promises: undefined, found }

  const file = nameOf(ledgerPath(promised.folder))
  for (const one of promised.problems) found.push([file, one])
  const changes = before ? countChanges(before, ledger) : 0
  // What the ledger lacks is not known before all is read.
  if (promised.isFrozen && changes > 0 && unread.length === 0)
    found.push([file, problem('ledger-outdated', { line: 1, column: 1 }, changes)])
  const missed = [...unnamed].filter(([id]) => isLive(before!.questions.get(id)!))
  if (promised.isPublished && missed.length > 0 && unread.length === 0)
    found.push([file, problem('ledger-unread', { line: 1, column: 1 }, missed.length, missed[0]![1])])
  // Recorded with the next change: alone it is none.
  const after = { ...ledger, site: siteOf(ledger) }
  const promises = before && {
    ...{ folder: promised.folder, before, text: promised.text, after, changes },
    unread: naming.unread,
    unnamed: [...unnamed.keys()],
  }
  return { named, ledger, promises, found }
}

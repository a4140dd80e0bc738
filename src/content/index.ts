import type { Addresses } from '../addresses.ts'
import { type Ledger, siteOf } from '../permalinks/ledger.ts'
import { findRepeats } from '../permalinks/repeats.ts'
import { formerOf } from '../site/former.ts'
import type { Cache } from './cache.ts'
import { entriesOf } from './entries.ts'
import { type Images, imageFinder } from './images.ts'
import { loadLedger, scopeOf } from './ledger.ts'
import { linkAll } from './linked.ts'
import { type Memory, memoryOf } from './memory.ts'
import { nameAll, type Promised } from './naming.ts'
import type { Content } from './published.ts'
import { reportsOf } from './reports.ts'
import { readSources } from './sources.ts'
import type { Supervisor } from './supervisor.ts'

export interface ReadOptions {
  /** Files and folders, relative to the working directory or absolute. */
  paths: readonly string[]
  /** Whether drafts are published. */
  drafts: boolean
  addresses: Addresses
  cache: Cache
  /** Where images are found; by default they are only looked at. */
  images?: Images
  /** Where addresses are promised; nowhere, if it is left out. */
  promises?: Promises
  /** Has the reading tell what to remember of it, and go on from what was remembered before, if anything was. */
  memory?: { before: Memory | undefined }
  /** Has files imported; by default a worker does that ends with the last of them. */
  supervisor?: Supervisor
}

export interface Promises extends Pick<Promised, 'today' | 'isFrozen' | 'isPublished'> {
  /** The content folder, which has the ledger; `paths` may be it, lie in it, or be elsewhere. */
  contentDir: string
  /** Whether the folder is read as if it held nothing but the paths, which lie in it. */
  isReduced?: boolean
  /** What is taken for the ledger in place of the one that is stored. */
  revise?: (stored: Ledger) => Ledger
}

/** Reads everything: files to topics, ids for all, links resolved. What an author wrote never makes it throw. */
export async function readContent(options: ReadOptions): Promise<Content> {
  const { paths, addresses, cache, images = imageFinder(), promises, supervisor } = options
  const sources = await readSources(paths, {
    ...{ cache, images, supervisor, contentDir: promises?.contentDir, isReduced: promises?.isReduced },
    addressOf: (image) => addresses.image(image),
  })
  const promised = await loadPromised(paths, promises)
  const naming = nameAll(sources, promised, options)
  const before = options.memory?.before
  const again = before && promised && nameAll(sources, { ...promised, ledger: before.ledger }, options)
  const { named, ledger } = naming
  const linked = linkAll(named, sources, addresses)
  const found = [...sources.found, ...naming.found, ...findRepeats(named), ...linked.found]
  return {
    settings: linked.settings,
    ...entriesOf(named, ledger, linked.html),
    former: formerOf(ledger),
    site: siteOf(ledger),
    reports: reportsOf(sources, named, found),
    ledger: naming.promises,
    ...(options.memory && { memory: memoryOf(naming, again) }),
  }
}

async function loadPromised(
  paths: readonly string[],
  promises: Promises | undefined,
): Promise<Promised | undefined> {
  if (!promises) return undefined
  const {
    contentDir,
    isReduced,
    today,
    isFrozen,
    isPublished = false,
    revise = (stored) => stored,
  } = promises
  const scope = isReduced ? { folder: contentDir, isWhole: true } : scopeOf(paths, contentDir)
  if (!scope) return undefined
  const { ledger, ...loaded } = await loadLedger(scope.folder)
  return { ...scope, ...loaded, paths, ledger: ledger && revise(ledger), today, isFrozen, isPublished }
}

import { addressesUnder } from '../addresses.ts'
import { environment } from '../environment.ts'
import { locations } from '../locations.ts'
import { type Cache, diskCache, memoryCache } from './cache.ts'
import { imageFinder } from './images.ts'
import { readContent } from './index.ts'
import type { Memory } from './memory.ts'
import type { Content } from './published.ts'
import { type Supervisor, supervise } from './supervisor.ts'

/**
 * The one reading of the content that this process works with: pages, search index, ledger, feed and copies are all
 * made of it. What changes on the disk in the meantime belongs to the next reading.
 */
let reading: Promise<Content> | undefined

/** What there is; if nobody has read it yet, it is read now, as a build does. */
export function snapshot(): Promise<Content> {
  reading ??= read({ drafts: false, isFrozen: environment.isCi, isPublished: true })
  return reading
}

/** From now on, this is what there is. */
export function replaceSnapshot(content: Content | Promise<Content>): void {
  reading = Promise.resolve(content)
}

/**
 * Reads all content as dev shows it: with drafts, and without holding anybody to the ledger. What imports files stays
 * for the next reading, so one must have ended before another begins.
 */
export async function readForDev(): Promise<Content> {
  lasting ??= { cache: memoryCache(disk), supervisor: supervise() }
  const content = await read({ drafts: true, isFrozen: false, memory: { before }, ...lasting })
  before = content.memory
  return content
}

let before: Memory | undefined
let lasting: { cache: Cache; supervisor: Supervisor } | undefined
const disk = diskCache(locations.topics)
const images = imageFinder(locations.images)

function read({
  isFrozen,
  isPublished = false,
  ...options
}: {
  drafts: boolean
  isFrozen: boolean
  isPublished?: boolean
  cache?: Cache
  supervisor?: Supervisor
  memory?: { before: Memory | undefined }
}): Promise<Content> {
  const { base, contentDir, paths, today } = environment
  return readContent({
    ...{ paths, addresses: addressesUnder(base), cache: disk, images, ...options },
    promises: { contentDir, isReduced: true, today, isFrozen, isPublished },
  })
}

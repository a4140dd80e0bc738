import type { MarkdownHeading } from 'astro'
import type { Loader } from 'astro/loaders'
import { addressesUnder } from './addresses.ts'
import { diskCache, memoryCache } from './content/cache.ts'
import { imageFinder, imageStore } from './content/images.ts'
import { type Content, readContent } from './content/index.ts'
import { environment } from './environment.ts'
import { lineOf } from './problems.ts'

/** Loads one of the collections from the content folder. */
export function collectionLoader(collection: keyof typeof entriesOf): Loader {
  return {
    name: `viva-${collection}`,
    async load(context) {
      const isDev = context.watcher !== undefined
      const { heard } = context.refreshContextData ?? {}
      if (typeof heard === 'function') heard()
      const content = await importOnce(isDev)
      if (!isDev) stopAtError(content)
      else if (collection === 'topics') for (const line of linesOf(content)) context.logger.warn(line)

      // Everything is parsed before anything is stored: the collection is replaced whole or left as it was.
      const entries = entriesOf[collection](content)
      const parsed = await Promise.all(
        entries.map(async ({ rendered, ...entry }) => ({
          ...{ id: entry.id, data: await context.parseData(entry) },
          ...(rendered ? { rendered } : {}),
          digest: context.generateDigest({ ...entry, rendered }),
        })),
      )
      const ids = new Set(parsed.map(({ id }) => id))
      for (const id of context.store.keys()) if (!ids.has(id)) context.store.delete(id)
      for (const entry of parsed) context.store.set(entry)
    },
  }
}

interface Entry {
  id: string
  data: Record<string, unknown>
  rendered?: { html: string; metadata: { headings: MarkdownHeading[] } }
}

const cache = memoryCache(diskCache('.cache/viva'))
const images = imageFinder(imageStore)
let underWay: Promise<Content> | undefined

/** What the site is made of. All that ask at the same time, as collections do, get it from one import. */
export function importOnce(isDev: boolean): Promise<Content> {
  underWay ??= readContent({
    paths: [environment.contentDir],
    drafts: isDev,
    addresses: addressesUnder(environment.base),
    ...{ cache, images },
    promises: {
      contentDir: environment.contentDir,
      today: environment.today,
      isFrozen: environment.isCi && !isDev,
    },
  }).finally(() => {
    underWay = undefined
  })
  return underWay
}

function linesOf({ reports }: Content): string[] {
  return reports.flatMap(({ file, problems }) => problems.map((problem) => lineOf(file, problem)))
}

/** Fails in Astro's own way: with a place and a hint. */
function stopAtError({ reports }: Content): void {
  for (const { file, problems } of reports) {
    const error = problems.find(({ severity }) => severity === 'error')
    if (!error) continue
    const { line, column, code, message, hint } = error
    throw Object.assign(new Error(`${code} ${message}`), { loc: { file, line, column }, hint })
  }
}

const entriesOf: Record<'settings' | 'topics' | 'questions' | 'former', (content: Content) => Entry[]> = {
  settings: ({ settings }) => [{ id: 'site', data: { ...settings } }],
  topics: ({ topics }) => topics.map(({ id, ...data }) => ({ id, data })),
  questions: ({ questions }) =>
    questions.map(({ id, html, headings, ...data }) => ({
      ...{ id, data },
      rendered: {
        html,
        metadata: { headings: headings.map(({ depth, id, text }) => ({ depth, slug: id, text })) },
      },
    })),
  // One entry for all of them: Astro takes a collection without any for a mistake.
  former: ({ former }) => [{ id: 'all', data: { addresses: former } }],
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration, HookParameters } from 'astro'
import { addressesUnder } from './addresses.ts'
import { makeInBackground } from './background.ts'
import { publishImages, serveImages } from './content/images.ts'
import { addressesIn } from './content/ledger.ts'
import { snapshot } from './content/snapshot.ts'
import { followEdits } from './dev.ts'
import { writerBelow } from './disk.ts'
import { environment } from './environment.ts'
import { copyOf } from './importer/questions/copy.ts'
import { locations } from './locations.ts'
import { insistOnNone } from './publish/crawl.ts'
import { writingQuestions } from './publish/prerender.ts'
import { isDecodable } from './publish/request.ts'
import { startScribe } from './publish/scribe.ts'
import { daysOf, sitemapOf } from './publish/sitemap.ts'
import { freshIndex } from './search/build/dev.ts'
import { searchablesOf } from './search/build/questions.ts'
import { collectionOf } from './study/build/anki.ts'

/**
 * Joins the content folder to Astro: pages follow edits in dev, and a build ends with its images, its search index, its
 * sitemap and a crawl.
 */
export function viva(): AstroIntegration {
  const { base, site: origin } = environment
  const addresses = addressesUnder(base)
  const images = addresses.image('')
  let site: string
  let scribe: ReturnType<typeof startScribe>
  let made: Promise<unknown>
  return {
    name: 'viva',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [sharedModules(), wellFormedAddresses(base)] } })
      },
      'astro:server:setup': ({ server, logger }) => {
        const index = freshIndex(async () => searchablesOf(await snapshot(), addresses))
        const edits = followEdits({ server, logger }, () => index.outdate())
        // Astro has taken the base path away.
        server.middlewares.use(edits.wait)
        server.middlewares.use(images.slice(base.length - 1), serveImages(locations.images))
        server.middlewares.use(index.answer)
      },
      'astro:config:done': ({ config }) => {
        site = fileURLToPath(config.outDir)
      },
      'astro:build:start': async ({ setPrerenderer }) => {
        const content = await snapshot()
        const index = makeInBackground(
          new URL('./search/build/worker.ts', import.meta.url),
          searchablesOf(content, addresses),
        )
        const collection = collectionOf(content, { origin, addresses })
        const decks = makeInBackground(new URL('./study/build/worker.ts', import.meta.url), {
          ...{ collection, base },
        })
        scribe = startScribe(site)
        const byId = new Map(content.questions.map((question) => [question.id, question]))
        setPrerenderer((standard) =>
          writingQuestions(standard, {
            base,
            begin() {
              // Written by us: Pagefind's own writer may answer before its bytes are on disk.
              made = Promise.all([index.write(join(site, 'pagefind')), decks.write(site)])
              // It may fail long before it is waited for.
              made.catch(() => {})
            },
            copyOf: (id) => copyOf(byId.get(id)!),
            write: scribe.write,
          }),
        )
      },
      'astro:build:done': async () => {
        const content = await snapshot()
        const [{ listed, linked }] = await Promise.all([scribe.held({ base, origin }, images), made])
        const names = new Set(linked.map((link) => decodeURIComponent(link.slice(images.length))))
        await publishImages(names, locations.images, join(site, images.slice(base.length)))
        const days = daysOf(content, addresses, origin)
        const write = writerBelow(site)
        for (const [name, text] of sitemapOf(listed, days, origin + base)) write(name, text)
        const promised = content.ledger && addressesIn(content.ledger.after, addresses)
        insistOnNone(await scribe.faults({ base, origin, ...(promised && { promised }) }))
      },
    },
  }
}

/** Has an address that cannot be decoded be one that is not there: Vite and Astro would fail on it. */
function wellFormedAddresses(base: string) {
  return {
    name: 'viva-well-formed-addresses',
    configureServer({ middlewares }: HookParameters<'astro:server:setup'>['server']) {
      // Astro's own are put in front when all hooks have run; this one comes before them.
      return () => {
        middlewares.stack.unshift({
          route: '',
          handle(request: IncomingMessage, _: ServerResponse, next: () => void) {
            if (!isDecodable(request.url ?? '')) request.url = `${base}404/`
            next()
          },
        })
      }
    },
  }
}

/** What pages share with the command, by module: what it has read, and where things lie. */
const shared: Record<string, string> = {
  './content/snapshot.ts': 'snapshot',
  './locations.ts': 'locations',
}

/**
 * Hands pages the very modules that the command has loaded. Vite would make them copies of their own: such a one would
 * know nothing of what has been read, and take the folder of its bundle for that of Viva.
 */
function sharedModules() {
  // Vite names modules with slashes on every system.
  const modules = new Map(
    Object.entries(shared).map(([file, name]) => [
      join(locations.pages, file).replaceAll('\\', '/'),
      { name, path: join(locations.source, file) },
    ]),
  )
  return {
    name: 'viva-shared-modules',
    enforce: 'pre' as const,
    load(id: string) {
      const found = modules.get(id)
      if (!found) return null
      return `import { createRequire } from 'node:module'
export const { ${found.name} } = createRequire(${JSON.stringify(import.meta.url)})(${JSON.stringify(found.path)})`
    },
  }
}

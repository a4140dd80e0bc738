import { resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { addressesUnder } from './addresses.ts'
import { diskCache, memoryCache } from './cache.ts'
import { readContent } from './content.ts'
import { inspect } from './crawl.ts'
import { environment } from './environment.ts'
import { freshIndex } from './search/dev.ts'
import { type Searchable, writeIndex } from './search/index.ts'
import { searchablesOf } from './search/questions.ts'

/** Joins the content folder to Astro: pages follow edits in dev, and a build ends with its search index and a crawl. */
export function viva(): AstroIntegration {
  return {
    name: 'viva',
    hooks: {
      'astro:server:setup': ({ server, refreshContent, logger }) => {
        const index = freshIndex(() => searchables(true))
        server.middlewares.use(index.answer)
        const folder = resolve(environment.contentDir)
        let timer: NodeJS.Timeout | undefined
        const refresh = async () => {
          index.outdate()
          let isHeard = false
          const heard = () => {
            isHeard = true
          }
          await refreshContent?.({
            loaders: ['viva-topics', 'viva-questions', 'viva-former'],
            context: { heard },
          })
          // Astro passes over a refresh that comes while it reads its own configuration anew.
          if (!isHeard) refreshSoon()
        }
        const refreshSoon = () => {
          clearTimeout(timer)
          // What is read has come to rest: an editor empties a file before it writes it, and the watcher is blind for
          // 50 ms after a change.
          timer = setTimeout(() => {
            // Nobody awaits this call: uncaught, the author would see a stack trace and the server would end.
            refresh().catch((error: Error) => logger.error(error.message))
          }, 100)
        }
        server.watcher.add(folder)
        for (const event of ['add', 'change', 'unlink'] as const) {
          server.watcher.on(event, (path) => {
            if (resolve(path).startsWith(folder + sep)) refreshSoon()
          })
        }
      },
      'astro:build:done': async ({ dir }) => {
        const site = fileURLToPath(dir)
        await writeIndex(site, await searchables(false))
        await inspect(site, { base: addresses.home, origin: environment.site })
      },
    },
  }
}

const addresses = addressesUnder(environment.base)
const cache = memoryCache(diskCache('.cache/viva'))

async function searchables(drafts: boolean): Promise<Searchable[]> {
  const content = await readContent({ paths: [environment.contentDir], drafts, addresses, cache })
  return searchablesOf(content, addresses)
}

import { join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import sitemap, { type SitemapItem } from '@astrojs/sitemap'
import type { AstroIntegration } from 'astro'
import { addressesUnder } from './addresses.ts'
import { imageStore, publishImages, serveImages } from './content/images.ts'
import { addressesIn, loadLedger } from './content/ledger.ts'
import { environment } from './environment.ts'
import { importOnce } from './loader.ts'
import { inspect, type Page, readPages } from './publish/crawl.ts'
import { daysOf } from './publish/sitemap.ts'
import { freshIndex } from './search/build/dev.ts'
import { writeIndex } from './search/build/pagefind.ts'
import { searchablesOf } from './search/build/questions.ts'

/**
 * Joins the content folder to Astro: pages follow edits in dev, and a build ends with its images, its search index, its
 * sitemap and a crawl.
 */
export function viva(): AstroIntegration[] {
  const addresses = addressesUnder(environment.base)
  const { home } = addresses
  const images = addresses.image('')
  let pages: ReadonlyMap<string, Page> = new Map()
  let days: ReadonlyMap<string, string> = new Map()
  const filter = (page: string) => {
    const path = decodeURIComponent(new URL(page).pathname).slice(home.length)
    return pages.get(`${path}index.html`)?.isListed === true
  }
  const serialize = (item: SitemapItem): SitemapItem => {
    const lastmod = days.get(item.url)
    return lastmod === undefined ? item : { ...item, lastmod }
  }
  return [
    {
      name: 'viva',
      hooks: {
        'astro:server:setup': ({ server, refreshContent, logger }) => {
          const folder = resolve(environment.contentDir)
          let timer: NodeJS.Timeout | undefined
          const index = freshIndex(async () => searchablesOf(await importOnce(true), addresses))
          const refresh = async () => {
            index.outdate()
            let isHeard = false
            const heard = () => {
              isHeard = true
            }
            const loaders = ['viva-settings', 'viva-topics', 'viva-questions', 'viva-former']
            await refreshContent?.({ loaders, context: { heard } })
            // Astro passes over a refresh that comes while it reads its own configuration anew.
            if (!isHeard) refreshSoon()
          }
          const refreshSoon = () => {
            clearTimeout(timer)
            // What is read has come to rest: an editor empties a file before it writes it, and the watcher is blind
            // for 50 ms after a change.
            timer = setTimeout(() => {
              // Nobody awaits this call: uncaught, the author would see a stack trace and the server would end.
              refresh().catch((error: Error) => logger.error(error.message))
            }, 100)
          }
          // Astro has taken the base path away.
          server.middlewares.use(images.slice(home.length - 1), serveImages(imageStore))
          server.middlewares.use(index.answer)
          server.watcher.add(folder)
          for (const event of ['add', 'change', 'unlink'] as const) {
            server.watcher.on(event, (path) => {
              if (resolve(path).startsWith(folder + sep)) refreshSoon()
            })
          }
        },
        'astro:build:done': async ({ dir }) => {
          const site = fileURLToPath(dir)
          pages = await readPages(site)
          const shown = [...pages.values()].flatMap(({ links }) =>
            [...links].filter((link) => link.startsWith(images)),
          )
          const names = new Set(shown.map((link) => decodeURIComponent(link.slice(images.length))))
          await publishImages(names, imageStore, join(site, images.slice(home.length)))
          const content = await importOnce(false)
          await writeIndex(site, searchablesOf(content, addresses))
          days = daysOf(content, addresses, environment.site)
        },
      },
    },
    sitemap({ filter, serialize }),
    {
      // Last of all: it reads the finished site.
      name: 'viva-crawl',
      hooks: {
        'astro:build:done': async ({ dir }) => {
          const { ledger } = await loadLedger(environment.contentDir)
          const promised = ledger ? addressesIn(ledger, addresses) : []
          await inspect(fileURLToPath(dir), { base: home, origin: environment.site, promised }, pages)
        },
      },
    },
  ]
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

/**
 * Contexts that no test has just now, each with one blank page, by what they were made with. To make one takes a second
 * of a processor, twice what a page takes in one that is there.
 */
const free = new WeakMap<Browser, Map<string, BrowserContext[]>>()

/** A blank page in a context that nobody has used, or in which nothing is left of who has; and what gives it back. */
export async function takePage(browser: Browser, options: BrowserContextOptions) {
  const contexts = freeOf(browser, JSON.stringify(options))
  const context = contexts.pop() ?? (await make(browser, options))
  const [page] = context.pages()
  const giveBack = async (origins: ReadonlySet<string>): Promise<void> => {
    // Now and then Chromium never tells that it has closed a page that was going Back: it ends with the browser then.
    const isCleared = await Promise.race([clear(context, origins), pause(10_000, false, { ref: false })])
    if (isCleared) contexts.push(context)
  }
  return { page: page!, giveBack }
}

function freeOf(browser: Browser, key: string): BrowserContext[] {
  const ofBrowser = free.get(browser) ?? new Map<string, BrowserContext[]>()
  const contexts = ofBrowser.get(key) ?? []
  free.set(browser, ofBrowser.set(key, contexts))
  return contexts
}

async function make(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    // Motion would be caught half-way through.
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(15_000)
  await context.newPage()
  return context
}

/** Leaves one new page and nothing else: whether that can be done. */
async function clear(context: BrowserContext, origins: ReadonlySet<string>): Promise<boolean> {
  const used = context.pages()
  const page = await context.newPage()
  await Promise.all(used.map((one) => one.close()))
  await Promise.all([context.clearCookies(), context.clearPermissions(), context.setOffline(false)])
  await forget(page, origins)
  // A clock, once set, stays set.
  const hour = 3_600_000
  return Math.abs((await page.evaluate(() => Date.now())) - Date.now()) < hour
}

/** Deletes what pages of these origins have stored, and what was kept of them. */
async function forget(page: Page, origins: ReadonlySet<string>): Promise<void> {
  const client = await page.context().newCDPSession(page)
  for (const origin of origins)
    await client.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await client.send('Network.clearBrowserCache')
  await client.detach()
}

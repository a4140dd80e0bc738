import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openPage, pagesOf, type Site, search, startSite } from './site.ts'
import { faultsOf } from './validity.ts'

/** A site as it would be published: under a path, at an origin. */
const origin = 'https://prep.example'
let site: Site
let browser: Browser
let pages: Map<string, string>

beforeAll(async () => {
  site = await startSite({ BASE: 'prep', SITE: origin })
  browser = await openBrowser()
  pages = await pagesOf(site.folder)
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

describe('under a base path', () => {
  test('every page, and everything it links to or loads, is there', async () => {
    const broken: string[] = []
    const seen = new Map<string, string>()
    const visit = async (address: string, from: string): Promise<void> => {
      const url = new URL(address, from)
      url.hash = ''
      if (seen.has(url.href)) return
      seen.set(url.href, '')
      // What names the origin in full is asked of the server at hand.
      const response = await fetch(new URL(url.pathname, site.home), { redirect: 'manual' })
      if (response.status !== 200) broken.push(`${from}: ${address} answers ${response.status}`)
      if (!url.pathname.startsWith('/prep/')) broken.push(`${from}: ${address} is not below the base`)
      if (![origin, new URL(site.home).origin].includes(url.origin)) broken.push(`${from}: ${address}`)
      if (!response.headers.get('content-type')?.startsWith('text/html')) return
      const html = await response.text()
      seen.set(url.href, html)
      for (const [, next] of html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
        if (next!.startsWith('#')) {
          const id = decodeURIComponent(next!.slice(1))
          if (!html.includes(` id="${id}"`)) broken.push(`${url.pathname}: ${next} has no such place`)
        } else await visit(next!, url.href)
      }
    }

    await visit(site.home, site.home)

    const paths = [...seen].filter(([, html]) => html).map(([url]) => new URL(url).pathname.slice(6))
    expect(broken).toEqual([])
    expect(new Set(paths)).toEqual(new Set([...pages.keys()].filter((path) => path !== '404.html')))
  })

  test('the path without its slash leads to the site, and others to the page for what is not there', async () => {
    const home = new URL(site.home)

    const withoutSlash = await fetch(home.href.slice(0, -1))
    const below = await fetch(new URL('nowhere/', home))
    const above = await fetch(new URL('/', home))

    expect([withoutSlash.url, withoutSlash.status]).toEqual([site.home, 200])
    expect([below.status, above.status]).toEqual([404, 404])
    expect(await below.text()).toBe(pages.get('404.html'))
  })

  test('search works and leads to pages below it', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(site.home)

    await search(page, 'django')
    const results = page.locator('[data-search-results] a')
    const hrefs = await results.evaluateAll((all) => all.map((link) => link.getAttribute('href')!))
    await results.first().click()
    await page.waitForURL('**/prep/questions/**')

    expect(hrefs.length).toBeGreaterThan(1)
    expect(hrefs.filter((href) => !href.startsWith('/prep/questions/'))).toEqual([])
    expect(await page.getByRole('article').count()).toBe(1)
    expect(faults).toEqual([])
  })

  test('the search page keeps its address below it', async () => {
    const { page } = await openPage(browser)
    await page.goto(new URL('search/', site.home).href)

    await search(page, 'rest & api')

    expect(page.url()).toBe(new URL('search/?q=rest+%26+api', site.home).href)
  })
})

test('every page is valid HTML, with no style or script inline', async () => {
  const faults = await faultsOf(pages)

  expect(pages.size).toBeGreaterThan(15)
  expect(faults).toEqual([])
})

test('/questions.json lists every question for other programs', async () => {
  const response = await fetch(new URL('questions.json', site.home))
  const questions = (await response.json()) as Record<string, unknown>[]

  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  expect(questions).toHaveLength(10)
  for (const question of questions) {
    expect(question).toEqual({
      id: expect.stringMatching(/^[a-z0-9-]+$/),
      url: `/prep/questions/${question.id}/`,
      title: expect.stringMatching(/\?$/),
      topic: 'interview-questions',
      tags: expect.toSatisfy(
        (tags) => Array.isArray(tags) && tags.length > 0 && tags.every((tag) => typeof tag === 'string'),
      ),
      text: expect.stringMatching(/^[^<>*#]{50,}$/),
    })
  }
  expect(questions.at(-1)).toMatchObject({
    id: 'what-is-middleware',
    title: 'What is Middleware?',
    tags: ['django', 'middleware', 'http'],
  })
})

test('the sitemap lists every page that search engines may show', async () => {
  const index = await locationsOf('sitemap-index.xml')
  const listed = await locationsOf('sitemap-0.xml')

  const expected = [...pages.keys()].filter((path) => !['404.html', 'random/', 'search/'].includes(path))
  expect(index).toEqual([`${origin}/prep/sitemap-0.xml`])
  expect(new Set(listed)).toEqual(new Set(expected.map((path) => `${origin}/prep/${path}`)))
  for (const kind of [/\/prep\/$/, /\/topics\//, /\/tags\//, /\/questions\//]) {
    expect(listed.some((location) => kind.test(location))).toBe(true)
  }
})

test('each page names its own address at the origin, or asks not to be listed', () => {
  const canonicals = [...pages].map(([path, html]) => [path, html.match(/rel="canonical" href="(.*?)"/)?.[1]])
  const unlisted = [...pages].filter(([, html]) => html.includes('name="robots" content="noindex"'))

  expect(unlisted.map(([path]) => path).toSorted()).toEqual(['404.html', 'random/', 'search/'])
  for (const [path, canonical] of canonicals) {
    const isListed = !['404.html', 'random/', 'search/'].includes(path!)
    expect(canonical).toBe(isListed ? `${origin}/prep/${path}` : undefined)
  }
})

async function locationsOf(file: string): Promise<string[]> {
  const xml = await (await fetch(new URL(file, site.home))).text()
  return [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, location]) => location!)
}

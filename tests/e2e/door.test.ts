import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asHeadersFile, headersOf, pagePolicy } from '../../src/publish/headers.ts'
import {
  answered,
  digestsOf,
  folderOf,
  openBrowser,
  openPage,
  pagesOf,
  type Site,
  search,
  startSite,
} from './site.ts'

const door = { base: '/prep/', remoteImages: ['images.example.org'] }

/** So many topics that the first page lists them to be looked up. */
const decks = ['aft', 'bow', 'bridge', 'deck', 'fore', 'galley', 'hull', 'keel', 'mast']

let content: string
let site: Site
let browser: Browser
let pages: Map<string, string>

beforeAll(async () => {
  const questions = await readFile('content/interview-questions.md', 'utf8')
  const linked = '### What is a link?\n\nA way to [elsewhere](https://example.org/).\n'
  content = await folderOf({
    'questions.md': `${questions}\n${linked}`,
    'مصر.md': '### ما هو الإغلاق؟\n\nدالة مع نطاقها.\n',
    ...Object.fromEntries(
      decks.map((name) => [`${name}.md`, `### What is the ${name}?\n\nA part of a ship.\n`]),
    ),
    'site.yaml':
      'navigation: [{Elsewhere: https://example.org/}]\nfooter: "[Elsewhere](https://example.org/)"\n' +
      'remoteImages: [images.example.org]\n',
  })
  site = await startSite({ BASE: 'prep', SITE: 'https://prep.example', CONTENT_DIR: content })
  browser = await openBrowser()
  pages = await pagesOf(site.folder)
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await rm(content, { recursive: true })
})

test('many topics are a list on the first page, with the letters that lead to them', () => {
  const html = pages.get('')!
  const letters = [...html.matchAll(/<a href="#viva:letter-([^"]+)">/g)].map(([, letter]) => letter)
  const marked = [...html.matchAll(/<li id="viva:letter-([^"]+)"/g)].map(([, letter]) => letter)
  const listed = [...html.matchAll(/<a href="\/prep\/topics\/([^"]+)\/"/g)].map(([, id]) => decodeURI(id!))

  expect(letters.slice(0, 7)).toEqual(['A', 'B', 'D', 'F', 'G', 'H', 'K'])
  expect(marked).toEqual(letters)
  expect(listed.slice(0, 5)).toEqual(['aft', 'bow', 'bridge', 'deck', 'fore'])
  expect(html).toContain('href="/prep/all/"')
})

describe('npm start', () => {
  test('sends every file with the headers of its kind', async () => {
    const files = Object.keys(await digestsOf(site.folder)).filter((file) => !/^(_headers$|\.)/.test(file))
    const paths = files.map((file) => file.replace(/(^|\/)index\.html$/, '$1'))

    for (const path of paths) {
      const response = await fetch(new URL(encodeURI(path), site.home))
      expect([path, response.status]).toEqual([path, 200])
      expect(ours(response)).toEqual(headersOf(path, door))
    }
    expect(paths.map((path) => path.match(/\.\w+$/)?.[0] ?? path.match(/\/$/)?.[0])).toEqual(
      expect.arrayContaining(['/', '.css', '.js', '.json', '.xml', '.txt', '.svg', '.pagefind', '.pf_index']),
    )
  })

  test.each([
    ['what is not there', 'nowhere/', 404],
    ['a file that is not there', 'nowhere.md', 404],
    ['what is no address', '%E0%A4%A', 404],
    ['what lies outside the base', '/', 404],
    ['the path of a page without its slash', 'search', 308],
    ['that of a page in other letters', encodeURI('topics/مصر'), 308],
  ])('sends %s with the headers of a page', async (_, path, status) => {
    const response = await fetch(new URL(path, site.home), { redirect: 'manual' })

    expect(response.status).toBe(status)
    expect(ours(response)).toEqual(headersOf('', door))
  })

  test('leads to a page whose slash is missing, with its query', async () => {
    const response = await fetch(new URL('search?q=orm', site.home))

    expect([response.url, response.status]).toEqual([new URL('search/?q=orm', site.home).href, 200])
  })

  test('lets a page that has not changed be asked for again without being sent', async () => {
    const first = await fetch(site.home)
    const again = await fetch(site.home, { headers: { 'If-None-Match': first.headers.get('etag')! } })

    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('content-security-policy')).toBe(first.headers.get('content-security-policy'))
  })
})

test('the built site holds the same headers in a file for hosts', async () => {
  expect(await readFile(join(site.folder, '_headers'), 'utf8')).toBe(asHeadersFile(door))
})

test('every page states its policy itself, before it loads anything', () => {
  const stated = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${pagePolicy(door.remoteImages)}">`

  for (const [path, html] of pages) {
    const head = html.slice(html.indexOf('<head>') + 6).replaceAll('&#39;', "'")
    expect([path, head.trimStart().slice(0, stated.length)]).toEqual([path, stated])
  }
})

test('a link that leaves the site tells the other side nothing', () => {
  const leaving = [...pages].flatMap(([path, html]) =>
    [...html.matchAll(/<a\s[^>]*href="https?:[^>]*>/g)].map(([tag]) => ({ path, tag })),
  )

  expect(leaving.filter(({ tag }) => !tag.includes('rel="noopener noreferrer"'))).toEqual([])
  expect(leaving.length).toBeGreaterThan(2 * pages.size)
})

describe('in a browser', () => {
  test('no page breaks the policy, keeps a cookie or asks another host', async () => {
    const { page, faults, requests } = await openPage(browser)
    const broken = await watchPolicy(page)

    // One of them leads on to another at once.
    for (const path of [...pages.keys()].filter((path) => path !== 'random/')) {
      await page.goto(new URL(encodeURI(path), site.home).href)
      await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())))
    }

    expect(pages.size).toBeGreaterThan(30)
    expect(requests.length).toBeGreaterThan(pages.size)
    expect(broken).toEqual([])
    expect(faults).toEqual([])
    expect(await page.context().cookies()).toEqual([])
    expect(await page.evaluate(() => document.cookie)).toBe('')
  })

  test('searching, with its WebAssembly, does not break it either', async () => {
    const { page, faults, requests } = await openPage(browser)
    const broken = await watchPolicy(page)

    for (const query of ['django', 'closures', 'model', 'zzz', 'a <b>', 'api']) {
      await page.goto(site.home)
      await search(page, query)
      await page.goto(new URL(`search/?q=${encodeURIComponent(query)}`, site.home).href)
      await page.getByText(/^(\d+ results?|No results)$/).waitFor()
    }
    await page.locator('[data-search-results] a').first().click()
    await page.waitForURL('**/questions/**')
    await page.goBack()
    await answered(page)

    expect(requests.some((url) => /wasm\.\w+\.pagefind/.test(url))).toBe(true)
    expect(broken).toEqual([])
    expect(faults).toEqual([])
    expect(await page.context().cookies()).toEqual([])
  })

  test('what is inline, or another host’s, is kept out and reported', async () => {
    const { page } = await openPage(browser)
    const broken = await watchPolicy(page)
    await page.goto(site.home)

    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "taken"'
      const image = document.createElement('img')
      image.src = 'https://tracker.example/pixel.png'
      const style = document.createElement('p')
      style.setAttribute('style', 'color: red')
      document.body.append(script, image, style)
    })

    await expect.poll(() => broken.length).toBe(3)
    expect(await page.title()).not.toBe('taken')
    expect(broken.join()).toMatch(/script-src-elem.*/)
    expect(broken.join()).toMatch(/img-src/)
    expect(broken.join()).toMatch(/style-src-attr/)
  })
})

/** Collects what breaks the policy of the pages that are opened from now on: the page's own and that of the headers report alike. */
async function watchPolicy(page: Page): Promise<string[]> {
  const broken: string[] = []
  await page.exposeFunction('policyIsBroken', (report: string) => {
    if (!broken.includes(report)) broken.push(report)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      const { policyIsBroken } = window as unknown as { policyIsBroken(report: string): void }
      policyIsBroken(`${location.pathname} ${effectiveDirective} ${blockedURI}`)
    })
  })
  return broken
}

/** The headers of a response that we decide on. */
function ours({ headers }: Response): Record<string, string> {
  return Object.fromEntries(
    Object.keys(headersOf('', door)).flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}

import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage, pagesOf, type Site, startSite } from './site.ts'

interface Question {
  url: string
  title: string
  text: string
}

/** What a browser tells of things that have moved on a page: by how much of it, and how far. */
interface Shift {
  value: number
}

let site: Site
let browser: Browser
let questions: Question[]

const aggregation = 'questions/what-is-the-difference-between-aggregations-and-annotations/'

beforeAll(async () => {
  site = await startSite({}, 'seed')
  browser = await openBrowser()
  questions = await (await fetch(new URL('questions.json', site.home))).json()
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

test('the questions of the one topic stand on the first page, and all within its first screens', async () => {
  const { page } = await openPage(browser, { viewport: { width: 390, height: 844 } })
  await page.goto(site.home)

  const places = await page
    .locator('main .questions a')
    .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top))

  expect(places).toHaveLength(questions.length)
  expect(places[0]).toBeLessThan(600)
})

test('a reader clicks from the index through a topic to an answer', async () => {
  const { page, faults } = await openPage(browser)

  await page.goto(site.home)
  await page.getByRole('link', { name: 'Interview questions', exact: true }).click()
  await page.waitForURL('**/topics/interview-questions/')
  await page.getByRole('main').getByRole('link', { name: 'What is Middleware?' }).click()
  await page.waitForURL('**/questions/what-is-middleware/')

  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('What is Middleware?')
  expect(await page.getByRole('article').innerText()).toContain('a framework of hooks that sits between')
  expect(faults).toEqual([])
})

test.each([
  ['', 'the index'],
  ['topics/interview-questions/', 'a topic'],
  ['questions/what-is-middleware/', 'a question'],
  ['search/', 'the search page'],
  ['search/?q=what', 'the page of results'],
])('at “%s”, %s stays where it is when its scripts come', async (path) => {
  for (const width of [412, 1350]) {
    const { page } = await openPage(browser, { viewport: { width, height: 900 } })
    await page.addInitScript(() => {
      const shifts: number[] = []
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & Shift).value)
      }).observe({ type: 'layout-shift', buffered: true })
      Object.assign(window, { shifts })
    })
    await page.route('**/assets/*.js', async (route) => {
      // The page is painted before they come.
      await new Promise((resolve) => setTimeout(resolve, 300))
      await route.continue()
    })

    await page.goto(new URL(path, site.home).href, { waitUntil: 'networkidle' })
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)

    // A tenth is what counts as bad.
    expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02)
  }
})

test('from an answer a reader goes on to the next, back to the one before, and up to the topic', async () => {
  const { page } = await openPage(browser)
  const title = () => page.getByRole('heading', { level: 1 }).innerText()

  await page.goto(new URL('questions/what-is-api/', site.home).href)
  await page.locator('a[rel=next]').click()
  await page.waitForURL('**/questions/django-uses-which-database-by-default/')
  const next = await title()
  await page.locator('a[rel=prev]').click()
  await page.waitForURL('**/questions/what-is-api/')
  const previous = await title()
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').last().click()
  await page.waitForURL('**/topics/interview-questions/')

  expect([next, previous]).toEqual(['Django uses which database by default?', 'What is API?'])
  expect(await title()).toBe('Interview questions')
})

for (const [width, height] of [
  [1280, 400],
  [320, 480],
] as const) {
  test(`a link to a heading of an answer shows it below the header, ${width} px wide`, async () => {
    const { page } = await openPage(browser, { viewport: { width, height } })

    await page.goto(new URL(`${aggregation}#annotation`, site.home).href)
    const second = await page.evaluate(placeOf, 'annotation')
    await page.goto('about:blank')
    await page.goto(new URL(`${aggregation}#aggregation`, site.home).href)
    const first = await page.evaluate(placeOf, 'aggregation')

    for (const { top, bottom, headerBottom, windowBottom } of [first, second]) {
      expect(top).toBeGreaterThanOrEqual(headerBottom)
      expect(bottom).toBeLessThanOrEqual(windowBottom)
    }
  })
}

test('every heading of an answer has a visible link to itself beside it', async () => {
  const { page } = await openPage(browser)
  await page.goto(new URL(aggregation, site.home).href)

  const headings = await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('article :is(h2, h3, h4, h5, h6)')]
    return all.map((heading) => {
      const link = heading.parentElement!.querySelector<HTMLAnchorElement>('a[href^="#"]')!
      const [words, sign] = [heading.getBoundingClientRect(), link.getBoundingClientRect()]
      return {
        text: heading.innerText,
        leadsTo: decodeURIComponent(link.hash) === `#${heading.id}`,
        isVisible:
          link.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && sign.width > 0,
        isBeside: sign.top < words.bottom && sign.bottom > words.top && sign.left >= words.right,
      }
    })
  })

  const linked = { leadsTo: true, isVisible: true, isBeside: true }
  expect(headings).toEqual([
    { text: 'Aggregation', ...linked },
    { text: 'Annotation', ...linked },
  ])
})

test('without scripts every answer can be read', async () => {
  const { page } = await openPage(browser, { javaScriptEnabled: false })

  const unread: string[] = []
  for (const { url, title, text } of questions) {
    await page.goto(new URL(url, site.home).href)
    const shown = inOneLine(await page.getByRole('main').innerText())
    const lines = [title, ...text.split('\n')].map(inOneLine)
    unread.push(...lines.filter((line) => !shown.includes(line)).map((line) => `${url}: ${line}`))
  }

  expect(questions).toHaveLength(10)
  expect(questions.every(({ text }) => text.length > 50)).toBe(true)
  expect(unread).toEqual([])
})

test('without scripts the search box leads to a page that lists the topics', async () => {
  const { page } = await openPage(browser, { javaScriptEnabled: false })

  await page.goto(site.home)
  await page.getByRole('searchbox').fill('middleware')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search/?q=middleware')

  const topic = page.getByRole('main').getByRole('link', { name: 'Interview questions' })
  expect(await topic.getAttribute('href')).toBe('/topics/interview-questions/')
  expect(await page.getByRole('main').innerText()).toContain('Search needs JavaScript')
})

test('no page errs, asks another host, or searches unasked', async () => {
  const { page, faults, requests } = await openPage(browser)

  // One leads on to another at once, and at the page of the search its parts are fetched.
  const paths = [...(await pagesOf(site.folder)).keys()].filter(
    (path) => !['random/', 'search/'].includes(path),
  )
  for (const path of paths) {
    await page.goto(new URL(path, site.home).href)
  }
  await page.waitForLoadState('networkidle')

  expect(faults).toEqual([])
  expect(requests.filter((url) => url.includes('/pagefind/'))).toEqual([])
})

test('a question page weighs at most 14 kB when it is opened', async () => {
  const { page } = await openPage(browser)
  const bodies = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => bodies.set(response.url(), response.body()))

  await page.goto(new URL(aggregation, site.home).href, { waitUntil: 'networkidle' })
  const weights = new Map<string, number>()
  for (const [url, body] of bodies) weights.set(url, gzipSync(await body).byteLength)

  const kinds = [...weights.keys()].map((url) => url.replace(/^.*[./]/, '') || 'page')
  expect(new Set(kinds)).toEqual(new Set(['page', 'css', 'js', 'svg']))
  expect([...weights.values()].reduce((sum, weight) => sum + weight)).toBeLessThanOrEqual(14 * 1024)
})

/** Runs in the page. */
function placeOf(id: string) {
  const { top, bottom } = document.getElementById(id)!.getBoundingClientRect()
  const headerBottom = document.querySelector('header')!.getBoundingClientRect().bottom
  return { top, bottom, headerBottom, windowBottom: innerHeight }
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answered, openBrowser, openPage, type Site, search, startSite } from './site.ts'

let site: Site
let browser: Browser

beforeAll(async () => {
  site = await startSite({}, 'seed')
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

test('“/”, a word and Enter lead to the answer', async () => {
  const { page, faults } = await openPage(browser)
  await page.goto(site.home)

  await page.keyboard.press('/')
  await page.keyboard.type('middleware')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/questions/what-is-middleware/')

  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('What is Middleware?')
  expect(faults).toEqual([])
})

test('Control and K lead to the box too, wherever the reader is', async () => {
  const { page } = await openPage(browser)
  await page.goto(new URL('questions/what-is-api/', site.home).href)
  await page.locator('a[rel=next]').focus()

  await page.keyboard.press('Control+k')

  expect(await isInBox(page)).toBe(true)
})

test('“/” typed into the box is a letter like any other', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)

  await page.keyboard.press('/')
  await page.keyboard.type('a/b')

  expect(await page.getByRole('searchbox').inputValue()).toBe('a/b')
})

test('each result shows its title, its topic, and the word in its place', async () => {
  const { page, faults } = await openPage(browser)
  await page.goto(site.home)

  await search(page, 'middleware')
  const [first] = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('[data-search-results] a')].map((link) => ({
      path: link.pathname,
      text: link.innerText,
      marks: [...link.querySelectorAll('mark')].map((mark) => mark.innerText.toLowerCase()),
    })),
  )

  expect(first!.path).toBe('/questions/what-is-middleware/')
  expect(first!.text).toContain('What is Middleware?')
  expect(first!.text).toContain('Interview questions')
  expect(first!.text).toContain('a framework of hooks')
  expect(first!.marks).toContain('middleware')
  expect(faults).toEqual([])
})

test('a question is found by the other words its author gave it', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)

  await search(page, 'RESTful')

  expect(await links(page).first().getAttribute('href')).toBe('/questions/what-is-rest-api/')
})

test('the status tells how many results there are, and never repeats the query', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)
  const status = page.getByRole('status')

  const empty = await status.textContent()
  await search(page, 'django')
  const many = { said: await status.innerText(), shown: await links(page).count() }
  await page.getByRole('searchbox').fill('zzzqqq')
  await page.getByText('No results').waitFor()
  const none = { said: await status.innerText(), shown: await links(page).count() }

  expect(empty).toBe('')
  expect(many.said).toMatch(/^\d+ results$/)
  expect(many.shown).toBe(Number.parseInt(many.said, 10))
  expect(none).toEqual({ said: 'No results', shown: 0 })
})

test('a query with nothing but marks, or with marks of HTML, harms nothing', async () => {
  const { page, faults } = await openPage(browser)
  await page.goto(site.home)

  for (const query of ['<img src=x onerror=alert(1)>', '"', '%', '\\', '🤯'.repeat(300), '\ud800']) {
    await page.evaluate((query) => {
      const box = document.querySelector('input')!
      box.value = query
      box.dispatchEvent(new Event('input', { bubbles: true }))
    }, query)
    await pause(200)
    await answered(page)
  }

  expect(await page.locator('[data-search-results] img').count()).toBe(0)
  expect(faults).toEqual([])
})

test('arrows move through the results and Escape leads back to the box', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)
  await page.keyboard.press('/')
  await search(page, 'django')

  const places: number[] = []
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown']) {
    await page.keyboard.press(key)
    places.push(await focusedLink(page))
  }
  await page.keyboard.press('Escape')

  expect(places).toEqual([0, 1, 0, -1, -1, 0, 1])
  expect(await isInBox(page)).toBe(true)
  expect(await links(page).count()).toBe(0)
  expect(await page.getByRole('searchbox').inputValue()).toBe('django')
})

test.each([
  ['the header', '', 1280],
  ['the search page', 'search/', 1280],
  ['the header of a phone', '', 320],
  ['the search page of a phone', 'search/', 320],
])('in %s results stay where they are, whatever is told above them', async (_, path, width) => {
  const { page } = await openPage(browser, { viewport: { width, height: 800 } })
  await page.goto(new URL(path, site.home).href)
  await search(page, 'middelware')
  const place = () => links(page).first().boundingBox()

  const before = await place()
  await page.getByRole('searchbox').press('End')
  await page.keyboard.type(' ')
  const typing = { place: await place(), said: await page.getByRole('status').textContent() }
  await answered(page)
  const after = await place()

  expect(typing.said).toBe('Searching …')
  expect([typing.place?.y, after?.y]).toEqual([before?.y, before?.y])
})

test('the arrow below the last result stays there', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)
  await search(page, 'middleware')
  const count = await links(page).count()

  for (let times = 0; times < count + 2; times++) await page.keyboard.press('ArrowDown')

  expect(await focusedLink(page)).toBe(count - 1)
})

test('results close when the reader goes elsewhere, and stay closed', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)
  await search(page, 'django')

  await page.getByRole('contentinfo').click()
  const afterAnswer = await links(page).count()
  await page.keyboard.press('/')
  await page.keyboard.type('m')
  await page.locator('.brand').focus()
  await pause(600)

  expect(afterAnswer).toBe(0)
  expect(await links(page).count()).toBe(0)
})

test('what is found nowhere leads to the search page', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)

  await page.keyboard.press('/')
  await page.keyboard.type('zzzqqq')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search/?q=zzzqqq')
  await answered(page)

  expect(await page.getByRole('status').innerText()).toBe('No results')
})

test('an address with a query shows its results', async () => {
  const { page, faults } = await openPage(browser)

  await page.goto(new URL('search/?q=middleware', site.home).href)
  await answered(page)

  expect(await page.getByRole('searchbox').inputValue()).toBe('middleware')
  expect(await links(page).first().getAttribute('href')).toBe('/questions/what-is-middleware/')
  expect(faults).toEqual([])
})

test('on the search page the address follows what is typed; Enter keeps it, and Back restores it', async () => {
  const { page } = await openPage(browser)
  await page.goto(new URL('search/?q=middleware', site.home).href)
  await answered(page)
  const box = page.getByRole('searchbox')
  const first = () => links(page).first().getAttribute('href')
  const state = async () => ({
    ...{ query: new URL(page.url()).searchParams.get('q'), typed: await box.inputValue() },
    depth: await page.evaluate(() => history.length),
  })

  const before = await state()
  await box.fill('sqlite')
  await expect.poll(first).toBe('/questions/django-uses-which-database-by-default/')
  const typed = await state()
  await page.keyboard.press('Enter')
  const entered = await state()
  await page.goBack()
  await expect.poll(first).toBe('/questions/what-is-middleware/')
  const restored = await state()

  expect(typed).toEqual({ query: 'sqlite', typed: 'sqlite', depth: before.depth })
  expect(entered).toEqual({ query: 'sqlite', typed: 'sqlite', depth: before.depth + 1 })
  expect(restored).toMatchObject({ query: 'middleware', typed: 'middleware' })
})

test('what is typed before the search page has its scripts is searched when they come', async () => {
  const { page } = await openPage(browser)
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/assets/search-element*.js', async (route) => {
    await released
    await route.continue()
  })

  await page.goto(new URL('search/', site.home).href)
  await page.getByRole('searchbox').fill('middleware')
  release()
  await answered(page)

  expect(await links(page).count()).toBeGreaterThan(0)
  expect(await page.getByRole('searchbox').inputValue()).toBe('middleware')
})

test('Back from an answer shows the same results again', async () => {
  const { page } = await openPage(browser)
  await page.goto(new URL('search/', site.home).href)
  await search(page, 'django')
  const before = await links(page).allInnerTexts()

  await links(page).nth(1).click()
  await page.waitForURL('**/questions/**')
  await page.goBack()
  await answered(page)

  expect(await page.getByRole('searchbox').inputValue()).toBe('django')
  expect(await links(page).allInnerTexts()).toEqual(before)
})

test('where the index cannot be reached the reader is told, and may try again', async () => {
  const { page } = await openPage(browser)
  await page.route('**/pagefind/**', (route) => route.abort())
  await page.goto(site.home)

  await page.getByRole('searchbox').fill('django')
  await page.getByText('Search cannot be reached just now').waitFor()
  const cutOff = await links(page).count()
  await page.unroute('**/pagefind/**')
  await search(page, 'middleware')

  expect(cutOff).toBe(0)
  expect(await links(page).first().getAttribute('href')).toBe('/questions/what-is-middleware/')
})

function links(page: Page) {
  return page.locator('[data-search-results] a')
}

/** Which result has the focus; -1 for the box. */
async function focusedLink(page: Page): Promise<number> {
  if (await isInBox(page)) return -1
  return links(page).evaluateAll((all) => all.indexOf(document.activeElement as HTMLElement))
}

async function isInBox(page: Page): Promise<boolean> {
  return page.getByRole('searchbox').evaluate((box) => box === document.activeElement)
}

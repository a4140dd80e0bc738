import { rm } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderOf, openBrowser, openPage, type Site, startSite } from './site.ts'

const origin = 'https://prep.example'
const text = `# Harbour

Ships come in here.

## Tides

What the moon does.

### 1. What is a tide?

The sea rises and falls twice a day, ${'and then once more, '.repeat(30)}as the moon goes round.

- A spring tide is high.
  - It comes at new moon.
- A neap tide is low.

\`\`\`
tide(moon)
\`\`\`

#### Cause

The moon pulls at the water. ${'It goes on pulling. '.repeat(200)}

### 2. Which is high?

- [x] A spring tide
- [ ] A neap tide

**Explanation:** Sun and moon pull together.

They do so twice a month.
`

let browser: Browser
let content: string
let site: Site

beforeAll(async () => {
  content = await folderOf({ 'harbour.md': text })
  site = await startSite({ BASE: '/prep/', SITE: origin, CONTENT_DIR: content })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await rm(content, { recursive: true })
})

const published = (path: string) => `${origin}/prep/${path}`

/** Opens a question's page, or another one, where the page may copy. */
async function open(path: string, options?: BrowserContextOptions) {
  const opened = await openPage(browser, options)
  await opened.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await opened.page.goto(new URL(path, site.home).href)
  await turnTo(opened.page)
  return opened
}

const tide = 'questions/what-is-a-tide/'
const linkOf = (page: Page, id: string) => page.locator(`a.anchor[href="#${id}"]`)

test('nothing of it is fetched before a reader turns to the page, and a click that comes first counts', async () => {
  const { page } = await openPage(browser)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })

  await page.goto(new URL(tide, site.home).href, { waitUntil: 'networkidle' })
  const atFirst = scripts.length
  // Without a pointer that would have come before it.
  await page.locator('viva-share [value=copy]').dispatchEvent('click')
  await page.getByText('Link copied').waitFor()

  expect(scripts.length).toBeGreaterThan(atFirst)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(published(tide))
})

test('every block has a link that shows itself when the block is pointed at', async () => {
  const { page, faults } = await open(tide)

  const seen: Record<string, string[]> = {}
  for (const id of [
    'the-sea-rises-and-falls-twice',
    'a-spring-tide-is-high',
    'a-neap-tide-is-low',
    'tide-moon',
  ]) {
    const opacity = () => linkOf(page, id).evaluate((link) => getComputedStyle(link).opacity)
    await page.mouse.move(0, 0)
    seen[id] = [await opacity()]
    await page.locator(`[id="${id}"]`).hover({ position: { x: 5, y: 5 } })
    seen[id].push(await opacity())
    const [width, view] = await page.evaluate(() => [document.scrollingElement!.scrollWidth, innerWidth])
    expect(width).toBeLessThanOrEqual(view!)
  }

  expect(Object.values(seen)).toEqual(Array(4).fill(['0', '1']))
  expect(faults).toEqual([])
})

test('a block that a finger taps shows its link, no other does, and it is large and clear of the text', async () => {
  const { page } = await openPage(browser, {
    ...{ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await page.goto(new URL(tide, site.home).href)
  const shown = () =>
    page.locator('.anchor-of-block').evaluateAll((all) =>
      all
        .filter((link) => link.checkVisibility())
        .map((link) => {
          const { width, height, left } = link.getBoundingClientRect()
          const words = document.createRange()
          words.setStart(link.parentElement!, 0)
          words.setEndBefore(link)
          const isClear = [...words.getClientRects()].every(
            (line) => line.right <= left || line.bottom <= link.getBoundingClientRect().top,
          )
          return { hash: (link as HTMLAnchorElement).hash, isLarge: width >= 24 && height >= 24, isClear }
        }),
    )

  await page.locator('#a-spring-tide-is-high').tap({ position: { x: 20, y: 10 } })
  await expect.poll(shown).toEqual([{ hash: '#a-spring-tide-is-high', isLarge: true, isClear: true }])
  await page.locator('#a-neap-tide-is-low').tap({ position: { x: 20, y: 10 } })
  await expect.poll(shown).toEqual([{ hash: '#a-neap-tide-is-low', isLarge: true, isClear: true }])
  await page.locator('.anchor-of-block[data-tapped]').tap()
  await page.getByText('Link copied', { exact: true }).waitFor()

  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    published(`${tide}#a-neap-tide-is-low`),
  )
  expect(await page.getByRole('button', { name: 'Keyboard shortcuts' }).isVisible()).toBe(false)
})

test('the signs of the links are no part of what is read or copied', async () => {
  const { page } = await open(tide)

  const count = await page.locator('article a.anchor').count()
  await page.keyboard.press('Control+a')
  const copied = await page.evaluate(() => getSelection()!.toString())

  expect(count).toBeGreaterThan(5)
  expect(copied).toContain('A neap tide is low.')
  expect(copied + (await page.getByRole('main').textContent())).not.toContain('#')
})

test('from the keyboard, one Tab leads to the links of the blocks, and the arrows from one to the next', async () => {
  const { page } = await open(tide)
  const focused = () => page.evaluate(() => (document.activeElement as HTMLAnchorElement).hash)

  await page.locator('.steps a').last().focus()
  await page.keyboard.press('Tab')
  const shown = await page.evaluate(() => getComputedStyle(document.activeElement!).opacity)
  const hint = await page.locator('output').innerText()
  const path = [await focused()]
  for (const key of ['ArrowDown', 'ArrowDown', 'End', 'Home', 'ArrowUp', 'ArrowDown']) {
    await page.keyboard.press(key)
    path.push(await focused())
  }
  // The tools of the code are on the way, and no other block's link.
  do await page.keyboard.press('Tab')
  while ((await focused()) === undefined)
  path.push(await focused())

  const [sea, spring, cause, last] = [
    '#the-sea-rises-and-falls-twice',
    '#a-spring-tide-is-high',
    '#cause',
    '#the-moon-pulls-at-the-water',
  ]
  expect(shown).toBe('1')
  expect(hint).toBe('Enter copies the link. The arrow keys lead to the other parts.')
  expect(path).toEqual([sea, spring, '#a-neap-tide-is-low', last, sea, sea, spring, cause])
})

test('a link to a part copies its public address, says so, and shows the part', async () => {
  const { page, faults } = await open(tide)

  await linkOf(page, 'a-neap-tide-is-low').focus()
  await page.keyboard.press('Enter')
  await page.getByText('Link copied', { exact: true }).waitFor()

  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    published(`${tide}#a-neap-tide-is-low`),
  )
  expect(await page.evaluate(() => document.querySelector(':target')!.id)).toBe('a-neap-tide-is-low')
  expect(await page.evaluate(() => document.activeElement!.className)).toContain('anchor')
  expect(await linkOf(page, 'a-neap-tide-is-low').getAttribute('aria-label')).toBe(
    'Link to “A neap tide is low.”',
  )
  expect(faults).toEqual([])
})

for (const [id, tagName] of [
  ['cause', 'H2'],
  ['a-neap-tide-is-low', 'LI'],
  ['tide-moon', 'PRE'],
]) {
  test(`who follows a link to #${id} finds it marked, below the header, with the focus`, async () => {
    const { page } = await open(`${tide}#${id}`, { viewport: { width: 400, height: 500 } })

    const place = await page.evaluate(() => {
      const [target, plain] = [document.querySelector(':target')!, document.querySelector('h1')!]
      const isMarked = getComputedStyle(target).backgroundColor !== getComputedStyle(plain).backgroundColor
      const top =
        target.getBoundingClientRect().top - document.querySelector('header')!.getBoundingClientRect().bottom
      return { focused: document.activeElement!.tagName, isMarked, isBelow: top >= 0 && top < 400 }
    })

    expect(place).toEqual({ focused: tagName, isMarked: true, isBelow: true })
  })
}

test('a part that is gone leads to the nearest one left, and says so', async () => {
  const { page, faults } = await open(`${tide}#a-neap-tide-is-quite-low`)

  await page.getByText('It has changed. This is the nearest.').waitFor()

  const { hash, focused } = await page.evaluate(() => ({
    hash: location.hash,
    focused: document.activeElement!.id,
  }))
  expect([hash, focused]).toEqual(['#a-neap-tide-is-low', 'a-neap-tide-is-low'])
  await page.evaluate(() => {
    location.hash = '#cause'
  })
  await expect.poll(() => page.locator('output').innerText()).toBe('')
  expect(faults).toEqual([])
})

test('a part like no other leads to where the answer begins, and says so', async () => {
  const { page } = await open(`${tide}#%E2%82%AC%E2%82%AC%`)

  await page.getByText('is gone. This is where the rest begins.').waitFor()

  expect(await page.evaluate(() => location.hash)).toBe('#the-sea-rises-and-falls-twice')
})

test('a link to a part of a hidden answer shows the answer', async () => {
  const { page } = await open('questions/which-is-high/#they-do-so-twice-a-month')

  expect(await page.getByText('They do so twice a month.').isVisible()).toBe(true)
  expect(await page.evaluate(() => document.activeElement!.id)).toBe('they-do-so-twice-a-month')
})

test('on a topic’s page too, sections and introductions have their links, and gone ones lead on', async () => {
  const { page } = await open('topics/harbour/#tidez')

  await page.getByText('It has changed. This is the nearest.').waitFor()

  expect(await page.evaluate(() => location.hash)).toBe('#tides')
  expect(await linkOf(page, 'introduction:ships-come-in-here').count()).toBe(0)
  expect(
    await page
      .locator('a.anchor')
      .evaluateAll((all) => all.map((link) => decodeURIComponent((link as HTMLAnchorElement).hash))),
  ).toEqual(['#introduction:ships-come-in-here', '#tides', '#section-tides:what-the-moon-does'])
})

test('the buttons copy the link, and the title with it, with the part that is shown', async () => {
  const { page, faults } = await open(tide)
  const copied: string[] = []
  const copy = async (name: string, said: string) => {
    await page.locator('viva-share summary').click()
    await page.getByRole('button', { name, exact: true }).click()
    await page.locator('output').getByText(said, { exact: true }).waitFor()
    copied.push(await page.evaluate(() => navigator.clipboard.readText()))
  }

  await copy('Copy link', 'Link copied')
  await page.goto(`${page.url()}#a-neap-tide-is-low`)
  await copy('Copy title and link', 'Title and link copied')
  await copy('Copy link', 'Link copied')

  expect(copied).toEqual([
    published(tide),
    `What is a tide?\n${published(tide)}#a-neap-tide-is-low`,
    `${published(tide)}#a-neap-tide-is-low`,
  ])
  expect(faults).toEqual([])
})

test('a browser that refuses to copy leaves the text selected in a field, and the page says so', async () => {
  const { page } = await openPage(browser)
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('Denied.', 'NotAllowedError'))
  })
  await page.goto(new URL(tide, site.home).href)

  await page.locator('viva-share summary').click()
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  await page.getByText('does not let this page copy').waitFor()

  const field = page.getByRole('textbox', { name: 'To copy' })
  expect(await field.inputValue()).toBe(published(tide))
  expect(await page.evaluate(() => getSelection()!.toString())).toBe(published(tide))
  expect(await field.evaluate((one) => one === document.activeElement)).toBe(true)
})

test('the system’s own way to share is offered where there is one', async () => {
  const { page: without } = await openPage(browser)
  const { page: withOne } = await openPage(browser)
  await without.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'share'))
  await withOne.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'share', {
      value: async (what: unknown) => {
        document.documentElement.dataset.shared = JSON.stringify(what)
      },
    })
  })
  for (const page of [without, withOne]) await page.goto(new URL(tide, site.home).href)

  for (const page of [without, withOne]) await page.locator('viva-share summary').click()
  await withOne.getByRole('button', { name: 'Share with' }).click()
  await withOne.locator('html[data-shared]').waitFor({ state: 'attached' })

  expect(await without.getByRole('button', { name: 'Share with' }).count()).toBe(0)
  expect(JSON.parse(await withOne.evaluate(() => document.documentElement.dataset.shared!))).toEqual({
    title: 'What is a tide?',
    url: published(tide),
  })
})

test('without scripts there is no button that does nothing, and links to parts work', async () => {
  const { page } = await openPage(browser, { javaScriptEnabled: false })

  await page.goto(new URL(`${tide}#a-neap-tide-is-low`, site.home).href)

  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  expect(await page.locator(':target').innerText()).toBe('A neap tide is low.')
})

/** Moves the pointer, and waits for what is fetched then. */
async function turnTo(page: Page): Promise<void> {
  await page.mouse.move(400, 300)
  await page.locator('viva-share:defined').waitFor({ state: 'attached' })
}

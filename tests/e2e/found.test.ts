import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answered, folderOf, openBrowser, openPage, type Site, search, startSite } from './site.ts'

let content: string
let site: Site
let browser: Browser

beforeAll(async () => {
  content = await folderOf(files)
  site = await startSite({ CONTENT_DIR: content })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
  if (content) await rm(content, { recursive: true })
})

/** Lighthouses are made up; what is asked of them is what people type. */
const files = {
  'harbour.md': `---
title: Harbour code
tags: [harbour]
---
### What does the C++ pilot compile?
<!--
level: easy
tags: [pilots]
-->
It compiles the draught table with \`a === b\`.

### What does the C pilot compile?
<!--
level: hard
-->
Only the tide table.

### How fast is the tide lookup?
It is O(log n), and the old one was O(n).

### What is __init__ for?
It moors the object.

### How is a buoy found?
By \`getElementById('buoy')\`, or with .NET by its name.

### What is in the middleware of a lighthouse?
The lamp stands at the top.

#### The fog signal

${'The keeper keeps the log of the night. '.repeat(20)}

When there is fog the nautophone sounds, day and night.

#### The stairs

- They are wound clockwise.
- The **handrail** is of brass.

### What is <img src=x onerror=alert(1)> “shown” as?
As text: <script>alert(1)</script> and &lt;b&gt;.
${Array.from({ length: 24 }, (_, at) => `\n### What does keeper number ${at} log?\nThe keeper logs the ${'ships and '.repeat(at)}weather.\n`).join('')}`,
  'leuchtturm.md': `---
title: Leuchtturm
language: de
---
### Was ist ein Zustandsübergang?
Ein Wechsel zwischen zwei Zuständen.
`,
  'mayak.md': `---
title: Маяк
language: ru
---
### Что такое замыкание?
Функция вместе с областью видимости.
`,
  'dengta.md': `---
title: 灯塔
language: zh
---
### 什么是闭包？
闭包是函数和它的作用域。
`,
}

test('names, signs and words of any script find their question', async () => {
  const { page, faults } = await openPage(browser)
  await page.goto(site.home)

  for (const [query, path] of [
    ['C++', 'what-does-the-c-plus-plus-pilot-compile/'],
    ['O(n)', 'how-fast-is-the-tide-lookup/'],
    ['===', 'what-does-the-c-plus-plus-pilot-compile/'],
    ['O(log n)', 'how-fast-is-the-tide-lookup/'],
    ['__init__', 'what-is-init-for/'],
    ['getElementById', 'how-is-a-buoy-found/'],
    ['zustandsubergang', 'was-ist-ein-zustands'],
    ['.NET', 'how-is-a-buoy-found/'],
    ['Zustände', 'was-ist-ein-zustands'],
    ['замыкание', '%D1%87%D1%82%D0%BE-'],
    ['C++ 闭包', 'what-does-the-c-plus-plus-pilot-compile/'],
    ['闭包', '%E4%BB%80%E4%B9%88'],
  ] as const) {
    await search(page, query)
    const first = () => links(page).first().getAttribute('href')
    await expect.poll(first, { message: query }).toContain(`/questions/${path}`)
  }
  expect(faults).toEqual([])
})

describe('what is not exact is told', () => {
  test('a typo is corrected, with a link that searches as typed', async () => {
    const { page } = await openPage(browser)
    await page.goto(new URL('search/?q=midleware', site.home).href)
    await answered(page)

    const said = await notice(page).innerText()
    const isLabelled = await list(page).getAttribute('data-search-approximate')
    const first = await links(page).first().getAttribute('href')
    await page.getByRole('link', { name: 'Search as typed' }).click()
    await answered(page)

    expect(said).toBe('Showing results for middleware; nothing for midleware. Search as typed')
    expect(isLabelled).toBe('')
    expect(first).toContain('/questions/what-is-in-the-middleware-of-a-lighthouse/')
    expect(await page.getByRole('status').innerText()).toBe('No results')
    expect(await list(page).getAttribute('data-search-approximate')).toBe(null)
    expect(await notice(page).innerText()).toContain('Did you mean middleware')
  })

  test('an exact search is not labelled', async () => {
    const { page } = await openPage(browser)
    await page.goto(site.home)

    await search(page, 'nautophone')

    expect(await list(page).getAttribute('data-search-approximate')).toBe(null)
    expect(await notice(page).isVisible()).toBe(false)
  })

  test('a word that no question holds is named, where others are found', async () => {
    const { page } = await openPage(browser)
    await page.goto(site.home)

    await search(page, 'nautophone zzzqqq')

    expect(await notice(page).innerText()).toBe('Nothing for zzzqqq.')
    expect(await list(page).getAttribute('data-search-approximate')).toBe('')
  })

  test('where nothing is found the topics are there', async () => {
    const { page } = await openPage(browser)
    await page.goto(new URL('search/?q=zzzqqq', site.home).href)
    await answered(page)

    expect(await page.getByRole('status').innerText()).toBe('No results')
    expect(await links(page).count()).toBe(0)
    expect(await page.getByRole('link', { name: /^Harbour code/ }).isVisible()).toBe(true)
  })
})

test('a result leads to the section that was found, and its words are marked there', async () => {
  const { page, faults } = await openPage(browser)
  await page.goto(site.home)
  await search(page, 'nautophone')
  const result = links(page).first()
  const shown = await result.innerText()
  await result.click()
  await page.waitForURL('**/what-is-in-the-middleware-of-a-lighthouse/#**')
  const isThere = await page.evaluate(() => document.querySelector(':target') !== null)
  const text = await page.getByRole('article').innerText()

  const marked = await page.evaluate(markedWords)
  await page.reload()
  const again = await page.evaluate(markedWords)
  await page.goto(new URL('questions/what-is-in-the-middleware-of-a-lighthouse/', site.home).href)

  expect(shown).toContain('The fog signal')
  expect(isThere).toBe(true)
  expect([marked, again]).toEqual([['nautophone'], ['nautophone']])
  expect(await page.evaluate(markedWords)).toEqual([])
  expect(await page.getByRole('article').innerText()).toBe(text)
  expect(await page.locator('article mark').count()).toBe(0)
  expect(faults).toEqual([])
})

test('the words are marked in a new tab too', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)
  await search(page, 'nautophone')

  const opened = page.context().waitForEvent('page')
  await links(page)
    .first()
    .click({ modifiers: ['Control'] })
  const tab = await opened
  await tab.waitForLoadState()

  await expect.poll(() => tab.evaluate(markedWords)).toEqual(['nautophone'])
})

test('the excerpt holds the words, and not the title', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)

  await search(page, 'nautophone')

  const excerpt = await page.locator('.result-excerpt').first().innerText()
  expect(excerpt).toContain('nautophone')
  expect(excerpt).not.toContain('What is in the middleware')
})

test('titles and excerpts of hostile content are text only', async () => {
  const { page, faults } = await openPage(browser)
  await page.goto(new URL('search/?q=onerror', site.home).href)
  await answered(page)

  expect(await list(page).locator('img, script, b').count()).toBe(0)
  expect(faults).toEqual([])
})

describe('the filters', () => {
  test('are in the address, tell how many questions each would leave, and come back with Back', async () => {
    const { page } = await openPage(browser)
    await page.goto(new URL('search/?q=compile', site.home).href)
    await answered(page)
    const level = page.getByRole('combobox', { name: 'Level' })
    await expect.poll(() => level.innerText()).toContain('Easy (1)')

    await level.selectOption('easy')
    await expect.poll(() => links(page).count()).toBe(1)
    const narrowed = { url: page.url(), first: await links(page).first().getAttribute('href') }
    await page.goBack()
    await expect.poll(() => links(page).count()).toBe(2)

    expect(narrowed.url).toBe(new URL('search/?q=compile&level=easy', site.home).href)
    expect(narrowed.first).toContain('/questions/what-does-the-c-plus-plus-pilot-compile/')
    expect(await level.inputValue()).toBe('')
    await page.goForward()
    await expect.poll(() => links(page).count()).toBe(1)
    expect(await level.inputValue()).toBe('easy')
  })

  test('of an address are taken, and unknown ones are not', async () => {
    const { page } = await openPage(browser)
    await page.goto(new URL('search/?q=compile&topic=leuchtturm&tag=nothing', site.home).href)
    await answered(page)

    expect(await page.getByRole('status').innerText()).toBe('No results')
    expect(await page.getByRole('combobox', { name: 'Topic' }).inputValue()).toBe('leuchtturm')
  })

  test('alone find all that they let through', async () => {
    const { page } = await openPage(browser)
    await page.goto(new URL('search/?tag=pilots', site.home).href)
    await answered(page)

    expect(await page.getByRole('status').innerText()).toBe('1 result')
  })
})

test('more results follow, and Back restores them with the place and the focus', async () => {
  const { page } = await openPage(browser)
  await page.goto(new URL('search/?q=keeper', site.home).href)
  await answered(page)
  const before = await links(page).count()
  await page.getByRole('button', { name: 'More results' }).click()
  await expect.poll(() => links(page).count()).toBe(20)
  const focused = () => links(page).evaluateAll((all) => all.indexOf(document.activeElement as HTMLElement))
  const afterMore = await focused()
  const target = links(page).nth(15)
  await target.scrollIntoViewIfNeeded()
  const scroll = await page.evaluate(() => scrollY)
  const titles = await links(page).allInnerTexts()
  await target.click()
  await page.waitForURL('**/questions/**')
  await page.goBack()
  await answered(page)

  expect([before, afterMore]).toEqual([10, 10])
  await expect.poll(() => links(page).allInnerTexts()).toEqual(titles)
  await expect.poll(focused).toBe(15)
  expect(Math.abs((await page.evaluate(() => scrollY)) - scroll)).toBeLessThan(5)
})

describe('where the index cannot be had', () => {
  const everything = '**/pagefind/**'
  const gone = (route: Route) => route.fulfill({ status: 404, body: 'gone' })
  const page = (route: Route) => route.fulfill({ contentType: 'text/html', body: '<p>x</p>' })
  const cut = async (route: Route) => {
    const body = await (await route.fetch()).body()
    await route.fulfill({ body: body.subarray(0, body.length / 2) })
  }

  test.each([
    ['as the reader is offline', everything, (route: Route) => route.abort()],
    ['as it is not there', everything, gone],
    ['as a page of HTML stands in its place', everything, page],
    ['as its pages are of an older build', '**/fragment/**', gone],
    ['as a part of it is gone', '**/index/**', gone],
    ['as a part of it is a page of HTML', '**/index/**', page],
    ['as a part of it is cut short', '**/index/**', (route: Route) => cut(route)],
    ['as nothing answers', everything, () => {}],
  ])('%s, the reader is told, offered all questions, and may try again', async (_, what, answer) => {
    const { page } = await openPage(browser)
    let isCut = true
    await page.route(what, (route) => (isCut ? answer(route) : route.continue()))
    await page.goto(site.home)

    await page.getByRole('searchbox').fill('nautophone')
    await page.getByText('Search cannot be reached just now.').waitFor()
    const index = await page.locator('.trouble a').getAttribute('href')
    isCut = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await answered(page)

    expect(index).toBe('/all/')
    expect(await links(page).count()).toBe(1)
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(false)
  })
})

test('offline after a first search, the next one says so, and is done when the network is back', async () => {
  const { page } = await openPage(browser)
  // An index as small as this one comes whole with the first search; a larger one does not.
  await page.route('**/viva.json', async (route) => {
    const manifest = await (await route.fetch()).json()
    for (const index of manifest.indexes) index.first = []
    await route.fulfill({ json: manifest })
  })
  await page.goto(new URL('search/?q=nautophone', site.home).href)
  await answered(page)

  await page.context().setOffline(true)
  await page.getByRole('searchbox').fill('buoy')
  await page.getByText('Search cannot be reached just now.').waitFor()
  const said = await page.getByRole('status').innerText()
  await page.context().setOffline(false)
  await answered(page)

  expect(said).toBe('Search cannot be reached just now.')
  expect(await links(page).count()).toBeGreaterThan(0)
})

test('offline before the script has come, the box says so', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)
  await page.context().setOffline(true)

  await page.getByRole('searchbox').fill('nautophone')
  await page.getByText('Search cannot be reached just now.').waitFor()

  expect(await page.getByRole('link', { name: 'All questions' }).first().isVisible()).toBe(true)
})

test('on a slow line nothing is said but that it searches, until the results are there', async () => {
  const { page } = await openPage(browser)
  const slow = await page.context().newCDPSession(page)
  await page.goto(site.home)
  await slow.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 },
  })
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    const status = document.querySelector('[role=status]')!
    new MutationObserver(() => said.push(status.textContent)).observe(status, {
      ...{ childList: true, characterData: true, subtree: true },
    })
  })

  await search(page, 'nautophone')

  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
  expect([...new Set(said)].filter(Boolean)).toEqual(['Searching …', '1 result'])
})

test('who comes Back to a page finds in its header what was typed', async () => {
  const { page } = await openPage(browser)
  await page.goto(new URL('topics/leuchtturm/', site.home).href)
  await search(page, 'nautophone')
  await links(page).first().click()
  await page.waitForURL('**/questions/**')

  await page.goBack()

  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('nautophone')
})

test('without scripts the form leads to a page that says so, and on to every question', async () => {
  const { page } = await openPage(browser, { javaScriptEnabled: false })
  await page.goto(site.home)

  await page.getByRole('searchbox').fill('nautophone')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL('**/search/?q=nautophone')
  const said = await page.locator('main').innerText()
  const hasFilters = await page.locator('select').first().isVisible()
  await page.getByRole('link', { name: 'All questions' }).click()
  await page.waitForURL('**/all/')
  const hrefs = await page
    .locator('main a[href*="/questions/"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')))

  expect(said).toContain('Search needs JavaScript')
  expect(hasFilters).toBe(false)
  expect(hrefs.length).toBe(34)
  expect(new Set(hrefs).size).toBe(34)
})

test('recent searches are kept on the device until that is switched off', async () => {
  const { page } = await openPage(browser)
  await page.goto(new URL('search/', site.home).href)
  await search(page, 'nautophone')
  await page.keyboard.press('Enter')
  await page.goto(site.home)

  await page.getByRole('searchbox').focus()
  const offered = await page.locator('.recent a').allInnerTexts()
  await page.getByRole('button', { name: 'Do not keep recent searches' }).click()
  const afterwards = await page.locator('.recent a').count()
  await search(page, 'buoy')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/questions/**')

  expect(offered).toEqual(['nautophone'])
  expect(afterwards).toBe(0)
  expect(await page.evaluate(() => localStorage.getItem('viva:searches'))).toBe(null)
})

describe('hostile queries', () => {
  const queries = [
    'x'.repeat(100_000),
    'word '.repeat(20_000),
    '\ud800',
    '__proto__',
    'constructor',
    '"left open',
    'a\u0000b',
    '\u202egnp.exe\u202c',
    '<script>alert(1)</script>',
    '%E0%A4%A',
    '\\ ^ $ ( [ *',
  ]

  test('typed do no harm', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(site.home)

    for (const query of queries) {
      await page.evaluate((query) => {
        const box = document.querySelector('input')!
        box.value = query
        box.dispatchEvent(new Event('input', { bubbles: true }))
      }, query)
      await pause(150)
      await answered(page)
    }

    expect(faults).toEqual([])
  })

  test('in an address do no harm', async () => {
    const { page, faults } = await openPage(browser)

    // What an address can do to a query; what any query does to a search is typed above.
    for (const query of ['x'.repeat(2000), '\ud800', '__proto__', 'a\u0000b', '<b>', '\uFEFF', 'a&b=c#d']) {
      await page.goto(`${site.home}search/?${new URLSearchParams({ q: query })}`)
      if (query.trim() !== '') await answered(page)
    }
    await page.goto(`${site.home}search/?q=%E0%A4%A&topic=%00&level=__proto__`)
    await answered(page)

    expect(faults).toEqual([])
  })

  test('of 200 keys in a second end in the results of the last text, told once', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(site.home)
    await search(page, 'keeper')
    await page.getByRole('searchbox').fill('')
    await page.evaluate(() => {
      const said: string[] = []
      Object.assign(window, { said })
      new MutationObserver(() => said.push(document.querySelector('[role=status]')!.textContent)).observe(
        document.querySelector('[role=status]')!,
        { childList: true, characterData: true, subtree: true },
      )
    })

    await page.evaluate(async () => {
      const box = document.querySelector('input')!
      for (let at = 0; at < 200; at += 1) {
        box.value = at < 199 ? 'keeper middleware buoy tide '.repeat(8).slice(0, at + 1) : 'nautophone'
        box.dispatchEvent(new Event('input', { bubbles: true }))
        await new Promise((done) => setTimeout(done, 5))
      }
    })
    await answered(page)
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)

    expect(await links(page).count()).toBe(1)
    expect(await links(page).first().getAttribute('href')).toContain('middleware-of-a-lighthouse')
    expect(said.filter((one) => /result/.test(one))).toEqual(['1 result'])
    expect(said.filter((one) => !/^(|.*…|1 result)$/.test(one))).toEqual([])
    expect(faults).toEqual([])
  })
})

test('axe finds nothing in any state of the search', async () => {
  const { page } = await openPage(browser)
  const states: [name: string, path: string, act: () => Promise<unknown>][] = [
    ['corrected', 'search/?q=midleware', () => answered(page)],
    ['nothing', 'search/?q=zzzqqq', () => answered(page)],
    ['near words', 'search/?q=%22midleware%22', () => answered(page)],
    ['many results', 'search/?q=keeper', () => answered(page)],
    ['recent searches', '', () => page.getByRole('searchbox').focus()],
    ['all questions', 'all/', async () => {}],
    [
      'unreachable',
      '',
      async () => {
        await page.route('**/pagefind/**', (route) => route.abort())
        await page.getByRole('searchbox').fill('keeper')
        await page.getByText('Search cannot be reached just now.').waitFor()
      },
    ],
  ]
  const faults: string[] = []
  for (const [name, path, act] of states) {
    await page.goto(new URL(path, site.home).href)
    if (path.includes('keeper')) await page.keyboard.press('Enter')
    await act()
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    for (const { id, help, nodes } of violations)
      for (const { target } of nodes) faults.push(`${name}: ${id} (${help}) at ${target.join(' ')}`)
  }

  expect(faults).toEqual([])
})

function links(page: Page) {
  return page.locator('[data-search-results] a')
}

function list(page: Page) {
  return page.locator('[data-search-results]')
}

function notice(page: Page) {
  return page.locator('viva-search .notice')
}

function markedWords(): string[] {
  const marks = CSS.highlights.get('viva-found')
  return marks ? [...marks].map((range) => (range as Range).toString()) : []
}

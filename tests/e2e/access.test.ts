import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { faultsOf, rulesOfColour } from './axe.ts'
import { openPage, search } from './site.ts'
import { serveTrial } from './trial.ts'

const trial = serveTrial()
/** What a reader may open on a page, where it has that. */
const states: { name: string; on: RegExp; act: (page: Page) => Promise<void> }[] = [
  {
    name: 'the shortcuts',
    // Axe takes seconds for hundreds of entries.
    on: /^(?!topic-long)/,
    act: async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'results of a search',
    on: /^(home|topic-short|question|search|not-found)/,
    act: (page) => search(page, 'what'),
  },
  { name: 'no results', on: /^(home|search)$/, act: (page) => search(page, 'zzzqqq') },
  {
    name: 'a filter',
    on: /^topic-long$/,
    act: async (page) => {
      await page.getByLabel('Filter these questions').fill('12')
      await page.getByText(/^\d+ of/).waitFor()
    },
  },
  {
    name: 'the answer',
    on: /^question-with-choices$/,
    act: (page) => page.getByText('Show the answer').click(),
  },
  {
    name: 'a notice',
    on: /^question/,
    act: async (page) => {
      await page.locator('viva-share summary').click()
      await page.getByRole('button', { name: 'Copy link' }).click()
      await page.getByText('Link copied').waitFor()
    },
  },
]

/** All rules once; again only those that another theme or width may break: axe takes seconds a page. */
const passes = [
  {
    name: 'in the light theme, 1280 px wide',
    options: { colorScheme: 'light' },
    width: 1280,
    rules: undefined,
  },
  {
    name: 'in the dark theme',
    options: { colorScheme: 'dark' },
    width: 1280,
    rules: rulesOfColour,
  },
  { name: '320 px wide', options: { colorScheme: 'light' }, width: 320, rules: ['target-size'] },
] as const

test.for(passes)(
  'axe finds nothing, and no page is wider than the window, $name',
  { timeout: 400_000 },
  async (pass) => {
    const { options, width, rules } = pass
    const faults: string[] = []
    let seen = 0
    const look = async (page: Page, kind: string, path: string) => {
      const first = { name: 'at first', act: undefined }
      for (const { name, act } of [first, ...states.filter(({ on }) => on.test(kind))]) {
        await page.goto(new URL(path, trial.site.home).href)
        await act?.(page)
        // A target is not small where the header covers a part of it in passing.
        await page.evaluate(() => scrollTo(0, 0))
        faults.push(...(await faultsOf(page, rules)).map((fault) => `${kind}, ${name}: ${fault}`))
        seen += 1
      }
    }
    const kinds = [...trial.kinds]
    // Two at a time: axe keeps a whole core busy.
    const lanes = [0, 1].map(async (lane) => {
      const { page } = await openPage(trial.browser, {
        ...{ ...options, viewport: { width, height: 800 } },
        permissions: ['clipboard-write'],
      })
      for (const [kind, path] of kinds.filter((_, at) => at % 2 === lane)) await look(page, kind, path)
    })
    await Promise.all(lanes)

    expect(faults).toEqual([])
    expect(seen).toBeGreaterThanOrEqual(40)
  },
)

test('that was every kind of page', () => {
  expect([...trial.kinds.keys()]).toEqual([
    ...['home', 'topic-short', 'topic-long', 'tag', 'question-short', 'question-long', 'question-with-code'],
    ...['question-with-choices', 'question-without-answer', 'question-with-table', 'question-right-to-left'],
    ...['search', 'not-found'],
  ])
})

test('headings go down one level at a time, whatever the author did', async () => {
  const { page } = await openPage(trial.browser)

  const jumps: string[] = []
  for (const [kind, path] of trial.kinds) {
    await page.goto(new URL(path, trial.site.home).href)
    const levels = await page.evaluate(() => {
      const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')]
      return headings.map(({ tagName }) => Number(tagName[1]))
    })
    if (levels[0] !== 1) jumps.push(`${kind} begins with level ${levels[0]}`)
    if (levels.filter((level) => level === 1).length !== 1) jumps.push(`${kind} has two of level 1`)
    for (const [index, level] of levels.entries()) {
      if (index > 0 && level > levels[index - 1]! + 1) jumps.push(`${kind}: ${levels[index - 1]} → ${level}`)
    }
  }

  expect(jumps).toEqual([])
})

test('links of one name lead to one place', async () => {
  const { page } = await openPage(trial.browser)

  const misleading: string[] = []
  for (const [kind, path] of trial.kinds) {
    await page.goto(new URL(path, trial.site.home).href)
    const links = await page.evaluate(() =>
      [...document.links].map((link) => [
        link.getAttribute('aria-label') ?? link.textContent.trim(),
        link.href,
      ]),
    )
    for (const [name, same] of Map.groupBy(links, ([name]) => name)) {
      const places = new Set(same.map(([, place]) => place))
      if (places.size > 1) misleading.push(`${kind}: “${name}” leads to ${places.size} places`)
    }
  }

  expect(misleading).toEqual([])
})

test('every target is at least 24 px high and wide, or stands in a line of text', async () => {
  const { page } = await openPage(trial.browser, { viewport: { width: 320, height: 800 } })

  const small: string[] = []
  for (const [kind, path] of trial.kinds) {
    await page.goto(new URL(path, trial.site.home).href)
    const found = await page.evaluate(() => {
      const targets = [...document.querySelectorAll<HTMLElement>('a, button, input, select, summary')]
      return (
        targets
          .filter((target) => target.checkVisibility() && !target.closest('.visually-hidden, p, li > ul'))
          .filter((target) => !target.matches('.prose a:not(.heading > a)'))
          // In a card or a list, the whole of it leads where its link leads.
          .filter((target) => !target.matches('.card a, .questions a'))
          .map((target) => ({ box: target.getBoundingClientRect(), html: target.outerHTML.slice(0, 80) }))
          .filter(({ box }) => box.width < 24 || box.height < 24)
          .map(({ box, html }) => `${Math.round(box.width)} × ${Math.round(box.height)} ${html}`)
      )
    })
    small.push(...found.map((one) => `${kind}: ${one}`))
  }

  expect(small).toEqual([])
})

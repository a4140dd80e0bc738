import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { faultsOf, rulesOfColour } from './axe.ts'
import { openPage, search } from './site.ts'
import { serveTrial } from './trial.ts'

const trial = serveTrial()
/** What a reader may open on a page, where it has that: of pages that differ in their answers alone, on one or two. */
const states: { name: string; on: RegExp; act: (page: Page) => Promise<void> }[] = [
  {
    name: 'the shortcuts',
    on: /^(home|topic-short|question-with-code|search)$/,
    act: async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'results of a search',
    on: /^(home|topic-short|question-(long|right-to-left)|search|not-found)$/,
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
    on: /^question-(short|with-choices)$/,
    act: async (page) => {
      await page.locator('viva-share summary').click()
      await page.getByRole('button', { name: 'Copy link' }).click()
      await page.getByText('Link copied').waitFor()
    },
  },
]

const kinds = [
  ...['home', 'topic-short', 'topic-long', 'tag', 'question-short', 'question-long', 'question-with-code'],
  ...['question-with-choices', 'question-without-answer', 'question-with-table', 'question-right-to-left'],
  ...['search', 'not-found'],
]

test('each kind of page is tried, and each state on some', () => {
  expect([...trial.kinds.keys()]).toEqual(kinds)
  expect(states.filter(({ on }) => !kinds.some((kind) => on.test(kind)))).toEqual([])
})

describe.for(kinds)('%s', (kind) => {
  const open = async (): Promise<Page> => {
    const { page } = await openPage(trial.browser, { permissions: ['clipboard-write'] })
    await page.goto(new URL(trial.kinds.get(kind)!, trial.site.home).href)
    return page
  }

  test('is found without fault, in both themes, wide and narrow', async () => {
    const page = await open()

    expect(await faultsInAll(page)).toEqual([])
    expect(await page.evaluate(levelsOfHeadings)).toEqual([])
    expect(await page.evaluate(misleadingLinks)).toEqual([])
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await page.evaluate(smallTargets)).toEqual([])
  })

  test.for(states.filter(({ on }) => on.test(kind)))('is so with $name', async ({ act }) => {
    const page = await open()

    await act(page)

    expect(await faultsInAll(page)).toEqual([])
  })
})

/** What axe finds by all rules once, and by those that another theme or width may break in these; no page is wider than the window. */
async function faultsInAll(page: Page): Promise<string[]> {
  // A target is not small where the header covers a part of it in passing.
  await page.evaluate(() => scrollTo(0, 0))
  const faults = await faultsOf(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  faults.push(...(await faultsOf(page, rulesOfColour)).map((fault) => `in the dark: ${fault}`))
  await page.setViewportSize({ width: 320, height: 800 })
  await page.evaluate(() => scrollTo(0, 0))
  faults.push(...(await faultsOf(page, ['target-size'])).map((fault) => `320 px wide: ${fault}`))
  return faults
}

/** Runs in the page: where headings do not go down one level at a time, whatever the author did. */
function levelsOfHeadings(): string[] {
  const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')]
  const levels = headings.map(({ tagName }) => Number(tagName[1]))
  const jumps = levels.flatMap((level, at) => {
    const above = levels[at - 1] ?? 0
    return level > above + 1 ? [`${above} → ${level}`] : []
  })
  const first = levels.filter((level) => level === 1).length
  return first === 1 && levels[0] === 1 ? jumps : [...jumps, `${first} of level 1`]
}

/** Runs in the page: links of one name that lead to several places. */
function misleadingLinks(): string[] {
  const links = [...document.links].map(
    (link) => [link.getAttribute('aria-label') ?? link.textContent.trim(), link.href] as const,
  )
  return [...Map.groupBy(links, ([name]) => name)].flatMap(([name, same]) => {
    const places = new Set(same.map(([, place]) => place))
    return places.size > 1 ? [`“${name}” leads to ${places.size} places`] : []
  })
}

/** Runs in the page: targets less than 24 px high or wide that do not stand in a line of text. */
function smallTargets(): string[] {
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
}

import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answered, openBrowser, openPage, type Site, search, startSite } from './site.ts'

let site: Site
let browser: Browser

beforeAll(async () => {
  site = await startSite()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

/** Every kind of page, and what a reader does there first. */
const faces: { name: string; path: string; act?: (page: Page) => Promise<void> }[] = [
  { name: 'the index', path: '' },
  { name: 'a topic', path: 'topics/interview-questions/' },
  { name: 'a tag', path: 'tags/databases/' },
  { name: 'a question', path: 'questions/what-is-the-difference-between-aggregations-and-annotations/' },
  { name: 'the search page', path: 'search/' },
  { name: 'the search page with results', path: 'search/?q=django', act: answered },
  { name: 'the search page without results', path: 'search/?q=zzzqqq', act: answered },
  { name: 'the page for what is not there', path: 'nowhere/' },
  { name: 'results below the header', path: '', act: (page) => search(page, 'django') },
]

describe.for([
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'light', width: 320 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'dark', width: 320 },
] as const)('in the $colorScheme theme, $width px wide', ({ colorScheme, width }) => {
  test('axe finds nothing, and no page is wider than the window', async () => {
    const { page } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } })

    const faults: string[] = []
    for (const { name, path, act } of faces) {
      await page.goto(new URL(path, site.home).href)
      await act?.(page)
      // Twice as fast, and as good where there are no frames.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      for (const { id, help, nodes } of violations) {
        for (const { target } of nodes) faults.push(`${name}: ${id} (${help}) at ${target.join(' ')}`)
      }
      const [content, view] = await page.evaluate(() => [document.scrollingElement!.scrollWidth, innerWidth])
      if (content! > view!) faults.push(`${name}: ${content} px wide`)
    }

    expect(faults).toEqual([])
  })
})

test('the two themes differ, and the dark one is dark', async () => {
  const surfaces: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await openPage(browser, { colorScheme })
    await page.goto(site.home)
    surfaces.push(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor))
  }

  const [light, dark] = surfaces.map((color) => Number(color.match(/\d+/)![0]))
  expect(light).toBeGreaterThan(200)
  expect(dark).toBeLessThan(55)
})

test('the first Tab shows a link that skips the header', async () => {
  const { page } = await openPage(browser)
  await page.goto(site.home)

  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  const box = await skip.boundingBox()
  await page.keyboard.press('Enter')

  expect(box!.height).toBeGreaterThan(20)
  expect(await page.evaluate(() => document.activeElement!.tagName)).toBe('MAIN')
})

import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { folderOf, openBrowser, openPage, search, startSite } from './site.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser?.close())

async function picture(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
}

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/></svg>'

test('images are on the pages, no wider than a telephone, and found by their words', {
  timeout: 120_000,
}, async () => {
  const folder = await folderOf({
    'trees/a.md':
      '# Trees\n\n![a wood](/img/wood.png)\n\n### 1. What is a b-tree?\n\n![A wide gollywock](wide.png)\n\n![drawn](d.svg) ![again](../img/wood.png)\n\n| x |\n|---|\n| ![cell](wide.png) |\n\n### 2. What is a leaf?\n\nAn end.\n',
    'trees/wide.png': await picture(2000, 50),
    'trees/d.svg': drawing,
    'img/wood.png': await picture(30, 20),
    'img/unused.png': await picture(31, 21),
  })
  onTestFinished(() => rm(folder, { recursive: true }))
  const site = await startSite({ CONTENT_DIR: folder, BASE: '/prep' })
  onTestFinished(() => site.stop())
  const { page, faults } = await openPage(browser, { viewport: { width: 320, height: 640 } })

  const shown = async (path: string) => {
    await page.goto(new URL(path, site.home).href)
    // A topic's introduction is collapsed.
    await page.locator('main details').evaluateAll((all: HTMLDetailsElement[]) => {
      for (const one of all) one.open = true
    })
    const images = await page.locator('main img').all()
    return Promise.all(
      images.map(async (image) => {
        await image.scrollIntoViewIfNeeded()
        await expect
          .poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth))
          .toBeGreaterThan(0)
        return image.getAttribute('alt')
      }),
    )
  }
  const onTopic = await shown('topics/trees-a/')
  const onQuestion = await shown('questions/what-is-a-b-tree/')
  const widest = await page.evaluate(() => document.documentElement.scrollWidth)
  const ratio = await page.getByAltText('A wide gollywock').evaluate((image) => {
    const { width, height } = image.getBoundingClientRect()
    return width / height
  })
  await search(page, 'gollywock')
  const results = await page.locator('[data-search-results] a').count()

  expect(onTopic).toEqual(['a wood'])
  expect(onQuestion).toEqual(['A wide gollywock', 'drawn', 'again', 'cell'])
  expect(widest).toBe(320)
  expect(ratio).toBeCloseTo(40, 0)
  expect(results).toBe(1)
  expect((await readdir(join(site.folder, 'images'))).map((name) => name.replace(/\..*\./, '.'))).toEqual([
    ...['d.png', 'wide.png', 'wood.png'],
  ])
  expect(faults).toEqual([])
})

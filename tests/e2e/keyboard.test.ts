import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { answered, openPage } from './site.ts'
import { serveTrial } from './trial.ts'

const trial = serveTrial()

const code = 'questions/what-does-a-line-of-two-hundred-columns-do/'

describe('by keyboard alone, and with the focus in sight all the way, a reader', () => {
  test('skips to the content', async () => {
    const page = await open('')

    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')

    expect(await page.evaluate(() => document.activeElement!.tagName)).toBe('MAIN')
  })

  test('finds a question by search, and opens a result', async () => {
    const page = await open('')

    await page.keyboard.press('/')
    await page.keyboard.type('closure')
    await answered(page)
    await page.keyboard.press('ArrowDown')
    await expectFocusInSight(page)
    await page.keyboard.press('Enter')

    await page.waitForURL('**/questions/what-is-a-closure/')
  })

  test('filters a topic, and undoes it', async () => {
    const page = await open('topics/many/')
    const shown = () => page.locator('.questions > li').filter({ visible: true }).count()

    await tabTo(page, 'Filter these questions')
    await page.keyboard.type('number 117?')
    await page.getByText('1 of 500 questions').waitFor()
    const narrowed = await shown()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await expect.poll(shown).toBe(500)

    expect(narrowed).toBe(1)
    expect(await page.locator('viva-filter [role=status]').innerText()).toBe('500 questions')
  })

  test('narrows a topic to a level, and to words within it', async () => {
    const page = await open('topics/trial/')
    const shown = () => page.locator('.questions > li').filter({ visible: true }).count()

    await tabTo(page, /^Easy/)
    await page.keyboard.press('Space')
    await page.getByText('1 of 8 questions').waitFor()
    const easy = await shown()
    await tabTo(page, /^Hard/)
    await page.keyboard.press('Space')
    await page.getByText('2 of 8 questions').waitFor()
    await page.getByLabel('Filter these questions').fill('columns')
    await page.getByText('1 of 8 questions').waitFor()

    expect([easy, await shown()]).toEqual([1, 1])
  })

  test('follows a tag', async () => {
    const page = await open('questions/what-is-a-closure/')

    await tabTo(page, 'functions')
    await page.keyboard.press('Enter')

    await page.waitForURL('**/tags/functions/')
  })

  test('copies the link to a bullet', async () => {
    const page = await open('questions/what-can-stand-in-an-answer/')

    // The first key has the links of bullets fetched.
    await page.keyboard.press('Tab')
    await page.locator('viva-share:defined').waitFor({ state: 'attached' })
    await tabTo(page, /^Link to/)
    for (let times = 0; times < 20; times++) {
      if ((await focused(page)).includes('☐ not done')) break
      await page.keyboard.press('ArrowDown')
    }
    await expectFocusInSight(page)
    await page.keyboard.press('Enter')
    await page.getByText('Link copied').waitFor()

    // Where nothing else is asked for, the site is at the root of this machine.
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'http://127.0.0.1:4321/questions/what-can-stand-in-an-answer/#not-done',
    )
  })

  test('switches the theme, which stays', async () => {
    const page = await open('')
    const surface = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)

    const before = await surface()
    await tabTo(page, 'Theme')
    await page.keyboard.press('d')
    await expect.poll(surface).not.toBe(before)
    const dark = await surface()
    await page.goto(new URL('topics/few/', trial.site.home).href)

    expect(await surface()).toBe(dark)
    expect(await page.getByLabel('Theme').inputValue()).toBe('dark')
  })

  test('reads the shortcuts, and comes back to where the focus was', async () => {
    const page = await open('topics/few/')
    await tabTo(page, 'What is hoisting?')

    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    const words = await dialog.innerText()
    await expectFocusInSight(page)
    await page.keyboard.press('Escape')

    expect(words).toContain('Next question')
    expect(await dialog.isVisible()).toBe(false)
    expect(await focused(page)).toBe('What is hoisting?')
  })

  test('turns shortcuts of a single key off, for good', async () => {
    const page = await open('questions/what-is-a-closure/')

    await page.keyboard.press('?')
    await page.getByRole('switch').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.keyboard.press('n')
    await page.keyboard.press('/')
    const off = [await page.getByRole('dialog').count(), page.url(), await focused(page)]
    await page.reload()
    await page.keyboard.press('n')
    const after = page.url()
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await page.getByRole('switch').press('Space')
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await page.waitForURL('**/questions/what-is-hoisting/')

    expect(off).toEqual([0, after, expect.not.stringMatching(/^Search questions$/)])
  })

  test('goes to the next question, the one before, and up to the topic', async () => {
    const page = await open('questions/what-is-a-closure/')

    await page.keyboard.press('n')
    await page.waitForURL('**/questions/what-is-hoisting/')
    await page.keyboard.press('p')
    await page.waitForURL('**/questions/what-is-a-closure/')
    await page.keyboard.press('u')

    await page.waitForURL('**/topics/few/')
  })

  test('scrolls wide code, copies it, and wraps it for good', async () => {
    const page = await open(code)
    const pre = page.locator('pre')

    await tabTo(page, 'Code, js')
    await expectFocusInSight(page)
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => pre.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0)
    await tabTo(page, 'Copy')
    await page.keyboard.press('Enter')
    await page.getByText('Copied').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    const isWrapped = () => pre.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth + 1)
    await expect.poll(isWrapped).toBe(true)
    await page.reload()

    expect(copied).toMatch(/^const first = 1\nconst second = 'x{200}'$/)
    expect(await isWrapped()).toBe(true)
  })

  test('scrolls a wide table', async () => {
    const page = await open('questions/how-wide-may-a-table-be/')

    await tabTo(page, 'Table')
    await page.keyboard.press('ArrowRight')

    const box = page.locator('.scroll').first()
    await expect.poll(() => box.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0)
  })

  test('reveals the answer to choices', async () => {
    const page = await open('questions/which-of-these-is-falsy/')
    const answer = page.getByText('Zero is falsy.')
    const before = await answer.isVisible()

    await tabTo(page, 'Show the answer')
    await page.keyboard.press('Enter')

    expect(before).toBe(false)
    expect(await answer.isVisible()).toBe(true)
  })
})

test('every stop of the Tab key is seen: in the window, below the header, with a ring', async () => {
  const page = await open(code, 320)
  const count = await page.evaluate(
    () => document.querySelectorAll('a, button, input, select, summary, [tabindex="0"]').length,
  )

  for (let stop = 0; stop < Math.min(count, 40); stop++) {
    await page.keyboard.press('Tab')
    // After the last stop the browser itself has the focus.
    if (await page.evaluate(() => document.activeElement === document.body)) break
    await expectFocusInSight(page)
  }
})

async function open(path: string, width = 1280): Promise<Page> {
  const { page } = await openPage(trial.browser, {
    viewport: { width, height: 700 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await page.goto(new URL(path, trial.site.home).href)
  return page
}

/** Presses Tab until something of that name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab')
    const one = await focused(page)
    if (typeof name === 'string' ? one === name : name.test(one)) return
    passed.push(one)
  }
  throw new Error(`No stop is called ${name}; passed: ${passed.join(' | ')}`)
}

/** The name of what has the focus. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> }
    const name = element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent
    return name.replace(/\s+/g, ' ').trim()
  })
}

async function expectFocusInSight(page: Page): Promise<void> {
  const { name, isInside, isCovered, ring } = await page.evaluate(() => {
    const element = document.activeElement!
    const { top, bottom, left, right } = element.getBoundingClientRect()
    const [x, y] = [Math.max(left, 0) + 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2]
    const above = document.elementFromPoint(x, y)
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return {
      name: element.outerHTML.slice(0, 100),
      isInside: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
      isCovered: Boolean(above?.closest('.site-header')) && !element.closest('.site-header'),
      ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    }
  })
  expect({ name, isInside, isCovered, ring }).toEqual({ name, isInside: true, isCovered: false, ring: true })
}

import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openPage } from './site.ts'
import { serveTrial } from './trial.ts'

const trial = serveTrial()

type Media = Pick<BrowserContextOptions, 'forcedColors' | 'contrast'>

/** What a reader may see a page by. */
const views: { name: string; width: number; height?: number; media?: Media; style?: string }[] = [
  // What a window of 1280 × 1024 px is at 400 %.
  { name: 'at 400 %', width: 320, height: 256 },
  {
    name: 'with the spacing of WCAG 1.4.12',
    width: 320,
    style: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }`,
  },
  { name: 'with letters of twice the size', width: 640, style: 'html { font-size: 200% }' },
  { name: 'where colours are forced', width: 320, media: { forcedColors: 'active' } },
  { name: 'where more contrast is asked for', width: 320, media: { contrast: 'more' } },
]

describe('no page is wider than the window, and no text is cut off,', () => {
  test(views.map(({ name }) => name).join(', '), async () => {
    const { page } = await openPage(trial.browser, { bypassCSP: true })

    const faults: string[] = []
    for (const [kind, path] of trial.kinds) {
      await page.goto(new URL(path, trial.site.home).href)
      for (const { name, width, height = 800, media, style } of views) {
        await page.setViewportSize({ width, height })
        await page.emulateMedia({ forcedColors: null, contrast: null, ...media })
        const added = style && (await page.addStyleTag({ content: style }))
        faults.push(...(await page.evaluate(faultsOfBoxes)).map((fault) => `${kind}, ${name}: ${fault}`))
        if (added) await added.evaluate((element) => (element as Element).remove())
      }
    }

    expect(faults).toEqual([])
  })

  test('without scripts', async () => {
    const { page } = await openPage(trial.browser, {
      ...{ viewport: { width: 320, height: 800 }, javaScriptEnabled: false },
    })

    const faults: string[] = []
    for (const [kind, path] of trial.kinds) {
      await page.goto(new URL(path, trial.site.home).href)
      faults.push(...(await page.evaluate(faultsOfBoxes)).map((fault) => `${kind}: ${fault}`))
    }

    expect(faults).toEqual([])
  })
})

test('at 400 % the header goes with the page, and leaves the window to what is read', async () => {
  const page = await open('question-long', { viewport: { width: 320, height: 256 } })

  await page.mouse.wheel(0, 600)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(200)

  const bottom = await page.evaluate(() => document.querySelector('header')!.getBoundingClientRect().bottom)
  expect(bottom).toBeLessThanOrEqual(0)
})

test('a line of an answer has at most 75 characters', async () => {
  const page = await open('question-long', { viewport: { width: 1920, height: 1000 } })

  const most = await page.evaluate(() => {
    const text = 'A function keeps the scope that it was made in, wherever it is called from later on. '
    const paragraph = document.createElement('p')
    paragraph.textContent = text.repeat(8)
    document.querySelector('.prose')!.append(paragraph)
    const range = document.createRange()
    const lines = new Map<number, number>()
    for (let place = 0; place < paragraph.textContent.length; place++) {
      range.setStart(paragraph.firstChild!, place)
      range.setEnd(paragraph.firstChild!, place + 1)
      const top = Math.round(range.getBoundingClientRect().top)
      lines.set(top, (lines.get(top) ?? 0) + 1)
    }
    return Math.max(...lines.values())
  })

  // The space at which the line breaks is one of them.
  expect(most).toBeLessThanOrEqual(76)
  expect(most).toBeGreaterThan(55)
})

test('where colours are forced, controls keep their edges, and the switch is the browser’s own', async () => {
  const page = await open('topic-long', { forcedColors: 'active' })

  await page.keyboard.press('?')
  const edges = await page.evaluate(() => {
    const controls = [...document.querySelectorAll('#viva\\:filter, #viva\\:query, .dialog')]
    return controls.map((control) => getComputedStyle(control).borderTopWidth)
  })
  const appearance = await page
    .getByRole('switch')
    .evaluate((control) => getComputedStyle(control).appearance)

  expect(edges).toHaveLength(3)
  expect(edges.filter((width) => Number.parseFloat(width) < 1)).toEqual([])
  expect(appearance).toBe('auto')
})

test('styles of one kind of page are loaded with it', async () => {
  const display = async (kind: string, selector: string) => {
    const page = await open(kind, {})
    return page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).display)
  }

  expect(await display('home', '.cards')).toBe('grid')
  expect(await display('not-found', '.lost')).toBe('grid')
  expect(await display('topic-long', 'viva-filter')).toBe('grid')
  expect(await display('topic-long', '.pages ol')).toBe('flex')
  expect(await display('question-with-code', '.code-tools')).toBe('flex')
})

test('a few topics are cards with their first questions, and each topic keeps its accent', async () => {
  const page = await open('home', {})
  const cards = await page
    .locator('.card')
    .evaluateAll((all) =>
      all.map((card) => [card.getAttribute('data-accent'), card.querySelectorAll('.questions a').length]),
    )

  expect(cards).toEqual([
    [expect.any(String), 5],
    [expect.any(String), 4],
    [expect.any(String), 5],
  ])
  const topic = await open('topic-short', {})
  const accent = await topic.locator('body').getAttribute('data-accent')
  expect(cards[1]).toEqual([accent, 4])
})

test('nothing moves where motion is to be reduced', async () => {
  const page = await open('home', { reducedMotion: 'reduce' })

  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element)
        return !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== 'none'
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 80)),
  )

  expect(moving).toEqual([])
})

test('pages turn without an error where motion is welcome', async () => {
  const { page, faults } = await openPage(trial.browser, { reducedMotion: 'no-preference' })
  await page.goto(new URL('topics/few/', trial.site.home).href)

  await page.getByRole('link', { name: 'What is a closure?' }).click()
  for (const rel of ['next', 'prev', 'next', 'prev']) await page.locator(`a[rel=${rel}]`).click()
  await page.waitForURL('**/questions/what-is-a-closure/')

  expect(faults).toEqual([])
})

test('the theme that was chosen is there at the first paint', async () => {
  const page = await open('home', { colorScheme: 'light' })
  await page.getByLabel('Theme').selectOption('dark')

  await page.route('**/*.js', (route) =>
    // All but the one script that stops the page until it has run.
    route.request().url().endsWith('/choices.js') ? route.continue() : route.abort(),
  )
  await page.reload()

  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toMatch(
    /^rgb\(2\d, 2\d, 2\d\)$/,
  )
})

describe('on paper', () => {
  test('an answer is open, and nothing but it is printed', async () => {
    const page = await open('question-with-choices', {})
    await page.emulateMedia({ media: 'print' })

    const shown = await page.getByRole('main').innerText()
    const chrome = await page.evaluate(() =>
      ['header.site-header', 'footer.site-footer', '.neighbours', '.breadcrumb', 'viva-share'].filter(
        (selector) => document.querySelector(selector)?.checkVisibility(),
      ),
    )

    expect(chrome).toEqual([])
    expect(shown).toContain('Which of these is falsy?')
    expect(
      await page.getByText('Zero is falsy.').evaluate((text) => text.getBoundingClientRect().height),
    ).toBeGreaterThan(0)
  })

  test('links show where they lead, and bullets are not split', async () => {
    const { page } = await openPage(trial.browser)
    await page.goto(new URL('questions/what-can-stand-in-an-answer/', trial.site.home).href)
    await page.emulateMedia({ media: 'print' })

    const [after, inside] = await page.evaluate(() => [
      getComputedStyle(document.querySelector('.prose a[href^="http"]')!, '::after').content,
      getComputedStyle(document.querySelector('.prose li')!).breakInside,
    ])

    expect(after).toContain('https://')
    expect(inside).toBe('avoid')
  })
})

async function open(kind: string, options: BrowserContextOptions): Promise<Page> {
  const { page } = await openPage(trial.browser, options)
  await page.goto(new URL(trial.kinds.get(kind)!, trial.site.home).href)
  return page
}

/** Runs in the page: what is wider than the window, and text that its box cuts off. */
function faultsOfBoxes(): string[] {
  const faults: string[] = []
  const { scrollWidth } = document.scrollingElement!
  if (scrollWidth > innerWidth) faults.push(`${scrollWidth} px wide`)
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (!element.checkVisibility() || element.closest('.visually-hidden, svg, template')) continue
    const { right, left, width } = element.getBoundingClientRect()
    const scrolls = element.closest('pre, .scroll, .panel')
    if (width > 0 && !scrolls && (right > innerWidth + 1 || left < -1)) {
      faults.push(`${Math.round(left)}–${Math.round(right)} px: ${element.outerHTML.slice(0, 80)}`)
    }
    const { overflowX, overflowY } = getComputedStyle(element)
    const isCut = /hidden|clip/.test(overflowX + overflowY) && element.scrollHeight > element.clientHeight + 1
    if (isCut) faults.push(`cut off: ${element.outerHTML.slice(0, 80)}`)
  }
  return faults
}

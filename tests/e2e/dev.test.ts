import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { answered, folderOf, openBrowser, openPage, startDev } from './site.ts'

let folder: string
let file: string
let text: string
let dev: Awaited<ReturnType<typeof startDev>>
let browser: Browser

const patience = { timeout: 20_000, interval: 200 }

beforeAll(async () => {
  text = await readFile('content/interview-questions.md', 'utf8')
  folder = await folderOf({
    'interview-questions.md': text,
    'javascript.md': '### What is a closure?\nA function with its scope.\n',
    'broken.md': '---\ntags: [a\n### What is a promise?\nA value to come.\n',
  })
  file = join(folder, 'interview-questions.md')
  dev = await startDev({ CONTENT_DIR: folder, BASE: '/prep' })
  browser = await openBrowser()
})

beforeEach(() => {
  onTestFailed(() => console.log(dev.output()))
})

afterAll(async () => {
  await browser?.close()
  await dev?.stop()
  await rm(folder, { recursive: true })
})

/** Opens a page. A reload that the server has kept for whoever connects next may end a visit. */
async function visit(page: Page, path: string): Promise<void> {
  const go = () => page.goto(new URL(path, dev.home).href)
  await go().catch((error: Error) => {
    if (!error.message.includes('ERR_ABORTED')) throw error
    return go()
  })
}

test('a file that is broken from the start is told, and the others are shown', async () => {
  await dev.says(/broken\.md:\d+:\d+ error frontmatter-not-yaml /)

  expect(await statusOf('')).toBe(200)
  expect(await statusOf('questions/what-is-a-closure/')).toBe(200)
})

test('an address that cannot be decoded is one that is not there', async () => {
  expect([await statusOf('%'), await statusOf('questions/%E0%A4%A/'), await statusOf('?q=%')]).toEqual([
    ...[404, 404, 200],
  ])
  expect(dev.output()).not.toMatch(/^\s+at /m)
})

test('an open page follows the author’s edits by itself', async () => {
  const { page } = await openPage(browser)
  // A page hears of edits once it has said so.
  const isListening = page.waitForEvent('console', (message) => message.text() === '[vite] connected.')
  await visit(page, 'questions/what-is-middleware/')
  await isListening
  const answer = () => page.getByRole('article').innerText()
  const before = await answer()

  await writeFile(file, text.replace('a framework of hooks', 'a row of doors'))
  await expect.poll(answer, patience).toContain('a row of doors')
  await writeFile(file, text)
  await expect.poll(answer, patience).toBe(before)

  expect(before).toContain('a framework of hooks')
})

test('the settings are followed too, and what they get wrong is told', async () => {
  const settings = join(folder, 'site.yaml')
  const shown = async () => (await fetch(dev.home)).text()

  await writeFile(settings, 'title: Friday\nlanguage: ar\ntitel: x\n')
  await expect.poll(shown, patience).toContain('<html lang="ar" dir="rtl"')
  const named = await shown()
  await dev.says(/site\.yaml:3:1 warning key-unknown /)
  await rm(settings)
  await expect.poll(shown, patience).toContain('<html lang="en" dir="ltr"')

  expect(named).toMatch(/<title>Friday<\/title>/)
})

test('a page stays open while its title is typed, and while another question has the same', async () => {
  const other = join(folder, 'javascript.md')
  const before = await readFile(other, 'utf8')
  const answer = 'A value that comes later, or the reason why it never does.'
  const asking = (...titles: string[]) =>
    writeFile(
      other,
      titles.map((title, at) => `### ${title}\n\n${at === 0 ? answer : 'Other words.'}\n`).join('\n'),
    )
  const shown = async () => (await fetch(new URL('questions/what-is-a-prom/', dev.home))).text()

  await asking('What is a prom?')
  await expect.poll(shown, patience).toContain(answer)
  await asking('What is a promis?')
  await expect.poll(shown, patience).toContain('What is a promis?')
  await asking('What is a promise?')
  await expect.poll(shown, patience).toContain('What is a promise?')
  await asking('What is a promise?', 'What is a promise?')
  await dev.says(/\(13 questions read\)/)
  await expect.poll(shown, patience).toContain(answer)
  await writeFile(other, before)
})

test('what is wrong with a page stands on it, and the terminal tells it once', async () => {
  const { page } = await openPage(browser)
  const desk = page.locator('[data-desk]')
  const said = () => dev.output().split('warning link-dead “gone.md').length - 1

  await writeFile(file, text.replace('a framework of hooks', 'a [framework](gone.md) of hooks'))
  await dev.says(/warning link-dead “gone\.md/)
  await visit(page, 'questions/what-is-middleware/')
  await expect
    .poll(() => desk.innerText())
    .toMatch(/interview-questions\.md:\d+ warning link-dead .*gone\.md/)
  await visit(page, 'questions/what-is-rest-api/')
  expect(await desk.count()).toBe(0)
  await visit(page, '')
  expect(await desk.innerText()).toMatch(/broken\.md:\d+ error frontmatter-not-yaml/)
  const readings = () => dev.output().split(' questions read)').length
  const before = readings()
  await writeFile(file, text.replace('a framework of hooks', 'a [framework](gone.md) of hooks!'))
  await expect.poll(readings, patience).toBeGreaterThan(before)
  await writeFile(file, text)

  expect(said()).toBe(1)
  expect(dev.output()).not.toMatch(/\[router\]|getStaticPaths/)
})

test('search finds what was written a moment ago', async () => {
  const { page, faults } = await openPage(browser)
  const first = async (query: string) => {
    await visit(page, `search/?q=${query}`)
    await answered(page)
    return page.locator('[data-search-results] a').evaluateAll((all) => all[0]?.getAttribute('href'))
  }

  const before = await first('bathysphere')
  await writeFile(file, text.replace('a framework of hooks', 'a bathysphere'))
  await pause(2000)
  const after = await first('bathysphere')
  await writeFile(file, text)

  expect([before, after]).toEqual([undefined, expect.stringContaining('/questions/what-is-middleware/')])
  expect(faults).toEqual([])
})

test('of edits that follow each other closely none is lost', async () => {
  const other = join(folder, 'javascript.md')
  const shown = async (path: string) => (await fetch(new URL(path, dev.home))).text()

  for (let round = 1; round <= 8; round++) {
    await writeFile(file, text.replace('a framework of hooks', `stale ${round}`))
    await pause(10 * round)
    await writeFile(other, `### What is a closure?\nA function with its scope, ${round} times.\n`)
    await pause(10)
    await writeFile(file, text.replace('a framework of hooks', `fresh ${round}`))

    await expect.poll(() => shown('questions/what-is-a-closure/'), patience).toContain(`${round} times`)
    await expect.poll(() => shown('questions/what-is-middleware/'), patience).toContain(`fresh ${round}`)
  }
})

test('an edit made while pages are being made is not lost', async () => {
  const many = join(folder, 'many.md')
  const asked = Array.from(
    { length: 1000 },
    (_, at) => `### ${at + 1}. What is thing ${at + 1}?\n\nThing ${at + 1}.\n`,
  )
  const shown = async (at: number) =>
    (await fetch(new URL(`questions/what-is-thing-${at}/`, dev.home))).text()
  await writeFile(many, asked.join('\n'))
  await expect.poll(() => shown(1000), patience).toContain('Thing 1000.')

  for (let round = 1; round <= 4; round++) {
    await writeFile(many, asked.join('\n').replace('Thing 500.', `Thing 500, round ${round}.`))
    // Paths are looked for from here on: each request that comes before the reading ends has the old ones.
    const underWay = [pause(60), pause(90), pause(120), pause(150)].map((time) => time.then(() => shown(500)))
    await Promise.all(underWay)

    await expect.poll(() => shown(500), patience).toContain(`Thing 500, round ${round}.`)
  }
  await rm(many)
})

test('an image is shown as soon as it is there, and as it is', async () => {
  const [asking, image] = [join(folder, 'images.md'), join(folder, 'it.png')]
  const picture = (width: number) =>
    sharp({ create: { width, height: 20, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
  const shown = async () => {
    const html = await (await fetch(new URL('questions/what-is-it/', dev.home))).text()
    const [, source] = html.match(/<img src="([^"]*)" alt="seen"/) ?? []
    if (!source) return html.match(/<p[^>]*>(seen[^<]*)/)?.[1]
    const response = await fetch(new URL(source, dev.home))
    const { width } = await sharp(await response.arrayBuffer()).metadata()
    return `${response.headers.get('Content-Type')}, ${width} wide`
  }

  await writeFile(asking, '### What is it?\n\n![seen](it.png)\n')
  await expect.poll(shown, patience).toBe('seen (it.png)')
  await writeFile(image, await picture(30))
  await expect.poll(shown, patience).toBe('image/png, 30 wide')
  await writeFile(image, await picture(50))
  await expect.poll(shown, patience).toBe('image/png, 50 wide')
  await Promise.all([rm(asking), rm(image)])
})

test('a folder that was gone for a moment is followed again', async () => {
  const shown = async () => (await fetch(new URL('questions/what-is-middleware/', dev.home))).text()
  const away = `${folder}-away`

  await rename(folder, away)
  await dev.says(/error content-missing /)
  expect(await statusOf('questions/what-is-middleware/')).toBe(404)
  await rename(away, folder)
  await expect.poll(shown, patience).toContain('What is Middleware?')
  await writeFile(file, text.replace('a framework of hooks', 'a door that is back'))
  await expect.poll(shown, patience).toContain('a door that is back')
  await writeFile(file, text)
})

for (const { kind, broken, says } of [
  {
    kind: 'bytes that are no text',
    broken: (text: string) => Buffer.concat([Buffer.from(text), Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x0a])]),
    says: /interview-questions\.md:\d+:\d+ error text-not-utf8 Byte 0xE9 /,
  },
  {
    kind: 'frontmatter that is never closed',
    broken: (text: string) => `---\ntags: [django\n${text}`,
    says: /interview-questions\.md:\d+:\d+ error frontmatter-not-yaml /,
  },
]) {
  test(`${kind} in one file are told, with their place, while others are shown`, async () => {
    const fixed = () => fetch(new URL('questions/what-is-middleware/', dev.home)).then((page) => page.text())

    await writeFile(file, broken(text))
    await dev.says(says)
    const meanwhile = [await statusOf(''), await statusOf('questions/what-is-a-closure/')]
    await writeFile(file, text.replace('a framework of hooks', `a cure for ${kind}`))
    await expect.poll(fixed, patience).toContain(`a cure for ${kind}`)

    expect(meanwhile).toEqual([200, 200])
    // Astro prints its own trace for a page that is asked for in the moment in which it goes.
    expect(dev.output().replaceAll(/^\s+at .*node_modules.*$/gm, '')).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
  })
}

async function statusOf(path: string): Promise<number> {
  return (await fetch(new URL(path, dev.home))).status
}

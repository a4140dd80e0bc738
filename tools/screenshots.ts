import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { makeFiles } from '../bench/questions.ts'
import { serverOf } from '../src/publish/serve.ts'
import { findChromium } from '../tests/e2e/browser.ts'
import { kindsOf } from './kinds.ts'

/**
 * `npm run screenshots -- <folder> [kind…]`: builds and serves the site, and pictures every kind of page, and what a
 * reader may open on one, in both themes, wide and narrow; then the first pages of sites of other sizes.
 */
async function picture(folder: string, wanted: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const browser = await chromium.launch({ executablePath: await findChromium() })
  const isWanted = ({ kind }: Face) => wanted.length === 0 || wanted.includes(kind)
  try {
    await show(browser, {}, folder, async (site) => {
      const kinds = [...kindsOf(await readPages(site))].map(([kind, path]) => ({ kind, path }))
      return [...kinds, ...states].filter(isWanted)
    })
    for (const size of sizes) {
      const kind = `home-of-${size.topics}-topics`
      if (!isWanted({ kind, path: '' })) continue
      const content = await contentOf(size)
      await show(browser, { CONTENT_DIR: content }, folder, async () => [{ kind, path: '' }])
      await rm(content, { recursive: true })
    }
  } finally {
    await browser.close()
  }
}

/** Besides the site's own: a few topics have cards, many are a list. */
const sizes = [
  { topics: 2, each: 275 },
  { topics: 40, each: 25 },
]

/** A folder of made-up topics, each with a name of its own. */
async function contentOf({ topics, each }: (typeof sizes)[number]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'viva-screenshots-'))
  for (const [at, [, bytes]] of makeFiles(topics, each).entries()) {
    const name = names[at % names.length]! + (at < names.length ? '' : ' again')
    const text = new TextDecoder().decode(bytes).replace(/^# .*/, `# ${name}`)
    await writeFile(join(folder, `${name.toLowerCase().replace(' ', '-')}.md`), text)
  }
  return folder
}

const names = 'Tides Lighthouses Anchors Buoys Cargo Docks Ferries Gangways Hulls Ice Jetties Keels'
  .concat(' Ledgers Moorings Nets Oars Pilots Quays Rudders Sails Vessels Wharves')
  .split(' ')

/** Builds and serves a site, and pictures faces of it in both themes, wide and narrow. */
async function show(
  browser: Browser,
  settings: Record<string, string>,
  folder: string,
  facesOf: (site: string) => Promise<Face[]>,
): Promise<void> {
  const above = await mkdtemp(join(tmpdir(), 'viva-screenshots-'))
  const site = join(above, 'site')
  const build = ['src/cli/viva.ts', 'build']
  const { status } = spawnSync(process.execPath, build, {
    env: { ...process.env, OUT_DIR: site, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('The site could not be built.')
  const server = serverOf(site).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  try {
    const faces = await facesOf(site)
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 390]) {
        const context = await browser.newContext({
          ...{ colorScheme, reducedMotion: 'reduce' },
          viewport: { width, height: 800 },
          hasTouch: width < 500,
        })
        for (const face of faces) {
          await shoot(context, home, face, join(folder, `${face.kind}-${colorScheme}-${width}.png`))
        }
        await context.close()
      }
    }
  } finally {
    server.close()
    server.closeAllConnections()
    await rm(above, { recursive: true, force: true })
  }
}

interface Face {
  kind: string
  path: string
  act?: (page: Page) => Promise<void>
}

const states: Face[] = [
  {
    kind: 'search-open',
    path: '',
    act: async (page) => {
      await page.getByRole('searchbox').fill('what is')
      await page.getByText(/^\d+ results?$/).waitFor()
    },
  },
  {
    kind: 'shortcuts',
    path: '',
    act: (page) => page.keyboard.press('?'),
  },
  {
    kind: 'practice-asked',
    path: 'questions/what-is-middleware/',
    act: async (page) => {
      await page.getByRole('button', { name: 'Answer first' }).click()
      await page.getByRole('button', { name: 'Show all' }).waitFor()
    },
  },
  {
    kind: 'practice-shown',
    path: 'questions/what-is-middleware/',
    act: async (page) => {
      await page.getByRole('button', { name: 'Show all' }).click()
      await page.getByRole('checkbox').first().check()
      await page.getByRole('button', { name: /^Good \S/ }).waitFor()
    },
  },
  {
    kind: 'progress-begun',
    path: 'questions/what-is-middleware/',
    act: async (page) => {
      await page.getByRole('button', { name: 'Show all' }).click()
      await page.getByRole('button', { name: /^Good \S/ }).click()
      await page.getByText(/^Good\. Next/).waitFor()
      await page.goto(new URL('../../progress/', page.url()).href, { waitUntil: 'networkidle' })
    },
  },
  { kind: 'mock', path: 'study/?mock' },
  { kind: 'study', path: 'study/' },
  { kind: 'all', path: 'all/' },
]

async function shoot(
  context: BrowserContext,
  home: string,
  { path, act }: Face,
  file: string,
): Promise<void> {
  const page = await context.newPage()
  await page.goto(new URL(path, home).href, { waitUntil: 'networkidle' })
  await act?.(page)
  // A long page shows its look in its first screens.
  const height = await page.evaluate(() => Math.min(document.documentElement.scrollHeight, 2400))
  // A picture of the full page would be taken as of a screen without touch.
  await page.setViewportSize({ width: page.viewportSize()!.width, height })
  await page.screenshot({ path: file })
  await page.close()
}

async function readPages(site: string): Promise<Map<string, string>> {
  const files = (await readdir(site, { recursive: true })).filter((file) => file.endsWith('.html'))
  const pages = files.map(async (file): Promise<[string, string]> => {
    return [
      file
        .split(sep)
        .join('/')
        .replace(/(^|\/)index\.html$/, '$1'),
      await readFile(join(site, file), 'utf8'),
    ]
  })
  return new Map(await Promise.all(pages))
}

const [folder, ...wanted] = process.argv.slice(2)
if (folder) await picture(folder, wanted)
else {
  console.error('Name the folder for the pictures: npm run screenshots -- pictures')
  process.exitCode = 1
}

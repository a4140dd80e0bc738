import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { environment } from '../src/environment.ts'
import { findChromium } from '../tests/e2e/browser.ts'
import { kindsOf } from './kinds.ts'

/**
 * `npm run screenshots -- <folder> [kind…]`: builds and serves the site, and pictures every kind of page, and what a
 * reader may open on one, in both themes, wide and narrow.
 */
async function picture(folder: string, wanted: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const server = spawn(process.execPath, ['src/cli/start.ts'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const browser = await chromium.launch({ executablePath: await findChromium() })
  try {
    const home = await addressOf(server)
    const kinds = [...kindsOf(await readPages(environment.outDir))].map(([kind, path]) => ({ kind, path }))
    const all = [...kinds, ...states].filter(({ kind }) => wanted.length === 0 || wanted.includes(kind))
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 320]) {
        const context = await browser.newContext({
          ...{ colorScheme, reducedMotion: 'reduce' },
          viewport: { width, height: 800 },
        })
        for (const face of all) {
          await show(context, home, face, join(folder, `${face.kind}-${colorScheme}-${width}.png`))
        }
        await context.close()
      }
    }
  } finally {
    await browser.close()
    server.kill()
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
      await page.locator('[data-search-results] a').first().waitFor()
    },
  },
  {
    kind: 'shortcuts',
    path: '',
    act: (page) => page.keyboard.press('?'),
  },
]

async function show(context: BrowserContext, home: string, { path, act }: Face, file: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(new URL(path, home).href, { waitUntil: 'networkidle' })
  await act?.(page)
  // A long page shows its look in its first screens.
  const height = await page.evaluate(() => Math.min(document.documentElement.scrollHeight, 2400))
  await page.screenshot({
    path: file,
    fullPage: true,
    clip: { x: 0, y: 0, width: page.viewportSize()!.width, height },
  })
  await page.close()
}

async function addressOf(server: ReturnType<typeof spawn>): Promise<string> {
  let said = ''
  for await (const chunk of server.stdout!) {
    said += chunk
    const [, address] = said.match(/^Viva is at (\S+)$/m) ?? []
    if (address) return address
  }
  await once(server, 'close')
  throw new Error(`The site could not be built:\n${said}`)
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

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import { doorOf, headersFile } from '../../src/publish/headers.ts'
import { serverOf } from '../../src/publish/serve.ts'
import { takePage } from './contexts.ts'

/** What differs from a plain `npm start`. */
export type Environment = Record<string, string>

export interface Site {
  /** Its first page: `http://127.0.0.1:4321/`. */
  home: string
  /** Where it was built. */
  folder: string
  stop(): Promise<void>
}

/**
 * Builds a site into a folder of its own and serves it, as `npm start` does. One with a name is built once a run, by
 * the first who asks for it: its environment is asked for then.
 */
export async function startSite(
  environment: Environment | (() => Promise<Environment>) = {},
  name?: string,
): Promise<Site> {
  const above = name ? join(inject('sites'), name) : await temporaryFolder()
  const folder = join(above, 'site')
  const build = async () => {
    if (existsSync(folder)) return
    const settings = typeof environment === 'function' ? await environment() : environment
    const { code, output } = await run(['src/cli/viva.ts', 'build'], { OUT_DIR: folder, ...settings })
    if (code !== 0) throw new Error(`The site could not be built:\n${output}`)
  }
  if (name) await alone(name, build)
  else await build()
  const server = serverOf(folder).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const { base } = doorOf(await readFile(join(folder, headersFile), 'utf8'))
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    if (!name) await rm(above, { recursive: true })
  }
  return { home: `http://127.0.0.1:${port}${base}`, folder, stop }
}

/** Does what must not be done twice at once, in whichever of the processes that run test files. */
async function alone(name: string, action: () => Promise<void>): Promise<void> {
  const lock = join(inject('sites'), `${name}.lock`)
  for (;;) {
    try {
      await mkdir(lock)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      await pause(100)
    }
  }
  await action().finally(() => rm(lock, { recursive: true }))
}

/**
 * Starts a server that follows edits, as `npm run dev` does; `home` is its first page. One file of tests has one: two
 * would share what Astro generates.
 */
export async function startDev(environment: Environment) {
  const dev = launch(['src/cli/viva.ts', 'dev'], { PORT: String(await freePort()), ...environment })
  const home = await dev.says(/http:\/\/127\.0\.0\.1:\d+\/\S*/)
  return { ...dev, home }
}

/** Runs a command of the project to its end. */
export async function run(script: string | string[], environment: Environment = {}, cwd?: string) {
  const { ended, output } = launch([script].flat(), environment, { cwd })
  const code = await ended
  return { code, output: output() }
}

/** Starts a program of the project that goes on until it is stopped. */
export function launch(
  args: string[],
  environment: Environment,
  { program = process.execPath, cwd }: { program?: string; cwd?: string | undefined } = {},
) {
  // Nothing else of the tests' own environment: NODE_ENV and BASE_URL would change what is built.
  const { PATH = '', HOME = '' } = process.env
  const quiet = { ASTRO_TELEMETRY_DISABLED: '1', ASTRO_DEV_BACKGROUND: '0', NO_COLOR: '1' }
  const child = spawn(program, args, {
    cwd,
    env: { PATH, HOME, ...quiet, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  let isOver = false
  const ended = once(child, 'close').then(([code]) => {
    isOver = true
    return code as number | null
  })
  return {
    pid: child.pid!,
    /** Its exit code, when it has ended; `null` where it was killed. */
    ended,
    output: () => text,
    /** Waits until it has said something, and answers the pattern's first group. */
    async says(pattern: RegExp): Promise<string> {
      for (;;) {
        const match = text.match(pattern)
        if (match) return match[1] ?? match[0]
        if (isOver) throw new Error(`It ended without saying ${pattern}:\n${text}`)
        await pause(25)
      }
    },
    async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
      child.kill(signal)
      await ended
    },
  }
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'viva-'))
}

/** A folder with these files, by their paths in it. */
export async function folderOf(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Every file of a folder by its path with slashes, with a digest of its bytes. */
export async function digestsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const digests = paths.toSorted().map(async (path) => {
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    return [relative(folder, path).split(sep).join('/'), digest]
  })
  return Object.fromEntries(await Promise.all(digests))
}

/** The HTML of every page of a built site, by its path below the base: ``, `search/`, `404.html`. */
export async function pagesOf(folder: string): Promise<Map<string, string>> {
  const files = Object.keys(await digestsOf(folder)).filter((file) => file.endsWith('.html'))
  const pages = files.map(async (file): Promise<[string, string]> => {
    return [file.replace(/(^|\/)index\.html$/, '$1'), await readFile(join(folder, file), 'utf8')]
  })
  return new Map(await Promise.all(pages))
}

export async function openBrowser(): Promise<Browser> {
  // Without a limit, each context has a process in reserve, which takes as long to start as one that is used.
  return chromium.launch({ executablePath: inject('chromium'), args: ['--renderer-process-limit=1'] })
}

/** A page with storage and history of its own until the test ends, and whatever goes wrong on it. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}) {
  const { viewport, permissions, ...others } = options
  const { page, giveBack } = await takePage(browser, others)
  const origins = new Set<string>()
  onTestFinished(() => giveBack(origins))
  if (viewport) await page.setViewportSize(viewport)
  if (permissions) await page.context().grantPermissions(permissions)
  const faults: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    // Given up by the browser itself, on its way to another page.
    if (reason !== 'net::ERR_ABORTED') faults.push(`${request.url()}: ${reason}`)
  })
  page.on('request', (request) => {
    const { hostname, origin } = new URL(request.url())
    requests.push(request.url())
    if (hostname === '127.0.0.1') origins.add(origin)
    else faults.push(`${request.url()} is another host`)
  })
  return { page, faults, requests }
}

/** Types into the page's search box and waits for the answer. */
export async function search(page: Page, query: string): Promise<void> {
  await page.getByRole('searchbox').fill(query)
  await answered(page)
}

/** Waits until a search is done. */
export async function answered(page: Page): Promise<void> {
  await page.getByText(/^(\d+ results?|No results)$/).waitFor()
}

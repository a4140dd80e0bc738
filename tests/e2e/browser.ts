import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of a Chromium that starts. */
    chromium: string
    /** A folder for the sites that several test files look at. */
    sites: string
  }
}

/** Finds a Chromium, or has one installed, and hands its path to the tests, with a folder for sites that they share. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromium', await findChromium())
  const sites = await mkdtemp(join(tmpdir(), 'viva-sites-'))
  project.provide('sites', sites)
  return () => rm(sites, { recursive: true })
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
const minute = 60_000

/** The path of a Chromium that starts; one is installed where there is none. */
export async function findChromium(): Promise<string> {
  const reasons: string[] = []
  const named = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : []
  const found = await firstThatStarts([...named, ...onThisMachine(), chromium.executablePath()], reasons)
  if (found) return found

  console.log('No Chromium starts on this machine. Playwright downloads one …')
  const playwright = join('node_modules', '.bin', 'playwright-core')
  const failed = await outcome(process.execPath, [playwright, 'install', 'chromium'], 3 * minute)
  if (failed) reasons.push(`Playwright’s download: ${failed}`)
  const downloaded = await firstThatStarts([chromium.executablePath()], reasons)
  if (downloaded) return downloaded

  if (process.getuid?.() !== 0) reasons.push('apt-get: this user may not install packages')
  else {
    console.log('Playwright has none. apt-get installs one …')
    const failed =
      (await outcome('apt-get', ['update'], 2 * minute)) ??
      (await outcome('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 5 * minute))
    if (failed) reasons.push(`apt-get: ${failed}`)
    const installed = await firstThatStarts(onThisMachine(), reasons)
    if (installed) return installed
  }
  throw new Error(
    `The tests need a Chromium: install one, or name it by CHROMIUM_PATH. Tried in vain: ` +
      (named.length > 0 ? '' : 'CHROMIUM_PATH (not set); ') +
      `${names.join(', ')} on PATH; ${reasons.join('; ')}.`,
  )
}

function onThisMachine(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), onMac].filter(existsSync)
}

/** A file of the right name may be a stub, or lack libraries: it is asked for its version. */
async function firstThatStarts(paths: readonly string[], reasons: string[]): Promise<string | undefined> {
  for (const path of paths) {
    try {
      await promisify(execFile)(path, ['--version'], { timeout: minute / 2 })
      return path
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
      reasons.push(`${path} ${isMissing ? 'is not there' : 'does not start'}`)
    }
  }
  return undefined
}

/** Why a command failed; `undefined` if it did not. */
async function outcome(command: string, args: string[], most: number): Promise<string | undefined> {
  // A group of its own: a download goes on in children, which must end with it.
  const child = spawn(command, args, {
    detached: true,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      output += bytes
    })
  }
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    process.kill(-child.pid!, 'SIGKILL')
  }, most)
  try {
    const [code] = await once(child, 'close')
    if (isLate) return `not done after ${most / minute} minutes`
    return code === 0 ? undefined : (output.match(/^(?:E:|.*Error:).*/m)?.[0] ?? `exit code ${code}`)
  } catch (error) {
    return (error as Error).message
  } finally {
    clearTimeout(timer)
  }
}

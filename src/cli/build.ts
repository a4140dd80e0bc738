import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { addressesUnder } from '../addresses.ts'
import { ifMissing } from '../content/cache.ts'
import { storeLedger } from '../content/ledger.ts'
import type { SiteSettings } from '../content/settings.ts'
import { snapshot } from '../content/snapshot.ts'
import { environment } from '../environment.ts'
import { asHeadersFile } from '../publish/headers.ts'
import { asRedirectsFile } from '../publish/redirects.ts'
import { weigh } from '../publish/weights.ts'
import { asText, asWeights, countProblems } from './report.ts'

/** Where the project keeps what it can make again. */
const cache = '.cache'

/**
 * Builds the site beside `OUT_DIR` and swaps it in, so that a broken or killed build leaves the last good site.
 * Prints what `check` would; answers the settings of the new site, or nothing where there is none.
 */
export async function buildSite(): Promise<SiteSettings | undefined> {
  const { base, outDir } = environment
  await recover(outDir)
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  // It takes as long to come as a small folder to be read.
  const [content, { build }] = await Promise.all([snapshot(), import('astro')])
  console.log(asText(content.reports))
  if (countProblems(content.reports).errors > 0) return undefined

  // Astro builds inside the project: elsewhere, two builds at once would share the place it renders from.
  const workshop = resolve(cache, `${process.pid}.staging`)
  const staging = `${outDir}.${process.pid}.staging`
  try {
    await build({ outDir: workshop, logLevel: 'warn' })
    const { remoteImages } = content.settings
    await writeFile(join(workshop, '_headers'), asHeadersFile({ base, remoteImages }))
    const redirects = asRedirectsFile(content.former, addressesUnder(base))
    if (redirects) await writeFile(join(workshop, '_redirects'), redirects)
    const weights = await weigh(workshop, base)
    await move(workshop, staging)
    // No address is published that is not recorded.
    const { ledger } = content
    if (ledger && ledger.changes > 0) await storeLedger(ledger.folder, ledger.after)
    await swap(staging, outDir)
    console.log(asWeights(weights))
  } catch (error) {
    console.error((error as Error).message)
    return undefined
  } finally {
    for (const folder of [workshop, staging]) await rm(folder, { recursive: true, force: true })
    await recover(outDir)
  }
  return content.settings
}

/** Undoes a swap that was killed between its two renames, and clears away what dead builds left. */
async function recover(outDir: string): Promise<void> {
  const previous = `${outDir}.previous`
  if (!(await exists(outDir)) && (await exists(previous))) await rename(previous, outDir)
  await rm(previous, { recursive: true, force: true })
  await clear(dirname(outDir), `${basename(outDir)}.`)
  await clear(cache, '')
}

/** Removes what builds that have died left in a folder. */
async function clear(folder: string, prefix: string): Promise<void> {
  for (const name of (await readdir(folder).catch(ifMissing)) ?? []) {
    const [, pid] = name.startsWith(prefix) ? (name.slice(prefix.length).match(/^(\d+)\.staging$/) ?? []) : []
    if (pid && !isRunning(Number(pid))) await rm(join(folder, name), { recursive: true, force: true })
  }
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    await cp(from, to, { recursive: true })
  }
}

async function swap(staging: string, outDir: string): Promise<void> {
  const previous = `${outDir}.previous`
  if (await exists(outDir)) await rename(outDir, previous)
  await rename(staging, outDir)
  await rm(previous, { recursive: true, force: true })
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(ifMissing)) !== undefined
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Any other refusal tells that the process is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

if (import.meta.main) {
  const isBuilt = (await buildSite()) !== undefined
  const { site } = environment
  if (isBuilt && new URL(site).hostname === '127.0.0.1')
    console.log(`  copied links lead to ${site}: to publish, set SITE to the site's own origin`)
  process.exitCode = isBuilt ? 0 : 1
}

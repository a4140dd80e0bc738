import { readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { build } from 'astro'
import { addressesUnder } from '../addresses.ts'
import { diskCache } from '../cache.ts'
import { readContent } from '../content.ts'
import { environment } from '../environment.ts'
import { asText, countProblems } from './report.ts'

/**
 * Builds the site beside `OUT_DIR` and swaps it in, so that a broken or killed build leaves the last good site.
 * Prints what `check` would; answers whether there is a new site.
 */
export async function buildSite(): Promise<boolean> {
  const { base, contentDir, outDir } = environment
  await recover(outDir)
  const content = await readContent({
    paths: [contentDir],
    drafts: false,
    addresses: addressesUnder(base),
    cache: diskCache('.cache/viva'),
  })
  console.log(asText(content.reports))
  if (countProblems(content.reports).errors > 0) return false

  const staging = `${outDir}.${process.pid}.staging`
  try {
    process.env.ASTRO_TELEMETRY_DISABLED = '1'
    await build({ outDir: staging, logLevel: 'warn' })
    await swap(staging, outDir)
  } catch (error) {
    console.error((error as Error).message)
    return false
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  return true
}

/** Undoes a swap that was killed between its two renames, and clears away what dead builds left. */
export async function recover(outDir: string): Promise<void> {
  const previous = `${outDir}.previous`
  if (!(await exists(outDir)) && (await exists(previous))) await rename(previous, outDir)
  await rm(previous, { recursive: true, force: true })
  const siblings = await readdir(dirname(outDir)).catch(ifMissing)
  for (const name of siblings ?? []) {
    const [, pid] = name.startsWith(`${basename(outDir)}.`) ? (name.match(/\.(\d+)\.staging$/) ?? []) : []
    if (pid && !isRunning(Number(pid)))
      await rm(join(dirname(outDir), name), { recursive: true, force: true })
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

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Any other refusal tells that the process is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

if (import.meta.main) process.exitCode = (await buildSite()) ? 0 : 1

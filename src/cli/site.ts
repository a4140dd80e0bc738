import { join } from 'node:path'
import { addressesUnder } from '../addresses.ts'
import { configuration } from '../configuration.ts'
import { ledgerPath, nameOf, storeLedger } from '../content/ledger.ts'
import { prune } from '../content/prune.ts'
import { snapshot } from '../content/snapshot.ts'
import { followLinks, ourName, writeWhole } from '../disk.ts'
import { environment } from '../environment.ts'
import { tell } from '../failure.ts'
import { locations } from '../locations.ts'
import { problem } from '../problems.ts'
import { asHeadersFile, headersFile } from '../publish/headers.ts'
import { faultOf, marker, markerText } from '../publish/out-dir.ts'
import { asRedirectsFile } from '../publish/redirects.ts'
import { clear, discard, makeOurs, recover, remove, swapIn } from '../publish/swap.ts'
import { weigh } from '../publish/weights.ts'
import { asText, asWeights, countProblems, lineFor } from './report.ts'

/**
 * Builds the site in a workshop and swaps it into a folder, so that a broken or killed build leaves the last good site.
 * Prints what `check` would, and records new addresses unless it is a preview; answers whether there is a new site.
 */
export async function buildSite(
  asked: string,
  { isPreview = false }: { isPreview?: boolean } = {},
): Promise<boolean> {
  try {
    return await build(asked, isPreview)
  } catch (error) {
    console.error(tell(error))
    return false
  }
}

async function build(asked: string, isPreview: boolean): Promise<boolean> {
  const { base } = environment
  if (!isPreview && (await isRefused(asked))) return false
  const outDir = await followLinks(asked)
  await recover(outDir)
  await clear(locations.cache)
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  // It takes as long to come as a small folder to be read.
  const [content, astro] = await Promise.all([snapshot(), import('astro')])
  console.log(asText(content.reports))
  if (countProblems(content.reports).errors > 0) return false

  // Astro builds inside the project: elsewhere, two builds at once would share the place it renders from.
  const workshop = join(locations.cache, ourName('workshop'))
  const site = join(workshop, 'site')
  try {
    await makeOurs(workshop)
    const here = process.cwd()
    // Astro renders below the working directory, where that has not been told to hold the site.
    process.chdir(workshop)
    await astro
      .build({ ...configuration(), configFile: false, outDir: site, logLevel: 'warn' })
      .finally(() => process.chdir(here))
    const { remoteImages } = content.settings
    await writeWhole(join(site, headersFile), asHeadersFile({ base, remoteImages }))
    const redirects = asRedirectsFile(content.former, addressesUnder(base))
    if (redirects) await writeWhole(join(site, '_redirects'), redirects)
    await writeWhole(join(site, marker), markerText)
    // Else GitHub Pages leaves out what begins with an underscore.
    await writeWhole(join(site, '.nojekyll'), '')
    const weights = await weigh(site, base)
    // Much may have happened since it was looked at.
    if (!isPreview && (await isRefused(asked))) return false
    // No address is published that is not recorded.
    const ledger = isPreview ? undefined : content.ledger
    const store = ledger && ledger.changes > 0 ? ledger.after : undefined
    const fault = ledger && (await storeLedger(ledger.folder, { read: ledger.text, store }))
    if (fault) {
      console.error(lineFor(nameOf(ledgerPath(ledger.folder)), fault))
      return false
    }
    await swapIn(site, outDir, (folder) => discard(folder, locations.cache))
    console.log(asWeights(weights))
    await prune(
      [locations.topics, locations.images, join(locations.images, 'drawn'), locations.shareImages],
      Date.now(),
    )
  } finally {
    await remove(workshop)
  }
  return true
}

/** Tells, where a build would replace what Viva did not build. */
async function isRefused(outDir: string): Promise<boolean> {
  const { contentDir } = environment
  const fault = await faultOf(outDir, { contentDir, project: locations.project })
  if (fault) {
    console.error(
      lineFor('OUT_DIR', problem('out-dir-refused', { line: 1, column: 1 }, nameOf(outDir), fault)),
    )
  }
  return fault !== undefined
}

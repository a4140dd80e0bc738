import { environment } from '../environment.ts'
import { buildSite } from './site.ts'

/** `viva build`: writes the site into `OUT_DIR`, and records what is new in the ledger. */
export async function build(): Promise<void> {
  const { outDir, site } = environment
  const isBuilt = await buildSite(outDir)
  if (isBuilt && new URL(site).hostname === '127.0.0.1')
    console.log(`  copied links lead to ${site}: to publish, set SITE to the site's own origin`)
  process.exitCode = isBuilt ? 0 : 1
}

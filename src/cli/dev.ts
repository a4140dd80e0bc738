import { existsSync } from 'node:fs'
import { configuration } from '../configuration.ts'
import { nameOf } from '../content/ledger.ts'
import { environment } from '../environment.ts'
import { loadByLink } from '../linked.ts'
import { locations } from '../locations.ts'
import { problem } from '../problems.ts'
import { endWithNpm, host, isFree } from './port.ts'
import { lineFor } from './report.ts'

/** `viva dev`: shows the site, and follows edits. Nothing is published, or recorded. */
export async function dev(): Promise<void> {
  const { base, paths, port } = environment
  const missing = paths.find((path) => !existsSync(path))
  if (missing !== undefined) {
    const absent = problem('content-missing', { line: 1, column: 1 }, nameOf(missing))
    console.error(lineFor(nameOf(missing), absent))
    process.exitCode = 1
    return
  }
  if (port !== 0 && !(await isFree(port, 'dev'))) return
  if (locations.isLinked) loadByLink()
  endWithNpm()
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  const astro = await import('astro')
  const { address } = await astro.dev({ ...configuration(), configFile: false, logLevel: 'error' })
  console.log(`Viva is at http://${host}:${address.port}${base}`)
}

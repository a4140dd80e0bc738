import { addressesUnder } from '../addresses.ts'
import { memoryCache } from '../content/cache.ts'
import { readContent } from '../content/index.ts'
import { environment } from '../environment.ts'
import { asCaddyfile, asHeadersFile, asNginx, type Door } from '../publish/headers.ts'
import { lineFor } from './report.ts'

const formats: Record<string, (door: Door) => string> = {
  nginx: (door) => asNginx(door, environment.outDir),
  caddy: (door) => asCaddyfile(door, environment.site, environment.outDir),
  _headers: asHeadersFile,
}

/** `viva headers nginx|caddy|_headers` prints what a host must be told, for this environment. */
export async function headers({ words: [name = ''] }: { words: string[] }): Promise<void> {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined
  if (!format) {
    console.error(`headers takes nginx, caddy or _headers${name && `, not “${name}”`}.`)
    process.exitCode = 2
    return
  }
  const { base, contentDir, paths, today } = environment
  const { reports, settings } = await readContent({
    ...{ paths, drafts: false, addresses: addressesUnder(base), cache: memoryCache() },
    promises: { contentDir, isReduced: true, today, isFrozen: false },
  })
  // Settings are read from there; whether the questions are whole does not matter.
  for (const { file, problems } of reports) {
    for (const one of problems.filter(({ code }) => /^(content|path)-missing$/.test(code))) {
      console.error(lineFor(file, one))
      process.exitCode = 1
    }
  }
  if (process.exitCode) return
  process.stdout.write(format({ base, remoteImages: settings.remoteImages }))
}

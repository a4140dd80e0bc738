import { parseArgs } from 'node:util'
import { addressesUnder } from '../addresses.ts'
import { memoryCache } from '../content/cache.ts'
import { readContent } from '../content/index.ts'
import { environment } from '../environment.ts'
import { tell } from '../failure.ts'
import { asCaddyfile, asHeadersFile, asNginx, type Door } from '../publish/headers.ts'

const { base, contentDir, outDir, site } = environment

const formats: Record<string, (door: Door) => string> = {
  nginx: (door) => asNginx(door, outDir),
  caddy: (door) => asCaddyfile(door, site, outDir),
  _headers: asHeadersFile,
}

/** `npm run --silent headers -- nginx|caddy|_headers` prints what a host must be told, for this environment. */
async function printHeaders(): Promise<void> {
  const [name = ''] = parseArgs({ allowPositionals: true }).positionals
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined
  if (!format) {
    console.error(`npm run headers -- takes nginx, caddy or _headers, not “${name}”.`)
    process.exitCode = 2
    return
  }
  const { settings } = await readContent({
    paths: [contentDir],
    drafts: false,
    addresses: addressesUnder(base),
    cache: memoryCache(),
  })
  process.stdout.write(format({ base, remoteImages: settings.remoteImages }))
}

await printHeaders().catch((error: unknown) => {
  console.error(tell(error))
  process.exitCode = 1
})

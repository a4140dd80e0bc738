import { configuration } from '../configuration.ts'
import { environment } from '../environment.ts'
import { Failure } from '../failure.ts'
import { spell } from '../invocation.ts'
import { isPlain, places } from '../places.ts'
import { host, isFree } from './port.ts'

/** `viva dev`: shows the site, and follows edits. Nothing is published, or recorded. */
export async function dev(): Promise<void> {
  const { base, invocation, port } = environment
  if (port !== 0 && !(await isFree(port, 'dev'))) return
  if (!isPlain(places.packages))
    throw new Failure(
      `Viva is installed in “${places.packages}”, and edits cannot be followed below a name with “#”, “%” or “?”. ` +
        spell('Run `viva start` instead, or install Viva elsewhere, as npx does.', invocation),
    )
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  const astro = await import('astro')
  const { address } = await astro.dev({ ...configuration(), configFile: false, logLevel: 'warn' })
  console.log(`Viva is at http://${host}:${address.port}${base}`)
}

import { configuration } from '../configuration.ts'
import { environment } from '../environment.ts'
import { host, isFree } from './port.ts'

/** `viva dev`: shows the site, and follows edits. Nothing is published, or recorded. */
export async function dev(): Promise<void> {
  const { base, port } = environment
  if (port !== 0 && !(await isFree(port, 'dev'))) return
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  const astro = await import('astro')
  const { address } = await astro.dev({ ...configuration(), configFile: false, logLevel: 'warn' })
  console.log(`Viva is at http://${host}:${address.port}${base}`)
}

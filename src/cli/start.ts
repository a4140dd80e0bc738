import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { ourName, removeAtEnd } from '../disk.ts'
import { environment } from '../environment.ts'
import { locations } from '../locations.ts'
import { serverOf } from '../publish/serve.ts'
import { makeOurs } from '../publish/swap.ts'
import { endWithNpm, host, isFree, listen } from './port.ts'

/** `viva start`: builds the site into the cache and serves it under its base path. Nothing is published, or recorded. */
export async function start(): Promise<void> {
  const { base, port } = environment
  endWithNpm()
  // Asked first, so that nobody waits for a build that cannot be served.
  if (!(await isFree(port, 'start'))) return
  const workshop = join(locations.cache, ourName('workshop'))
  await makeOurs(workshop)
  removeAtEnd(workshop)
  const site = join(workshop, 'site')
  // In a process of its own: what a build takes is given back when it ends. What CI refuses to publish may be looked at.
  const child = fork(join(import.meta.dirname, './preview.ts'), [site], { env: { ...process.env, CI: '' } })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) {
    process.exitCode = code ?? 1
    return
  }
  const server = serverOf(site)
  if (!(await listen(server, port, 'start'))) return
  server.on('error', (error) => console.error(error.message))
  console.log(`Viva is at http://${host}:${(server.address() as AddressInfo).port}${base}`)
}

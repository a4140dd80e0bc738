import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { HookParameters } from 'astro'
import { readForDev, replaceSnapshot } from './content/snapshot.ts'
import { environment } from './environment.ts'
import { lineOf } from './problems.ts'
import { takeTurns } from './turns.ts'

type Server = HookParameters<'astro:server:setup'>['server']

/**
 * Reads the content now, and anew after each edit. Pages and readings take turns: one that is asked for while content
 * is read waits for it, and what was read takes its place when no page is being made. Else Astro would keep the paths
 * that a page under way has found in old content, and the edit would be lost.
 */
export function followEdits(
  { server, logger }: Pick<HookParameters<'astro:server:setup'>, 'server' | 'logger'>,
  changed: () => void,
) {
  const folder = resolve(environment.contentDir)
  const turns = takeTurns()
  let timer: NodeJS.Timeout | undefined
  let isReading = false
  let isOutdated = false

  const read = () =>
    turns.alone(async (rest) => {
      const content = await readForDev()
      for (const { file, problems } of content.reports) {
        for (const problem of problems) logger.warn(lineOf(file, problem))
      }
      await rest()
      replaceSnapshot(content)
      changed()
      await forgetPaths(server)
    })
  const refresh = async () => {
    clearTimeout(timer)
    isOutdated = true
    if (isReading) return
    isReading = true
    while (isOutdated) {
      isOutdated = false
      // Nobody awaits this: uncaught, the author would see a stack trace and the server would end.
      await read().catch((error: Error) => logger.error(error.stack ?? error.message))
    }
    isReading = false
    server.environments.client.hot.send({ type: 'full-reload', path: '*' })
  }

  server.watcher.add(folder)
  for (const event of ['add', 'change', 'unlink'] as const) {
    server.watcher.on(event, (path) => {
      if (!resolve(path).startsWith(folder + sep)) return
      clearTimeout(timer)
      // What is read has come to rest: an editor empties a file before it writes it, and the watcher is blind for 50 ms
      // after a change.
      timer = setTimeout(refresh, 100)
    })
  }
  void refresh()
  return {
    /** Has requests wait their turn. */
    wait(_: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void {
      turns.begin().then((end) => {
        response.once('close', end)
        next()
      }, next)
    },
  }
}

/** Has Astro ask pages for their paths anew. */
async function forgetPaths({ environments }: Server): Promise<void> {
  for (const name of ['ssr', 'prerender']) environments[name]?.hot.send('astro:content-changed', {})
  // They hear of it before the next event.
  await setImmediate()
}

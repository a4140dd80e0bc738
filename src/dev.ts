import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { relative, resolve, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { HookParameters } from 'astro'
import { addressesUnder } from './addresses.ts'
import { asText } from './cli/report.ts'
import { isHidden } from './content/files.ts'
import { followIds } from './content/memory.ts'
import type { FileReport } from './content/published.ts'
import { settingsName } from './content/settings.ts'
import { readForDev, replaceSnapshot } from './content/snapshot.ts'
import { environment } from './environment.ts'
import { namesIn } from './publish/request.ts'
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
  const ids = followIds()
  const news = newsOf()
  const turns = takeTurns()
  let timer: NodeJS.Timeout | undefined
  let isReading = false
  let isOutdated = false

  const read = () =>
    turns.alone(async (rest) => {
      const content = await readForDev()
      console.log(news(content.reports))
      await rest()
      replaceSnapshot(content)
      if (content.memory) ids.see(content.memory)
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

  const soon = () => {
    clearTimeout(timer)
    // What is read has come to rest: an editor empties a file before it writes it, and the watcher is blind for 50 ms
    // after a change.
    timer = setTimeout(refresh, 100)
  }
  const named = environment.paths.map((path) => resolve(path))
  const watched = [...named, ...ofFolder.map((name) => resolve(environment.contentDir, name))]
  followPaths(server.watcher, watched, soon)
  for (const event of ['add', 'change', 'unlink'] as const) {
    server.watcher.on(event, (path) => {
      if (isContent(resolve(path))) soon()
    })
  }
  void refresh()
  return {
    /** Has requests wait their turn. */
    wait(request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void {
      turns.begin().then((end) => {
        whenOver(response, end)
        // Astro has taken the base path away.
        const [kind, id, last] = namesIn(request.url ?? '') ?? []
        const isQuestion = kind === 'questions' && id !== undefined && last === ''
        const successor = isQuestion ? ids.successorOf(id) : undefined
        // Whoever is still writing has the page stay open: no ledger keeps its address yet.
        if (successor !== undefined)
          response.writeHead(302, { Location: addressesUnder(environment.base).question(successor) }).end()
        else next()
      }, next)
    },
  }
}

/** Acts when a response has gone out, or its reader is gone: that may have been while the request waited for its turn. */
export function whenOver(response: ServerResponse, act: () => void): void {
  if (response.destroyed || response.closed) act()
  else response.once('close', act)
}

/**
 * Watches paths, and tells when one of them comes or goes. The watcher loses each that goes, be it for a moment: it is
 * looked for, and watched again when it is back.
 */
function followPaths(watcher: Server['watcher'], paths: readonly string[], changed: () => void): void {
  const gone = new Set(paths.filter((path) => !existsSync(path)))
  watcher.add([...paths])
  for (const event of ['unlink', 'unlinkDir'] as const)
    watcher.on(event, (path) => {
      if (!paths.includes(resolve(path))) return
      gone.add(resolve(path))
      changed()
    })
  const look = () => {
    for (const path of paths) {
      const isThere = existsSync(path)
      if (isThere !== gone.has(path)) continue
      if (isThere) {
        gone.delete(path)
        watcher.unwatch(path)
        watcher.add(path)
      } else gone.add(path)
      changed()
    }
  }
  // It keeps no process alive that is at its end.
  setInterval(look, 500).unref()
}

/** What belongs to the folder, whichever of its files are read. */
const ofFolder = [settingsName, 'permalinks.json']

/** Whether a path may hold content: hidden folders, installed packages and the site that is built are none. */
function isContent(path: string): boolean {
  const folder = resolve(environment.contentDir)
  const below = relative(folder, path)
  const isBuilt = `${path}${sep}`.startsWith(environment.outDir + sep)
  return below !== '' && !below.split(sep).some(isHidden) && !isBuilt
}

/** Tells what is new in reports, and how much else is known from those before. */
export function newsOf(): (reports: readonly FileReport[]) => string {
  let known: ReadonlySet<string> | undefined
  return (reports) => {
    const seen = new Set<string>()
    const fresh = reports.map((report) => ({
      ...report,
      problems: report.problems.filter(({ code, message }) => {
        // Not by its line: what stands above it may have grown.
        const name = `${report.file}\0${code}\0${message}`
        seen.add(name)
        return !known?.has(name)
      }),
    }))
    const before =
      reports.flatMap(({ problems }) => problems).length - fresh.flatMap(({ problems }) => problems).length
    known = seen
    return asText(reports, fresh) + (before > 0 ? `\n  ${before} of them told before` : '')
  }
}

/** Has Astro ask pages for their paths anew. */
async function forgetPaths({ environments }: Server): Promise<void> {
  for (const name of ['ssr', 'prerender']) environments[name]?.hot.send('astro:content-changed', {})
  // They hear of it before the next event.
  await setImmediate()
}

import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { basename, dirname, join, sep } from 'node:path'
import sirv from 'sirv'
import type { SiteSettings } from '../content/settings.ts'
import { environment } from '../environment.ts'
import { lineOf, problem } from '../problems.ts'
import { headersOf } from '../publish/headers.ts'
import { buildSite } from './build.ts'

const { base, outDir, port } = environment
const host = '127.0.0.1'

/** `npm start`: builds the site and serves it under its base path. */
async function start(): Promise<void> {
  // Asked first, so that nobody waits for a build that cannot be served.
  const isFree = await listen((_, response) => response.destroy())
  if (!isFree) return
  isFree.close()
  const settings = await buildSite()
  if (!settings) {
    process.exitCode = 1
    return
  }
  if (await listen(await serve(outDir, settings))) console.log(`Viva is at http://${host}:${port}${base}`)
}

/**
 * Serves a built site with the headers of its door. A page's path without its slash leads to the page; what the
 * site does not hold is answered by its own 404 page.
 */
async function serve(site: string, { remoteImages }: SiteSettings): Promise<RequestListener> {
  const notFound = await readFile(join(site, '404.html'))
  const pages = new Set(
    (await readdir(site, { recursive: true }))
      .filter((file) => basename(file) === 'index.html')
      .map((file) => dirname(file).split(sep).join('/')),
  )
  // A path is that of a file, or of a page: nothing else is guessed.
  const files = sirv(site, { etag: true, extensions: [] })
  return (request, response) => {
    const [path, ...query] = request.url!.split('?')
    const below = path!.startsWith(base) ? path!.slice(base.length) : undefined
    const answer = (path: string) => {
      for (const [name, value] of Object.entries(headersOf(path, { base, remoteImages })))
        response.setHeader(name, value)
    }
    const miss = () => {
      answer('404.html')
      response.writeHead(404).end(notFound)
    }
    if (`${path}/` === base || (below && pages.has(decode(below)))) {
      answer('')
      response.writeHead(308, { Location: [`${path}/`, ...query].join('?') }).end()
    } else if (below === undefined) miss()
    else {
      answer(below)
      request.url = `/${below}${below === '' || below.endsWith('/') ? 'index.html' : ''}`
      files(request, response, miss)
    }
  }
}

function decode(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    // No page has a name that is not well-formed.
    return path
  }
}

/** Tells, and answers `undefined`, where the port is taken. */
async function listen(handler: RequestListener) {
  const server = createServer(handler)
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return server
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    console.error(lineOf(host, problem('port-in-use', { line: port, column: 1 }, port)))
    process.exitCode = 1
    return undefined
  }
}

await start()

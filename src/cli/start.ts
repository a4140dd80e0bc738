import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { environment } from '../environment.ts'
import { lineOf, problem } from '../importer/problems.ts'
import { buildSite } from './build.ts'

const { base, outDir, port } = environment
const host = '127.0.0.1'

/** `npm start`: builds the site and serves it under its base path. */
async function start(): Promise<void> {
  // Asked first, so that nobody waits for a build that cannot be served.
  const isFree = await listen((_, response) => response.destroy())
  if (!isFree) return
  isFree.close()
  if (!(await buildSite())) {
    process.exitCode = 1
    return
  }
  if (await listen(await serve(outDir))) console.log(`Viva is at http://${host}:${port}${base}`)
}

/** Serves a built site; what it does not hold is answered by its own 404 page. */
async function serve(site: string): Promise<RequestListener> {
  const notFound = await readFile(join(site, '404.html'))
  const files = sirv(site, { etag: true })
  const miss: RequestListener = (_, response) => {
    response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8' }).end(notFound)
  }
  return (request, response) => {
    const [path] = request.url!.split('?')
    if (`${path}/` === base) response.writeHead(308, { Location: base }).end()
    else if (!path!.startsWith(base)) miss(request, response)
    else {
      request.url = request.url!.slice(base.length - 1)
      files(request, response, () => miss(request, response))
    }
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

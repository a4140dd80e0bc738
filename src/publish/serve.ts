import { hash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { isText } from '../media-types.ts'
import { type Door, doorOf, headersFile, headersOf } from './headers.ts'
import { acceptsGzip, isNamed, namesIn, rangeOf } from './request.ts'

/**
 * A server of the site that lies in a folder: of what is there when a request comes, since the site may be built anew
 * at any time. It has the headers and the base path that the site was built for; a page's path without its slash leads
 * to the page, and what the site does not hold is answered by its own 404 page.
 */
export function serverOf(folder: string): Server {
  const server = createServer((request, response) => {
    answer(folder, request).then(
      ({ status, headers, body }) => {
        // What is not modified has a length, but it is not sent.
        const length = status === 304 ? {} : { 'Content-Length': body.length }
        response.writeHead(status, { ...headers, ...length }).end(body)
      },
      (error: Error) => {
        console.error(`${request.method} ${request.url}: ${error.message}`)
        response.writeHead(500, { Connection: 'close' }).end()
      },
    )
  })
  // A socket on which nothing comes or goes for so long is closed, whatever it waits for.
  server.timeout = 30_000
  // Who has said all that there is to ask, and closes that half of the connection, is answered all the same.
  return Object.assign(server, { httpAllowHalfOpen: true })
}

interface Answer {
  status: number
  headers: OutgoingHttpHeaders
  body: Buffer
}

async function answer(folder: string, request: IncomingMessage): Promise<Answer> {
  const { method, url = '', headers } = request
  if (method !== 'GET' && method !== 'HEAD') {
    // What else it sends is not waited for.
    return worded(405, 'A site is only read.', { Allow: 'GET, HEAD', Connection: 'close' })
  }
  const found = await findSettled(folder, namesIn(url))
  if (!found) return worded(503, 'There is no site here now.', { 'Retry-After': '1' })
  if (found.status === 308) {
    const [query = ''] = url.match(/\?[^#]*/) ?? []
    const location = { Location: found.location + query }
    return { status: 308, headers: { ...headersOf('', found.door), ...location }, body: nothing }
  }

  const { status, path, bytes } = found
  const answered: OutgoingHttpHeaders = headersOf(path, found.door)
  // A range is one of the bytes as they lie there.
  const isPacked =
    isText(path) && bytes.length > 1000 && !headers.range && acceptsGzip(headers['accept-encoding'])
  if (isText(path)) answered.Vary = 'Accept-Encoding'
  if (status === 200) {
    const tag = `"${hash('sha1', bytes, 'base64url')}${isPacked ? '-gzip' : ''}"`
    Object.assign(answered, { ETag: tag, 'Accept-Ranges': 'bytes' })
    if (isNamed(tag, headers['if-none-match'])) return { status: 304, headers: answered, body: nothing }
    const isSame = headers['if-range'] === undefined || headers['if-range'] === tag
    const range = method === 'GET' && isSame ? rangeOf(headers.range, bytes.length) : undefined
    if (range) {
      const asked = range === 'unsatisfiable' ? '*' : `${range.first}-${range.last}`
      answered['Content-Range'] = `bytes ${asked}/${bytes.length}`
      return range === 'unsatisfiable'
        ? { status: 416, headers: answered, body: nothing }
        : { status: 206, headers: answered, body: bytes.subarray(range.first, range.last + 1) }
    }
  }
  if (!isPacked) return { status, headers: answered, body: bytes }
  return { status, headers: { ...answered, 'Content-Encoding': 'gzip' }, body: await packed(bytes) }
}

function worded(status: number, words: string, headers: OutgoingHttpHeaders): Answer {
  return {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
    body: Buffer.from(`${words}\n`),
  }
}

const nothing = Buffer.alloc(0)
const packed = promisify(gzip)

type Found =
  | { status: 200 | 404; door: Door; path: string; bytes: Buffer }
  | { status: 308; door: Door; location: string }

/** What a site holds, looked for again while a build swaps another site in: for a moment there is none. */
async function findSettled(folder: string, names: readonly string[] | undefined): Promise<Found | undefined> {
  for (let tries = 20; ; tries -= 1) {
    const before = await identityOf(folder)
    const found = await find(folder, names)
    if (found && found.status !== 404) return found
    const isSettled = before !== undefined && before === (await identityOf(folder))
    if (isSettled || tries === 0) return found
    await pause(50)
  }
}

/** The site that lies in a folder has no other door than that which its build wrote down. */
async function find(folder: string, names: readonly string[] | undefined): Promise<Found | undefined> {
  const written = await read(join(folder, headersFile))
  if (!written) return undefined
  const door = doorOf(written.toString())
  const above = namesIn(door.base)!.slice(0, -1)
  if (names && above.every((name, at) => name === names[at])) {
    const below = names.slice(above.length)
    const isPage = below.at(-1) === ''
    const bytes = await read(join(folder, ...below, isPage ? 'index.html' : ''))
    if (bytes) return { status: 200, door, path: below.join('/'), bytes }
    if (!isPage && (await read(join(folder, ...below, 'index.html')))) {
      const location = door.base + below.map((name) => `${encodeURIComponent(name)}/`).join('')
      return { status: 308, door, location }
    }
  }
  const bytes = (await read(join(folder, '404.html'))) ?? nothing
  return { status: 404, door, path: '404.html', bytes }
}

/** The bytes of a file; `undefined` where there is none. */
async function read(path: string): Promise<Buffer | undefined> {
  const file = await open(path).catch(ifNone)
  try {
    return (await file?.stat())?.isFile() ? await file!.readFile() : undefined
  } finally {
    await file?.close()
  }
}

/** What tells a folder from another that comes to stand in its place. */
async function identityOf(folder: string): Promise<string | undefined> {
  const known = await stat(folder).catch(ifNone)
  return known && `${known.ino} ${known.birthtimeMs}`
}

function ifNone(error: NodeJS.ErrnoException): undefined {
  if (!['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG'].includes(error.code!)) throw error
}

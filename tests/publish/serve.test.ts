import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asHeadersFile, headersOf } from '../../src/publish/headers.ts'
import { serverOf } from '../../src/publish/serve.ts'

const door = { base: '/prep/', remoteImages: ['images.example'] }
const long = 'Everything about closures. '.repeat(100)
const files = {
  _headers: asHeadersFile(door),
  'index.html': '<!doctype html>Questions',
  '404.html': `<!doctype html>Not here. ${long}`,
  'questions/closures/index.html': `<!doctype html>${long}`,
  'questions/closures.md': '# Closures\n',
  'questions/c++/index.html': '<!doctype html>C++',
  'assets/page.1a2b.css': 'body {}',
  'pagefind/en.pf_index': long,
  'digits.txt': '0123456789',
  'empty.txt': '',
  '.git/config': 'secret',
}

let above: string
let folder: string
let server: Server
beforeEach(async () => {
  above = mkdtempSync(join(tmpdir(), 'viva-'))
  folder = join(above, 'site')
  write(folder, files)
  server = serverOf(folder).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(above, { recursive: true })
})

function write(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

interface Response {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** Sends bytes as they are, and reads what comes until the server closes the connection. */
async function send(bytes: string): Promise<Buffer> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.end(bytes, 'latin1')
  const chunks: Buffer[] = await socket.toArray()
  return Buffer.concat(chunks)
}

async function ask(line: string, headers: Record<string, string> = {}): Promise<Response> {
  const fields = Object.entries({ Host: 'localhost', Connection: 'close', ...headers })
  const lines = [`${line} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`), '', '']
  return responseIn(await send(lines.join('\r\n')))
}

function responseIn(bytes: Buffer): Response {
  const end = bytes.indexOf('\r\n\r\n')
  const [first = '', ...fields] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(
      fields.map((field) => {
        const [name = '', ...value] = field.split(': ')
        return [name.toLowerCase(), value.join(': ')]
      }),
    ),
    body: bytes.subarray(end + 4),
  }
}

const ofDoor = (path: string) =>
  Object.fromEntries(
    Object.entries(headersOf(path, door)).map(([name, value]) => [name.toLowerCase(), value]),
  )

describe('a server of a site', () => {
  test.each([
    ['/prep/', 'index.html', ''],
    ['/prep/?q=a', 'index.html', ''],
    ['http://any.example/prep/', 'index.html', ''],
    ['/prep/questions/closures/', 'questions/closures/index.html', 'questions/closures/'],
    ['/prep/questions/closures.md', 'questions/closures.md', 'questions/closures.md'],
    ['/prep/questions/c%2B%2B/', 'questions/c++/index.html', 'questions/c++/'],
    ['/prep/assets/page.1a2b.css', 'assets/page.1a2b.css', 'assets/page.1a2b.css'],
    ['/prep/empty.txt', 'empty.txt', 'empty.txt'],
  ] as const)('answers %s with %s and the headers of its door', async (path, file, below) => {
    const { status, headers, body } = await ask(`GET ${path}`)

    expect(status).toBe(200)
    expect(body.toString()).toBe(files[file])
    expect(headers).toMatchObject({ ...ofDoor(below), 'content-length': String(body.length) })
    expect(headers.etag).toMatch(/^"[\w-]{27}"$/)
  })

  test.each([
    ['/prep', '/prep/'],
    ['/prep?q=a', '/prep/?q=a'],
    ['/prep/questions/closures', '/prep/questions/closures/'],
    ['/prep/questions/closures?q=%2F#a', '/prep/questions/closures/?q=%2F'],
    ['/prep/questions/c++', '/prep/questions/c%2B%2B/'],
  ])('leads from %s to %s', async (path, location) => {
    const { status, headers } = await ask(`GET ${path}`)

    expect({ status, location: headers.location }).toEqual({ status: 308, location })
  })

  test.each([
    ['/'],
    ['/prepared/'],
    ['/prep/questions'],
    ['/prep/questions/'],
    ['/prep/questions/closures/index.html/'],
    ['/prep/closures'],
    ['/prep/_headers/'],
    ['//evil.example/prep'],
    ['/prep//'],
    ['/prep/%'],
    ['/prep/%00'],
    ['/prep/../prep/digits.txt'],
    ['/prep/%2e%2e/prep/digits.txt'],
    ['/prep/questions%2Fclosures.md'],
    ['/prep/.git/config'],
    [`/prep/${'a'.repeat(5000)}`],
    [`/prep/${'a/'.repeat(3000)}`],
  ])('has its own page for what is not there: %.60s', async (path) => {
    const { status, headers, body } = await ask(`GET ${path}`)

    expect(status).toBe(404)
    expect(body.toString()).toBe(files['404.html'])
    expect(headers).toMatchObject({ ...ofDoor('404.html'), 'content-length': String(body.length) })
  })

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    'refuses to %s',
    async (method) => {
      const { status, headers, body } = await ask(`${method} /prep/`, { 'Content-Length': '0' })

      expect(status).toBe(405)
      expect(headers).toMatchObject({ allow: 'GET, HEAD', 'content-length': String(body.length) })
    },
  )

  test('answers HEAD as GET, without the body', async () => {
    for (const path of ['/prep/', '/prep', '/prep/no', '/prep/digits.txt', '/prep/questions/closures/']) {
      const encoding = { 'Accept-Encoding': 'gzip', Range: path.endsWith('txt') ? 'lines=1' : '' }
      const [get, head] = [await ask(`GET ${path}`, encoding), await ask(`HEAD ${path}`, encoding)]

      expect(head.body).toHaveLength(0)
      expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
      expect(head.status).toBe(get.status)
    }
  })

  test.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=0-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=10-5', 200, '0123456789', undefined],
    ['bytes=0-1,4-5', 200, '0123456789', undefined],
  ])('answers Range: %s with %i “%s”', async (range, status, text, told) => {
    const answer = await ask('GET /prep/digits.txt', { Range: range })

    expect({ ...answer, body: answer.body.toString() }).toMatchObject({ status, body: text })
    expect(answer.headers).toMatchObject({ 'content-length': String(text.length), 'accept-ranges': 'bytes' })
    expect(answer.headers['content-range']).toBe(told)
  })

  test('sends a range of what has not changed only', async () => {
    const Range = 'bytes=0-0'
    const { headers } = await ask('GET /prep/digits.txt')

    const same = await ask('GET /prep/digits.txt', { Range, 'If-Range': headers.etag! })
    const changed = await ask('GET /prep/digits.txt', { Range, 'If-Range': '"other"' })
    const head = await ask('HEAD /prep/digits.txt', { Range })

    expect([same.status, changed.status, head.status]).toEqual([206, 200, 200])
  })

  test('compresses text that is worth it, for those who can read it', async () => {
    const gzip = { 'Accept-Encoding': 'br, gzip' }
    const [page, plain, short, part, missing] = [
      await ask('GET /prep/questions/closures/', gzip),
      await ask('GET /prep/questions/closures/'),
      await ask('GET /prep/', gzip),
      await ask('GET /prep/pagefind/en.pf_index', gzip),
      await ask('GET /prep/nowhere/', gzip),
    ]

    expect(gunzipSync(page.body).toString()).toBe(files['questions/closures/index.html'])
    expect(gunzipSync(missing.body).toString()).toBe(files['404.html'])
    const told = [page, plain, short, part, missing].map(({ headers, body }) => [
      headers['content-encoding'],
      headers.vary,
      headers['content-length'] === String(body.length),
    ])
    expect(told).toEqual([
      ['gzip', 'Accept-Encoding', true],
      [undefined, 'Accept-Encoding', true],
      [undefined, 'Accept-Encoding', true],
      [undefined, undefined, true],
      ['gzip', 'Accept-Encoding', true],
    ])
    expect(page.headers.etag).not.toBe(plain.headers.etag)
  })

  test('says that nothing was modified, each encoding by its own tag', async () => {
    for (const encoding of ['gzip', 'identity']) {
      const asked = { 'Accept-Encoding': encoding }
      const { headers } = await ask('GET /prep/questions/closures/', asked)

      const again = await ask('GET /prep/questions/closures/', { ...asked, 'If-None-Match': headers.etag! })
      const other = await ask('GET /prep/questions/closures/', { ...asked, 'If-None-Match': '"other"' })

      expect([again.status, again.body.length, other.status]).toEqual([304, 0, 200])
      expect(again.headers).toMatchObject({ etag: headers.etag, vary: 'Accept-Encoding' })
      expect(again.headers['content-length']).toBe(undefined)
    }
  })

  test('answers what is asked in one go, in order', async () => {
    const line = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`

    const answers = String(
      await send(line('/prep/digits.txt') + line('/prep') + line('/prep/questions/closures.md')),
    )

    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 308', 'HTTP/1.1 200'])
    expect(answers.indexOf('0123456789')).toBeLessThan(answers.indexOf('# Closures'))
  })

  test.each([
    ['a request that is none', 'hello\r\n\r\n', 400],
    ['a request without a host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['two lengths', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    ['huge headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['a body that never comes', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n', 405],
  ])('refuses %s, and goes on', async (_, bytes, status) => {
    expect(responseIn(await send(bytes)).status).toBe(status)
    expect((await ask('GET /prep/')).status).toBe(200)
  })

  test('closes a socket on which nothing happens', async () => {
    server.timeout = 50
    const sockets = ['', 'GET / HT'].map((begun) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
      socket.write(begun)
      return socket.resume()
    })

    await Promise.all(sockets.map((socket) => once(socket, 'close')))

    expect((await ask('GET /prep/')).status).toBe(200)
  })
})

describe('a site that is built anew', () => {
  test('is served as it is now, its door included', async () => {
    await ask('GET /prep/')
    rmSync(folder, { recursive: true })
    const other = { base: '/', remoteImages: [] }
    write(folder, { _headers: asHeadersFile(other), 'index.html': 'Changed', 'new.txt': long })

    const page = await ask('GET /')
    const gone = await ask('GET /prep/digits.txt')

    expect(page).toMatchObject({ status: 200, body: Buffer.from('Changed') })
    expect(page.headers['content-security-policy']).toBe(headersOf('', other)['Content-Security-Policy'])
    expect((await ask('GET /new.txt')).body).toHaveLength(long.length)
    expect(gone.status).toBe(404)
  })

  test('is waited for while its folder is being swapped', async () => {
    renameSync(folder, `${folder}.previous`)
    const asked = Promise.all(['/prep/', '/prep', '/prep/digits.txt'].map((path) => ask(`GET ${path}`)))
    cpSync(`${folder}.previous`, `${folder}.staging`, { recursive: true })
    renameSync(`${folder}.staging`, folder)

    expect((await asked).map(({ status }) => status)).toEqual([200, 308, 200])
  })

  test('is told to be away, when it stays away', async () => {
    rmSync(folder, { recursive: true })

    const { status, headers } = await ask('GET /prep/')

    expect({ status, wait: headers['retry-after'] }).toEqual({ status: 503, wait: '1' })
  })
})

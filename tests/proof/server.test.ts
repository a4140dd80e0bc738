import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { folderOf, launch, run, temporaryFolder } from '../e2e/site.ts'

const builds = 20
const answer = 'A function with its scope. '

/** What a client may send; the paths are those of the site, before and after builds, and of none. */
const paths = [
  ...['/prep/', '/prep', '/prep/questions/what-is-a-closure/', '/prep/questions/what-is-a-closure'],
  ...['/prep/tags/comes-and-goes/', '/prep/tags/comes-and-goes', '/prep/feed.xml'],
  ...['/prep/questions.json', '/prep/pagefind/pagefind.js', '/prep/%', '/prep/%00', '/prep/../../etc/passwd'],
  ...['/', '//', '*', '/prep/.viva-site', `/prep/${'a'.repeat(4000)}`, '/prep/?q=%ff'],
]
const fields = [
  ...[
    'Range: bytes=10-5',
    'Range: bytes=-5',
    'Range: bytes=-0',
    'Range: bytes=99999999-',
    'Range: bytes=0-0,5-6',
  ],
  ...['Range: bytes=5-4', 'Range: lines=1', 'Range: bytes=0-999999999999999999999', 'Range: ', 'X: a'],
  ...['Accept-Encoding: gzip', 'Accept-Encoding: gzip;q=0, *', 'If-None-Match: *', 'If-None-Match: "'],
  ...['If-Range: "a"\r\nRange: bytes=0-0', 'If-Modified-Since: never', 'Expect: 100-continue'],
]
const methods = ['GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS', 'PROPFIND']
const malformed = [
  ...[
    '',
    '\r\n\r\n',
    'hello\r\n\r\n',
    'GET /\r\n\r\n',
    'GET / HTTP/9.9\r\nHost: a\r\n\r\n',
    '\0\x16\x03\x01\x02',
  ],
  ...['GET / HTTP/1.1\r\n\r\n', 'POST /prep/ HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\nabc'],
  ...[
    'GET /prep/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n',
  ],
  ...['GET /prep/ HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'],
  `GET /prep/ HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
]

test(`a server outlives ${builds} builds of the site that it serves, and every request`, async () => {
  const folder = await temporaryFolder()
  const content = await folderOf({ 'closures.md': '' })
  const write = (turn: number) =>
    writeFile(
      join(content, 'closures.md'),
      `---\ntags: [${turn % 2 === 0 ? 'stays, comes-and-goes' : 'stays'}]\n---\n\n` +
        `### What is a closure?\n\n${answer.repeat(1 + ((turn * 37) % 100))}\n`,
    )
  await write(0)
  const settings = { OUT_DIR: join(folder, 'site'), CONTENT_DIR: content, BASE: 'prep', CI: 'false' }
  await run(['src/cli/viva.ts', 'build'], settings)
  const server = launch(['tests/proof/serve.ts', settings.OUT_DIR], {})
  const port = Number(await server.says(/Viva is at http:\/\/127\.0\.0\.1:(\d+)/))

  const statuses = new Map<number, number>()
  const faults: string[] = []
  let isOver = false
  const client = async (turn: number) => {
    for (let at = turn; !isOver; at += 1) {
      const isMalformed = at % 10 === 0
      const [method, path] = [methods[at % methods.length]!, paths[(at * 7) % paths.length]!]
      const head = `${method} ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${fields[(at * 11) % fields.length]}\r\n\r\n`
      const request = isMalformed ? malformed[(at / 10) % malformed.length]! : head
      const bytes = await exchange(port, request)
      if (isMalformed) continue
      const { status, fault } = judge(bytes, method)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (fault) faults.push(`${JSON.stringify(request)}: ${fault}`)
      await pause(5)
    }
  }
  const clients = Array.from({ length: 4 }, (_, index) => client(index * 1000))

  const codes: (number | null)[] = []
  for (let turn = 1; turn <= builds; turn += 1) {
    await write(turn)
    codes.push((await run(['src/cli/viva.ts', 'build'], settings)).code)
  }
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  const last = await (await ask('/prep/questions/what-is-a-closure.md')).text()
  const comesAndGoes = (await ask('/prep/tags/comes-and-goes/')).status
  isOver = true
  await Promise.all(clients)
  const output = server.output()
  process.kill(server.pid, 0)
  await server.stop()

  const count = [...statuses.values()].reduce((sum, one) => sum + one, 0)
  console.log(
    `${count} answers over ${builds} builds: ${[...statuses]
      .toSorted(([a], [b]) => a - b)
      .map(([status, times]) => `${times} × ${status}`)
      .join(', ')}; ${faults.length} wrong`,
  )
  expect(codes).toEqual(Array(builds).fill(0))
  expect(faults).toEqual([])
  expect(last).toContain(answer.repeat(1 + ((builds * 37) % 100)).trim())
  expect(comesAndGoes).toBe(builds % 2 === 0 ? 200 : 404)
  expect(output.split('\n').slice(-2)).toEqual([expect.stringMatching(/^Viva is at /), ''])
})

/** Sends bytes as they are, and reads what comes until the connection is closed. */
async function exchange(port: number, request: string): Promise<Buffer> {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  // What a server refuses to read may find the connection closed: what was answered before is judged.
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.end(request, 'latin1')
  await closed
  return Buffer.concat(chunks)
}

/** What an answer says, and what is wrong with it. */
function judge(bytes: Buffer, method: string): { status: number; fault?: string } {
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes
    .subarray(0, Math.max(0, end))
    .toString('latin1')
    .replace(/^HTTP\/1\.1 100 .*\r\n/, '')
  const status = Number(head.match(/^HTTP\/1\.1 (\d+)/)?.[1] ?? 0)
  if (status === 100) return judge(bytes.subarray(end + 4), method)
  if (![200, 206, 304, 308, 404, 405, 416].includes(status)) return { status, fault: `status ${status}` }
  if (status === 405 ? ['GET', 'HEAD'].includes(method) : !['GET', 'HEAD'].includes(method))
    return { status, fault: `status ${status}` }
  const length = head.match(/\r\nContent-Length: (\d+)/i)?.[1]
  const body = bytes.length - end - 4
  const told = method === 'HEAD' || status === 304 ? 0 : Number(length)
  return body === told ? { status } : { status, fault: `${body} bytes of ${told}` }
}

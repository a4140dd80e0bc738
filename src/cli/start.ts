import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { environment } from '../environment.ts'
import { lineOf, problem } from '../problems.ts'
import { serverOf } from '../publish/serve.ts'

const host = '127.0.0.1'

/** `npm start`: builds the site and serves it under its base path. */
async function start({ base, outDir, port }: typeof environment): Promise<void> {
  // Asked first, so that nobody waits for a build that cannot be served.
  const asked = createServer()
  if (!(await listen(asked, port))) return
  asked.close()
  // In a process of its own: what a build takes is given back when it ends.
  const [code] = (await once(fork(join(import.meta.dirname, 'build.ts')), 'exit')) as [number | null]
  if (code !== 0) {
    process.exitCode = code ?? 1
    return
  }
  const server = serverOf(outDir)
  if (!(await listen(server, port))) return
  server.on('error', (error) => console.error(error.message))
  console.log(`Viva is at http://${host}:${(server.address() as AddressInfo).port}${base}`)
}

/** Tells where the port is taken. */
async function listen(server: Server, port: number): Promise<boolean> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    console.error(lineOf(host, problem('port-in-use', { line: port, column: 1 }, port)))
    process.exitCode = 1
    return false
  }
}

// npm has its shell end, and the shell tells nobody: then this process is left to another parent.
if (process.env.npm_lifecycle_event) {
  const { ppid } = process
  setInterval(() => process.ppid === ppid || process.exit(), 500).unref()
}

await start(environment)

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { problem } from '../problems.ts'
import { lineFor } from './report.ts'

/** Where a site is shown: to this machine alone. */
export const host = '127.0.0.1'

/** Whether a port may be listened on; tells where it is taken. */
export async function isFree(port: number, command: 'dev' | 'start'): Promise<boolean> {
  const server = createServer()
  if (!(await listen(server, port, command))) return false
  server.close()
  await once(server, 'close')
  return true
}

/** Has a server listen; tells where the port is taken. */
export async function listen(server: Server, port: number, command: 'dev' | 'start'): Promise<boolean> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    console.error(lineFor(host, problem('port-in-use', { line: port, column: 1 }, port, command)))
    process.exitCode = 1
    return false
  }
}

/** npm has its shell end, and the shell tells nobody: then this process is left to another parent. */
export function endWithNpm(): void {
  if (!process.env.npm_lifecycle_event) return
  const { ppid } = process
  setInterval(() => process.ppid === ppid || process.exit(), 500).unref()
}

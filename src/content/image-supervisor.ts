import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { locations } from '../locations.ts'
import type { Looked, Request } from './image-worker.ts'

let running: ChildProcess | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Looks at an image, and draws it if it is a drawing, where a hostile one can be stopped: in a process of its own, one
 * image at a time. Never throws for what the bytes hold.
 */
export function lookAtImage(request: Request): Promise<Looked> {
  const looked = last.then(() => ask(request))
  last = looked.catch(() => {})
  return looked
}

async function ask(request: Request): Promise<Looked> {
  running ??= start()
  const child = running
  // The process waits for an answer, and for nothing else of the child's.
  child.ref()
  child.channel!.ref()
  const { promise, resolve } = Promise.withResolvers<Looked>()
  const fail = () => resolve({ reason: 'it could not be drawn', isOver: true })
  // It keeps its limits itself, if it is given time to.
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
  child.once('message', resolve).once('exit', fail)
  child.send(request)
  const looked = await promise
  clearTimeout(timer)
  child.off('message', resolve).off('exit', fail)
  child.unref()
  child.channel?.unref()
  if ('reason' in looked && looked.isOver) {
    child.kill('SIGKILL')
    running = undefined
  }
  return looked
}

function start(): ChildProcess {
  // From the code's folder: Astro bundles this file, but not the child's.
  const child = fork(join(locations.source, './content/image-worker.ts'), {
    ...{ serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
  })
  // Whoever waits for it is told by its end.
  return child.on('error', () => child.kill('SIGKILL'))
}

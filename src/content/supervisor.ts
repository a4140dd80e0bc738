import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Topic } from '../importer/topic.ts'
import { type Problem, problem } from '../problems.ts'
import type { Request } from './worker.ts'

/** Imports files where a hostile one can be stopped. */
export interface Supervisor {
  /** The file's topic, or why there is none: it took too long, or too much. Never throws for what a file holds. */
  importFile(request: Request): Promise<Topic | Problem>
  /** Must be called at the end: what was started keeps the process alive. */
  close(): Promise<void>
}

/** More workers would only wait for the thread that has their answers sent. */
const most = Math.min(2, availableParallelism())

/**
 * Has files imported by up to two workers: the second is started where there is work for it, and each is replaced when a
 * file has used up its time or memory. `secondsFor` tells how long the processor may work on a file of so many bytes.
 */
export function supervise(secondsFor: (bytes: number) => number = secondsOf): Supervisor {
  const all = Array.from({ length: most }, () => oneAtATime(secondsFor))
  // The one that was busy last comes first: it is warm.
  const free = [...all]
  const waiting: ((one: Supervisor) => void)[] = []
  return {
    async importFile(request) {
      const one = free.pop() ?? (await new Promise<Supervisor>((resolve) => waiting.push(resolve)))
      try {
        return await one.importFile(request)
      } finally {
        const next = waiting.shift()
        if (next) next(one)
        else free.push(one)
      }
    },
    async close() {
      await Promise.all(all.map((one) => one.close()))
    },
  }
}

function oneAtATime(secondsFor: (bytes: number) => number): Supervisor {
  let running: Worker | undefined
  const close = async () => {
    await running?.terminate()
    running = undefined
  }
  return {
    async importFile(request) {
      running ??= await start()
      const outcome = await ask(running, request, secondsFor(request.bytes.length))
      if ('code' in outcome) await close()
      return outcome
    },
    close,
  }
}

/** Ordinary questions take a fourth of it, or less. */
function secondsOf(bytes: number): number {
  return 5 + Math.ceil((10 * bytes) / 1e6)
}

const megabytes = 1024

async function start(): Promise<Worker> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    execArgv: [],
    // The stack is that of a process's first thread: what can be imported here can be imported there.
    // Trees are large and short-lived: with the little that a worker has for such, a sixth of its time goes to clearing up.
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 128, stackSizeMb: 1 },
  })
  await once(worker, 'message')
  // Nobody may be listening when a worker fails that is being stopped.
  return worker.on('error', () => {})
}

async function ask(worker: Worker, request: Request, seconds: number): Promise<Topic | Problem> {
  const time = await limit(worker, seconds)
  try {
    const answer = once(worker, 'message', { signal: time.signal })
    worker.postMessage(request)
    return (await answer)[0]
  } catch (error) {
    const atTop = { line: 1, column: 1 }
    return time.signal.aborted
      ? problem('file-too-slow', atTop, seconds)
      : problem('file-not-importable', atTop, reasonOf(error as NodeJS.ErrnoException))
  } finally {
    time.end()
  }
}

/**
 * A signal that comes when a worker has worked for some seconds. What counts is the processor's time: a machine that is
 * busy with other things is no fault of a file's.
 */
async function limit(worker: Worker, seconds: number): Promise<{ signal: AbortSignal; end(): void }> {
  const controller = new AbortController()
  const before = await worker.cpuUsage()
  const begun = performance.now()
  let timer: NodeJS.Timeout
  const look = async () => {
    const { user, system } = await worker.cpuUsage(before)
    const left = seconds * 1000 - (user + system) / 1000
    const isOver = left <= 100 || performance.now() - begun > 10 * seconds * 1000
    if (isOver) controller.abort()
    else timer = setTimeout(lookAgain, left)
  }
  // A worker that has ended in the meantime answers nothing; whoever waits for it is told by its own end.
  const lookAgain = () => void look().catch(() => controller.abort())
  timer = setTimeout(lookAgain, seconds * 1000)
  return { signal: controller.signal, end: () => clearTimeout(timer) }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? `it takes more than ${megabytes} MB of memory` : message
}

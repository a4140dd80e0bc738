import { parentPort, Worker } from 'node:worker_threads'
import { writerBelow } from './disk.ts'

/** A thread of its own that answers what it is asked, one after the other. */
export interface Thread<Request, Answer> {
  /** Throws, in the words of the thread, if that failed. What is `moved` is the thread's from then on, and not copied. */
  ask(request: Request, moved?: readonly ArrayBuffer[]): Promise<Answer>
  end(): Promise<unknown>
}

/** Starts a thread with a module that gets `workerData`, and calls `answer`. A build that fails does not wait for it. */
export function startThread<Request, Answer>(module: URL, workerData: unknown): Thread<Request, Answer> {
  const worker = new Worker(module, { execArgv: [], workerData })
  const asked: PromiseWithResolvers<Answer>[] = []
  let failure: Error | undefined
  worker.on('message', (answer: Answer) => {
    asked.shift()!.resolve(answer)
    if (asked.length === 0) worker.unref()
  })
  // It may fail before anybody asks.
  worker.once('error', (error: Error) => {
    failure = error
    for (const one of asked) one.reject(error)
  })
  worker.unref()
  return {
    ask(request, moved = []) {
      if (failure) return Promise.reject(failure)
      const one = Promise.withResolvers<Answer>()
      // Whoever asks may look at the answer later.
      one.promise.catch(() => {})
      asked.push(one)
      worker.ref()
      worker.postMessage(request, moved)
      return one.promise
    },
    end: () => worker.terminate(),
  }
}

/** Answers, in the thread that this is, what is asked. */
export function answer<Request, Answer>(answerTo: (request: Request) => Answer): void {
  parentPort!.on('message', (request: Request) => parentPort!.postMessage(answerTo(request)))
}

/** Files that are made while other work goes on. */
export interface Making {
  /** Writes them into a folder when they are made. Throws if that failed, in the words of whoever makes them. */
  write(folder: string): Promise<void>
}

/** Has files made in a thread of its own, from now on: by a module that gets `workerData`, and calls `writeWhenAsked`. */
export function makeInBackground(module: URL, workerData: unknown): Making {
  const thread = startThread<string, 'written'>(module, workerData)
  return {
    async write(folder) {
      try {
        await thread.ask(folder)
      } finally {
        await thread.end()
      }
    },
  }
}

/** Writes files, by their paths, into the folder that this thread is told, and says so. */
export function writeWhenAsked(files: ReadonlyMap<string, Uint8Array>): void {
  answer((folder: string) => {
    const write = writerBelow(folder)
    for (const [path, bytes] of files) write(path, bytes)
    return 'written'
  })
}

import { once } from 'node:events'
import { parentPort, Worker } from 'node:worker_threads'
import { writerBelow } from './disk.ts'

/** Files that are made while other work goes on. */
export interface Making {
  /** Writes them into a folder when they are made. Throws if that failed, in the words of whoever makes them. */
  write(folder: string): Promise<void>
}

/** Has files made in a thread of its own, from now on: by a module that gets `workerData`, and calls `writeWhenAsked`. */
export function makeInBackground(module: URL, workerData: unknown): Making {
  const worker = new Worker(module, { execArgv: [], workerData })
  // It may fail before anybody asks for the files, and a build that fails does not wait for them.
  const failed = new Promise<never>((_, reject) => worker.once('error', reject))
  failed.catch(() => {})
  worker.unref()
  return {
    async write(folder) {
      worker.ref()
      try {
        worker.postMessage(folder)
        await Promise.race([once(worker, 'message'), failed])
      } finally {
        await worker.terminate()
      }
    },
  }
}

/** Writes files, by their paths, into the folder that this thread is told, and says so. */
export function writeWhenAsked(files: ReadonlyMap<string, Uint8Array>): void {
  parentPort!.on('message', (folder: string) => {
    const write = writerBelow(folder)
    for (const [path, bytes] of files) write(path, bytes)
    parentPort!.postMessage('written')
  })
}

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Searchable } from './pagefind.ts'

/** An index that is being made while other work goes on. */
export interface Indexing {
  /** Writes it into a folder when it is made. Throws, in Pagefind's own words, if it failed. */
  write(folder: string): Promise<void>
}

/** Begins to index questions, in a thread of its own. */
export function startIndexing(questions: readonly Searchable[]): Indexing {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: [], workerData: questions })
  // It may fail before anybody asks for the index, and a build that fails does not wait for it.
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

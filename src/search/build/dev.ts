import type { IncomingMessage, ServerResponse } from 'node:http'
import { typeOf } from '../../media-types.ts'
import { indexOf, type Searchable } from './pagefind.ts'

/** Search while authors write: an index in memory, made when it is asked for after an edit. */
export function freshIndex(questions: () => Promise<Searchable[]>) {
  let files: Promise<Map<string, Uint8Array>> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const make = () => {
    // One at a time: all indexes share Pagefind's one process.
    const made = last.then(async () => {
      const all = await questions()
      // Whoever writes the first question has none yet: that is no failure.
      return all.length > 0 ? indexOf(all) : new Map<string, Uint8Array>()
    })
    // Whoever asked for it is told why it failed; the next one is made all the same.
    last = made.catch(() => {})
    return made
  }
  return {
    /** The content has changed. */
    outdate(): void {
      files = undefined
    },
    /** Answers requests for files of the index, and leaves others to who comes next. */
    answer(request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void {
      const [, path] = request.url?.match(/\/pagefind\/([^?]+)/) ?? []
      if (path === undefined) {
        next()
        return
      }
      files ??= make()
      files.then((files) => {
        const bytes = files.get(decodeURIComponent(path))
        if (!bytes) {
          response.writeHead(404).end()
          return
        }
        response.writeHead(200, { 'Content-Type': typeOf(path), 'Cache-Control': 'no-store' }).end(bytes)
      }, next)
    },
  }
}

import { startThread } from '../background.ts'
import type { Published } from './crawl.ts'

/** What pages hold that the rest of a site is made of. */
export interface Held {
  /** The whole addresses of those that search engines may show. */
  listed: string[]
  /** What they link to below the address that was asked for. */
  linked: string[]
}

/** What the thread is asked. */
export type Request =
  | { files: [path: string, content: string | Uint8Array<ArrayBuffer>][] }
  | { held: Pick<Published, 'base' | 'origin'>; below: string }
  | { faults: Published }

/**
 * Writes the pages of a site, and looks at what they hold, in a thread of its own: to write thousands of files and to
 * read the links in them takes as long as to render them.
 */
export function startScribe(site: string) {
  const thread = startThread<Request, unknown>(new URL('./scribe-worker.ts', import.meta.url), site)
  const underWay: Promise<unknown>[] = []
  let files: [string, string | Uint8Array<ArrayBuffer>][] = []
  let size = 0
  const send = () => {
    const buffers = files.flatMap(([, content]) => (typeof content === 'string' ? [] : content.buffer))
    underWay.push(thread.ask({ files }, buffers))
    files = []
    size = 0
  }
  return {
    /** Has a file written, at a path with slashes. Whoever makes files faster than a disk takes them waits here. */
    async write(path: string, content: string | Uint8Array<ArrayBuffer>): Promise<void> {
      files.push([path, content])
      size += content.length
      if (size < mostAtOnce) return
      send()
      if (underWay.length > mostUnderWay) await underWay.shift()
    },
    /** What all pages of the site hold, those included that others have written. */
    async held(published: Pick<Published, 'base' | 'origin'>, below: string): Promise<Held> {
      send()
      await Promise.all(underWay)
      return (await thread.ask({ held: published, below })) as Held
    },
    /** What is wrong with the finished site; see `findFaults`. */
    async faults(published: Published): Promise<string[]> {
      try {
        return (await thread.ask({ faults: published })) as string[]
      } finally {
        await thread.end()
      }
    },
  }
}

/** About so many bytes are sent at once, and so many times as many may be under way. */
const mostAtOnce = 256 * 1024
const mostUnderWay = 64

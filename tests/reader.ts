import { afterAll } from 'vitest'
import { type ReadOptions, readContent } from '../src/content/index.ts'
import type { Content } from '../src/content/published.ts'
import { supervise } from '../src/content/supervisor.ts'

/** Reads content as commands do, by workers that last as long as the tests of a file: each takes a while to start. */
export function reader(): (options: ReadOptions) => Promise<Content> {
  const supervisor = supervise()
  afterAll(() => supervisor.close())
  return (options) => readContent({ supervisor, ...options })
}

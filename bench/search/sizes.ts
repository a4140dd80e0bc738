import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { addressesUnder } from '../../src/addresses.ts'
import { memoryCache } from '../../src/content/cache.ts'
import { readContent } from '../../src/content/index.ts'
import { indexOf } from '../../src/search/build/pagefind.ts'
import { searchablesOf } from '../../src/search/build/questions.ts'
import { makeFiles } from '../questions.ts'
import { viva } from './engines.ts'

/** How large the index of made-up questions is, in kilobytes compressed, and how long a search in it takes. */
export async function measureSize(questions: number) {
  const folder = await mkdtemp(join(tmpdir(), 'viva-bench-'))
  try {
    const files = makeFiles(Math.ceil(questions / 100), Math.min(questions, 100))
    for (const [path, bytes] of files) await writeFile(join(folder, path), bytes)
    const addresses = addressesUnder('/')
    const content = await readContent({ paths: [folder], drafts: false, addresses, cache: memoryCache() })
    const searchables = searchablesOf(content, addresses)
    const start = performance.now()
    const index = await indexOf(searchables)
    const indexed = performance.now() - start
    const weigh = (pattern: RegExp) =>
      [...index].reduce((sum, [path, bytes]) => sum + (pattern.test(path) ? gzipSync(bytes).length : 0), 0) /
      1000
    const engine = await viva(searchables)
    try {
      const query = searchables[Math.floor(searchables.length / 2)]!.title
      const begun = performance.now()
      await engine.search(query)
      const searched = performance.now() - begun
      return {
        questions: searchables.length,
        'first search, kB': Math.round(await engine.firstSearch(query)),
        'all of it, kB': Math.round(weigh(/./)),
        'vocabulary, kB': Math.round(weigh(/vocabulary/)),
        'indexed, s': Math.round(indexed / 100) / 10,
        'first search, ms': Math.round(searched),
      }
    } finally {
      await engine.close()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

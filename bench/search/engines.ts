import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import MiniSearch from 'minisearch'
import { openIndexes } from '../../src/search/browser/pagefind.ts'
import { indexOf, type Searchable } from '../../src/search/build/pagefind.ts'
import { find } from '../../src/search/find.ts'
import { indexBare } from './bare.ts'

/** A way to search questions. */
export interface Engine {
  name: string
  /**
   * Answers one query as if it were the first of a visit: the addresses found, best first, at most ten, and whether
   * the engine says that they are not exactly what was asked.
   */
  search(query: string): Promise<{ urls: string[]; isLabelled: boolean }>
  /** How many kilobytes a first search loads, compressed. */
  firstSearch(query: string): Promise<number>
  close(): Promise<void>
}

/** This project's own search. */
export async function viva(questions: readonly Searchable[]): Promise<Engine> {
  const shelf = await shelve(await indexOf(questions))
  const open = () => openIndexes({ folder: shelf.folder, load: shelf.load, fetch: shelf.fetch })
  const search = async (query: string) => {
    const filters = { topic: '', tag: '', level: '' }
    const answer = await find(query, await open(), filters)
    const results = await answer.results(0, 10)
    return {
      urls: results.map(({ url }) => url.replace(/#.*/, '')),
      isLabelled: answer.inexact !== undefined,
    }
  }
  return { name: 'Viva', search, ...shelf.measured(search) }
}

/** Pagefind as it comes. */
export async function pagefind(questions: readonly Searchable[]): Promise<Engine> {
  const shelf = await shelve(await indexBare(questions))
  const search = async (query: string) => {
    const bare = (await shelf.load(`${shelf.folder}pagefind.js`)) as {
      createInstance(options: object): {
        search(query: string): Promise<{ results: { data(): Promise<{ raw_url: string }> }[] }>
      }
    }
    const { results } = await bare.createInstance({ basePath: shelf.folder, noWorker: true }).search(query)
    const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()))
    return { urls: pages.map(({ raw_url }) => raw_url), isLabelled: false }
  }
  return { name: 'Pagefind', search, ...shelf.measured(search) }
}

/** MiniSearch, with the settings that documentation sites commonly give it. */
export async function miniSearch(questions: readonly Searchable[]): Promise<Engine> {
  const index = new MiniSearch({ fields: ['title', 'text'], idField: 'url' })
  index.addAll(questions.map(({ url, title, html }) => ({ url, title, text: html.replace(/<[^>]*>/g, ' ') })))
  const options = { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2 } }
  const bytes = gzipSync(JSON.stringify(index)).length
  return {
    name: 'MiniSearch',
    search: async (query) => ({
      urls: index
        .search(query, options)
        .slice(0, 10)
        .map(({ id }) => id),
      isLabelled: false,
    }),
    firstSearch: async () => bytes / 1000,
    close: async () => {},
  }
}

/** Lays the files of an index down where Node can load them, and counts what is read of them. */
async function shelve(files: ReadonlyMap<string, Uint8Array>) {
  const path = await mkdtemp(join(tmpdir(), 'viva-search-'))
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(path, name)), { recursive: true })
    await writeFile(join(path, name), bytes)
  }
  const folder = `${pathToFileURL(path)}/`
  const read = new Set<string>()
  const respond = async (address: string | URL | Request) => {
    const file = fileURLToPath(String(address).replace(/\?.*/, ''))
    read.add(file)
    return new Response(readFileSync(file))
  }
  // Pagefind's own script asks by this name.
  globalThis.fetch = respond as typeof fetch
  const weightOf = (file: string) => gzipSync(readFileSync(file)).length
  return {
    folder,
    fetch: respond,
    load: (address: string) => import(address),
    measured: (search: (query: string) => Promise<unknown>) => ({
      async firstSearch(query: string) {
        read.clear()
        await search(query)
        // The script comes as a module. Pagefind as it comes has a worker do its work, for another 12 kB.
        const all = new Set([...read, join(path, 'pagefind.js')])
        return [...all].reduce((sum, file) => sum + weightOf(file), 0) / 1000
      },
      close: () => rm(path, { recursive: true }),
    }),
  }
}

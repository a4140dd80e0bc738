import type { Manifest } from '../build/pagefind.ts'
import type { Index } from '../find.ts'
import type { Hit, Page, Place } from '../ranking.ts'
import { type Known, readVocabulary, type Vocabulary, vocabularyOf } from '../vocabulary.ts'
import { codeOf, filterCodeOf } from '../words.ts'

/** What Pagefind's script gives, as far as it is used here. */
interface Pagefind {
  createInstance(options: { basePath: string; baseUrl: string; noWorker: boolean }): Instance
}

interface Instance {
  init(): Promise<void>
  search(term: string | null): Promise<{ results: FoundPage[] }>
}

interface FoundPage {
  id: string
  /** The word's places in the text. */
  words: number[]
  matchedMetaFields?: string[]
  data(): Promise<Data>
}

interface Data {
  raw_url: string
  raw_content: string
  meta: Record<string, string>
  anchors: { element: string; id: string; text: string; location: number }[]
}

/** Where the index is, and what reads it. */
export interface Source {
  /** Its address, with a slash at its end. */
  folder: string
  /** Loads a module, and a file: the browser's own, or those of a test. */
  load(address: string): Promise<unknown>
  fetch(address: string): Promise<Response>
  /** Whether Pagefind may start a worker. */
  hasWorker: boolean
}

/** Opens the indexes of a site. Throws where one cannot be had, or is another release's. */
export async function openIndexes({ folder, load, fetch, hasWorker }: Source): Promise<Index[]> {
  const read = async (path: string) => {
    const response = await fetch(folder + path)
    if (!response.ok) throw new Error(`${folder}${path} answers ${response.status}.`)
    return response
  }
  const manifest = (await (await read('viva.json')).json()) as Manifest
  if (manifest.version !== 1) throw new Error('The search index is of another release.')
  return Promise.all(
    manifest.indexes.map(async ({ language, folder: below, size, vocabularies }): Promise<Index> => {
      // A module of its own for each language: in one, they would share a memory and spoil it for each other.
      const pagefind = (await load(`${folder}${below}pagefind.js`)) as Pagefind
      const instance = pagefind.createInstance({
        basePath: folder + below,
        baseUrl: '/',
        noWorker: !hasWorker,
      })
      await instance.init()
      const parts: Promise<Known[]>[] = []
      const part = (at: number) => {
        parts[at] ??= read(vocabularies[at]!).then(async (response) => readVocabulary(await response.text()))
        return parts[at]
      }
      const wholes = new Map<number, Promise<Vocabulary>>()
      const vocabulary = (isWhole: boolean) => {
        const count = isWhole ? vocabularies.length : 1
        const known = wholes.get(count) ?? upTo(count)
        wholes.set(count, known)
        return known
      }
      const upTo = async (count: number) => {
        const read = await Promise.all(Array.from({ length: count }, (_, at) => part(at)))
        return vocabularyOf(read.flat())
      }
      const data = new Map<string, () => Promise<Data>>()
      const ask = async (term: string | null) => {
        const { results } = await instance.search(term)
        for (const { id, data: load } of results) data.set(id, load)
        return results
      }
      const pagesWith = async ({ text, coded }: Known): Promise<Hit[]> => {
        // In quotes a word is neither completed nor cut short until something fits; but how well it fits, and where it
        // stands, is told without them only.
        const word = coded ? codeOf(text) : text
        // Of one letter nearly every page holds words that begin with it.
        const isWeighed = !coded && word.length > 1
        const [holding, weighed] = await Promise.all([ask(`"${word}"`), isWeighed ? ask(word) : []])
        const byId = new Map(weighed.map((page) => [page.id, page]))
        return holding.map(({ id }) => {
          const { words, matchedMetaFields: fields = [] } = byId.get(id) ?? { words: [] }
          return { id, count: words.length, inTitle: fields.includes('title') || fields.includes('aliases') }
        })
      }
      const hits = new Map<string, Promise<Hit[]>>()
      const sets = new Map<string, Promise<ReadonlySet<string>>>()
      return {
        ...{ language, size, vocabulary },
        pagesWith(word) {
          const found = hits.get(word.text) ?? pagesWith(word)
          hits.set(word.text, found)
          return found
        },
        pagesOf(filter, value) {
          const key = `${filter}:${value}`
          const found =
            sets.get(key) ??
            ask(value === '' ? null : `"${filterCodeOf(filter, value)}"`).then(
              (pages) => new Set(pages.map(({ id }) => id)),
            )
          sets.set(key, found)
          return found
        },
        page: async (id) => pageOf(id, await data.get(id)!()),
      }
    }),
  )
}

function pageOf(id: string, { raw_url, raw_content, meta, anchors }: Data): Page {
  const content = raw_content.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('\u200b', '')
  const starts = [...content.matchAll(/\S+/g)].map(({ index }) => index)
  const places = anchors.map(
    ({ element, id, text, location }): Place => ({
      ...{
        anchor: id,
        heading: /^h[1-6]$/.test(element) ? text : '',
        start: starts[location] ?? content.length,
      },
    }),
  )
  const { title = '', topic = '', aliases = '', tags = '' } = meta
  // A question without any text stands in the index by its title.
  if (content.replace(/\.$/, '') === title.replace(/\s+/g, ' ').replace(/\.$/, '')) {
    return { id, url: raw_url, title, topic, aliases, tags, content: '', places: [] }
  }
  return { id, url: raw_url, title, topic, aliases, tags, content, places }
}

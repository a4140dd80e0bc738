import type { Manifest } from '../build/pagefind.ts'
import type { Vocabularies } from '../build/vocabularies.ts'
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
  /** Loads what a search for a term reads. */
  preload(term: string): Promise<void>
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
  /** Why a file could not be had: Pagefind does not tell, and answers as if it held nothing. */
  failure?(): Error | undefined
  /** Whether all of it is fetched anew after a failure: what is whole then and says that a word is nowhere is right. */
  isAgain?: boolean
}

/** Opens the indexes of a site. Throws where one cannot be had, or is another release's. */
export async function openIndexes({
  folder,
  load,
  fetch,
  failure = () => undefined,
  isAgain = false,
}: Source): Promise<Index[]> {
  const read = async (path: string) => {
    const response = await fetch(folder + path)
    if (!response.ok) throw new Error(`${folder}${path} answers ${response.status}.`)
    return response
  }
  // What will be needed is on its way while something else is; whoever reads it is told why it does not come.
  const ahead = (path: string) => {
    fetch(folder + path).catch(() => {})
  }
  const manifest = (await (await read('viva.json')).json()) as Manifest
  if (manifest.version !== 4) throw new Error('The search index is of another release.')
  return Promise.all(
    manifest.indexes.map(
      async ({ language, folder: below, size, vocabularies, first, chunks }): Promise<Index> => {
        // What a search needs comes at once.
        const words = wordsOf(vocabularies, async (path) => (await read(path)).text())
        for (const path of first) ahead(path)
        // A module of its own for each language: in one, they would share a memory and spoil it for each other.
        const started = load(`${folder}${below}pagefind.js`).then(async (pagefind) => {
          const instance = (pagefind as Pagefind).createInstance({
            basePath: folder + below,
            baseUrl: '/',
            noWorker: true,
          })
          await instance.init()
          return instance
        })
        // Whoever asks it is told why it does not start.
        started.catch(() => {})
        await words([])
        const data = new Map<string, () => Promise<Data>>()
        const ask = async (term: string | null) => {
          const instance = await started
          if (term !== null) await instance.preload(term)
          return inTurn(async () => {
            const broken = failure()
            if (broken) throw broken
            const { results } = await instance.search(term)
            const reason = failure()
            if (reason) throw reason
            for (const { id, data: load } of results) data.set(id, load)
            return results
          })
        }
        const pagesWith = async (word: Known): Promise<Hit[]> => {
          const { text } = word
          const isPhrase = text.includes(' ')
          const asked = [...(word.coded ? [codeOf(text)] : []), ...(word.plain ? text.split(' ') : [])]
          for (const one of asked) {
            const chunk = chunks.findLast(({ from }) => from <= one)
            if (chunk) ahead(below + chunk.path)
          }
          // Of one letter nearly every page holds words that begin with it.
          const isWeighed = word.plain && text.length > 1
          // In quotes a word is neither completed nor cut short until something fits; but how well it fits, and where it
          // stands, is told without them only.
          const [coded, holding, weighed] = await Promise.all([
            word.coded ? ask(`"${codeOf(text)}"`) : [],
            word.plain ? ask(`"${text}"`) : [],
            isWeighed ? ask(text) : [],
          ])
          const found = new Map<string, Hit>()
          const byId = new Map(weighed.map((page) => [page.id, page]))
          for (const { id, matchedMetaFields } of [...coded, ...holding]) {
            const page = byId.get(id)
            const titleSize = Math.max(
              sizeIn(matchedMetaFields),
              sizeIn(page?.matchedMetaFields),
              found.get(id)?.titleSize ?? 0,
            )
            found.set(id, { id, titleSize, count: page?.words.length ?? 0 })
          }
          // The vocabulary parts texts into words by itself, and Pagefind now and then elsewhere.
          if (found.size === 0 && !isPhrase && word.count > 1 && !isAgain)
            throw new Error(`The search index does not tell where “${text}” stands.`)
          return [...found.values()]
        }
        const hits = new Map<string, Promise<Hit[]>>()
        const sets = new Map<string, Promise<ReadonlySet<string>>>()
        return {
          ...{ language, size, vocabulary: words },
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
      },
    ),
  )
}

let last: Promise<unknown> = Promise.resolve()
let breathedAt = 0

/**
 * Does one thing after another, and between them lets the page attend to its reader: what waits for the same file would
 * else go on all at once.
 */
function inTurn<Made>(act: () => Promise<Made>): Promise<Made> {
  const made = last.then(breathe).then(act)
  last = made.catch(() => {})
  return made
}

async function breathe(): Promise<void> {
  if (performance.now() - breathedAt < 30) return
  await new Promise((resolve) => setTimeout(resolve))
  breathedAt = performance.now()
}

/** The words that are known of an index: the common ones, and the rare ones that begin as some do, each file read once. */
function wordsOf({ common, rare }: Vocabularies, read: (path: string) => Promise<string>) {
  const files = new Map<string, Promise<Known[]>>()
  const made = new Map<string, Promise<Vocabulary>>()
  const words = (path: string) => {
    const known = files.get(path) ?? read(path).then(readVocabulary)
    files.set(path, known)
    return known
  }
  const together = async (paths: readonly string[]) =>
    vocabularyOf((await Promise.all(paths.map(words))).flat())
  return (beginnings: readonly string[]): Promise<Vocabulary> => {
    const letters = new Set(beginnings.map((text) => String.fromCodePoint(text.codePointAt(0)!)))
    const needed = [...letters].flatMap((letter) => rare.findLast(({ from }) => from <= letter)?.path ?? [])
    const paths = [common, ...new Set(needed)]
    const vocabulary = made.get(paths.join()) ?? together(paths)
    made.set(paths.join(), vocabulary)
    return vocabulary
  }
}

/** Where a word stands in a title or an alias, how many words that has which say what it is about; else 0. */
function sizeIn(fields: readonly string[] = []): number {
  const sizes = fields.map((field) =>
    Number(field.match(/^(?:title|codes)(\d)$/)?.[1] ?? (field === 'aliases' ? 2 : 0)),
  )
  return Math.min(...sizes.filter((size) => size > 0), 10) % 10
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
  const { topic = '', aliases = '', tags = '' } = meta
  const title = Object.entries(meta).find(([name]) => /^title\d$/.test(name))?.[1] ?? ''
  // A question without any text stands in the index by its title.
  if (content.replace(/\.$/, '') === title.replace(/\s+/g, ' ').replace(/\.$/, '')) {
    return { id, url: raw_url, title, topic, aliases, tags, content: '', places: [] }
  }
  return { id, url: raw_url, title, topic, aliases, tags, content, places }
}

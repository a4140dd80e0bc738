import type { Manifest } from '../build/pagefind.ts'
import type { Vocabularies } from '../build/vocabularies.ts'
import type { Index } from '../find.ts'
import type { Hit, Page, Passage } from '../ranking.ts'
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
export async function openIndexes(source: Source): Promise<Index[]> {
  const manifest = (await (await read('viva.json', source)).json()) as Manifest
  if (manifest.version !== 4) throw new Error('The search index is of another release.')
  return Promise.all(manifest.indexes.map((part) => openIndex(part, source)))
}

async function openIndex(part: Manifest['indexes'][number], source: Source): Promise<Index> {
  const { language, folder: below, size } = part
  // What a search needs comes at once.
  const vocabulary = wordsOf(part.vocabularies, async (path) => (await read(path, source)).text())
  for (const path of part.first) readAhead(path, source)
  const started = start(source, below)
  // Whoever asks it is told why it does not start.
  started.catch(() => {})
  await vocabulary([])

  const data = new Map<string, () => Promise<Data>>()
  const ask: Ask = async (term) => {
    const instance = await started
    if (term !== null) await instance.preload(term)
    const { results } = await inTurn(() => searchWith(instance, term, source))
    for (const { id, data: load } of results) data.set(id, load)
    return results
  }
  return {
    ...{ language, size, vocabulary },
    pagesWith: once(
      ({ text }: Known) => text,
      (word) => {
        for (const one of askedFor(word)) {
          const chunk = part.chunks.findLast(({ from }) => from <= one)
          if (chunk) readAhead(below + chunk.path, source)
        }
        return hitsOf(word, ask, source.isAgain ?? false)
      },
    ),
    pagesOf: once(
      (filter, value) => `${filter}:${value}`,
      async (filter, value) => {
        const pages = await ask(value === '' ? null : `"${filterCodeOf(filter, value)}"`)
        return new Set(pages.map(({ id }) => id))
      },
    ),
    page: async (id) => pageOf(id, await data.get(id)!()),
  }
}

/** Asks Pagefind for the pages that hold a word; `null` for all of them. */
type Ask = (term: string | null) => Promise<FoundPage[]>

/** Pagefind for the index in a folder: a module of its own for each, for in one they would spoil a memory for each other. */
async function start({ folder, load }: Source, below: string): Promise<Instance> {
  const pagefind = (await load(`${folder}${below}pagefind.js`)) as Pagefind
  const instance = pagefind.createInstance({ basePath: folder + below, baseUrl: '/', noWorker: true })
  await instance.init()
  return instance
}

/** What Pagefind finds. Throws where a file could not be had, of which it says nothing. */
async function searchWith(instance: Instance, term: string | null, { failure = () => undefined }: Source) {
  const before = failure()
  if (before) throw before
  const found = await instance.search(term)
  const reason = failure()
  if (reason) throw reason
  return found
}

/** Where a word stands. It is of the vocabulary: where Pagefind knows it nowhere, the index could not be read, and it throws. */
async function hitsOf(word: Known, ask: Ask, isAgain: boolean): Promise<Hit[]> {
  const { text, coded, plain, count } = word
  // In quotes a word is neither completed nor cut short until something fits; but how well it fits, and where it
  // stands, is told without them only. Of one letter nearly every page holds words that begin with it.
  const [named, holding, weighed] = await Promise.all([
    coded ? ask(`"${codeOf(text)}"`) : [],
    plain ? ask(`"${text}"`) : [],
    plain && text.length > 1 ? ask(text) : [],
  ])
  const found = new Map<string, Hit>()
  const byId = new Map(weighed.map((page) => [page.id, page]))
  for (const { id, matchedMetaFields } of [...named, ...holding]) {
    const page = byId.get(id)
    const sizes = [sizeIn(matchedMetaFields), sizeIn(page?.matchedMetaFields), found.get(id)?.titleSize ?? 0]
    found.set(id, { id, titleSize: Math.max(...sizes), count: page?.words.length ?? 0 })
  }
  // The vocabulary parts texts into words by itself, and Pagefind now and then elsewhere.
  if (found.size === 0 && !text.includes(' ') && count > 1 && !isAgain)
    throw new Error(`The search index does not tell where “${text}” stands.`)
  return [...found.values()]
}

/** What Pagefind is asked for a word. */
function askedFor({ text, coded, plain }: Known): string[] {
  return [...(coded ? [codeOf(text)] : []), ...(plain ? text.split(' ') : [])]
}

async function read(path: string, { folder, fetch }: Source): Promise<Response> {
  const response = await fetch(folder + path)
  if (!response.ok) throw new Error(`${folder}${path} answers ${response.status}.`)
  return response
}

/** What will be needed is on its way while something else is; whoever reads it is told why it does not come. */
function readAhead(path: string, { folder, fetch }: Source): void {
  fetch(folder + path).catch(() => {})
}

/** Does what gives the same for the same key once. */
function once<Given extends unknown[], Made>(
  keyOf: (...given: Given) => string,
  make: (...given: Given) => Promise<Made>,
): (...given: Given) => Promise<Made> {
  const made = new Map<string, Promise<Made>>()
  return (...given) => {
    const key = keyOf(...given)
    const one = made.get(key) ?? make(...given)
    made.set(key, one)
    return one
  }
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
  const words = once(
    (path: string) => path,
    async (path) => readVocabulary(await read(path)),
  )
  const together = once(
    (paths: readonly string[]) => paths.join(),
    async (paths) => vocabularyOf((await Promise.all(paths.map(words))).flat()),
  )
  return (beginnings: readonly string[]): Promise<Vocabulary> => {
    const letters = new Set(beginnings.map((text) => String.fromCodePoint(text.codePointAt(0)!)))
    const needed = [...letters].flatMap((letter) => rare.findLast(({ from }) => from <= letter)?.path ?? [])
    return together([common, ...new Set(needed)])
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
    ({ element, id, text, location }): Passage => ({
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

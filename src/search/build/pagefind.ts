import { createHash } from 'node:crypto'
import { close, createIndex, type PagefindIndex } from 'pagefind'
import { type Chunk, inSmallerChunks } from './chunks.ts'
import { documentOf, type Searchable } from './record.ts'
import { type Vocabularies, vocabulariesOf } from './vocabularies.ts'

export type { Searchable }

/** What the browser reads first: which indexes there are, and where their vocabularies are. */
export interface Manifest {
  /** Of what these files are written for. */
  version: 4
  indexes: {
    language: string
    /** Below the folder of the manifest; empty for the folder itself. */
    folder: string
    size: number
    /** Where its words are. */
    vocabularies: Vocabularies
    /** The files that every first search reads: of a small index all. */
    first: string[]
    /** Where Pagefind has its words, in order, so that they come while it does; none where these are very many. */
    chunks: Chunk[]
  }[]
}

/** The manifest's name in the folder of the index. */
const manifestName = 'viva.json'

/**
 * Indexes questions: the files of the index by their paths. Throws in Pagefind's own words where it fails, or where
 * there is nothing to search: a site without search is a broken site.
 */
export async function indexOf(questions: readonly Searchable[]): Promise<Map<string, Uint8Array>> {
  if (questions.length === 0) throw new Error('The search index holds no question.')
  const files = new Map<string, Uint8Array>()
  const manifest: Manifest = { version: 4, indexes: [] }
  try {
    // The language of most questions first: its index lies in the folder itself.
    const languages = [...Map.groupBy(questions, ({ language }) => language.toLowerCase())].toSorted(
      ([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1),
    )
    for (const [at, [language, group]] of languages.entries()) {
      const folder = at === 0 ? '' : `${language}/`
      // Pagefind takes seconds to put its files together: in the meantime the words are.
      const made = (await feed(group, language)).getFiles()
      const vocabularies = vocabulariesOf(group, (text) => {
        const bytes = new TextEncoder().encode(text)
        const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
        const path = `${folder}vocabulary.${digest}.txt`
        files.set(path, bytes)
        return path
      })
      const used = answered(await made).files.filter(({ path }) => !unused.test(path))
      const { files: own, chunks } = inSmallerChunks(
        new Map(used.map(({ path, content }) => [path, content])),
      )
      for (const [path, bytes] of own) files.set(folder + path, bytes)
      const stemmed = [...own.keys()].some((path) => /^wasm\.(?!unknown)/.test(path))
      const parts = [...own].filter(([path]) => path.includes('/'))
      const isSmall = parts.reduce((sum, [, bytes]) => sum + bytes.length, 0) <= mostAtOnce
      const first = [...own.keys()].filter((path) =>
        stemmed && /unknown/.test(path) ? false : begins.test(path) || (isSmall && path.includes('/')),
      )
      manifest.indexes.push({
        language,
        folder,
        size: group.length,
        vocabularies,
        first: [vocabularies.common, ...first.map((path) => folder + path)],
        chunks: isSmall || chunks.length > mostNamed ? [] : chunks,
      })
    }
  } finally {
    await close()
  }
  return files.set(manifestName, new TextEncoder().encode(JSON.stringify(manifest)))
}

/** Has Pagefind read all questions of a language. */
async function feed(questions: readonly Searchable[], language: string): Promise<PagefindIndex> {
  const { index } = answered(await createIndex({ forceLanguage: language }))
  const waiting = questions.values()
  const work = async () => {
    for (const question of waiting)
      answered(await index!.addHTMLFile({ url: question.url, content: documentOf(question) }))
  }
  // Pagefind takes what it is sent in order: it need not wait for the next while an answer is on its way.
  await Promise.all(Array.from({ length: mostUnderWay }, work))
  return index!
}

const begins = /^(?:pagefind-entry\.json|wasm\..*|pagefind\..*\.pf_meta)$/

/** An index with so few bytes of words and texts is read at once: asking for each of its files takes longer. */
const mostAtOnce = 32_000

/** So many files of words are named in the manifest, which every first search reads. */
const mostNamed = 1000

/** Requests that Pagefind has not answered yet. */
const mostUnderWay = 64

/** Pagefind's own interface, and its worker, which this site has no use for. */
const unused = /^pagefind-(?:ui|modular-ui|component-ui|highlight|worker)\./

function answered<Answer extends { errors: string[] }>(answer: Answer): Answer {
  if (answer.errors.length > 0) throw new Error(`The search index failed: ${answer.errors.join('; ')}`)
  return answer
}

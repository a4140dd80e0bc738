import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { close, createIndex } from 'pagefind'
import { type Known, writeVocabulary } from '../vocabulary.ts'
import { codedWordsOf, codeOf, filterCodeOf, isSpaceless, plainWordsOf } from '../words.ts'

/** A question as it is searched. */
export interface Searchable {
  url: string
  /** A BCP 47 tag: it decides which endings of a word are the same word. */
  language: string
  title: string
  /** What stands below the title, as safe HTML whose headings and bullets have ids. */
  html: string
  aliases: readonly string[]
  topic: { id: string; title: string }
  tags: readonly { id: string; name: string }[]
  level: string | null
}

/** What the browser reads first: which indexes there are, and where their vocabularies are. */
export interface Manifest {
  /** Of what these files are written for. */
  version: 1
  indexes: {
    language: string
    /** Below the folder of the manifest; empty for the folder itself. */
    folder: string
    size: number
    /** The words that are frequent or in titles, and the others, if they are many. */
    vocabularies: string[]
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
  const manifest: Manifest = { version: 1, indexes: [] }
  try {
    // The language of most questions first: its index lies in the folder itself.
    const languages = [...Map.groupBy(questions, ({ language }) => language.toLowerCase())].toSorted(
      ([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1),
    )
    for (const [at, [language, group]] of languages.entries()) {
      const folder = at === 0 ? '' : `${language}/`
      for (const [path, bytes] of await indexLanguage(group, language)) files.set(folder + path, bytes)
      const vocabularies = vocabulariesOf(group).map((text) => {
        const bytes = new TextEncoder().encode(text)
        const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
        const path = `${folder}vocabulary.${digest}.txt`
        files.set(path, bytes)
        return path
      })
      manifest.indexes.push({ language, folder, size: group.length, vocabularies })
    }
  } finally {
    await close()
  }
  return files.set(manifestName, new TextEncoder().encode(JSON.stringify(manifest)))
}

async function indexLanguage(questions: readonly Searchable[], language: string) {
  const { index } = answered(await createIndex({ forceLanguage: language }))
  const waiting = questions.values()
  const feed = async () => {
    for (const question of waiting)
      answered(await index!.addHTMLFile({ url: question.url, content: documentOf(question) }))
  }
  // Pagefind takes what it is sent in order: it need not wait for the next while an answer is on its way.
  await Promise.all(Array.from({ length: mostUnderWay }, feed))
  const { files } = answered(await index!.getFiles())
  return files
    .filter(({ path }) => !unused.test(path))
    .map(({ path, content }): [string, Uint8Array] => [path, content])
}

/** Requests that Pagefind has not answered yet. */
const mostUnderWay = 64

/** Pagefind's own interface, which this site has no use for. */
const unused = /^pagefind-(ui|modular-ui|component-ui|highlight)\./

function answered<Answer extends { errors: string[] }>(answer: Answer): Answer {
  if (answer.errors.length > 0) throw new Error(`The search index failed: ${answer.errors.join('; ')}`)
  return answer
}

/** What Pagefind is given to read: the question and, hidden, whatever else finds it. */
function documentOf({ language, title, html, aliases, topic, tags, level }: Searchable): string {
  const names = tags.map(({ name }) => name)
  // Each place with an id stands in the index with its text: sections and bullets do, the rest would double it.
  const placed = html.replace(/(<(?!li\b|h[1-6]\b)[a-z][^>]*?) id="[^"]*"/g, '$1')
  const text = [title, textOf(html), ...aliases, ...names].join('\n')
  const codes = new Set([
    ...codedWordsOf(text).map((word) => codeOf(word.text)),
    // Not as Pagefind's own filters: it writes their values in another order each time.
    filterCodeOf('topic', topic.id),
    ...tags.map(({ id }) => filterCodeOf('tag', id)),
    ...(level ? [filterCodeOf('level', level)] : []),
  ])
  const meta = {
    ...{ title, topic: topic.title, aliases: aliases.join(' · '), tags: names.join(' · ') },
    codes: [...codes].toSorted().join(' '),
  }
  const hidden = Object.entries(meta).map(
    ([name, value]) => `<i data-pagefind-meta="${name}[data-of]" data-of="${escaped(value)}"></i>`,
  )
  // Pagefind keeps no page that has no text.
  const body = textOf(html).trim() === '' ? `<p>${escaped(title)}</p>` : placed
  return `<!doctype html><html lang="${language}"><body data-pagefind-body>${hidden.join('')}${body}</body></html>`
}

/** The words of all questions, in one file or, where that would be large, in two. */
function vocabulariesOf(questions: readonly Searchable[]): string[] {
  const words = new Map<string, Known>()
  for (const { title, html, aliases, topic, tags } of questions) {
    const prominent = wordsOf([title, ...aliases].join('\n'))
    const others = wordsOf([textOf(html), ...tags.map(({ name }) => name), topic.title].join('\n'))
    for (const [text, coded] of new Map([...others, ...prominent])) {
      const known = words.get(text) ?? { text, count: 0, inTitle: false, coded }
      known.count += 1
      known.inTitle ||= prominent.has(text)
      // What prose holds too needs no code.
      known.coded &&= coded
      words.set(text, known)
    }
  }
  const whole = writeVocabulary(words.values())
  const size = gzipSync(whole).length
  if (size <= mostBytes) return [whole]
  const byWeight = [...words.values()].toSorted(
    (a, b) => Number(b.inTitle) - Number(a.inTitle) || b.count - a.count || (a.text < b.text ? -1 : 1),
  )
  const split = Math.floor((byWeight.length * mostBytes) / size)
  return [writeVocabulary(byWeight.slice(0, split)), writeVocabulary(byWeight.slice(split))]
}

/** Of a vocabulary that every first search loads, compressed. */
const mostBytes = 40_000

function wordsOf(text: string): Map<string, boolean> {
  const plain = plainWordsOf(text)
    .filter(({ text }) => !isSpaceless(text))
    .map(({ text }): [string, boolean] => [text, false])
  const coded = codedWordsOf(text).map(({ text }): [string, boolean] => [text, true])
  return new Map([...coded, ...plain])
}

/** The text of safe HTML, its blocks apart, with the words that stand for images. */
function textOf(html: string): string {
  return html
    .replace(/<img\b[^>]*? alt="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(
      /<\/?(?:p|li|ul|ol|pre|h[1-6]|div|td|th|tr|table|blockquote|br|hr|dd|dt|summary|details)\b[^>]*>/g,
      '\n',
    )
    .replace(/<[^>]*>/g, '')
    .replace(/&(#x?[\da-f]+|\w+);/gi, (entity, name: string) => {
      if (!name.startsWith('#')) return entities[name] ?? entity
      return String.fromCodePoint(
        name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)),
      )
    })
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}

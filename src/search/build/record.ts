import { withEntities, withoutEntities } from '../../entities.ts'
import { isAskingWord, isStopWord } from '../forms.ts'
import { codedWordsOf, codeOf, filterCodeOf, plainWordsOf } from '../words.ts'

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

/** What Pagefind is given to read: the question and, hidden, whatever else finds it. */
export function documentOf({ language, title, html, aliases, topic, tags, level }: Searchable): string {
  const names = tags.map(({ name }) => name)
  // Each place with an id stands in the index with its text: sections and bullets do, the rest would double it.
  const placed = inWords(html).replace(/(<(?!li\b|h[1-6]\b)[a-z][^>]*?) id="[^"]*"/g, '$1')
  const text = [textOf(html), ...names].join('\n')
  const prominent = codesOf([title, ...aliases].join('\n'))
  const codes = new Set([
    ...codesOf(text),
    // Not as Pagefind's own filters: it writes their values in another order each time.
    filterCodeOf('topic', topic.id),
    ...tags.map(({ id }) => filterCodeOf('tag', id)),
    ...(level ? [filterCodeOf('level', level)] : []),
  ])
  const size = titleSizeOf(title, language)
  const meta = {
    ...{ [`title${size}`]: title, topic: topic.title, aliases: aliases.join(' · '), tags: names.join(' · ') },
    [`codes${size}`]: [...prominent].toSorted().join(' '),
    codes: [...codes]
      .filter((code) => !prominent.has(code))
      .toSorted()
      .join(' '),
  }
  const hidden = Object.entries(meta).map(([name, value]) =>
    value === '' ? '' : `<i data-pagefind-meta="${name}[data-of]" data-of="${withEntities(value)}"></i>`,
  )
  // Pagefind keeps no page that has no text.
  const body = textOf(html).trim() === '' ? `<p>${withEntities(title)}</p>` : placed
  return `<!doctype html><html lang="${language}"><body data-pagefind-body>${hidden.join('')}${body}</body></html>`
}

/**
 * How many words of a title say what it is about, from 1 to 9. It is a part of the names under which the index holds
 * the title, so that an answer of the index tells it: a word is more of a short title than of a long one.
 */
function titleSizeOf(title: string, language: string): number {
  const carrying = plainWordsOf(title).filter(
    ({ text }) => !isStopWord(text, language) && !isAskingWord(text, language),
  )
  return Math.min(9, Math.max(1, carrying.length))
}

function codesOf(text: string): Set<string> {
  return new Set(codedWordsOf(text).map((word) => codeOf(word.text)))
}

/** The text of safe HTML, its blocks apart, with the words that stand for images. */
export function textOf(html: string): string {
  const text = inWords(html)
    .replace(
      /<\/?(?:p|li|ul|ol|pre|h[1-6]|div|td|th|tr|table|blockquote|br|hr|dd|dt|summary|details)\b[^>]*>/g,
      '\n',
    )
    .replace(/<[^>]*>/g, '')
  return withoutEntities(text)
}

/** Safe HTML with the words of its images in their place, which Pagefind does not read. */
function inWords(html: string): string {
  return html.replace(/<img\b[^>]*? alt="([^"]*)"[^>]*>/g, ' $1 ')
}

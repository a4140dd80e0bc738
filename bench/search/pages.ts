import type { Searchable } from '../../src/search/build/pagefind.ts'

/** A question as queries are made of it. Its words are lower case, each once, in order. */
export interface Page {
  url: string
  title: string
  titleWords: string[]
  /** Those of the title that say what it is about. */
  carrying: string[]
  /** The same, with their capitals and their marks. */
  written: string[]
  /** Names in the title that have a capital letter inside. */
  names: string[]
  bodyWords: string[]
  symbols: string[]
  /** Title and text. */
  text: string
  words: Set<string>
}

export function pageOf({ url, title, html }: Searchable): Page {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x([\da-f]+);|&#(\d+);/gi, (_, hex, decimal) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
  const titleWords = wordsOf(title)
  const bodyWords = wordsOf(text)
  const written = chunksOf(title.replace(/['’]\w+/g, '')).filter((chunk) => /^[A-Za-z][\w.+#-]+$/.test(chunk))
  return {
    ...{ url, title, titleWords, bodyWords, text: `${title} ${text}` },
    carrying: titleWords.filter((word) => !filler.has(word) && word.length > 2),
    written: [...new Set(written)].filter((word) => !filler.has(word.toLowerCase())),
    names: title.match(/(?<![\w.$@-])[A-Za-z]*(?:[a-z][A-Z]|[A-Z]{2}[a-z])[A-Za-z]*(?![\w-])/g) ?? [],
    symbols: [...new Set(chunksOf(`${title} ${text}`).flatMap(symbolsOf))],
    words: new Set([...titleWords, ...bodyWords]),
  }
}

export function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/(?<![\w$.])[a-z][a-z]+(?![\w$])/g) ?? [])]
}

/** Words of which nearly every question has some. */
export const filler = new Set(
  (
    'what is the difference between and are how do does you of in to an for why when which with can would use used ' +
    'explain on or it from not be your that this have has by at as there if we will did should about its was any'
  ).split(' '),
)

function chunksOf(text: string): string[] {
  return text
    .split(/[\s;,"'`“”‘’]+/)
    .map((chunk) => chunk.replace(/^[([{]+|[)\]}.:!?]+$/g, ''))
    .filter((chunk) => chunk !== '')
}

/** What a reader would type of code: a name with a mark or a capital inside, or a sign of a language. */
function symbolsOf(chunk: string): string[] {
  const whole = chunk.match(
    /^(?:[.$@#:]?[A-Za-z_$][\w$]*(?:\.[A-Za-z_]\w*)?(?:\+\+|#)?|[a-z](?:-[a-z]+)+|O\(\w+\)|[=!<>&|?+*-]{2,3})$/,
  )?.[0]
  if (!whole || whole.length > 24 || whole.length < 2) return []
  return /[a-z][A-Z]|[^A-Za-z]/.test(whole) && !/^\d|^[*-]+$|^\w\d$/.test(whole) ? [whole] : []
}

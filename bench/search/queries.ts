import type { Searchable } from '../../src/search/build/pagefind.ts'
import { randomFrom } from '../random.ts'

/** A query that was made from a question, which therefore should be found by it. */
export interface KnownItem {
  kind: Kind
  query: string
  /** The address of the question; `undefined` where nothing should be found. */
  url: string | undefined
}

export type Kind = (typeof kinds)[number]

export const kinds = [
  'words of the title',
  'two rare title words',
  'words of the answer only',
  'a typo in one word',
  'the last word half typed',
  'symbols and identifiers',
  'natural sentences',
  'words that are nowhere',
] as const

/**
 * Makes queries of every kind from questions, the same ones for the same seed, at most `most` of a kind. Each points
 * to one question: where its words stand in several titles alike, it is not asked.
 */
export function makeQueries(questions: readonly Searchable[], seed: number, most: number): KnownItem[] {
  const random = randomFrom(seed)
  const pages = questions.map((question) => pageOf(question))
  const counts = new Map<string, number>()
  for (const { words } of pages) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const countOf = (word: string) => counts.get(word) ?? 0
  const rarest = (words: readonly string[]) =>
    words.toSorted((a, b) => countOf(a) - countOf(b) || (a < b ? -1 : 1))
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const shuffled = <T>(list: readonly T[]) =>
    list
      .map((one) => ({ one, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ one }) => one)
  const holders = (words: readonly string[]) =>
    pages.filter((page) => words.every((word) => page.words.has(word)))
  const titled = (words: readonly string[]) =>
    pages.filter((page) => words.every((word) => page.titleWords.includes(word))).length
  const bare = (url: string) => (query: string | undefined) => (query ? { query, url } : undefined)

  const makers: Record<Kind, (page: Page) => { query: string; url: string | undefined } | undefined> = {
    'words of the title': (page) => bare(page.url)(titled(page.titleWords) === 1 ? page.title : undefined),
    'two rare title words': (page) => {
      const words = rarest(page.carrying).slice(0, 2)
      return bare(page.url)(words.length === 2 && titled(words) === 1 ? words.join(' ') : undefined)
    },
    'words of the answer only': (page) => {
      const others = rarest(
        page.bodyWords.filter(
          (word) => !page.titleWords.includes(word) && word.length > 3 && !filler.has(word),
        ),
      ).slice(0, 12)
      const words = shuffled(others).slice(0, 3)
      return bare(page.url)(words.length === 3 && holders(words).length === 1 ? words.join(' ') : undefined)
    },
    'a typo in one word': (page) => {
      const words = page.carrying.slice(0, 4)
      const long = words.filter((word) => word.length >= 5 && /^[a-z]+$/.test(word))
      if (long.length === 0 || titled(words) !== 1) return undefined
      const meant = oneOf(long)
      const typed = slip(meant, random)
      if (countOf(typed) > 0) return undefined
      return { query: words.map((word) => (word === meant ? typed : word)).join(' '), url: page.url }
    },
    'the last word half typed': (page) => {
      const words = page.carrying.slice(0, 3)
      const last = words.at(-1)
      if (words.length < 2 || !last || last.length < 5 || titled(words) !== 1) return undefined
      const half = last.slice(0, Math.max(3, Math.ceil(last.length * 0.6)))
      return { query: [...words.slice(0, -1), half].join(' '), url: page.url }
    },
    'symbols and identifiers': (page) => {
      const holding = (symbol: string) => pages.filter(({ text }) => text.includes(symbol))
      const own = page.symbols.filter((symbol) => holding(symbol).length <= 3)
      if (own.length === 0) return undefined
      const symbol = oneOf(own)
      const others = holding(symbol).filter((other) => other !== page)
      const company = page.carrying.find((word) => others.every((other) => !other.words.has(word)))
      return bare(page.url)(others.length === 0 ? symbol : company && `${company} ${symbol}`)
    },
    'natural sentences': (page) => {
      const words = shuffled(rarest(page.carrying).slice(0, 3))
      const body = page.bodyWords.filter((word) => !page.titleWords.includes(word) && word.length > 4)
      const extra = oneOf(rarest(body.slice(0, 20)))
      if (words.length < 2 || !extra || titled(words) !== 1) return undefined
      const [a, b = '', c = ''] = words
      const query = oneOf(sentences)(inflected(a!, random), b, extra).concat(
        c && random() < 0.5 ? ` with ${c}` : '',
      )
      return { query, url: page.url }
    },
    'words that are nowhere': () => {
      const word = oneOf(nowhere)
      return countOf(word) === 0 ? { query: word, url: undefined } : undefined
    },
  }
  return kinds.flatMap((kind) => {
    const items = shuffled(pages).flatMap((page) => {
      const made = makers[kind](page)
      return made ? [{ kind, ...made }] : []
    })
    return [...new Map(items.map((item) => [item.query, item])).values()].slice(0, most)
  })
}

interface Page {
  url: string
  title: string
  /** In order, each once. */
  titleWords: string[]
  /** Those of the title that say what it is about. */
  carrying: string[]
  bodyWords: string[]
  symbols: string[]
  /** Title and text. */
  text: string
  words: Set<string>
}

function pageOf({ url, title, html }: Searchable): Page {
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
  const chunks = `${title} ${text}`
    .split(/[\s;,"'`“”‘’]+/)
    .map((chunk) => chunk.replace(/^[([{]+|[)\]}.:!?]+$/g, ''))
  return {
    ...{ url, title, titleWords, bodyWords, text: `${title} ${text}` },
    carrying: titleWords.filter((word) => !filler.has(word) && word.length > 2),
    symbols: [...new Set(chunks.flatMap(symbolsOf))],
    words: new Set([...titleWords, ...bodyWords]),
  }
}

/** What a reader would type of code: a name with a mark or a capital inside, or a sign of a language. */
function symbolsOf(chunk: string): string[] {
  const whole = chunk.match(
    /^(?:[.$@#]?[A-Za-z_$][\w$]*(?:\.[A-Za-z_]\w*)?(?:\+\+|#)?|O\(\w+\)|[=!<>&|?+*-]{2,3})$/,
  )?.[0]
  if (!whole || whole.length > 24 || whole.length < 2) return []
  return /[a-z][A-Z]|[^A-Za-z]/.test(whole) && !/^\d|^[*-]+$|^\w\d$/.test(whole) ? [whole] : []
}

function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/(?<![\w$.])[a-z][a-z]+(?![\w$])/g) ?? [])]
}

/** One slip of the fingers: two letters swapped, one missing, or the key beside it. */
function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const kind = Math.floor(random() * 3)
  if (kind === 0 && word[at] !== word[at + 1])
    return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
  if (kind === 1) return word.slice(0, at) + word.slice(at + 1)
  const row = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'].find((row) => row.includes(word[at]!))!
  const key = row.indexOf(word[at]!)
  return word.slice(0, at) + (row[key + 1] ?? row[key - 1]) + word.slice(at + 1)
}

function inflected(word: string, random: () => number): string {
  if (random() < 0.5 || !/[a-z]$/.test(word)) return word
  return word.endsWith('s') ? word.slice(0, -1) : `${word}s`
}

const sentences: ((a: string, b: string, extra: string) => string)[] = [
  (a, b, extra) => `how do I use ${a} for ${b} when there is ${extra}`,
  (a, b, extra) => `what happens with ${a} if the ${b} is ${extra}`,
  (a, b, extra) => `why should we have ${extra} and ${a} in ${b}`,
  (a, b, extra) => `can you explain to me the ${b} of ${a} and ${extra}`,
]

const filler = new Set(
  (
    'what is the difference between and are how do does you of in to an for why when which with can would use used ' +
    'explain on or it from not be your that this have has by at as there if we will did should about its was any'
  ).split(' '),
)

const nowhere = (
  'photosynthesis chlorophyll saxophone violoncello marsupial kangaroo archipelago tectonic glacier monsoon basilica ' +
  'cathedral renaissance baroque impressionist watercolour ceramics porcelain embroidery upholstery chandelier ' +
  'mahogany eucalyptus rhododendron chrysanthemum dandelion asparagus cauliflower artichoke pomegranate tangerine ' +
  'marmalade vinaigrette croissant baguette cappuccino mozzarella parmesan prosciutto rhubarb cinnamon nutmeg ' +
  'cardamom turmeric horseradish sauerkraut pterodactyl brontosaurus mastodon rhinoceros hippopotamus orangutan ' +
  'zzzqqq xylophone bassoon harpsichord trombone clarinet tambourine cardiologist orthodontist stethoscope ' +
  'penicillin appendicitis vertebrae clavicle femur gymnastics badminton volleyball triathlon snowboarding'
).split(' ')

import type { Searchable } from '../../src/search/build/pagefind.ts'
import { randomFrom } from '../random.ts'
import { nowhere } from './nowhere.ts'
import { filler, type Page, pageOf, wordsOf } from './pages.ts'
import { roughSlips, slip } from './slips.ts'

/** A query that was made from a question, which therefore should be found by it. */
export interface KnownItem {
  kind: Kind
  query: string
  /** The addresses of the questions that answer it, mostly one; none where nothing should be found. */
  urls: readonly string[]
}

export type Kind = (typeof kinds)[number]

export const kinds = [
  'title words, as written',
  'single names',
  'two rare title words',
  'words of the answer only',
  'a typo in one word',
  'a rougher typo',
  'words split or joined',
  'the last word half typed',
  'symbols and identifiers',
  'phrases',
  'natural sentences',
  'words that are nowhere',
  'names that are nowhere',
] as const

type Made = Omit<KnownItem, 'kind'> | undefined

/**
 * Makes queries of every kind from questions, the same ones for the same seed, at most `most` of a kind. Each points
 * to one question, but for single names, which point to all that have them in their titles: where its words stand in
 * several titles alike, it is not asked.
 */
export function makeQueries(questions: readonly Searchable[], seed: number, most: number): KnownItem[] {
  const random = randomFrom(seed)
  const pages = questions.map((question) => pageOf(question))
  const counts = new Map<string, number>()
  for (const { words } of pages) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const countOf = (word: string) => counts.get(word) ?? 0
  const everything = pages.map(({ text }) => text.toLowerCase()).join('\n')
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
  const asking =
    ({ url }: Page) =>
    (query: string | undefined): Made =>
      query ? { query, urls: [url] } : undefined
  /** One to three words of the title, one of them mistyped so that it is another word that is nowhere. */
  const mistyped = (page: Page, ways: (word: string) => string[]): Made => {
    const words = rarest(page.carrying).slice(0, 1 + Math.floor(random() * 3))
    if (titled(words) !== 1) return undefined
    const slips = words
      .filter((word) => word.length >= 5 && /^[a-z]+$/.test(word))
      .flatMap((meant) => ways(meant).map((typed) => ({ meant, typed })))
      .filter(({ typed }) => countOf(typed) === 0)
    if (slips.length === 0) return undefined
    const { meant, typed } = oneOf(slips)
    return asking(page)(words.map((word) => (word === meant ? typed : word)).join(' '))
  }
  const nothing = (query: string): Made =>
    everything.includes(query.toLowerCase()) ? undefined : { query, urls: [] }

  const makers: Record<Kind, (page: Page) => Made> = {
    'title words, as written': (page) => {
      const words = page.written.slice(0, 2 + Math.floor(random() * 4))
      const whole = random() < 0.3
      if (titled(whole ? page.titleWords : words.flatMap(wordsOf)) !== 1) return undefined
      return asking(page)(whole ? page.title : words.join(' '))
    },
    'single names': (page) => {
      if (page.names.length === 0) return undefined
      const query = oneOf(page.names)
      return { query, urls: pages.filter(({ title }) => hasName(title, query)).map(({ url }) => url) }
    },
    'two rare title words': (page) => {
      const words = rarest(page.carrying).slice(0, 2)
      return asking(page)(words.length === 2 && titled(words) === 1 ? words.join(' ') : undefined)
    },
    'words of the answer only': (page) => {
      const others = rarest(
        page.bodyWords.filter(
          (word) => !page.titleWords.includes(word) && word.length > 3 && !filler.has(word),
        ),
      ).slice(0, 12)
      const words = shuffled(others).slice(0, 3)
      return asking(page)(words.length === 3 && holders(words).length === 1 ? words.join(' ') : undefined)
    },
    'a typo in one word': (page) => mistyped(page, (word) => [slip(word, random)]),
    'a rougher typo': (page) => mistyped(page, roughSlips),
    'words split or joined': (page) => {
      const words = page.carrying.slice(0, 4)
      if (titled(words) !== 1) return undefined
      const joined = words
        .slice(1)
        .map((word, at) => [words[at]!, word])
        .filter(([a, b]) => page.title.toLowerCase().includes(`${a} ${b}`) && countOf(a! + b) === 0)
      const split = words.flatMap((word) =>
        Array.from({ length: Math.max(0, word.length - 5) }, (_, at) => [word, at + 3] as const).filter(
          ([, at]) => countOf(word.slice(0, at)) > 0 && countOf(word.slice(at)) > 0,
        ),
      )
      if (joined.length > 0 && random() < 0.5) {
        const [a, b] = oneOf(joined)
        return asking(page)(words.join(' ').replace(`${a} ${b}`, `${a}${b}`))
      }
      if (split.length === 0) return undefined
      const [word, at] = oneOf(split)
      return asking(page)(words.join(' ').replace(word, `${word.slice(0, at)} ${word.slice(at)}`))
    },
    'the last word half typed': (page) => {
      const words = page.carrying.slice(0, 3)
      const last = words.at(-1)
      if (words.length < 2 || !last || last.length < 5 || titled(words) !== 1) return undefined
      const half = last.slice(0, Math.max(3, Math.ceil(last.length * 0.6)))
      return asking(page)([...words.slice(0, -1), half].join(' '))
    },
    'symbols and identifiers': (page) => {
      const holding = (symbol: string) =>
        pages.filter(({ text }) => text.toLowerCase().includes(symbol.toLowerCase()))
      const own = page.symbols.filter((symbol) => holding(symbol).length <= 3)
      if (own.length === 0) return undefined
      const symbol = oneOf(own)
      const others = holding(symbol).filter((other) => other !== page)
      const company = page.carrying.find((word) => others.every((other) => !other.words.has(word)))
      return asking(page)(others.length === 0 ? symbol : company && `${company} ${symbol}`)
    },
    phrases: (page) => {
      const runs = [...page.text.matchAll(/(?<![\w-])[a-z]{2,} (?=[a-z]{3,} [a-z]{3,}(?![\w-]))/g)].map(
        ({ 0: first, index }) => first + page.text.slice(index + first.length).match(/^\w+ \w+/)![0],
      )
      if (runs.length === 0) return undefined
      const phrase = oneOf(runs)
      const isElsewhere = pages.some((other) => other !== page && other.text.toLowerCase().includes(phrase))
      return asking(page)(isElsewhere ? undefined : `"${phrase}"`)
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
      return { query, urls: [page.url] }
    },
    'words that are nowhere': () => nothing(oneOf(nowhere.words)),
    'names that are nowhere': () => nothing(oneOf(nowhere.names)),
  }
  return kinds.flatMap((kind) => {
    const items = shuffled(pages).flatMap((page) => {
      const made = makers[kind](page)
      return made ? [{ kind, ...made }] : []
    })
    return [...new Map(items.map((item) => [item.query, item])).values()].slice(0, most)
  })
}

/** Whether a title has a name, in whatever case. */
function hasName(title: string, name: string): boolean {
  return new RegExp(`(?<![\\w])${name}(?![\\w])`, 'i').test(title)
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

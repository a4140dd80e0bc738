import { nearestOf } from './alternatives.ts'
import { beginningsOf, type Query, readQuery, type Term, termOf } from './query.ts'
import { type Hit, type Page, type Result, rank, resultOf } from './ranking.ts'
import { choose, rarityIn, type Scored as ScoredPage, scoresOf } from './scores.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** The index of the questions of one language. */
export interface Index {
  language: string
  /** How many questions it holds. */
  size: number
  /**
   * The words of its questions: those that are frequent or in titles, and of the rare ones those whose first letter is
   * that of one of these beginnings.
   */
  vocabulary(beginnings: readonly string[]): Promise<Vocabulary>
  /**
   * The questions that hold a word in any of its forms, or words side by side. All of them must be of the vocabulary:
   * where there is none for a single word the index could not be read, and it throws.
   */
  pagesWith(word: Known): Promise<Hit[]>
  /** The questions that a filter lets through; an empty one all of them. */
  pagesOf(filter: keyof Filters, value: string): Promise<ReadonlySet<string>>
  page(id: string): Promise<Page>
}

/** What narrows a search, by id; an empty text does not. */
export interface Filters {
  topic: string
  tag: string
  level: string
}

/** What a search found. */
export interface Answer {
  /** How many questions. */
  count: number
  /** What differs from what was asked; `undefined` where nothing does. */
  inexact: Inexact | undefined
  /** Words that questions hold and that look like those that are nowhere. */
  nearest: string[]
  /** What was left out because it was asked to be. */
  without: string[]
  /** The words found, for marking them elsewhere. */
  terms: Term[]
  language: string
  /** Results from one place in their order to another. */
  results(from: number, to: number): Promise<Result[]>
  /** How many of the questions found a filter would let through, the other filters being as they are. */
  countOf(filter: keyof Filters, value: string): Promise<number>
}

export interface Inexact {
  /** The words searched instead of what was typed. */
  instead: { typed: string; instead: string }[]
  /** What no question holds. */
  missing: string[]
  /** What the best of the questions does not hold, though others do. */
  lacking: string[]
}

/** Searches for what was typed. Where nothing was, a filter alone finds all that it lets through. */
export async function find(typed: string, indexes: readonly Index[], filters: Filters): Promise<Answer> {
  const term = termOf(typed)
  const searches = await Promise.all(indexes.map((index) => searchIn(index, term, filters)))
  const closest = Math.min(...searches.map(({ remoteness }) => remoteness))
  const kept = searches.filter(({ remoteness }) => remoteness === closest)
  const [best] = kept.toSorted((a, b) => (b.pages[0]?.score ?? 0) - (a.pages[0]?.score ?? 0))
  const pages = kept.flatMap((search) => search.pages.map((page) => ({ ...page, search }))).toSorted(byScore)
  let reading: ReturnType<typeof ranked> | undefined
  const first = () => {
    reading ??= ranked(pages.slice(0, mostRead))
    return reading
  }
  const { instead, missing } = best!
  const [top] = pages.some(({ isWhole }) => isWhole) ? [] : await first()
  const lacking = top ? top.search.lackingIn(top.page.id) : []
  const isInexact = pages.length > 0 && instead.length + missing.length + lacking.length > 0

  return {
    count: pages.length,
    inexact: isInexact ? { instead, missing, lacking } : undefined,
    nearest: pages.length > 0 ? [] : [...new Set(searches.flatMap(({ nearest }) => nearest))].slice(0, 5),
    without: best!.query.without.map(({ typed }) => typed),
    terms: best!.query.terms,
    language: best!.index.language,
    async results(from, to) {
      const later = await ranked(pages.slice(mostRead, Math.max(mostRead, to)))
      return [...(await first()), ...later]
        .slice(from, to)
        .map(({ page, search: { query, rarities, index } }) =>
          resultOf(page, query, rarities, index.language),
        )
    },
    async countOf(filter, value) {
      let count = 0
      for (const { index, unfiltered } of kept) {
        count += (await filtered(unfiltered, index, { ...filters, [filter]: value })).length
      }
      return count
    },
  }
}

/**
 * How many of the first pages are put in order by their texts: more than are shown at first, since the order of the best
 * is known by these only, and as many as browsers ask a server for in two goes.
 */
const mostRead = 12

interface Scored {
  id: string
  score: number
  /** Whether it holds all words that are somewhere. */
  isWhole: boolean
}

interface Search {
  index: Index
  query: Query
  rarities: number[]
  /** What was found, best first, before and after the filters. */
  unfiltered: Scored[]
  pages: Scored[]
  instead: Inexact['instead']
  missing: string[]
  /** Which words that are somewhere a page found does not hold, as they were typed. */
  lackingIn(id: string): string[]
  nearest: string[]
  /** 0 for an exact answer; an answer of one language makes less exact ones of others needless. */
  remoteness: number
}

async function searchIn(index: Index, typed: string, filters: Filters): Promise<Search> {
  const { language, size } = index
  let vocabulary = await index.vocabulary([])
  let query = readQuery(typed, vocabulary, language)
  const beginnings = beginningsOf(query)
  if (beginnings.length > 0) {
    vocabulary = await index.vocabulary(beginnings)
    query = readQuery(typed, vocabulary, language)
  }
  const hits = new Map<Known, Hit[]>()
  const fetch = async (words: Iterable<Known>) => {
    await Promise.all(
      [...new Set(words)].map(async (word) => {
        if (!hits.has(word)) hits.set(word, await index.pagesWith(word))
      }),
    )
  }
  await fetch([
    ...query.terms.flatMap(({ words }) => words),
    ...[...query.alternatives.values()].flatMap((choices) => choices.flatMap(({ words }) => words)),
    ...query.without.flatMap(({ words }) => words),
  ])
  const pairs = new Map(
    [...query.joins].map(([at, whole]) => {
      const [a, b] = [query.terms[at]!, query.terms[at + 1]!]
      const areKnown = a.how === 'exact' && b.how === 'exact'
      const pair = { ...whole, text: `${a.text} ${b.text}`, coded: false, plain: true }
      return [at, { whole, pair: areKnown ? pair : undefined }] as const
    }),
  )
  await fetch([...pairs.values()].flatMap(({ whole, pair }) => (pair ? [whole, pair] : [whole])))
  query = { ...query, terms: joined(choose(query, hits, size), pairs, hits) }

  const { terms } = query
  const rarities = terms.map((term) => {
    const isName = query.isSentence && term.words[0]?.coded === true && term.words[0].plain === false
    return rarityIn(term, hits, size) * (isName ? 2 : 1)
  })
  const scored = scoresOf(terms, rarities, hits)
  if (typed === '' && Object.values(filters).some((value) => value !== '')) {
    for (const id of await index.pagesOf('topic', '')) scored.set(id, nothing)
  }
  for (const { words } of query.without) {
    for (const { id } of words.flatMap((word) => hits.get(word)!)) scored.delete(id)
  }
  const unfiltered = enough([...scored], query, rarities)
  const missing = terms.filter(({ how }) => how === 'nowhere')
  const instead = terms
    .filter(({ how }) => how !== 'exact' && how !== 'completed' && how !== 'nowhere')
    .map(({ typed, how, words }) => ({
      typed,
      // Of forms of one word one tells enough.
      instead: (how === 'corrected' ? words : words.slice(0, 1)).map(({ text }) => text).join(', '),
    }))
  const unheard = [...missing.map(({ typed }) => typed), ...query.names]
  const isPartial = !unfiltered.some(({ isWhole }) => isWhole)
  return {
    ...{ index, query, rarities, unfiltered, instead, missing: unheard },
    pages: await filtered(unfiltered, index, filters),
    lackingIn: (id) =>
      terms
        .filter(({ how }, at) => how !== 'nowhere' && !scored.get(id)!.terms.has(at))
        .map(({ typed }) => typed),
    nearest:
      unfiltered.length > 0
        ? []
        : missing.slice(0, 3).flatMap(({ text }) => nearestOf(text, vocabulary, 3).map(({ text }) => text)),
    remoteness:
      unfiltered.length === 0 ? 4 : unheard.length > 0 ? 3 : instead.length > 0 ? 2 : isPartial ? 1 : 0,
  }
}

const nothing: ScoredPage = { score: 0, held: 0, terms: new Set(), titled: 0 }

/**
 * Pairs of words that stand nowhere side by side are read as the one word that questions hold; of others, that word
 * stands for both.
 */
function joined(
  terms: readonly Term[],
  pairs: ReadonlyMap<number, { whole: Known; pair: Known | undefined }>,
  hits: ReadonlyMap<Known, Hit[]>,
): Term[] {
  const read: Term[] = []
  // What the word before and this one are together.
  let common: Known[] = []
  for (let at = 0; at < terms.length; at += 1) {
    const { whole, pair } = pairs.get(at) ?? {}
    const term = terms[at]!
    const next = terms[at + 1]
    const areBoth = pair && (hits.get(pair)!.length > 0 || (next && isHyphenated(whole!, [term, next], hits)))
    if (whole && next && !areBoth) {
      read.push({ text: whole.text, typed: `${term.typed} ${next.typed}`, how: 'joined', words: [whole] })
      common = []
      at += 1
    } else {
      const own = whole && next ? [whole] : []
      read.push({ ...term, words: [...term.words, ...common, ...own] })
      common = own
    }
  }
  return read
}

/** Whether all that hold a whole hold its two words too: it is written with a hyphen between them. */
function isHyphenated(whole: Known, parts: readonly Term[], hits: ReadonlyMap<Known, Hit[]>): boolean {
  const holders = parts.map(({ words }) => new Set(hits.get(words[0]!)!.map(({ id }) => id)))
  return hits.get(whole)!.every(({ id }) => holders.every((holding) => holding.has(id)))
}

/** Pages that hold enough of a query, best first: all of its words, or most of them where few hold all. */
function enough(
  scored: [id: string, page: ScoredPage][],
  { terms, isSentence }: Query,
  rarities: readonly number[],
) {
  const present = terms.filter(({ how }) => how !== 'nowhere').length
  const total = rarities.reduce((sum, rarity, at) => sum + (terms[at]!.how === 'nowhere' ? 0 : rarity), 0)
  const all = scored.filter(([, { terms }]) => terms.size === present)
  // What holds all words by chance has none of them in its title.
  const areChance = present > 1 && all.length < few && !all.some(([, { titled }]) => titled > 0)
  const most = scored.reduce((most, [, { held }]) => Math.max(most, held), 0)
  // Of a sentence nobody wrote down, what holds the most of it.
  const least = isSentence
    ? Math.min(total * (all.length > 0 ? 0.6 : 0.35), most * 0.8)
    : total * (areChance ? 0.5 : 2)
  return scored
    .filter(([, { terms, held }]) => (terms.size === present && held >= total * 0.25) || held >= least)
    .map(([id, { score, terms }]) => ({ id, score, isWhole: terms.size === present }))
    .toSorted((a, b) => (isSentence ? 0 : Number(b.isWhole) - Number(a.isWhole)) || b.score - a.score)
}

/** So few questions that hold all words are not taken for the answer, unless one has them in its title. */
const few = 3

async function filtered(pages: readonly Scored[], index: Index, filters: Filters): Promise<Scored[]> {
  const sets = await Promise.all(
    Object.entries(filters)
      .filter(([, value]) => value !== '')
      .map(([filter, value]) => index.pagesOf(filter as keyof Filters, value)),
  )
  return pages.filter(({ id }) => sets.every((set) => set.has(id)))
}

/** Pages with their texts, best first. */
async function ranked<One extends Scored & { search: Search }>(
  pages: readonly One[],
): Promise<{ page: Page; score: number; search: Search }[]> {
  const groups = Map.groupBy(pages, ({ search }) => search)
  const lists = await Promise.all(
    [...groups].map(async ([search, group]) => {
      const { index, query, rarities } = search
      const { language, size } = index
      const read = await Promise.all(group.map(({ id }) => index.page(id)))
      const vocabulary = await index.vocabulary([])
      return rank(read, query, { rarities, vocabulary, all: size, language }).map((one) => ({
        ...one,
        search,
      }))
    }),
  )
  return lists.flat().toSorted(byScore)
}

function byScore(a: { score: number }, b: { score: number }): number {
  return b.score - a.score
}

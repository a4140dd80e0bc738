import { type Query, readQuery, type Term, termOf } from './query.ts'
import { type Hit, type Page, type Result, rank, rarityOf, resultOf } from './ranking.ts'
import { type Known, nearestOf, type Vocabulary } from './vocabulary.ts'

/** The index of the questions of one language. */
export interface Index {
  language: string
  /** How many questions it holds. */
  size: number
  /** The words of its questions; the first call may leave out rare ones, which stand in the text of few questions. */
  vocabulary(isWhole: boolean): Promise<Vocabulary>
  /** The questions that hold a word in any of its forms. The word must be of the vocabulary. */
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
  /** The words found, for marking them elsewhere. */
  terms: Term[]
  language: string
  /** Results from one place in their order to another. */
  results(from: number, to: number): Promise<Result[]>
  /** How many of the questions found a filter would let through, the other filters being as they are. */
  countOf(filter: keyof Filters, value: string): Promise<number>
}

export interface Inexact {
  /** The words searched instead of what was typed; empty where words were only left out. */
  corrected: { typed: string; instead: string }[]
  /** What no question holds. */
  missing: string[]
  /** Whether no question holds all of the words. */
  isPartial: boolean
}

/** Searches for what was typed. Where nothing was, a filter alone finds all that it lets through. */
export async function find(typed: string, indexes: readonly Index[], filters: Filters): Promise<Answer> {
  const term = termOf(typed)
  const searches = await Promise.all(indexes.map((index) => searchIn(index, term, filters)))
  const closest = Math.min(...searches.map(({ remoteness }) => remoteness))
  const kept = searches.filter(({ remoteness }) => remoteness === closest)
  const [best] = kept.toSorted((a, b) => (b.pages[0]?.score ?? 0) - (a.pages[0]?.score ?? 0))
  const pages = kept.flatMap((search) => search.pages.map((page) => ({ ...page, search }))).toSorted(byScore)

  return {
    count: pages.length,
    inexact: pages.length > 0 ? best!.inexact : undefined,
    nearest: pages.length > 0 ? [] : [...new Set(searches.flatMap(({ nearest }) => nearest))].slice(0, 5),
    terms: best!.query.terms,
    language: best!.index.language,
    async results(from, to) {
      // More than are shown at first are read, since the order of the best is known by their texts only.
      const first = await ranked(pages.slice(0, read))
      const later = await ranked(pages.slice(read, Math.max(read, to)))
      return [...first, ...later]
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

/** How many of the first pages are put in order by their texts. */
const read = 12

interface Scored {
  id: string
  score: number
}

interface Search {
  index: Index
  query: Query
  rarities: number[]
  /** What was found, best first, before and after the filters. */
  unfiltered: Scored[]
  pages: Scored[]
  inexact: Inexact | undefined
  nearest: string[]
  /** 0 for an exact answer; an answer of one language makes less exact ones of others needless. */
  remoteness: number
}

async function searchIn(index: Index, typed: string, filters: Filters): Promise<Search> {
  const { language, size } = index
  let vocabulary = await index.vocabulary(false)
  let query = readQuery(typed, vocabulary, language)
  if (query.terms.some(({ how }) => how !== 'exact')) {
    const whole = await index.vocabulary(true)
    if (whole !== vocabulary) query = readQuery(typed, whole, language)
    vocabulary = whole
  }
  const hits = new Map<Known, Hit[]>()
  const words = new Set(query.terms.flatMap(({ words }) => words))
  await Promise.all([...words].map(async (word) => hits.set(word, await index.pagesWith(word))))
  query = { ...query, terms: choose(query.terms, hits, size) }

  const rarities = query.terms.map((term) => rarityIn(term, hits, size))
  const scored = scoresOf(query.terms, rarities, hits)
  if (typed === '' && Object.values(filters).some((value) => value !== '')) {
    for (const id of await index.pagesOf('topic', '')) scored.set(id, { score: 0, held: 0, terms: 0 })
  }
  const present = query.terms.filter(({ how }) => how !== 'nowhere')
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0)
  const all = [...scored].filter(([, { terms }]) => terms === present.length)
  const least = query.isSentence ? (all.length > 0 ? 0.6 : 0.35) : all.length > 0 ? 2 : 0.5
  const unfiltered = [...scored]
    .filter(
      ([, { terms, held }]) => (terms === present.length && held >= total * 0.25) || held >= total * least,
    )
    .map(([id, { score }]) => ({ id, score }))
    .toSorted(byScore)
  const missing = query.terms.filter(({ how }) => how === 'nowhere')
  const corrected = query.terms
    .filter(({ how }) => how === 'corrected')
    .map(({ typed, words }) => ({ typed, instead: words[0]!.text }))
  const isPartial = all.length === 0
  const isInexact = missing.length > 0 || corrected.length > 0 || isPartial
  return {
    ...{ index, query, rarities, unfiltered },
    pages: await filtered(unfiltered, index, filters),
    inexact: isInexact ? { corrected, missing: missing.map(({ typed }) => typed), isPartial } : undefined,
    nearest:
      unfiltered.length > 0 ? [] : missing.slice(0, 3).flatMap(({ text }) => offersFor(text, vocabulary)),
    remoteness:
      unfiltered.length === 0 ? 4 : missing.length > 0 ? 3 : corrected.length > 0 ? 2 : isPartial ? 1 : 0,
  }
}

function offersFor(text: string, vocabulary: Vocabulary): string[] {
  return nearestOf(text, vocabulary, 3).map(({ text }) => text)
}

/** Of the words that may have been meant, those are taken that stand where the others do. */
function choose(terms: readonly Term[], hits: ReadonlyMap<Known, Hit[]>, size: number): Term[] {
  if (terms.every(({ how }) => how !== 'corrected')) return [...terms]
  const certain = terms.filter(({ how }) => how !== 'corrected')
  const rarities = certain.map((term) => rarityIn(term, hits, size))
  const others = scoresOf(certain, rarities, hits)
  return terms.map((term) => {
    if (term.how !== 'corrected') return term
    const worth = (word: Known, at: number) => {
      const best = hits.get(word)!.reduce((best, { id, inTitle }) => {
        const company = others.get(id)
        return Math.max(best, (company?.held ?? 0) + (company ? (inTitle ? 1 : 0) : 0))
      }, 0)
      return best - at * 0.5
    }
    const [chosen] = term.words
      .map((word, at) => ({ word, worth: worth(word, at) }))
      .toSorted((a, b) => b.worth - a.worth)
    return { ...term, words: [chosen!.word] }
  })
}

function rarityIn({ words }: Term, hits: ReadonlyMap<Known, Hit[]>, size: number): number {
  const most = Math.max(0, ...words.slice(0, 1).map((word) => hits.get(word)!.length))
  return rarityOf(Math.min(size, most), size)
}

/** How well each page answers by what the index alone tells. */
function scoresOf(terms: readonly Term[], rarities: readonly number[], hits: ReadonlyMap<Known, Hit[]>) {
  const pages = new Map<string, { score: number; held: number; terms: number }>()
  terms.forEach(({ words, how }, term) => {
    const best = new Map<string, number>()
    words.forEach((word, at) => {
      const likeness = at === 0 ? 1 : how === 'exact' ? 0.5 : 0.9
      for (const { id, count, inTitle } of hits.get(word)!) {
        const value = likeness * ((inTitle ? 2 : 0.6) + (0.6 * count) / (count + 1.5))
        best.set(id, Math.max(best.get(id) ?? 0, value))
      }
    })
    for (const [id, value] of best) {
      const page = pages.get(id) ?? { score: 0, held: 0, terms: 0 }
      page.score += rarities[term]! * value
      page.held += rarities[term]!
      page.terms += 1
      pages.set(id, page)
    }
  })
  return pages
}

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
      const vocabulary = await index.vocabulary(false)
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

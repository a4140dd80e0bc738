import { isAskingWord, isComparison, isStopWord } from './forms.ts'
import { type Match, matcherOf, type Segment, segmentsOf } from './matches.ts'
import type { Query } from './query.ts'
import type { Vocabulary } from './vocabulary.ts'
import { plainWordsOf } from './words.ts'

/** That a page holds a word, as the index tells without the page itself. */
export interface Hit {
  /** The page's. */
  id: string
  /** How often in its text. */
  count: number
  /** Where it stands in the title or the aliases, how many words these have that say what they are about; else 0. */
  titleSize: number
}

/** A page of the index. */
export interface Page {
  id: string
  url: string
  title: string
  topic: string
  aliases: string
  tags: string
  /** Prompt, choices and answer, as plain text. */
  content: string
  /** Headings and bullets of the content that have an address, in order. */
  places: Passage[]
}

export interface Passage {
  anchor: string
  /** A heading's words; empty for what is none. */
  heading: string
  /** Where in the content it begins. */
  start: number
}

/** A page that was found, ready to be shown. */
export interface Result {
  /** With the anchor of the place that was found. */
  url: string
  title: Segment[]
  topic: string
  /** The section that was found, in words; empty where it is the whole page. */
  section: string
  excerpt: Segment[]
}

/** How much a page, or a query's word, counts. */
export type Weights = ReadonlyMap<string, number>

/** How rare a word is that `count` of `all` questions hold. */
export function rarityOf(count: number, all: number): number {
  return Math.log(1 + (all - count + 0.5) / (count + 0.5))
}

/** Pages ordered by the words that they really hold, best first. */
export function rank(
  pages: readonly Page[],
  query: Query,
  {
    rarities,
    vocabulary,
    all,
    language,
  }: { rarities: readonly number[]; vocabulary: Vocabulary; all: number; language: string },
): { page: Page; score: number }[] {
  const match = matcherOf(query.terms, language)
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0) || 1
  const sought = new Set(query.terms.flatMap(({ words }) => words.map(({ text }) => text)))
  const asked = new Set([...sought, ...query.passedOver])
  const isAsTyped = query.terms.every(({ how }) => how === 'exact')
  const scoreOf = (page: Page): number => {
    const title = match(page.title)
    const aliases = match(page.aliases)
    const other = match(`${page.tags} ${page.topic}`)
    const body = match(page.content)
    let [score, held, titled] = [0, 0, 0]
    let [areTitled, areExact] = [true, true]
    query.terms.forEach((_, term) => {
      const likeness = (matches: Match[]) =>
        matches.reduce((best, one) => (one.term === term ? Math.max(best, one.likeness) : best), 0)
      const inBody = body.filter((one) => one.term === term)
      const often = inBody.length / (inBody.length + 1 + page.content.length / 2000)
      const best = Math.max(
        weights.title * likeness(title),
        weights.title * likeness(aliases),
        weights.other * likeness(other),
        likeness(body) * (1 - weights.often),
      )
      const value = best + likeness(body) * weights.often * often
      const inTitle = Math.max(likeness(title), likeness(aliases))
      titled += rarities[term]! * inTitle
      areTitled &&= inTitle >= 1
      areExact &&= inTitle >= 1 || likeness(body) >= 1
      if (best > 0) held += rarities[term]!
      score += rarities[term]! * value
    })
    const share = held / total
    const titleWords = plainWordsOf(page.title)
    const weigh = (words: typeof titleWords) =>
      words.reduce((sum, { text }) => {
        const rarity = rarityOf(vocabulary.get(text)?.count ?? 1, all)
        const isSaid = isStopWord(text, language) || isAskingWord(text, language)
        return sum + rarity * (isSaid && !sought.has(text) ? 0.25 : 1)
      }, 0)
    const covered = titleWords.filter(
      ({ text, start }) => asked.has(text) || title.some((one) => one.start <= start && start < one.end),
    )
    const coverage = titleWords.length === 0 ? 0 : weigh(covered) / weigh(titleWords)
    const near = share < 1 ? 0 : nearness(body, query.terms.length)
    const { coverage: byCoverage, share: byShare } = query.isSentence ? sentence : keywords
    return (
      score * share ** byShare +
      total *
        (coverage * (titled / total) * byCoverage +
          (areTitled ? exact.title : areExact ? (isAsTyped ? exact.text : exact.guessed) : 0) +
          runs(title) * weights.phrase +
          (query.isComparison && titleWords.some(({ text }) => isComparison(text, language))
            ? weights.compared
            : 0) +
          near * weights.near)
    )
  }
  return pages.map((page) => ({ page, score: scoreOf(page) })).toSorted((a, b) => b.score - a.score)
}

/** A page as a result: its words marked, the place where most of them stand, and what stands there. */
export function resultOf(page: Page, query: Query, rarities: readonly number[], language: string): Result {
  const match = matcherOf(query.terms, language)
  const title = match(page.title)
  const matches = match(page.content)
  const best = bestStretch(matches, rarities)
  const start = best ? page.content.lastIndexOf(' ', Math.max(0, best.start - 50)) + 1 : 0
  const rest = page.content.slice(start, start + stretch + 60)
  const text = start + rest.length < page.content.length ? rest.replace(/\s\S*$/, '') : rest
  const inside = matches
    .filter((one) => one.start >= start && one.end <= start + text.length)
    .map((one) => ({ ...one, start: one.start - start, end: one.end - start }))
  const isTitle = new Set(title.map(({ term }) => term)).size === query.terms.length
  // What stands in the title, or right below it, is found at the top.
  const found = best && !isTitle ? page.places.findLast((one) => one.start <= best.start) : undefined
  const place = found && found.start > 0 ? found : undefined
  const section = place && page.places.findLast((one) => one.start <= place.start && one.heading !== '')
  return {
    url: place ? `${page.url}#${encodeURIComponent(place.anchor)}` : page.url,
    title: segmentsOf(page.title, title),
    topic: page.topic,
    section: section?.heading ?? '',
    excerpt: [
      ...(start > 0 ? [{ text: '… ', marked: false }] : []),
      ...segmentsOf(text, inside),
      ...(start + text.length < page.content.length ? [{ text: ' …', marked: false }] : []),
    ],
  }
}

const weights = { title: 2.4, other: 0.5, often: 0.4, phrase: 0.3, near: 0.6, compared: 0.4 }
/** What it counts that all words stand in a title, or in a text, in the very form; and where some are not those typed. */
const exact = { title: 0.7, text: 0.5, guessed: 0.15 }
const keywords = { coverage: 1.2, share: 2 }
const sentence = { coverage: 0.6, share: 1 }

/** How many characters an excerpt shows. */
const stretch = 160

/** How close together the words of a query stand at their closest: 1 for side by side. */
function nearness(matches: readonly Match[], terms: number): number {
  if (terms < 2) return 0
  const last = new Map<number, number>()
  let best = Number.POSITIVE_INFINITY
  for (const { term, start, end } of matches) {
    last.set(term, start)
    if (last.size === terms) best = Math.min(best, end - Math.min(...last.values()))
  }
  return best === Number.POSITIVE_INFINITY ? 0 : Math.min(1, (terms * 8) / best)
}

/** How many words of a query follow each other in its order, as a share of those found. */
function runs(matches: readonly Match[]): number {
  const following = matches.filter(({ term, start }, at) => {
    const before = matches[at - 1]
    return before && before.term + 1 === term && start - before.end < 3
  })
  return matches.length < 2 ? 0 : following.length / (matches.length - 1)
}

function bestStretch(matches: readonly Match[], rarities: readonly number[]): Match | undefined {
  let best: { match: Match; worth: number } | undefined
  matches.forEach((match, at) => {
    const terms = new Set<number>()
    let worth = 0
    for (let next = at; next < matches.length && matches[next]!.end - match.start <= stretch; next += 1) {
      const { term, likeness } = matches[next]!
      if (!terms.has(term)) worth += rarities[term]! * likeness
      terms.add(term)
    }
    if (!best || worth > best.worth + 1e-9) best = { match, worth }
  })
  return best?.match
}

import { type Choice, nearly } from './choices.ts'
import type { Query, Term } from './query.ts'
import { type Hit, rarityOf } from './ranking.ts'
import type { Known } from './vocabulary.ts'

/** What the index alone tells of a page. */
export interface Scored {
  score: number
  /** How much the words count that it holds. */
  held: number
  /** Which of the query's words these are. */
  terms: Set<number>
  /** How much those of them count that stand in its title. */
  titled: number
}

/** How much a word of a query counts: the more, the fewer pages hold what is searched for it. */
export function rarityIn({ words, how }: Term, hits: ReadonlyMap<Known, Hit[]>, size: number): number {
  const searched = how === 'completed' || how === 'form' ? words : words.slice(0, 1)
  const pages = new Set(searched.flatMap((word) => hits.get(word)!.map(({ id }) => id)))
  return rarityOf(Math.min(size, pages.size), size)
}

/** How well each page answers by what the index alone tells. */
export function scoresOf(
  terms: readonly Term[],
  rarities: readonly number[],
  hits: ReadonlyMap<Known, Hit[]>,
): Map<string, Scored> {
  const pages = new Map<string, Scored & { size: number; sought: number }>()
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0) || 1
  terms.forEach(({ words, how }, term) => {
    const best = new Map<string, { value: number; size: number }>()
    words.forEach((word, at) => {
      const likeness = at === 0 ? 1 : how === 'exact' ? 0.5 : 0.9
      for (const { id, count, titleSize } of hits.get(word)!) {
        const value = likeness * ((titleSize > 0 ? 2 : 0.6) + (0.6 * count) / (count + 1.5))
        const known = best.get(id)
        if (!known || value > known.value) best.set(id, { value, size: titleSize })
      }
    })
    for (const [id, { value, size }] of best) {
      const page = pages.get(id) ?? {
        ...{ score: 0, held: 0, terms: new Set<number>(), titled: 0, size: 0, sought: 0 },
      }
      page.score += rarities[term]! * value
      page.held += rarities[term]!
      page.terms.add(term)
      if (size > 0) {
        page.titled += rarities[term]!
        page.size = size
        page.sought += 1
      }
      pages.set(id, page)
    }
  })
  for (const page of pages.values()) {
    if (page.titled > 0) page.score += Math.min(1, page.sought / page.size) * page.titled * 1.2
    page.score *= page.held / total
  }
  return pages
}

/** For each word that is nowhere, the choice that stands where the other words do. */
export function choose(query: Query, hits: ReadonlyMap<Known, Hit[]>, size: number): Term[] {
  const { terms, alternatives } = query
  const certain = terms.filter((_, at) => !alternatives.has(at))
  const rarities = certain.map((term) => rarityIn(term, hits, size))
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0) || 1
  const others = scoresOf(certain, rarities, hits)
  const companyOf = ({ words }: Choice) =>
    words.reduce((most, word) => {
      return hits.get(word)!.reduce((most, { id, titleSize }) => {
        const { held = 0, titled = 0 } = others.get(id) ?? {}
        return Math.max(most, (held + (titleSize > 0 ? 0.7 * titled : 0)) / total)
      }, most)
    }, 0)
  return terms.map((term, at) => {
    const choices = (alternatives.get(at) ?? []).filter(({ words }) =>
      words.some((word) => hits.get(word)!.length > 0),
    )
    if (choices.length === 0) {
      // A phrase may stand nowhere, though its words do.
      const isFound = term.words.some((word) => hits.get(word)!.length > 0)
      return isFound ? term : { ...term, how: 'nowhere', words: [] }
    }
    const [best, ...rest] = choices
      .map((choice) => ({ ...choice, worth: companyOf(choice) - choice.cost }))
      .toSorted((a, b) => b.worth - a.worth)
    const { how, worth, words } = best!
    const asLikely = rest.filter(
      (one) => how === 'corrected' && one.how === how && one.worth > worth - nearly,
    )
    const all = [...words, ...asLikely.flatMap(({ words }) => words)]
    return { ...term, how, words: all.filter((word) => hits.get(word)!.length > 0) }
  })
}

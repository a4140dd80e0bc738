import type { Engine } from './engines.ts'
import { type Kind, type KnownItem, kinds } from './queries.ts'

/** How well an engine answers the queries of one kind. */
export interface Score {
  kind: Kind
  queries: number
  /** The mean of the right page's reciprocal rank among the first ten. */
  mrr: number
  /** The share of queries whose page comes first, or is among the first five. */
  first: number
  five: number
  /** The share of queries that show pages as if they matched, where none does. */
  bluffs: number
  /** The share of queries whose answer is said not to be exact. */
  labelled: number
  /** Milliseconds a query, on average, the loading included. */
  time: number
  /** What was not found at the first place, for a look. */
  missed: string[]
}

/** How many kilobytes a first search loads, compressed, on average. */
export async function averageWeight(engine: Engine, items: readonly KnownItem[]): Promise<number> {
  const some = items.filter((_, at) => at % Math.ceil(items.length / 20) === 0)
  let sum = 0
  for (const { query } of some) sum += await engine.firstSearch(query)
  return sum / (some.length || 1)
}

/** Asks an engine all queries, each as the first of a visit. */
export async function measure(engine: Engine, items: readonly KnownItem[]): Promise<Score[]> {
  const scores: Score[] = []
  for (const kind of kinds) {
    const ranks: number[] = []
    const missed: string[] = []
    let [labelled, bluffs] = [0, 0]
    const asked = items.filter((item) => item.kind === kind)
    const start = performance.now()
    for (const { query, urls: right } of asked) {
      const { urls, isLabelled } = await engine.search(query)
      const rank = urls.findIndex((url) => right.includes(url)) + 1
      ranks.push(rank)
      if (rank !== 1 && right.length > 0) missed.push(`${rank} “${query}” ${right[0]} not ${urls[0]}`)
      if (right.length === 0 && urls.length > 0 && !isLabelled) {
        bluffs += 1
        missed.push(`shown as if it matched “${query}”: ${urls[0]}`)
      }
      if (isLabelled) labelled += 1
      if (isLabelled && isExact(kind)) missed.push(`labelled “${query}”`)
    }
    const share = (count: number) => count / (asked.length || 1)
    scores.push({
      ...{ kind, missed, queries: asked.length, bluffs: share(bluffs), labelled: share(labelled) },
      mrr: share(ranks.reduce((sum, rank) => sum + (rank ? 1 / rank : 0), 0)),
      first: share(ranks.filter((rank) => rank === 1).length),
      five: share(ranks.filter((rank) => rank > 0 && rank <= 5).length),
      time: share(performance.now() - start),
    })
  }
  return scores
}

/** Whether questions hold the words of such queries as they are typed. */
function isExact(kind: Kind): boolean {
  return /as written|single|rare|answer|half|symbols|phrases/.test(kind)
}

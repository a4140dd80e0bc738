import { type Answer, type Filters, find, type Index } from '../find.ts'
import type { Result } from '../ranking.ts'
import { openIndexes } from './pagefind.ts'
import { type Requests, watchRequests } from './requests.ts'

let indexes: Promise<Index[]> | undefined
let requests: Requests | undefined
let attempts = 0

/** Where an index is. */
interface Source {
  folder: string
  /** The manifest in that folder, where somebody has asked for it already. */
  manifest: Promise<Response> | undefined
}

/**
 * Asks the index below a folder; where something of it cannot be had, once more from the beginning. Throws, with the
 * reason, where it cannot be had again: an answer without it would be short, as if that were all.
 */
export async function ask(
  source: Source,
  term: string,
  filters: Filters,
  shown: number,
  isAgain = false,
): Promise<{ answer: Answer; results: Result[] }> {
  try {
    indexes ??= open(source)
    const answer = await find(term, await indexes, filters)
    const results = await answer.results(0, shown)
    const failure = requests?.failure()
    if (failure) throw failure
    return { answer, results }
  } catch (error) {
    startAgain()
    if (isAgain) throw error
    return ask(source, term, filters, shown, true)
  }
}

/** Has the next search try from the beginning: what failed, or never answers, is not waited for. */
export function startAgain(): void {
  indexes = undefined
  attempts += 1
}

/** Tells, once, that nothing of the index has arrived for so many milliseconds; stopped by the function that it answers. */
export function onSilence(patience: number, tell: () => void): () => void {
  const since = performance.now()
  const look = () => {
    const silent = performance.now() - Math.max(since, requests?.heardAt() ?? 0)
    if (silent >= patience) tell()
    else timer = setTimeout(look, Math.max(100, patience - silent))
  }
  let timer = setTimeout(look, patience)
  return () => clearTimeout(timer)
}

function open({ folder, manifest }: Source): Promise<Index[]> {
  // A browser remembers that a script could not be had: asked by another address, it looks again.
  const again = attempts > 0 ? `?again=${attempts}` : ''
  const whole = new URL(folder, location.href).href
  const isAgain = attempts > 0
  requests = watchRequests(whole, isAgain)
  if (manifest && !isAgain) requests.take(`${whole}viva.json`, manifest)
  return openIndexes({
    ...{ folder: whole, fetch: requests.fetch, failure: requests.failure, isAgain },
    load: (address) => import(/* @vite-ignore */ `${address}${again}`),
  })
}

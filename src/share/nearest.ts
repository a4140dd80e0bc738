import { likenessOf, pairsOf } from '../likeness.ts'

/**
 * The anchor most like one that is gone: the one that shares the most pairs of letters, and the longest beginning.
 * `undefined` where none shares any.
 */
export function nearest(gone: string, anchors: readonly string[]): string | undefined {
  let best: string | undefined
  let most = 0
  for (const anchor of anchors) {
    const score = scoreOf(gone, anchor)
    // Of equals the first: that is where a part begins.
    if (score > most) [best, most] = [anchor, score]
  }
  return best
}

function scoreOf(a: string, b: string): number {
  const likeness = likenessOf(pairsOf(a), pairsOf(b))
  if (a.length < 2 || b.length < 2) return likeness
  let beginning = 0
  while (beginning < a.length && a[beginning] === b[beginning]) beginning += 1
  return likeness + beginning / Math.max(a.length, b.length)
}

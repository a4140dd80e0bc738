/**
 * The anchor most like one that is gone: the one that shares the most pairs of letters, and the longest beginning.
 * `undefined` where none shares any.
 */
export function nearest(gone: string, anchors: readonly string[]): string | undefined {
  let best: string | undefined
  let most = 0
  for (const anchor of anchors) {
    const likeness = likenessOf(gone, anchor)
    // Of equals the first: that is where a part begins.
    if (likeness > most) [best, most] = [anchor, likeness]
  }
  return best
}

function likenessOf(a: string, b: string): number {
  const [pairs, others] = [pairsOf(a), pairsOf(b)]
  if (pairs.size === 0 || others.size === 0) return 0
  const shared = pairs.intersection(others).size
  let beginning = 0
  while (beginning < a.length && a[beginning] === b[beginning]) beginning += 1
  return (2 * shared) / (pairs.size + others.size) + beginning / Math.max(a.length, b.length)
}

function pairsOf(text: string): Set<string> {
  const letters = [...text]
  return new Set(letters.slice(1).map((letter, index) => letters[index]! + letter))
}

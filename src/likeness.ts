/** How much two texts have in common, by their pairs of letters: Dice’s coefficient, from 0 to 1. */
export function likenessOf(pairs: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const all = pairs.size + others.size
  return all === 0 ? 0 : (2 * pairs.intersection(others).size) / all
}

/** The pairs of letters next to each other. */
export function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))
}

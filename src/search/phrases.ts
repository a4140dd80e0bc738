/** What the search says to its reader. */
export const phrases = {
  working: 'Searching …',
  unreachable: 'Search cannot be reached just now.',
  retry: 'Try again',
  browse: 'Browse all questions',
  corrected: (instead: string) => `Showing results for ${instead}`,
  missing: (words: string) => `nothing for ${words}`,
  missingOnly: (words: string) => `Nothing for ${words}`,
  partial: 'No question holds all of these words. These hold most of them.',
  asTyped: 'Search as typed',
  nearest: 'Did you mean',
  others: 'Or browse a topic below.',
  option: (name: string, count: number) => `${name} (${count})`,
  keep: 'Keep recent searches on this device',
  doNotKeep: 'Do not keep recent searches',
}

/** What is said of a finished search. It never repeats the query, which may be long or strange. */
export function statusOf(count: number): string {
  if (count === 0) return 'No results'
  return count === 1 ? '1 result' : `${count} results`
}

/** A piece of a result's excerpt. */
export interface Segment {
  text: string
  /** Whether the words searched for stand in it. */
  marked: boolean
}

/** What is asked of the index: a query without needless spaces, in composed letters, of at most 200 characters. */
export function termOf(query: string): string {
  return query
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

/** An excerpt as Pagefind gives it, escaped and with `<mark>`, in pieces to be set as text. */
export function segmentsOf(excerpt: string): Segment[] {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const marked = piece.startsWith('<mark>')
      return { text: unescaped(marked ? piece.slice('<mark>'.length, -'</mark>'.length) : piece), marked }
    })
}

/** What is said of a finished search. It never repeats the query, which may be long or strange. */
export function statusOf(count: number): string {
  if (count === 0) return 'No results'
  return count === 1 ? '1 result' : `${count} results`
}

const entities: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
}

function unescaped(escaped: string): string {
  return escaped.replace(/&(#?\w+);/g, (entity, name: string) => entities[name] ?? entity)
}

import { numberedHeading } from './numbered-heading.ts'
import { qHeading } from './q-heading.ts'

/** A title without the number or the Q that its author set before it; `undefined` where there is none. */
export function withoutNumber(text: string): { title: string; number?: number } | undefined {
  const heading = { depth: 6, text, words: text, start: 0, end: text.length, hasBody: true }
  return qHeading.read(heading) ?? numberedHeading.read(heading)
}

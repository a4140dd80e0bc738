import type { Reading } from './headings.ts'
import { numberedHeading } from './numbered-heading.ts'
import { qHeading } from './q-heading.ts'

/** A title without the number or the Q that its author set before it; `undefined` where there is none. */
export function withoutNumber(text: string): Reading | undefined {
  const form = 'plain' as const
  const heading = {
    form,
    itemNumber: undefined,
    depth: 6,
    text,
    words: text,
    start: 0,
    end: text.length,
    hasBody: true,
  }
  return qHeading.read(heading) ?? numberedHeading.read(heading)
}

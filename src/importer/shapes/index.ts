import type { Root } from 'mdast'
import type { Source } from '../decode.ts'
import { type Heading, headingsOf, markHeadings } from './headings.ts'
import { numberedHeading } from './numbered-heading.ts'
import { plainHeading } from './plain-heading.ts'
import { qHeading } from './q-heading.ts'

/** A way in which files mark their questions. */
export interface Shape {
  /** Its permanent name, as in the frontmatter's `shape`. */
  id: string
  /** The question that a heading marks: its title without number or Q, as Markdown; `undefined` where it marks none. */
  read(heading: Heading): { title: string; number?: number } | undefined
}

/** A place where something begins: it reaches to the next mark. */
export interface Mark {
  /** `end` begins text that belongs to no question, such as a licence. */
  kind: 'title' | 'section' | 'question' | 'end'
  /** As Markdown, on one line. */
  title: string
  /** The heading's level, 1 to 6. */
  depth: number
  /** Offsets of the mark itself in the source; what it marks begins at `end`. */
  start: number
  end: number
}

// From the most explicit to the least: a heading is read by the first that knows it.
const shapes: readonly Shape[] = [qHeading, numberedHeading, plainHeading]

/** The names that `shape:` may hold. */
export const shapeIds: readonly string[] = shapes.map(({ id }) => id)

/** Finds what begins where in a file, and the shape it takes; `asked` overrules the evidence. */
export function findMarks(
  source: Source,
  tree: Root,
  asked: string | undefined,
): { shape: string | null; marks: Mark[] } {
  const headings = headingsOf(source, tree)
  return markHeadings(headings, asked ? shapes.filter(({ id }) => id === asked) : shapes)
}

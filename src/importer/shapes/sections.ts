import { wordsOfHtml } from '../source/html.ts'
import type { Text } from '../source/text.ts'
import { markOf, withTitle } from './headings.ts'
import type { ReadHeading } from './roles.ts'
import type { Mark, Outline } from './shape.ts'

/** A heading among questions that something else marks. */
interface Placed extends ReadHeading {
  /** The question above it. */
  above: Mark | undefined
  /** Whether a question follows it at once, or another heading does. */
  leads: boolean
  isBelowLast: boolean
}

/**
 * Adds to questions the sections, the title and the ends that headings mark. Headings inside answers mark nothing:
 * those deeper than any that leads to a question. Where `deepest` is given, all are sections down to that level.
 */
export function withSections(
  questions: readonly Mark[],
  all: readonly ReadHeading[],
  outline: Outline,
  deepest?: number,
): Mark[] {
  if (questions.length === 0) return []
  const asked = new Set(questions.map(({ start }) => start))
  const headings = all.filter(
    ({ form, start }) => form !== 'item' && form !== 'spaceless' && !asked.has(start),
  )
  const placed = placedAmong(questions, headings, outline.source)
  const known = deepest ?? sectionDepth(placed)
  // Below marks that are no headings, the two highest levels are hardly an answer's.
  const limit = deepest ?? Math.max(known, 2)

  const sections = placed.flatMap((heading): Mark[] => {
    const { role, depth, above, isBelowLast, start } = heading
    const isOutside = above?.until !== undefined
    if (depth > limit && !isOutside) return []
    const mark = markOf(heading)
    const end: Mark = { ...mark, kind: 'end' }
    if (role === 'label') {
      if (deepest !== undefined && above) return [end]
      return isBelowLast && (depth <= known || isOutside) ? [end] : []
    }
    if (role !== 'boilerplate') return [mark]
    if (above) return [end]
    return depth === 1 && start === headings[0]!.start ? [mark] : []
  })
  const marks = [...questions, ...sections].toSorted((a, b) => a.start - b.start)
  return withTitle(marks, headings)
}

/** The headings that stand in no mark and in no answer whose end is known. */
function placedAmong(questions: readonly Mark[], headings: readonly ReadHeading[], source: Text): Placed[] {
  let next = 0
  return headings.flatMap((heading, index) => {
    while (next < questions.length && questions[next]!.start <= heading.start) next += 1
    const above = questions[next - 1]
    if (above && heading.start < (above.until ?? above.end)) return []
    const below = questions[next]
    const isBefore = below && below.start < (headings[index + 1]?.start ?? Number.POSITIVE_INFINITY)
    const leads = !heading.hasBody || (isBefore && isBlank(source.text.slice(heading.end, below.start)))
    return [{ ...heading, above, leads: leads ?? false, isBelowLast: below === undefined }]
  })
}

/** The deepest level at which most headings lead to questions, or one stands right above the first of them. */
function sectionDepth(placed: readonly Placed[]): number {
  const named = placed.filter(({ role }) => role !== 'label' && role !== 'boilerplate')
  const levels = Map.groupBy(named, ({ depth }) => depth)
  const leading = [...levels].flatMap(([depth, here]) =>
    here.filter(({ leads }) => leads).length * 2 >= here.length ? [depth] : [],
  )
  const aboveFirst = named.findLast(({ above }) => above === undefined)
  return Math.max(0, aboveFirst?.depth ?? 0, ...leading)
}

function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(wordsOfHtml(text))
}

import type { Offer } from '../../problems.ts'
import { bodyOf } from './below.ts'
import { findMarks } from './index.ts'
import type { ShapeName } from './names.ts'
import type { Outline } from './shape.ts'

/** How many headings there must be, and how many lines: fewer are in every text. */
const fewest = { headings: 3, lines: 5 }

/** The shape that would read most questions, each with a text below, and more than `known`; the first of several. */
export function offerOf(outline: Outline, shapes: readonly ShapeName[], known = 0): Offer | undefined {
  const offers = shapes.map((shape): Offer => {
    const { marks } = findMarks(outline, shape)
    const questions = marks.flatMap((mark, index) =>
      mark.kind === 'question' && bodyOf(mark, marks[index + 1]?.start, outline).hasText ? mark : [],
    )
    const depth = questions[0]?.depth ?? 7
    return { shape, count: questions.length, level: depth <= 6 ? depth : undefined }
  })
  const many = offers.filter(
    ({ count, level }) => count > known && count >= (level === undefined ? fewest.lines : fewest.headings),
  )
  return many.toSorted((a, b) => b.count - a.count)[0]
}

/** The shapes that a file without questions may have. */
export const plainShapes: readonly ShapeName[] = ['headings', 'numbered-headings', 'bold', 'numbered-lines']

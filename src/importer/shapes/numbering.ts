import { isQuestionLike } from '../vocabulary.ts'
import { questionOf } from './headings.ts'
import type { ReadHeading } from './roles.ts'
import type { Mark, Outline } from './shape.ts'

/**
 * Questions, and those that their numbers find among the other headings: one whose number goes on from the question
 * above it and leads to the one below, at whatever level it stands.
 */
export function withNumbered(
  questions: readonly Mark[],
  headings: readonly ReadHeading[],
  outline: Outline,
): Mark[] {
  const numbered = questions.filter(({ number }) => number !== undefined)
  if (numbered.length * 2 < questions.length || numbered.length === 0) return [...questions]
  const asked = new Set(questions.map(({ start }) => start))
  const others = headings.filter(
    ({ start, role }) => !asked.has(start) && role !== 'boilerplate' && role !== 'contents',
  )
  const marks = [...questions]
  const take = (heading: ReadHeading) =>
    marks.push(questionOf(heading, heading.form === 'item' ? 'item' : 'heading', outline))

  // Upwards from the first: those that lead to it.
  let below: { number: number; start: number } = numbered[0] as Mark & { number: number }
  for (const heading of others.filter(({ start }) => start < questions[0]!.start).toReversed()) {
    const number = heading.itemNumber ?? heading.number
    if (number !== below.number - 1 || !mayAsk(heading)) continue
    take(heading)
    below = { number, start: heading.start }
  }
  // Downwards: those that go on.
  let next = 0
  let last: { number: number; start: number } | undefined
  const seen = new Map<string, number>()
  for (const heading of others) {
    while (next < numbered.length && numbered[next]!.start < heading.start) {
      last = numbered[next] as Mark & { number: number }
      seen.clear()
      next += 1
    }
    const number = heading.itemNumber ?? heading.number
    if (number === undefined || last === undefined) continue
    // Steps count from one, and may come to the number that is looked for.
    const level = `${heading.form === 'item'}${heading.depth}`
    const isStep = seen.get(level) === number - 1 && seen.has(level)
    seen.set(level, number)
    const following = numbered[next]?.number
    const isFree = following === undefined || following > number || following <= 1
    if (number !== last.number + 1 || !isFree || isStep || !mayAsk(heading)) continue
    take(heading)
    last = { number, start: heading.start }
    seen.clear()
  }
  return marks.toSorted((a, b) => a.start - b.start)
}

function mayAsk({ hasBody, words, label }: ReadHeading): boolean {
  return hasBody || label !== undefined || isQuestionLike(words)
}

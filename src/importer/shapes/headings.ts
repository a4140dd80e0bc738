import { clean, findHeadings, fullestLevel, type Heading } from './find-headings.ts'
import { headingInItem } from './heading-in-item.ts'
import { indentAnswers } from './indentation.ts'
import type { Mark, Shape } from './index.ts'
import { numberedHeading } from './numbered-heading.ts'
import { plainHeading } from './plain-heading.ts'
import { qHeading } from './q-heading.ts'
import { spacelessHeading } from './spaceless-heading.ts'
import { asks, isBoilerplate, isLabel, isQuestionLike } from './words.ts'

/** A question's title as its author numbered it. */
export interface Reading {
  title: string
  number?: number | undefined
  /** `a` in `17a`. */
  letter?: string | undefined
}

/** How one shape marks a question by a heading. */
export interface HeadingShape {
  id: string
  /** The question that a heading marks: its title as Markdown, without number or Q; `undefined` where it marks none. */
  read(heading: Heading): Reading | undefined
}

// From the most explicit to the least: a heading is read by the first that knows it.
const byExplicitness: readonly HeadingShape[] = [
  headingInItem,
  spacelessHeading,
  qHeading,
  numberedHeading,
  plainHeading,
]

/** Questions marked by headings. */
export const headingShapes: Shape = {
  ids: ['A1', 'A2', 'A3', 'A4', 'A5'],
  find: (outline, ids, isAsked) => {
    const shapes = byExplicitness.filter(({ id }) => ids.includes(id))
    return indentAnswers(outline.source, markHeadings(findHeadings(outline), shapes, isAsked))
  },
}

interface ReadHeading extends Heading {
  /** The shape that knows it for a question's; `undefined` where none does. */
  shape: string | undefined
  title: string
  number: number | undefined
  letter: string | undefined
}

/**
 * Tells questions from sections, from the file's title and from headings inside answers. Questions stand at the
 * level where most headings read as such; what stands above it is a section, what stands below it belongs to an
 * answer, unless its number goes on with the questions' own.
 */
function markHeadings(
  headings: readonly Heading[],
  shapes: readonly HeadingShape[],
  isAsked: boolean,
): Mark[] {
  const all = headings.map((heading): ReadHeading => {
    for (const shape of shapes) {
      const question = isLabel(heading.words) ? undefined : shape.read(heading)
      if (question) {
        const { number, letter } = question
        return { ...heading, shape: shape.id, number, letter, title: clean(question.title) }
      }
    }
    return { ...heading, shape: undefined, title: heading.text, number: undefined, letter: undefined }
  })
  // A heading inside a list item is a question or part of an answer's text.
  const reading = all.filter(({ form, shape }) => form !== 'item' || shape)
  const evident = questionLevel(reading)
  const read = isAsked && evident === undefined ? asTheyAre(all, shapes) : reading
  const level = isAsked ? (evident ?? fullestLevel(read.filter(({ shape }) => shape))) : evident
  if (level === undefined) {
    const [first, ...others] = read
    const isTitle = first?.depth === 1 && others.every(({ depth }) => depth > 1)
    return isTitle ? [{ ...markOf(first), kind: 'title' }] : []
  }

  const here = read.filter(({ depth, shape }) => depth === level && shape)
  const shape = mostFrequent(here.map(({ shape }) => shape!))
  const marks: Mark[] = []
  let asked = false
  let lastNumber = 0
  let isPastStep = false
  const add = (kind: Mark['kind'], heading: Heading) => marks.push({ ...markOf(heading), kind })
  const ask = (heading: ReadHeading) => {
    marks.push({
      ...markOf(heading),
      kind: 'question',
      shape: heading.shape ?? shape,
      title: heading.title,
      number: heading.number,
      letter: heading.letter,
    })
    asked = true
    lastNumber = heading.number ?? lastNumber
  }

  for (const [index, heading] of read.entries()) {
    const { depth, number, words } = heading
    const goesOn = number === lastNumber + 1 && isQuestionLike(words)
    const isOfLevel = depth === level && (shape === 'A4' || isQuestionLike(words))
    if (heading.form === 'item' && !isOfLevel && !goesOn) continue

    if (depth > level) {
      // A step inside an answer is numbered too, but counts from one.
      if (goesOn && !isPastStep && asked) ask(heading)
      else isPastStep ||= number !== undefined
      continue
    }
    isPastStep = false
    if (depth < level) {
      const next =
        goesOn && heading.hasBody && read.slice(index + 1).find((other) => other.number !== undefined)
      if (next === undefined || (next && next.number === number! + 1)) ask(heading)
      else if (isBoilerplate(words) && asked) add('end', heading)
      else if (!isLabel(words) || !asked) add('section', heading)
    } else if (heading.shape) ask(heading)
    else if (isBoilerplate(words)) {
      if (asked) add('end', heading)
    } else if (!isLabel(words)) {
      const next = read[index + 1]
      if (!heading.hasBody && next?.depth === level && next.shape) add('section', heading)
      else if (shape === 'A2') ask(heading)
      else if (!asked) add('section', heading)
    }
  }

  return withTitle(marks, headings)
}

/** Headings of the forms that shapes ask for, each with a text below it, as questions: their authors say so. */
function asTheyAre(headings: readonly ReadHeading[], shapes: readonly HeadingShape[]): ReadHeading[] {
  const forms: Record<Heading['form'], string> = { plain: 'A2', item: 'A4', spaceless: 'A5' }
  return headings.flatMap((heading) => {
    const { form, hasBody, words } = heading
    const isMeant = shapes.some(({ id }) => id === forms[form]) && hasBody
    if (isMeant && !isLabel(words) && !isBoilerplate(words))
      return [{ ...heading, shape: heading.shape ?? forms[form] }]
    return form === 'item' && !heading.shape ? [] : [heading]
  })
}

/** Takes the first of a file's headings for its title where it is the only section at its level or above. */
export function withTitle(marks: Mark[], headings: readonly Heading[]): Mark[] {
  const first = marks[0]
  const isTitle =
    first?.kind === 'section' &&
    first.start === headings[0]?.start &&
    marks.filter(({ kind, depth }) => kind === 'section' && depth <= first.depth).length === 1
  return isTitle ? [{ ...first, kind: 'title' }, ...marks.slice(1)] : marks
}

/** A heading as the mark of a section. */
export function markOf({ text, depth, start, end }: Heading): Mark {
  return { kind: 'section', title: text, depth, start, end }
}

/** Where most headings are questions; one that also reads as a question counts for three numbered ones. */
function questionLevel(
  read: readonly { depth: number; shape: string | undefined; words: string }[],
): number | undefined {
  const scores = [1, 2, 3, 4, 5, 6].map((depth) => {
    const here = read.filter((heading) => heading.depth === depth && !isLabel(heading.words))
    const claimed = here.filter(({ shape }) => shape)
    const plain = claimed.filter(({ shape }) => shape === 'A2')
    // A heading or two that ask something do not make an article a list of questions.
    if (plain.length === claimed.length && plain.length * 2 < here.length) return 0
    if (here.length === 1 && plain.length === 1 && !asks(plain[0]!.words)) return 0
    return claimed.reduce((sum, { words }) => sum + (isQuestionLike(words) ? 3 : 1), 0)
  })
  const best = Math.max(...scores)
  return best > 0 ? scores.indexOf(best) + 1 : undefined
}

function mostFrequent(values: readonly string[]): string {
  const counts = Map.groupBy(values, (value) => value)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]![0]
}

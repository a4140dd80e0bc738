import { isMarked, isQuestionLike, isQuestionWord } from '../vocabulary.ts'
import type { Group } from './evidence.ts'
import type { Heading } from './find-headings.ts'
import { indentAnswers } from './indentation.ts'
import { isNumbered, type ReadHeading } from './roles.ts'
import type { Mark, Outline } from './shape.ts'
import { titleBelow } from './title-below.ts'

/** The groups of a file's headings: those of one level, in list items or not. */
export function headingGroups(headings: readonly ReadHeading[], outline: Outline, isAsked: boolean): Group[] {
  const groups: Group[] = []
  const title = isAsked ? undefined : titleAmong(headings)
  for (const kind of ['heading', 'item'] as const) {
    for (let depth = 1; depth <= 6; depth += 1) {
      const here = headings.filter(
        (heading) =>
          heading.depth === depth && isOf(kind, heading) && heading.role === undefined && heading !== title,
      )
      if (here.length === 0) continue
      const members = membersOf(here)
      const marks = members
        .map((heading) => questionOf(heading, kind, outline))
        .filter((mark, index) => !namesNothing(mark, members[index]!))
      const listed =
        kind === 'item' ? marks.filter(({ number }) => number !== undefined).length / here.length : 0
      if (marks.length > 0)
        groups.push({ kind, marks, size: isOne(here) ? members.length : here.length, signs: { listed } })
    }
  }
  return groups
}

/** Whether a title is no more than a word and its number, “Week 3”, and no text below says what is asked. */
function namesNothing({ title }: Mark, { text, label, ...heading }: ReadHeading): boolean {
  return heading.title === '' && title === text && label !== undefined && !isQuestionWord(label)
}

function isOf(kind: 'heading' | 'item', { form }: Heading): boolean {
  return (kind === 'item') === (form === 'item')
}

/** Where nearly all are numbered or labelled, only those, and what asks; else all. */
function membersOf(here: readonly ReadHeading[]): ReadHeading[] {
  const marked = here.filter(isNumbered)
  const isRegular = isOne(here) || (marked.length >= 2 && marked.length * 2 >= here.length)
  return isRegular
    ? here.filter((heading) => isNumbered(heading) || isQuestionLike(heading.words))
    : [...here]
}

/** Whether the first alone is numbered, and asks: a file's single question, and what belongs to it. */
function isOne(here: readonly ReadHeading[]): boolean {
  const [first, ...others] = here
  return first?.number === 1 && isQuestionLike(first.words) && !others.some(isNumbered)
}

/** A heading above all others is the file's title, unless it asks, or nothing but parts of an answer stand below it. */
function titleAmong(headings: readonly ReadHeading[]): ReadHeading | undefined {
  const [first, ...others] = headings
  if (
    first?.form !== 'plain' ||
    first.number !== undefined ||
    first.label !== undefined ||
    isMarked(first.words)
  )
    return undefined
  if (others.some(({ form, depth }) => form !== 'item' && depth <= first.depth)) return undefined
  let part = 7
  const isAbove = others.some(({ depth, role }) => {
    if (depth <= part) part = role === 'label' ? depth : 7
    return role !== 'label' && depth <= part
  })
  return isAbove ? first : undefined
}

const shapes: Record<Heading['form'], string> = {
  plain: 'headings',
  html: 'headings',
  item: 'headings-in-items',
  spaceless: 'spaceless-headings',
}

/** A heading as the mark of a question. */
export function questionOf(heading: ReadHeading, kind: 'heading' | 'item', outline: Outline): Mark {
  const { form, title, number, letter, label, level, itemNumber, depth, start, end } = heading
  const counted = itemNumber ?? number
  const shape =
    form !== 'plain' && form !== 'html'
      ? shapes[form]
      : label !== undefined && isQuestionWord(label)
        ? 'question-headings'
        : counted !== undefined
          ? 'numbered-headings'
          : 'headings'
  const mark: Mark = { kind: 'question', shape, title, depth, start, end }
  if (counted !== undefined) mark.number = counted
  if (letter !== undefined && kind === 'heading') mark.letter = letter
  if (label !== undefined) mark.label = label
  if (level) mark.level = level
  const isBare = title === '' || (isQuestionWord(heading.words) && number === undefined)
  return isBare ? titleBelow(mark, heading.text, outline) : mark
}

/**
 * The marks of a file whose questions are headings: what stands above their level is a section, what stands below it
 * belongs to an answer.
 */
export function aroundHeadings(
  questions: readonly Mark[],
  headings: readonly ReadHeading[],
  { source }: Outline,
  hasAnswers = true,
): Mark[] {
  const asked = new Map(questions.map((mark) => [mark.start, mark]))
  const level = Math.max(...levelsOf(questions))
  const isItem = questions[0]!.shape === 'headings-in-items'
  const marks: Mark[] = []
  const add = (kind: Mark['kind'], heading: ReadHeading) => marks.push({ ...markOf(heading), kind })
  let isBelow = false
  for (const [index, heading] of headings.entries()) {
    const question = asked.get(heading.start)
    if (question) {
      marks.push(question)
      asked.delete(heading.start)
      isBelow = true
      continue
    }
    const { form, depth, role, hasBody } = heading
    if (form === 'item' || depth > level) continue
    const isAbove = depth < level || isItem
    if (role === 'boilerplate') {
      if (isBelow) add('end', heading)
      else if (isAbove) add('section', heading)
    } else if (role === 'label') {
      if (isAbove && !isBelow) add('section', heading)
      // What only asks has no answer that it could be a part of.
      else if (isBelow && !hasAnswers) add('end', heading)
    } else if (isAbove || role === 'contents') {
      if (isAbove || !isBelow) add('section', heading)
    } else {
      const next = headings[index + 1]
      const leads = !hasBody && next?.depth === depth && asked.has(next.start)
      if (leads || !isBelow) add('section', heading)
    }
  }
  // Questions that no heading marks, which numbers found.
  marks.push(...asked.values())
  return indentAnswers(
    source,
    withTitle(
      marks.toSorted((a, b) => a.start - b.start),
      headings,
    ),
  )
}

/** The levels at which most questions stand: one that slipped is none. */
function levelsOf(questions: readonly Mark[]): number[] {
  const levels = Map.groupBy(
    questions.filter(({ depth }) => depth <= 6),
    ({ depth }) => depth,
  )
  const counted = [...levels].map(([depth, here]) => ({ depth, count: here.length }))
  const most = Math.max(...counted.map(({ count }) => count))
  return counted.filter(({ count }) => count * 3 >= most).map(({ depth }) => depth)
}

/** Takes the first of a file's headings for its title where it is the only section at its level or above. */
export function withTitle(marks: Mark[], headings: readonly Pick<Heading, 'start'>[]): Mark[] {
  const first = marks[0]
  const isTitle =
    first?.kind === 'section' &&
    first.start === headings[0]?.start &&
    marks.filter(({ kind, depth }) => kind === 'section' && depth <= first.depth).length === 1
  return isTitle ? [{ ...first, kind: 'title' }, ...marks.slice(1)] : marks
}

/** A heading as the mark of a section. */
export function markOf({ text, depth, start, end }: Pick<Heading, 'text' | 'depth' | 'start' | 'end'>): Mark {
  return { kind: 'section', title: text, depth, start, end }
}

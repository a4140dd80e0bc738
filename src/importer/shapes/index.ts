import { type Form, forms } from '../questions/quiz.ts'
import { believed, type Found } from './believed.ts'
import { boldGroups } from './bold.ts'
import { bulletGroups } from './bullets.ts'
import { termGroups } from './definitions.ts'
import { summaryGroups } from './details.ts'
import { believable, type Group, weigh } from './evidence.ts'
import { aroundHeadings, headingGroups } from './headings.ts'
import { indentAnswers } from './indentation.ts'
import { labelGroups } from './label-lines.ts'
import { withLost } from './lost-numbers.ts'
import type { ShapeName } from './names.ts'
import { numberedGroups } from './numbered-lines.ts'
import { withNumbered } from './numbering.ts'
import { oneQuestionFile } from './one-question-file.ts'
import { paragraphGroups } from './paragraphs.ts'
import { promptGroups } from './prompts.ts'
import { type ReadHeading, readHeadings } from './roles.ts'
import { withSections } from './sections.ts'
import type { Mark, Outline } from './shape.ts'
import { rowGroups } from './tables.ts'

/** Whether a name is that of a shape that bodies have: headings mark its questions. */
export function isForm(shape: string | undefined): shape is Form {
  return forms.some((form) => form === shape)
}

/**
 * Finds what begins where in a file: its candidates in groups of like ones, each group weighed by the same table of
 * evidence, and the reading of the file that most of it speaks for. `asked` overrules it. The shapes of the questions
 * are joined by `+` where a file changes midway.
 */
export function findMarks(
  outline: Outline,
  asked: ShapeName | undefined,
): { shape: string | null; marks: Mark[] } {
  const headings = readHeadings(outline)
  const groups = groupsOf(outline, headings, asked)
  const found = groups.flatMap((group): Found[] => {
    const evidence = weigh(group, outline)
    if (asked === undefined && evidence < believable) return []
    // Who asks for a shape needs no evidence, only the best of what has it.
    const weight = asked === undefined ? evidence : Math.max(0.1, 1 + evidence)
    return [{ group, weight, marks: marksOf(group, headings, outline) }]
  })
  const best = believed(found, outline.source)
  const marks = best.length > 0 ? withLost(best, outline) : titleOnly(headings)
  const questions = marks.filter(({ kind }) => kind === 'question')
  const whole = questions.length > 1 ? [] : markFile(outline, asked)
  return isBetter(whole, questions)
    ? { shape: shapeOf(whole), marks: whole }
    : { shape: shapeOf(marks), marks }
}

/** Every group of a file, or those of the shape that its author asks for. */
function groupsOf(outline: Outline, headings: readonly ReadHeading[], asked: ShapeName | undefined): Group[] {
  const isAsked = asked !== undefined
  const all = [
    ...headingGroups(headings, outline, isAsked),
    ...numberedGroups(outline, isAsked),
    ...boldGroups(outline, isAsked),
    ...labelGroups(outline),
    ...summaryGroups(outline),
    ...rowGroups(outline),
    ...termGroups(outline),
    ...paragraphGroups(outline),
    ...bulletGroups(outline, isAsked),
    ...promptGroups(headings, outline, asked === 'prompts'),
  ]
  if (!isAsked) return all
  const shapes = isForm(asked) ? headingShapes : [asked]
  return all.flatMap((group) => {
    const marks = group.marks.filter(
      ({ shape, kind }) => kind !== 'question' || shapes.includes(shape as ShapeName),
    )
    return marks.some(({ kind }) => kind === 'question') ? [{ ...group, marks }] : []
  })
}

const headingShapes: ShapeName[] = [
  'numbered-headings',
  'headings',
  'question-headings',
  'headings-in-items',
  'spaceless-headings',
]

/** A group's questions, with those that its numbers find, and what stands around them. */
function marksOf(group: Group, headings: readonly ReadHeading[], outline: Outline): Mark[] {
  const { kind } = group
  if (kind === 'heading' || kind === 'item') {
    return aroundHeadings(withNumbered(group.marks, headings, outline), headings, outline)
  }
  if (kind === 'prompt') return aroundHeadings(group.marks, headings, outline, false)
  const questions = kind === 'numbered' ? indentAnswers(outline.source, group.marks) : group.marks
  const marks = [...questions, ...(group.heads ?? [])].toSorted((a, b) => a.start - b.start)
  return withSections(marks, headings, outline, kind === 'bullet' ? 6 : undefined)
}

/** The title of a file without questions. */
function titleOnly(headings: readonly ReadHeading[]): Mark[] {
  const [first, ...others] = headings
  const isTitle = first?.depth === 1 && others.every(({ depth }) => depth > 1)
  if (!isTitle) return []
  return [{ kind: 'title', title: first.text, depth: 1, start: first.start, end: first.end }]
}

/** The mark of a file that is one question as a whole. */
function markFile(outline: Outline, asked: ShapeName | undefined): Mark[] {
  const ids = oneQuestionFile.ids.filter((id) => asked === undefined || id === asked)
  return oneQuestionFile.find(outline, ids, asked !== undefined)
}

/** A whole file is believed to be one question where nothing else is found, or nothing but its own first heading. */
function isBetter(whole: readonly Mark[], questions: readonly Mark[]): boolean {
  const [first] = questions
  const isItsHeading = first?.shape === 'headings' && first.start === whole[0]?.start
  return whole.length > 0 && (!first || isItsHeading)
}

/** The prevailing shape of each run of questions; one question among others of another shape makes no change. */
function shapeOf(marks: readonly Mark[]): string | null {
  const runs: { shape: string; length: number }[] = []
  for (const { shape } of marks) {
    const last = runs.at(-1)
    if (shape === undefined) continue
    if (last?.shape === shape) last.length += 1
    else runs.push({ shape, length: 1 })
  }
  const longest = Math.max(0, ...runs.map(({ length }) => length))
  const shapes = runs.filter(({ length }) => length >= Math.min(3, longest)).map(({ shape }) => shape)
  return shapes.filter((shape, index) => shape !== shapes[index - 1]).join('+') || null
}

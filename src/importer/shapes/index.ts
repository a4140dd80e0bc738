import type { Root } from 'mdast'
import { type Form, forms } from '../questions/quiz.ts'
import type { Text } from '../source/text.ts'
import { bareItems } from './bare-item.ts'
import { bold } from './bold.ts'
import { bullets } from './bullets.ts'
import { details } from './details.ts'
import { believed } from './evidence.ts'
import { headingShapes } from './headings.ts'
import { oneQuestionFile } from './one-question-file.ts'
import { prompts } from './prompts.ts'

/** What shapes look for questions in. */
export interface Outline {
  /** The file's path. */
  path: string
  /** The title that the file's frontmatter gives it. */
  frontmatterTitle?: string | undefined
  source: Text
  /** The file's blocks; their inline text is raw. */
  tree: Root
}

/** A place where something begins: what it marks reaches to the next mark, or to `until`. */
export interface Mark {
  /** `end` begins text that belongs to no question, such as a licence. */
  kind: 'title' | 'section' | 'question' | 'end'
  /** A question's shape. */
  shape?: string
  /** As Markdown, on one line, without number. */
  title: string
  /** The level of a heading, 1 to 6; 7 where a question is marked by something else. */
  depth: number
  /** The number that its author gave it. */
  number?: number | undefined
  /** The letter right after its number. */
  letter?: string | undefined
  /** Offsets of the mark itself in the source; what it marks begins at `end`. */
  start: number
  end: number
  /** Where what it marks ends, if not at the next mark. */
  until?: number
  /** How many columns what it marks is indented by. */
  indent?: number
  /** Where that indentation ends, if before the end of what it marks. */
  indentEnd?: number
  /** What stands below it belongs to the question; there is no answer. */
  asksOnly?: boolean
}

/** A way in which files mark questions, or several that look alike. */
export interface Shape {
  /** The permanent names that it gives its marks. */
  ids: readonly string[]
  /** Whether its questions have no answers. It is believed only where no other shape finds questions that ask. */
  asksOnly?: boolean
  /**
   * Finds a file's questions, sections and title, in order, using only the shapes named. Where the author asks for
   * them, whatever they can mark is a question, whether or not it reads as one.
   */
  find(outline: Outline, ids: readonly string[], isAsked: boolean): Mark[]
}

// Where two find as many questions, the first is believed.
const shapes: readonly Shape[] = [headingShapes, bareItems, bold, details, bullets, prompts]

/** The names that `shape:` may hold. */
export const shapeIds: readonly string[] = [
  ...new Set([...[...shapes, oneQuestionFile].flatMap(({ ids }) => ids), ...forms]),
]

/** Whether a name is that of a shape that bodies have: headings mark its questions. */
export function isForm(shape: string | undefined): shape is Form {
  return forms.some((form) => form === shape)
}

/**
 * Finds what begins where in a file, by the shapes that the evidence speaks for; `asked` overrules it. The shapes of
 * the questions are joined by `+` where a file changes midway.
 */
export function findMarks(
  outline: Outline,
  asked: string | undefined,
): { shape: string | null; marks: Mark[] } {
  const isUsed = (shape: Shape, id: string) =>
    asked === undefined || id === asked || (isForm(asked) && shape === headingShapes)
  const findBy = (shape: Shape) =>
    shape.find(
      outline,
      shape.ids.filter((id) => isUsed(shape, id)),
      asked !== undefined,
    )
  const best = believed(
    shapes.map((shape) => ({ shape, marks: findBy(shape) })),
    outline.source,
  )
  const marks = questionsIn(best) > 1 ? best : (asOneQuestion(best, findBy(oneQuestionFile)) ?? best)
  return { shape: shapeOf(marks), marks }
}

/** A whole file is believed to be one question where nothing else is found, or nothing but its own first heading. */
function asOneQuestion(best: readonly Mark[], whole: Mark[]): Mark[] | undefined {
  const [first, ...others] = best.filter(({ kind }) => kind === 'question')
  const isItsHeading = first?.shape === 'A2' && others.length === 0 && first.start === whole[0]?.start
  return whole.length > 0 && (!first || isItsHeading) ? whole : undefined
}

function questionsIn(marks: readonly Mark[]): number {
  return marks.filter(({ kind }) => kind === 'question').length
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

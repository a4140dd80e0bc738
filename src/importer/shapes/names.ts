/**
 * The names of shapes: what was found, in words. Each has the letters that older files ask for it by.
 */
const names = {
  'numbered-headings': 'A1',
  headings: 'A2',
  'question-headings': 'A3',
  'headings-in-items': 'A4',
  'spaceless-headings': 'A5',
  'numbered-lines': 'A6',
  bold: 'B1',
  'bold-lines': 'B2',
  details: 'C1',
  'folded-answers': 'C2',
  'quiz-folded': 'C3',
  'quiz-boxes': 'D1',
  'quiz-letters': 'D2',
  bullets: 'E1',
  prompts: 'E2',
  'one-question': 'F1',
  'answer-headings': 'F2',
  'titled-file': 'F3',
  'question-lines': undefined,
  'bullets-with-answers': undefined,
  table: undefined,
  definitions: undefined,
  paragraphs: undefined,
} as const

export type ShapeName = keyof typeof names

/** Every name that `shape:` may hold, and that JSON tells. */
export const shapeNames = Object.keys(names) as ShapeName[]

/** The shape of a name, or of the letters that it had before; `undefined` where there is none. */
export function shapeNamed(written: string): ShapeName | undefined {
  const asked = written.trim().toLowerCase()
  return shapeNames.find((name) => name === asked || names[name]?.toLowerCase() === asked)
}

/** Whether a file of a shape is one question as a whole. */
export function isWholeFile(shape: string | null | undefined): boolean {
  return shape === 'one-question' || shape === 'titled-file'
}

/** Whether what stands below the titles of a shape says more of it than how they are marked. */
export function showsForm(shape: string): boolean {
  return !/^(?:details|bullets|prompts|table|question-lines|definitions)/.test(shape)
}

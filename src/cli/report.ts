import type { FileReport } from '../content/published.ts'
import { environment } from '../environment.ts'
import { inOneLine } from '../importer/source/characters.ts'
import { spell } from '../invocation.ts'
import { type Code, codes, lineOf, type Problem } from '../problems.ts'
import { budgets, type weigh } from '../publish/weights.ts'

/** A problem in two lines, with the commands of its hint as they are called here. */
export function lineFor(file: string, problem: Problem): string {
  return lineOf(file, spelled(problem))
}

function spelled(problem: Problem): Problem {
  return { ...problem, hint: spell(problem.hint, environment.invocation) }
}

/** The reports that have errors, with nothing else. */
export function withErrors(reports: readonly FileReport[]): FileReport[] {
  return reports
    .map(({ problems, ...report }) => ({
      ...report,
      problems: problems.filter(({ severity }) => severity === 'error'),
    }))
    .filter(({ problems }) => problems.length > 0)
}

/** How many problems there are of each severity. */
export function countProblems(reports: readonly FileReport[]) {
  const problems = reports.flatMap(({ problems }) => problems)
  const count = (severity: Problem['severity']) => problems.filter((one) => one.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), notes: count('note') }
}

/** `file:line:column severity code message`, a hint below each, and a summary of one or two lines at the end. */
export function asText(reports: readonly FileReport[], told = reports): string {
  const counts = new Map<Code, number>()
  const lines = told.flatMap(({ file, problems }) =>
    problems.flatMap((problem) => {
      const count = (counts.get(problem.code) ?? 0) + 1
      counts.set(problem.code, count)
      return count > limitOf(problem.code) ? [] : [lineFor(file, problem)]
    }),
  )
  const more = [...counts].flatMap(([code, count]) => {
    const hidden = count - limitOf(code)
    return hidden > 0 ? [`… and ${hidden} more ${code}`] : []
  })
  if (more.length > 0) more.push('  --format json names them all')
  return [...lines, ...more, ...summaryOf(reports)].join('\n')
}

/** How many problems of a code are told with their places: more than that nobody reads on. */
const most = { error: 20, warning: 5, note: 3 }

/** What is told once, and then recorded: each is named. */
export const toldOnce: ReadonlySet<Code> = new Set(['question-held', 'question-retired'])

function limitOf(code: Code): number {
  return toldOnce.has(code) ? Number.POSITIVE_INFINITY : most[codes.get(code)!]
}

/** The report as the outer contract has it. */
export function asJson(reports: readonly FileReport[]): string {
  return JSON.stringify({ files: reports.map(withSpelled) }, null, 2)
}

function withSpelled({ problems, ...report }: FileReport): FileReport {
  return { ...report, problems: problems.map(spelled) }
}

/** What pages weigh when they are opened, in a line; more than the budget is told as such. */
export function asWeights({ index, middle, heaviest }: Awaited<ReturnType<typeof weigh>>): string {
  const size = (bytes: number) => `${(bytes / 1024).toFixed(1)} kB`
  const within = (bytes: number, budget: number) =>
    `${size(bytes)} ${bytes > budget ? 'is over' : 'of'} ${budget / 1024}`
  return [
    `  index ${within(index.bytes, budgets.index)}`,
    `a question ${within(middle.bytes, budgets.question)}`,
    `the heaviest ${size(heaviest.bytes)} (${heaviest.page})`,
  ].join(', ')
}

/** Annotations that GitHub shows beside the lines of a change. */
export function asGithub(reports: readonly FileReport[]): string {
  const commands = { error: 'error', warning: 'warning', note: 'notice' }
  const escapeText = (text: string) =>
    text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const escapeValue = (text: string) =>
    escapeText(inOneLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C')
  return reports
    .flatMap(({ file, problems }) =>
      problems.map(({ line, column, endLine, severity, code, message, hint }) => {
        const place = `file=${escapeValue(file)},line=${line},col=${column}${endLine ? `,endLine=${endLine}` : ''}`
        return `::${commands[severity]} ${place},title=${code}::${escapeText(`${inOneLine(message)}\n${inOneLine(spell(hint, environment.invocation))}`)}`
      }),
    )
    .join('\n')
}

/** What was found, and below it, where there is any, what a person would want to know besides. */
function summaryOf(reports: readonly FileReport[]): string[] {
  const { errors, warnings, notes } = countProblems(reports)
  const questions = reports.flatMap(({ questions }) => questions)
  const counted = [
    ...(errors ? [amount(errors, 'error')] : []),
    ...(warnings ? [amount(warnings, 'warning')] : []),
    ...(notes ? [amount(notes, 'note')] : []),
  ]
  const [files, asked] = [amount(reports.length, 'file'), amount(questions.length, 'question')]
  const found = `${errors ? '✖' : '✔'} ${counted.join(', ') || 'no problems'} in ${files} (${asked} read)`

  const shapes = shapesOf(reports)
  const unanswered = questions.filter(({ answer }) => !answer).length
  const leftOut = countLeftOut(reports)
  const besides = [
    ...(shapes.length > 0 ? [`${asked}: ${shapes.join(', ')}`] : []),
    ...(unanswered ? [`${unanswered} unanswered`] : []),
    ...(leftOut ? [`${amount(leftOut, 'line')} left out`] : []),
  ]
  return besides.length > 0 ? [found, `  ${besides.join(', ')}`] : [found]
}

/** What the questions are, in words; where they differ, with how many there are of each, most first. */
function shapesOf(reports: readonly FileReport[]): string[] {
  const counts = new Map<string, number>()
  for (const { shape, questions } of reports) {
    if (shape && questions.length > 0) counts.set(shape, (counts.get(shape) ?? 0) + questions.length)
  }
  const inOrder = [...counts].toSorted(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
  return inOrder.map(([shape, count]) =>
    inOrder.length > 1 ? `${count} ${shapeInWords(shape)}` : shapeInWords(shape),
  )
}

/** A shape as people call it; one that changes midway has several. */
function shapeInWords(shape: string): string {
  return [...new Set(shape.split('+'))]
    .map((one) => shapesInWords[one] ?? one.replaceAll('-', ' '))
    .join(' and ')
}

const shapesInWords: Record<string, string> = {
  'numbered-headings': 'numbered headings',
  headings: 'headings',
  'question-headings': 'headings with a Q',
  'headings-in-items': 'numbered headings in list items',
  'spaceless-headings': 'headings without their space',
  'numbered-lines': 'numbered lines',
  bold: 'bold lines',
  'bold-lines': 'bold lines with their answers right below',
  details: 'collapsed answers below their questions',
  'folded-answers': 'headings with collapsed answers',
  'quiz-folded': 'headings with choices and collapsed answers',
  'quiz-boxes': 'headings with check boxes',
  'quiz-letters': 'headings with lettered choices',
  bullets: 'bullets',
  prompts: 'titled prompts',
  'one-question': 'a file each',
  'answer-headings': 'questions with a heading for the answer',
  'titled-file': 'a file each, by its frontmatter',
}

function countLeftOut(reports: readonly FileReport[]): number {
  return reports
    .flatMap(({ problems }) => problems)
    .filter(({ code }) => code === 'text-left-out')
    .reduce((sum, { line, endLine = line }) => sum + endLine - line + 1, 0)
}

function amount(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

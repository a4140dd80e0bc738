import type { FileReport } from '../content/published.ts'
import { lineOf, type Problem } from '../problems.ts'
import { budgets, type weigh } from '../publish/weights.ts'

/** How many problems there are of each severity. */
export function countProblems(reports: readonly FileReport[]) {
  const problems = reports.flatMap(({ problems }) => problems)
  const count = (severity: Problem['severity']) => problems.filter((one) => one.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), notes: count('note') }
}

/** `file:line:column severity code message`, a hint below each, and a summary of one or two lines at the end. */
export function asText(reports: readonly FileReport[]): string {
  const lines = reports.flatMap(({ file, problems }) => problems.map((problem) => lineOf(file, problem)))
  return [...lines, ...summaryOf(reports)].join('\n')
}

/** The report as the outer contract has it. */
export function asJson(reports: readonly FileReport[]): string {
  return JSON.stringify({ files: reports }, null, 2)
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
  const escapeValue = (text: string) => escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
  return reports
    .flatMap(({ file, problems }) =>
      problems.map(({ line, column, endLine, severity, code, message, hint }) => {
        const place = `file=${escapeValue(file)},line=${line},col=${column}${endLine ? `,endLine=${endLine}` : ''}`
        return `::${commands[severity]} ${place},title=${code}::${escapeText(`${message}\n${hint}`)}`
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
    ...(shapes.length > 1 ? [`${asked} (${shapes.join(', ')})`] : []),
    ...(unanswered ? [`${unanswered} unanswered`] : []),
    ...(leftOut ? [`${amount(leftOut, 'line')} left out`] : []),
  ]
  return besides.length > 0 ? [found, `  ${besides.join(', ')}`] : [found]
}

/** How many questions are in files of each shape: `12 A1`. */
function shapesOf(reports: readonly FileReport[]): string[] {
  const counts = new Map<string, number>()
  for (const { shape, questions } of reports) {
    if (shape && questions.length > 0) counts.set(shape, (counts.get(shape) ?? 0) + questions.length)
  }
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([shape, count]) => `${count} ${shape}`)
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

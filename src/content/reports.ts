import type { Named } from '../permalinks/index.ts'
import { byPlace, type Code, problem } from '../problems.ts'
import { nameOf } from './ledger.ts'
import { tellKeysOnce } from './once.ts'
import type { FileReport, QuestionReport } from './published.ts'
import type { Found, Sources } from './sources.ts'

/** What is to be said of each file that was read, and of whatever else has problems, in order. */
export function reportsOf(
  { read, folders }: Pick<Sources, 'read' | 'folders'>,
  named: readonly Named[],
  found: readonly Found[],
): FileReport[] {
  const reports = new Map<string, FileReport>()
  const { idsByFile, asking } = namesByFile(named)
  for (const { topic } of read) {
    const ids = idsByFile.get(topic.file)
    const questions = topic.questions.map(
      ({ title, line, answered, section, choices }, index): QuestionReport => ({
        ...{ id: ids?.[index] ?? null, title, line, answer: answered },
        section: topic.sections[section]?.title ?? null,
        choices: choices.length,
        right: choices.filter(({ correct }) => correct).map(({ label }) => label),
      }),
    )
    reports.set(topic.file, {
      file: topic.file,
      shape: topic.shape,
      questions,
      // The index of a folder of questions needs none of its own.
      problems: topic.problems.filter(({ code }) => code !== 'questions-missing' || !asking.has(topic.file)),
    })
  }
  for (const [file, problem] of found) {
    const report = reports.get(file) ?? { file, shape: null, questions: [], problems: [] }
    report.problems.push(problem)
    reports.set(file, report)
  }
  for (const report of reports.values()) {
    const codes = new Set(report.problems.map(({ code }) => code))
    report.problems = report.problems
      .filter(({ code }) => !causes[code]?.some((cause) => codes.has(cause)))
      .toSorted(byPlace)
  }
  const inOrder = [...reports.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1))
  tellKeysOnce(inOrder)
  for (const folder of folders) {
    const inside = inOrder.filter(
      ({ file }) => `${file}/`.startsWith(`${nameOf(folder)}/`) || nameOf(folder) === '.',
    )
    if (inside.some(({ questions }) => questions.length > 0)) continue
    const empty = problem('content-empty', { line: 1, column: 1 }, nameOf(folder))
    inOrder.unshift({ file: nameOf(folder), shape: null, questions: [], problems: [empty] })
  }
  return inOrder
}

/** What follows from another problem of the same file need not be told beside it. */
const causes: Partial<Record<Code, readonly Code[]>> = {
  'number-missing': ['fence-unclosed', 'comment-unclosed', 'introduction-asks', 'answer-swallows'],
  'number-repeated': ['fence-unclosed', 'comment-unclosed'],
  'questions-missing': ['file-not-importable', 'frontmatter-not-yaml', 'text-not-utf8', 'file-with-jsx'],
  'contents-lost': ['introduction-asks', 'answer-swallows', 'fence-unclosed'],
}

/** The ids of each file's questions, and the files of topics that have some. */
function namesByFile(named: readonly Named[]) {
  const idsByFile = new Map<string, (string | undefined)[]>()
  const asking = new Set<string>()
  for (const { topic, files, questionIds } of named) {
    if (topic.questions.length > 0) for (const { file } of files) asking.add(file)
    for (const [index, { file = topic.file }] of topic.questions.entries()) {
      const ids = idsByFile.get(file)
      if (ids) ids.push(questionIds[index])
      else idsByFile.set(file, [questionIds[index]])
    }
  }
  return { idsByFile, asking }
}

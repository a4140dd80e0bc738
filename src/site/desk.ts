import type { FileReport } from '../content/published.ts'
import type { Problem } from '../problems.ts'

/** A problem beside the place it is at: `content/orm.md:12`. */
export interface Note {
  place: string
  problem: Problem
}

/** What a page shows. */
export interface Shown {
  /** The files of its topic; none on a page that is of no topic. */
  files: ReadonlySet<string>
  /** The lines of the one question that it shows. */
  lines?: { from: number; to: number }
}

/**
 * The problems that an author should see on a page: those of what it shows; on a page of no topic, errors, and what is
 * wrong with other files than those of topics. The worst stand first; `more` tells how many there are besides.
 */
export function notesFor(
  reports: readonly FileReport[],
  topicFiles: ReadonlySet<string>,
  { files, lines }: Shown,
): { notes: Note[]; more: number } {
  const isShown = (file: string, { line, severity }: Problem) => {
    if (files.size === 0) return severity === 'error' || !topicFiles.has(file)
    return files.has(file) && (!lines || (line >= lines.from && line <= lines.to))
  }
  const all = reports.flatMap(({ file, problems }) =>
    problems
      .filter((problem) => isShown(file, problem))
      .map((problem) => ({ place: `${file}:${problem.line}`, problem })),
  )
  const worstFirst = all.toSorted((a, b) => rank[a.problem.severity] - rank[b.problem.severity])
  return { notes: worstFirst.slice(0, most), more: Math.max(0, all.length - most) }
}

const rank = { error: 0, warning: 1, note: 2 }
const most = 12

import { posix } from 'node:path'
import { inFiles, type Problem } from '../problems.ts'
import type { FileReport } from './published.ts'

/** Tells a key that nobody knows once a folder, at the first file that has it, with how many files have it. */
export function tellKeysOnce(reports: readonly FileReport[]): void {
  for (const beside of Map.groupBy(reports, ({ file }) => posix.dirname(file)).values()) {
    const told = new Map<string, { report: FileReport; problem: Problem; files: number }>()
    for (const report of beside) {
      const own = new Set<string>()
      report.problems = report.problems.filter((problem) => {
        const { code, message } = problem
        const first = told.get(message)
        if (code !== 'key-unknown' || first?.report === report) return true
        if (!first) told.set(message, { report, problem, files: 1 })
        else if (!own.has(message)) first.files += 1
        own.add(message)
        return first === undefined
      })
    }
    for (const { problem, files } of told.values()) problem.message = inFiles(problem.message, files)
  }
}

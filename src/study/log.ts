import type { LogRecord, Undo } from './records.ts'

/** The records of all logs, each once, by time. It does not matter which log is named first, or how often. */
export function merge(...logs: readonly Iterable<LogRecord>[]): LogRecord[] {
  const byId = new Map<string, LogRecord>()
  for (const log of logs) {
    for (const record of log) {
      const known = byId.get(record.id)
      if (!known || isLess(record, known)) byId.set(record.id, record)
    }
  }
  return [...byId.values()].toSorted(byTime)
}

/** The records that count: without undone ones, and what undid them. */
export function standing(log: readonly LogRecord[]): Exclude<LogRecord, Undo>[] {
  const undone = new Set(log.flatMap((record) => (record.kind === 'undo' ? record.undoes : [])))
  return log.filter((record) => record.kind !== 'undo').filter(({ id }) => !undone.has(id))
}

export function byTime(a: LogRecord, b: LogRecord): number {
  return a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** Of two records with one id, which cannot be, all devices keep the same one. */
function isLess(a: LogRecord, b: LogRecord): boolean {
  return JSON.stringify(a) < JSON.stringify(b)
}

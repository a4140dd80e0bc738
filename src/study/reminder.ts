import type { LogRecord } from './records.ts'

interface Kept {
  records: readonly LogRecord[]
  /** When all was last exported, and when the learner was last reminded of it, as they were stored. */
  exported: unknown
  reminded: unknown
  now: number
}

/** Whether reviews of a week are nowhere but here, and a week has passed since that was last said. */
export function isReminderDue({ records, exported, reminded, now }: Kept): boolean {
  const since = timeOf(exported)
  const first = records.find(({ kind, time }) => kind === 'review' && time > since)
  return first !== undefined && now - first.time >= week && now - timeOf(reminded) >= week
}

function timeOf(stored: unknown): number {
  return typeof stored === 'number' && Number.isFinite(stored) ? stored : 0
}

const week = 7 * 24 * 3_600_000

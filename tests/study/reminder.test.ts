import { describe, expect, test } from 'vitest'
import { isReminderDue } from '../../src/study/reminder.ts'
import { review } from './given.ts'

const day = 24 * 3_600_000
const begun = Date.UTC(2026, 0, 31, 12)
const records = [0, 1, 9].map((late, index) => review({ id: `r${index}`, time: begun + late * day }))
const at = (days: number) => begun + days * day

describe('a learner is reminded to export', () => {
  test.each<[string, { exported?: unknown; reminded?: unknown }, number, boolean]>([
    ['not in the first days', {}, 6.9, false],
    ['after a week of reviews that are nowhere else', {}, 7, true],
    ['not again for a week', { reminded: at(7) }, 13.9, false],
    ['again after another week', { reminded: at(7) }, 14, true],
    ['not where all is exported', { exported: at(10) }, 30, false],
    ['a week after the first review that is not', { exported: at(8) }, 15.9, false],
    ['a week after the first review that is not', { exported: at(8) }, 16, true],
    ['though what was kept of it is rotten', { exported: 'x', reminded: Number.NaN }, 7, true],
  ])('%s: %j, after %f days, %j', (_, kept, days, isDue) => {
    expect(isReminderDue({ records, exported: undefined, reminded: undefined, ...kept, now: at(days) })).toBe(
      isDue,
    )
  })

  test('of reviews alone', () => {
    const { kind: _, ...rest } = review()
    const bookmark = { ...rest, kind: 'bookmark' as const, on: true }

    expect(
      isReminderDue({ records: [bookmark], exported: undefined, reminded: undefined, now: at(99) }),
    ).toBe(false)
  })
})

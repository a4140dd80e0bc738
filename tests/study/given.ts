import fc from 'fast-check'
import type { Progress } from '../../src/study/export.ts'
import { merge } from '../../src/study/log.ts'
import { grades, type LogRecord, type Review } from '../../src/study/records.ts'
import { defaultSettings } from '../../src/study/settings.ts'

const noon = Date.UTC(2026, 0, 31, 12)

/** A review; `fields` may be anything, as what comes from outside. */
export function review(fields: Record<string, unknown> = {}): Review {
  const fieldsOfReview = {
    ...{ id: 'r1', kind: 'review', permalink: 'what-is-a-closure', time: noon, offset: 0 },
    ...{ grade: 'good', hints: 0, bullets: [] },
  }
  return { ...fieldsOfReview, ...fields } as unknown as Review
}

/** Logs of a few questions over some months. */
export function records(): fc.Arbitrary<LogRecord[]> {
  const id = fc.integer({ min: 1, max: 30 }).map((number) => `r${number}`)
  const common = {
    id,
    permalink: fc.constantFrom('a', 'b', 'c', 'what-is-a-closure', '闭包'),
    time: fc.integer({ min: 0, max: 200 * 24 }).map((hour) => noon + hour * 3_600_000),
    offset: fc.constantFrom(0, 60, -720, 840, 345),
  }
  const bullet = fc.record({
    anchor: fc.constantFrom('', 'x'),
    hash: fc.constantFrom('a1', 'b2'),
    said: fc.boolean(),
  })
  const kinds = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        id: common.id,
        kind: fc.constant('review' as const),
        permalink: common.permalink,
        time: common.time,
        offset: common.offset,
        grade: fc.constantFrom(...grades),
        hints: fc.nat(3),
        bullets: fc.array(bullet, { maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        id: common.id,
        kind: fc.constant('undo' as const),
        permalink: common.permalink,
        time: common.time,
        offset: common.offset,
        undoes: id,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        id: common.id,
        kind: fc.constant('bookmark' as const),
        permalink: common.permalink,
        time: common.time,
        offset: common.offset,
        on: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        id: common.id,
        kind: fc.constant('note' as const),
        permalink: common.permalink,
        time: common.time,
        offset: common.offset,
        text: fc.string({ maxLength: 20 }),
      }),
    },
  )
  return fc.array(kinds, { maxLength: 30 })
}

export function progresses(): fc.Arbitrary<Progress> {
  const settings = fc.record({ time: fc.nat(), answers: fc.integer({ min: 1, max: 500 }) })
  return fc.record({
    records: records().map((log) => merge(log)),
    settings: fc.option(
      settings.map((some) => ({ ...defaultSettings, ...some })),
      { nil: undefined },
    ),
  })
}

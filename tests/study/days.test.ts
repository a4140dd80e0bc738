import { describe, expect, test } from 'vitest'
import { dayFrom, dayOf, isoOf, todayAt, weekdayOf } from '../../src/study/days.ts'

const zones = `Pacific/Pago_Pago America/Los_Angeles America/New_York America/Sao_Paulo Atlantic/Azores UTC
  Europe/Berlin Asia/Kathmandu Asia/Tokyo Australia/Lord_Howe Pacific/Auckland Pacific/Kiritimati`.split(
  /\s+/,
)
const nasty =
  `2024-02-28 2024-02-29 2024-12-31 2026-01-01 2026-03-08 2026-03-29 2026-04-05 2026-10-04 2026-10-25
  2026-11-01 2028-02-29 1999-12-31`.split(/\s+/)

describe.each(zones)('in %s', (zone) => {
  test.each(nasty)('the study day %s begins at 4 and ends before 4', (iso) => {
    const at = (wall: string) => ({ time: instant(wall, zone), offset: offsetAt(instant(wall, zone), zone) })
    const next = isoOf(dayFrom(iso)! + 1)

    expect(isoOf(dayOf(at(`${iso}T04:00`)))).toBe(iso)
    expect(isoOf(dayOf(at(`${iso}T23:59`)))).toBe(iso)
    expect(isoOf(dayOf(at(`${next}T03:59`)))).toBe(iso)
    expect(isoOf(dayOf(at(`${next}T04:00`)))).toBe(next)
  })

  test.each(nasty)('%s has begun, and not yet ended, at any hour of it', (iso) => {
    for (const hour of ['04:00', '12:00', '23:30']) {
      const time = instant(`${iso}T${hour}`, zone)
      const today = todayAt(time, offsetAt(time, zone))

      expect(today.start).toBeLessThanOrEqual(time)
      expect(time - today.start).toBeLessThan(24 * 3_600_000)
    }
  })
})

describe('a day', () => {
  test.each(['2026-02-30', '2026-13-01', '31.1.2026', '', '2026-1-1'])('is not %j', (iso) => {
    expect(dayFrom(iso)).toBeUndefined()
  })

  test('knows its weekday', () => {
    expect(weekdayOf(dayFrom('2026-02-01')!)).toBe(0)
    expect(weekdayOf(dayFrom('2026-01-31')!)).toBe(6)
    expect(weekdayOf(-1)).toBe(3)
  })
})

/** Minutes that a zone's clocks are ahead of UTC. */
function offsetAt(time: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' },
  })
  const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]))
  const wall = Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}Z`)
  return Math.round((wall - time) / 60_000)
}

/** When a zone's clocks show this. */
function instant(wall: string, zone: string): number {
  const utc = Date.parse(`${wall}Z`)
  const near = utc - offsetAt(utc, zone) * 60_000
  return utc - offsetAt(near, zone) * 60_000
}

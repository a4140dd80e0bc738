import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prune } from '../../src/content/prune.ts'

test('what lies in the cache for longer than a month goes, and folders stay', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'viva-'))
  const now = Date.UTC(2026, 5, 30)
  mkdirSync(join(folder, 'images'))
  for (const [name, days] of [
    ['old.json', 32],
    ['new.json', 30],
  ] as const) {
    writeFileSync(join(folder, name), '{}')
    const time = (now - days * 24 * 60 * 60 * 1000) / 1000
    utimesSync(join(folder, name), time, time)
  }
  utimesSync(join(folder, 'images'), 0, 0)

  await prune([folder, join(folder, 'none')], now)

  expect(readdirSync(folder)).toEqual(['images', 'new.json'])
})

import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readExport, writeExport } from '../../src/study/export.ts'
import { exportSchema } from '../../src/study/schema.ts'
import { progresses } from './given.ts'

const isDay = (day: string) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))
const ajv = new Ajv2020({ formats: { date: isDay } })
const isValid = ajv.compile(exportSchema('https://viva.example/study/progress.schema.json'))

test('what is exported is what the published schema says', () => {
  fc.assert(
    fc.property(progresses(), (progress) => {
      expect([isValid(JSON.parse(writeExport(progress, 'site'))), isValid.errors]).toEqual([true, null])
    }),
  )
})

test('what is read, once something in it was changed, is what the published schema allows', () => {
  const junk = fc.constantFrom<unknown>(
    null,
    -1,
    0,
    1,
    1.5,
    1e300,
    '',
    'x',
    'x'.repeat(30_000),
    true,
    [],
    {},
    [1],
  )
  const change = fc.record({
    turns: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
    junk,
    isTaken: fc.boolean(),
  })
  fc.assert(
    fc.property(progresses(), change, (progress, { turns, junk, isTaken }) => {
      const value = JSON.parse(writeExport(progress, 'site'))
      spoil(value, turns, isTaken ? undefined : junk)
      const json = JSON.stringify(value)

      expect(isValid(JSON.parse(json)), json).toBe(readExport(json).fault === undefined)
    }),
  )
})

/** Replaces a value somewhere in another, or takes it away. */
function spoil(value: Record<string, unknown>, [turn = 0, ...turns]: number[], junk: unknown): void {
  const keys = [...Object.keys(value), ...(Array.isArray(value) ? [] : ['more'])]
  const key = keys[turn % keys.length]!
  const inner = value[key]
  if (turns.length > 0 && typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0)
    spoil(inner as Record<string, unknown>, turns, junk)
  else value[key] = junk
}

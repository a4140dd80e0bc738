import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readExport, writeExport } from '../../src/study/export.ts'
import { merge } from '../../src/study/log.ts'
import { readRecord } from '../../src/study/records.ts'
import { progresses, records, review } from './given.ts'

describe('what claims to be a record', () => {
  test.each([
    ['nothing', undefined, ''],
    ['a list', [], ''],
    ['a kind nobody knows', { ...review(), kind: 'quiz' }, 'kind'],
    ['a kind that every mapping inherits', { ...review(), kind: 'toString' }, 'kind'],
    ['a grade nobody knows', review({ grade: 'excellent' }), 'grade'],
    ['a grade as a number', review({ grade: 3 }), 'grade'],
    ['a time that is no number', review({ time: Number.NaN }), 'time'],
    ['a time as text', review({ time: '2026-01-31' }), 'time'],
    ['a time before there were any', review({ time: -1 }), 'time'],
    ['a time beyond calendars', review({ time: 8.64e15 }), 'time'],
    ['a zone nobody lives in', review({ offset: 2000 }), 'offset'],
    ['hints below none', review({ hints: -1 }), 'hints'],
    ['half a hint', review({ hints: 0.5 }), 'hints'],
    ['bullets that are no list', review({ bullets: { length: 1 } }), 'bullets'],
    ['a bullet without a hash', review({ bullets: [{ anchor: 'a', said: true }] }), 'bullets[0].hash'],
    ['a bullet of text', review({ bullets: ['a'] }), 'bullets[0]'],
    ['a permalink with a slash', review({ permalink: '../x' }), 'permalink'],
    ['a permalink of a prototype', review({ permalink: '__proto__' }), 'permalink'],
    ['an id with a blank', review({ id: 'a b' }), 'id'],
    ['a field nobody knows', review({ colour: 'red' }), 'colour'],
    [
      'a field that would be inherited',
      JSON.parse('{"kind":"undo","__proto__":{"undoes":"a"}}'),
      '__proto__',
    ],
    ['a note without a text', { ...rest(), kind: 'note' }, 'text'],
    ['a bookmark that is neither', { ...rest(), kind: 'bookmark', on: 'yes' }, 'on'],
    ['an undo of nothing', { ...rest(), kind: 'undo' }, 'undoes'],
  ])('is refused by the field: %s', (_, value, field) => {
    expect(readRecord(value)).toMatchObject({ fault: { field } })
  })

  test('is taken as it is where it is one', () => {
    fc.assert(
      fc.property(records(), ([...log]) => {
        for (const record of log) expect(readRecord(record)).toEqual({ record })
      }),
    )
  })
})

describe('logs', () => {
  test('are merged to the same, whatever is named first or how often', () => {
    fc.assert(
      fc.property(records(), records(), records(), (a, b, c) => {
        expect(merge(a, b)).toEqual(merge(b, a))
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)))
        expect(merge(a, a, merge(a))).toEqual(merge(a))
      }),
    )
  })
})

describe('an exported file', () => {
  test('is read as it was written, and written as it was read', () => {
    fc.assert(
      fc.property(progresses(), (progress) => {
        const json = writeExport(progress, 'site')
        const read = readExport(json)

        expect(read.fault).toBeUndefined()
        expect(writeExport(read.progress!, 'site')).toBe(json)
      }),
    )
  })

  test.each([
    ['is no JSON', 'progress', ''],
    ['is empty', '', ''],
    ['is a number', '1', 'format'],
    ['is another program’s', '{"cards": []}', 'format'],
    ['is a newer release’s', '{"format":"viva-progress","version":2}', 'version'],
    ['has no records', '{"format":"viva-progress","version":1,"site":""}', 'records'],
    ['has more', '{"format":"viva-progress","version":1,"site":"","records":[],"x":1}', 'x'],
    [
      'asks for a prototype',
      '{"format":"viva-progress","version":1,"site":"","records":[],"__proto__":{}}',
      '__proto__',
    ],
    [
      'has a rotten record',
      `{"format":"viva-progress","version":1,"site":"","records":[${JSON.stringify(review({ grade: 9 }))}]}`,
      'records[0].grade',
    ],
    [
      'has rotten settings',
      '{"format":"viva-progress","version":1,"site":"","records":[],"settings":{"time":0,"scope":{"topics":[],"tags":[],"levels":[],"only":"some"}}}',
      'settings.scope.only',
    ],
    ['is deep', '['.repeat(100_000) + ']'.repeat(100_000), 'format'],
    [
      'is deep below a field',
      `{"format":"viva-progress","version":1,"site":"","records":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'records[0]',
    ],
    ['is larger than any', ' '.repeat(50_000_000), ''],
  ])('that %s is refused by the field', (_, json, field) => {
    expect(readExport(json)).toMatchObject({ fault: { field } })
  })

  test('with a byte changed is taken whole or refused whole', () => {
    fc.assert(
      fc.property(progresses(), fc.nat(), fc.integer({ min: 32, max: 126 }), (progress, place, code) => {
        const json = writeExport(progress, 'site')
        const at = place % json.length
        const read = readExport(json.slice(0, at) + String.fromCharCode(code) + json.slice(at + 1))

        if (read.progress)
          expect(read.progress.records.length).toBeGreaterThanOrEqual(progress.records.length - 1)
        else expect(read.fault).toBeDefined()
      }),
    )
  })
})

function rest() {
  const { id, permalink, time, offset } = review()
  return { id, permalink, time, offset }
}

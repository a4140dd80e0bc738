import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { storeLedger } from '../../src/content/ledger.ts'
import { emptyLedger, type Ledger, writeLedger } from '../../src/permalinks/ledger.ts'

const withTag = (id: string): Ledger => ({ ...emptyLedger(), tags: new Map([[id, { title: id }]]) })

function folderWith(text?: string): { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'viva-ledger-'))
  const path = join(folder, 'permalinks.json')
  if (text !== undefined) writeFileSync(path, text)
  return { folder, path }
}

describe('a ledger is stored', () => {
  test('where none was, and none was read', async () => {
    const { folder, path } = folderWith()

    expect(await storeLedger(folder, { read: undefined, store: withTag('a') })).toBeUndefined()
    expect(readFileSync(path, 'utf8')).toBe(writeLedger(withTag('a')))
    expect(readdirSync(folder)).toEqual(['permalinks.json'])
  })

  test('where it is what was read, with its mode, through a link', async () => {
    const { folder, path } = folderWith('old')
    chmodSync(path, 0o640)
    const other = folderWith().folder
    symlinkSync(path, join(other, 'permalinks.json'))

    expect(await storeLedger(other, { read: 'old', store: withTag('a') })).toBeUndefined()
    expect(readFileSync(path, 'utf8')).toBe(writeLedger(withTag('a')))
    expect(statSync(path).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder)).toEqual(['permalinks.json'])
  })

  test('by the first of many that have read the same, and by no other', async () => {
    const { folder, path } = folderWith('old')
    const ledgers = Array.from({ length: 10 }, (_, index) => withTag(`tag-${index}`))

    const faults = await Promise.all(ledgers.map((store) => storeLedger(folder, { read: 'old', store })))

    const stored = faults.flatMap((fault, index) => (fault ? [] : [index]))
    expect(stored).toHaveLength(1)
    expect(readFileSync(path, 'utf8')).toBe(writeLedger(ledgers[stored[0]!]!))
  })

  test('by all of many that would write the same', async () => {
    const { folder } = folderWith('old')

    const faults = await Promise.all(
      [1, 2, 3].map(() => storeLedger(folder, { read: 'old', store: withTag('a') })),
    )

    expect(faults).toEqual([undefined, undefined, undefined])
  })
})

describe('a ledger is left as it is', () => {
  test.each([
    ['that was changed meanwhile', 'decided', 'old'],
    ['that has come meanwhile', 'decided', undefined],
  ])('%s', async (_, now, read) => {
    const { folder, path } = folderWith(now)

    expect(await storeLedger(folder, { read, store: withTag('a') })).toMatchObject({ code: 'ledger-changed' })
    expect(await storeLedger(folder, { read, store: undefined })).toMatchObject({ code: 'ledger-changed' })
    expect(readFileSync(path, 'utf8')).toBe(now)
  })

  test('that is read-only, which is told', async () => {
    const { folder, path } = folderWith('old')
    chmodSync(path, 0o444)

    expect(await storeLedger(folder, { read: 'old', store: withTag('a') })).toMatchObject({
      ...{ code: 'file-unwritable', message: 'This could not be written: permission denied.' },
    })
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['permalinks.json'])
  })
})

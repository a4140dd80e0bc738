import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { memoryCache } from '../../src/content/cache.ts'
import type { Promises } from '../../src/content/index.ts'
import { storeLedger } from '../../src/content/ledger.ts'
import { reader } from '../reader.ts'

const readContent = reader()

const readme = '### What is one?\n\nThe first.\n\n### What is two?\n\nThe second.\n'
const notes = '---\ntags: [far]\n---\n\n## Part\n\n### What is three?\n\nThe third.\n'

function read(folder: string, paths: readonly string[], promises: Partial<Promises> = {}) {
  return readContent({
    paths: paths.map((path) => join(folder, path)),
    ...{ drafts: false, addresses: addressesUnder('/'), cache: memoryCache() },
    promises: { contentDir: folder, isReduced: true, today: '2026-02-01', isFrozen: false, ...promises },
  })
}

/** A folder of two files whose addresses are recorded. */
async function published(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'viva-unnamed-'))
  mkdirSync(join(folder, 'notes'))
  writeFileSync(join(folder, 'README.md'), readme)
  writeFileSync(join(folder, 'notes/o.md'), notes)
  const { ledger } = await read(folder, ['.'])
  await storeLedger(folder, { read: ledger!.text, store: ledger!.after })
  return folder
}

async function codesOf(...args: Parameters<typeof read>): Promise<string[]> {
  const { reports } = await read(...args)
  return reports.flatMap(({ file, problems }) =>
    problems.map(({ code }) => `${file.split('/').at(-1)} ${code}`),
  )
}

test.each([
  ['is there', () => {}],
  ['is gone', (folder: string) => rmSync(join(folder, 'notes/o.md'))],
])('of a file that was not named nothing is told or recorded, whether it %s or not', async (_, change) => {
  const folder = await published()
  change(folder)

  const { reports, ledger } = await read(folder, ['README.md'])

  expect(reports.flatMap(({ problems }) => problems)).toEqual([])
  expect(ledger).toMatchObject({ changes: 0, unnamed: ['what-is-three'] })
})

test('no site is made without it', async () => {
  const folder = await published()

  expect(await codesOf(folder, ['README.md'], { isPublished: true })).toEqual([
    'permalinks.json ledger-unread',
  ])
  expect(await codesOf(folder, ['README.md', 'notes'], { isPublished: true })).toEqual([])
  expect(await codesOf(folder, ['.'], { isPublished: true })).toEqual([])
})

test('what is gone from a file or a folder that was named is told', async () => {
  const folder = await published()
  writeFileSync(join(folder, 'README.md'), readme.slice(0, readme.indexOf('### What is two')))

  expect(await codesOf(folder, ['README.md'])).toEqual(['README.md question-vanished'])
  rmSync(join(folder, 'notes/o.md'))
  expect(await codesOf(folder, ['README.md', 'notes'])).toEqual([
    'README.md question-vanished',
    'o.md question-vanished',
  ])
})

test('where a path is missing, nothing is told of what was promised', async () => {
  const folder = await published()
  writeFileSync(join(folder, 'README.md'), readme.slice(0, readme.indexOf('### What is two')))

  for (const promises of [{}, { isPublished: true, isFrozen: true }])
    expect(await codesOf(folder, ['README.md', 'nope.md'], promises)).toEqual(['nope.md path-missing'])
})

test('nobody takes the address of a question that was not named', async () => {
  const folder = await published()
  writeFileSync(join(folder, 'README.md'), `${readme}\n### Why?\n<!-- id: what-is-three -->\n\nSo.\n`)

  expect(await codesOf(folder, ['README.md'])).toEqual(['README.md id-taken'])
})

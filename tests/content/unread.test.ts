import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { memoryCache } from '../../src/content/cache.ts'
import { storeLedger } from '../../src/content/ledger.ts'
import { reader } from '../reader.ts'

const readContent = reader()

const one = '---\ntags: [first]\n---\n\n## Part\n\n### 1. What is one?\n\nThe first.\n'
const two = '### 1. What is two?\n\nThe second.\n'

function read(contentDir: string) {
  return readContent({
    ...{ paths: [contentDir], drafts: false, addresses: addressesUnder('/'), cache: memoryCache() },
    promises: { contentDir, today: '2026-01-31', isFrozen: true },
  })
}

/** A content folder whose addresses are recorded. */
async function published(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'viva-unread-'))
  for (const [name, text] of Object.entries({ 'a/one.md': one, 'two.md': two })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const { ledger } = await read(folder)
  await storeLedger(folder, { read: ledger!.text, store: ledger!.after })
  return folder
}

async function problemsOf(folder: string): Promise<string[]> {
  const { reports } = await read(folder)
  return reports.flatMap(({ file, problems }) =>
    problems.map(({ code }) => `${file.split('/').at(-1)} ${code}`),
  )
}

test.each<[string, (path: string) => void, code: string]>([
  ['is not UTF-8', (path) => writeFileSync(path, Buffer.from(`${one}é`, 'latin1')), 'text-not-utf8'],
  ['is no text', (path) => writeFileSync(path, '\0\0\0\0'), 'file-not-text'],
  ['is too large', (path) => writeFileSync(path, `${one}${' '.repeat(3 * 2 ** 20)}`), 'file-too-large'],
])('the questions of a file that %s have not vanished', async (_, change, code) => {
  const folder = await published()

  change(join(folder, 'a/one.md'))

  expect(await problemsOf(folder)).toEqual([`one.md ${code}`])
})

test('nor have those of a file or a folder whose name is not UTF-8', async () => {
  const folder = await published()
  const [from, to] = [join(folder, 'a/one.md'), Buffer.from(`${folder}/a/caf\xe9.md`, 'latin1')]
  writeFileSync(to, one)
  rmSync(from)

  const { reports } = await read(folder)

  expect(reports.flatMap(({ problems }) => problems.map(({ code, message }) => [code, message]))).toEqual([
    ['name-not-utf8', 'The name of “caf\ufffd.md” is not UTF-8, so that no address can be made of it.'],
  ])
})

test('nor have those that stand above what is nested too deeply, and they keep their addresses', async () => {
  const folder = await published()
  writeFileSync(join(folder, 'two.md'), `${two}\n${'- '.repeat(60)}deep\n\n### 2. What is three?\n\n3\n`)

  const { questions, reports } = await read(folder)

  expect(reports.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['text-too-nested'])
  expect(questions.map(({ id }) => id)).not.toContain('what-is-two-2')
})

test('but those of a file that is gone have', async () => {
  const folder = await published()
  rmSync(join(folder, 'two.md'))

  expect(await problemsOf(folder)).toEqual(['permalinks.json ledger-outdated', 'two.md question-vanished'])
})

test('a ledger that cannot be read is told with its place', async () => {
  const folder = await published()
  rmSync(join(folder, 'permalinks.json'))
  mkdirSync(join(folder, 'permalinks.json'))

  expect(await problemsOf(folder)).toEqual(['permalinks.json file-unreadable'])
})

test('a content folder that leads in a circle is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'viva-round-'))
  execFileSync('ln', ['-s', 'round', join(folder, 'round')])

  expect(await problemsOf(join(folder, 'round'))).toContain('round file-unreadable')
})

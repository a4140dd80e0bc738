import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { toString as textOf } from 'mdast-util-to-string'
import { describe, expect, test } from 'vitest'
import { addressesUnder } from '../src/addresses.ts'
import { memoryCache } from '../src/content/cache.ts'
import type { Promises } from '../src/content/index.ts'
import { importTopic } from '../src/importer/index.ts'
import { parse } from '../src/importer/source/markdown.ts'
import { type Invocation, spell } from '../src/invocation.ts'
import { emptyLedger, type Ledger, writeLedger } from '../src/permalinks/ledger.ts'
import { codes, lineOf, type Problem, problem } from '../src/problems.ts'
import { reader } from './reader.ts'

const readContent = reader()

/** What the page says of a code. */
interface Entry {
  code: string
  severity: string
  /** A whole file that raises it; `undefined` where Markdown cannot show how it arises. */
  example: string | undefined
  /** What `check` prints for it. */
  printed: string
  /** The file that is named there. */
  file: string
  /** The last paragraph. */
  last: string
}

/** How the page calls commands. */
const asViva: Invocation = { program: 'viva', variables: {}, paths: [] }

const page = readFileSync(join(import.meta.dirname, '../docs/problems.md'), 'utf8')
const entries: Entry[] = []
let severity = ''
for (const node of parse(page).children) {
  const entry = entries.at(-1)
  if (node.type === 'heading' && node.depth === 2) {
    severity = textOf(node).toLowerCase().replace(/s$/, '')
  } else if (node.type === 'heading' && node.depth === 3) {
    entries.push({ code: textOf(node), severity, example: undefined, printed: '', file: '', last: '' })
  } else if (node.type === 'code' && entry) {
    const text = `${node.value}\n`
    if (node.lang === 'md') entry.example ??= text
    else entry.printed += text
    entry.file = entry.printed.match(/^[^:]*/)![0]
  } else if (node.type === 'paragraph' && entry) entry.last = textOf(node)
}

type Files = Record<string, string | Uint8Array>

const question = '### 1. Why?\n\nSo.\n'

/** What raises the codes that no Markdown in a page can show. */
const arranged: Record<string, Files> = {
  'content-missing': {},
  'content-empty': { 'content/_orm.md': question },
  'path-missing': { 'content/orm.md': question },
  'file-skipped': { 'content/orm.md/orm.md': question },
  'file-with-jsx': { 'content/orm.mdx': '### 1. What is a queryset?\n\n<Lazy rows={3} />\n' },
  'file-too-large': { 'content/dump.md': 'a'.repeat(2.5 * 2 ** 20) },
  'file-not-importable': {
    'content/odd.md': `### 1. Why ${'<b>'.repeat(20_000)}${'</b>'.repeat(20_000)}?\n\nText.\n`,
  },
  'file-not-text': { 'content/orm.md': '### \0\0\0' },
  'text-not-utf8': { 'content/orm.md': Buffer.from('### 1. What is it?\n\nCafé\n', 'latin1') },
  'text-utf16': { 'content/orm.md': Buffer.from(`\ufeff${question}`, 'utf16le') },
  'text-stray-mark': { 'content/joined.md': `${question}\n\ufeff### 2. How?\n\nSo.\n` },
  'answer-too-large': {
    'content/wide.md': `### What is wide?\n\n|${'a|'.repeat(1500)}\n|${'-|'.repeat(1500)}\n${'a\n'.repeat(1500)}`,
  },
  'settings-not-yaml': { 'content/orm.md': question, 'content/site.yaml': 'title: “Viva”\naccent: [blue\n' },
  'image-too-large': {
    'content/trees.md': '### 1. What is a b-tree?\n\n![A forest](forest.png)\n',
    'content/forest.png': 'a'.repeat(6 * 2 ** 20),
  },
  'topic-conflict': {
    'content/event loop.md': question,
    'content/event-loop.md': '### 1. What loops?\n\nIt.\n',
  },
}

const manager = {
  ...{ title: 'What is a manager?', place: 'orm', file: 'orm.md', line: 5 },
  ...{ fingerprint: '..', published: '2026-01-31' },
}
const closure = '### What is a closure?\n\nA function with the variables around it.\n'
const inner = '#### A manager\n\nIt hands out rows.\n'
const [asClosure] = importTopic('orm.md', Buffer.from(closure)).questions
const ledgers: Record<string, object | string> = {
  'id-taken': {
    'what-is-a-closure': { ...manager, title: asClosure!.title, fingerprint: asClosure!.fingerprint },
  },
  'question-vanished': { 'what-is-a-manager': manager },
  'question-retired': { 'what-is-a-manager': { ...manager, title: 'A manager', line: 3 } },
  'question-held': { 'what-is-a-manager': { ...manager, title: 'A manager', line: 3 } },
  'ledger-outdated': {},
  'ledger-unread': { 'what-is-a-manager': { ...manager, file: 'rows.md' } },
  'ledger-merge': '{\n  "version": 1,\n  "questions": {\n<<<<<<< HEAD\n',
  'ledger-not-json': '{\n  "version": 1,\nx\n',
  'ledger-version': '{ "version": 2 }\n',
  'ledger-entry': { 'what-is-a-manager': { ...manager, line: 'five' } },
  'ledger-repeated': { 'what-is-a-manager': manager, 'What-is-a-manager': manager },
  'redirect-broken': { 'what-is-a-manager': { ...manager, to: 'what-is-orm' } },
}
/** The file that has the words of what was recorded. */
const kept: Record<string, string> = {
  'question-held': `### What is a queryset?\n\nA lazy collection of rows.\n\n${inner}`,
  'question-retired': `# Rows\n\n${inner}`,
}
for (const [code, questions] of Object.entries(ledgers)) {
  arranged[code] = {
    'content/orm.md': kept[code] ?? closure,
    ...(code === 'id-taken' && {
      'content/new.md': '### How do closures work?\n<!-- id: what-is-a-closure -->\n\nLike this.\n',
    }),
    'content/permalinks.json': typeof questions === 'string' ? questions : asLedger(questions),
  }
}

/** A ledger as an older Viva stored it. */
function asLedger(questions: object): string {
  const records = new Map(Object.entries(questions)) as Ledger['questions']
  return writeLedger({ ...emptyLedger(), reading: undefined, questions: records })
}

/** What is read where it is not the folder. */
const paths: Record<string, string[]> = {
  'content-missing': ['notes'],
  'path-missing': ['content/orm.md', 'content/omr.md'],
  'ledger-unread': ['content/orm.md'],
}

/** How it is read where it is not just looked at. */
const promises: Record<string, Partial<Promises>> = {
  'ledger-outdated': { isFrozen: true },
  'ledger-unread': { isReduced: true, isPublished: true },
}

/** What takes another user, a command that writes, five seconds or another program. */
const told: Record<string, Problem> = {
  'file-unreadable': problem('file-unreadable', { line: 1, column: 1 }, 'permission denied'),
  'name-not-utf8': problem('name-not-utf8', { line: 1, column: 1 }, 'caf\ufffd.md'),
  'ledger-changed': problem('ledger-changed', { line: 1, column: 1 }),
  'file-unwritable': problem('file-unwritable', { line: 1, column: 1 }, 'permission denied'),
  'variable-not-understood': problem(
    ...(['variable-not-understood', { line: 1, column: 1 }, 'PORT', 'abc'] as const),
    'a number from 0 to 65535',
  ),
  'out-dir-refused': problem(
    ...(['out-dir-refused', { line: 1, column: 1 }, 'docs'] as const),
    'holds “guide.md”, and no site that Viva built',
  ),
  'address-new': problem(
    ...(['address-new', { line: 1, column: 1 }, manager.title] as const),
    '/questions/what-is-a-manager/',
  ),
  'file-too-slow': problem('file-too-slow', { line: 1, column: 1 }, 5),
  'port-in-use': problem('port-in-use', { line: 4321, column: 1 }, 4321, 'start'),
}

/** The problems of one file among others, as they are printed. */
async function check(
  file: string,
  files: Files,
  paths = ['content'],
  promises: Partial<Promises> = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'viva-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const { reports } = await readContent({
    paths: paths.map((path) => join(folder, path)),
    ...{ drafts: true, addresses: addressesUnder('/'), cache: memoryCache() },
    promises: { contentDir: join(folder, 'content'), today: '2026-01-31', isFrozen: false, ...promises },
  })
  const above = `${relative(process.cwd(), folder)}/`
  const problems = reports.find((report) => report.file === above + file)?.problems ?? []
  // A file that lost all its questions has another problem besides.
  const own = problems.filter(({ code }) => code !== 'questions-missing')
  return print(file, own).replaceAll(above, '')
}

function print(file: string, problems: readonly Problem[]): string {
  return problems.map((one) => `${lineOf(file, { ...one, hint: spell(one.hint, asViva) })}\n`).join('')
}

test('a problem is told in two lines, whatever its file is called', () => {
  const told = lineOf(
    'a\x1b[2J\nb\u2028c.md',
    problem('link-dead', { line: 1, column: 1 }, '\x07\r#d', undefined),
  )

  expect(told.replace(/\n {2}hint: .*$/s, '')).toMatch(
    /^a\uFFFD\[2J\uFFFDb\uFFFDc\.md:1:1 warning link-dead [^\p{Cc}]*\uFFFD\uFFFD#d/u,
  )
  expect(told.match(/[\p{Cc}\u2028]/gu)).toEqual(['\n'])
})

describe('the page of problems', () => {
  test('has each code once, below its severity', () => {
    const listed = entries.map(({ code, severity }) => `${code} ${severity}`)

    expect(listed.toSorted()).toEqual(Array.from(codes, (pair) => pair.join(' ')).toSorted())
  })

  test.each(entries)('shows how $code is printed, and tells how to fix it', (entry) => {
    expect(entry.printed).toMatch(
      new RegExp(`^\\S.*:\\d+:\\d+ ${entry.severity} ${entry.code} .*\\n {2}hint: .*\\n$`),
    )
    expect(entry.last).toMatch(/^To fix /)
  })

  test.each(entries)('has an example of $code that gives what it shows', async (entry) => {
    const { code, example, file, printed } = entry
    const problems = example ? importTopic(file, Buffer.from(example)).problems : [told[code] ?? []].flat()
    const files = example ? { [file]: example } : arranged[code]!

    const found =
      problems.length > 0 ? print(file, problems) : await check(file, files, paths[code], promises[code])

    expect(found).toBe(printed)
  })
})

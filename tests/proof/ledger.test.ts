import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf, run } from '../e2e/site.ts'

type Mutate = (written: string) => string

const parsed =
  (change: (ledger: Record<string, Record<string, Record<string, unknown>>>) => void): Mutate =>
  (written) => {
    const ledger = JSON.parse(written)
    change(ledger)
    return JSON.stringify(ledger)
  }

/** Ways in which a ledger comes to harm: an editor's, a merge's, a disk's. */
const mutations: [name: string, mutate: Mutate][] = [
  ['nothing', () => ''],
  ['one NUL', () => '\0'],
  ['another value', () => '[]'],
  ['null', () => 'null'],
  ['half of it', (written) => written.slice(0, written.length / 2)],
  ['all but its last byte but one', (written) => written.slice(0, -2)],
  ['it twice', (written) => written + written],
  ['a comma too many', (written) => written.replace(/\}\n {2}\}/, '},\n  }')],
  ['a comma too few', (written) => written.replace('},\n', '}\n')],
  ['marks of a merge', (written) => written.replace('\n', '\n<<<<<<< HEAD\n')],
  ['a comment', (written) => `// Ours.\n${written}`],
  ['another version', (written) => written.replace('"version": 1', '"version": 2')],
  ['no version', parsed((ledger) => delete ledger.version)],
  ['no questions', parsed((ledger) => delete ledger.questions)],
  ['questions as a list', parsed((ledger) => Object.assign(ledger, { questions: [] }))],
  ['an unknown kind', parsed((ledger) => Object.assign(ledger, { answers: {} }))],
  ['an id twice', (written) => written.replace('"hoisting": ', '"closure": ')],
  ['an id in capitals', (written) => written.replace('"hoisting": ', '"Hoisting": ')],
  ['an id with a slash', (written) => written.replace('"hoisting": ', '"../hoisting": ')],
  ['a record that is none', parsed(({ questions }) => Object.assign(questions!, { hoisting: 1 }))],
  ['no title', parsed(({ questions }) => delete questions!.hoisting!.title)],
  ['a line of another kind', parsed(({ questions }) => Object.assign(questions!.hoisting!, { line: '3' }))],
  [
    'a day that is none',
    parsed(({ questions }) => Object.assign(questions!.hoisting!, { published: 'soon' })),
  ],
  [
    'a way that leads nowhere',
    parsed(({ questions }) => Object.assign(questions!.hoisting!, { to: 'gone' })),
  ],
  [
    'a way that leads back',
    parsed(({ questions }) => Object.assign(questions!.hoisting!, { to: 'hoisting' })),
  ],
]

test.for(mutations)('a ledger that comes to be: %s; it is told, and left as it is', async ([, mutate]) => {
  const content = await folderOf({
    'closures.md':
      '### 1. What is a closure?\n<!-- id: closure -->\n\nA.\n\n### 2. What is hoisting?\n<!-- id: hoisting -->\n\nB.\n',
  })
  const path = join(content, 'permalinks.json')
  const settings = { CONTENT_DIR: content, OUT_DIR: join(content, 'site') }
  await run(['src/cli/viva.ts', 'permalinks'], settings)
  const harmed = mutate(await readFile(path, 'utf8'))
  await writeFile(path, harmed)

  const outcomes = [
    await run(['src/cli/viva.ts', 'check'], settings),
    await run(['src/cli/viva.ts', 'permalinks'], settings),
    await run(['src/cli/viva.ts', 'build'], settings),
  ]

  for (const { code, output } of outcomes) {
    expect(output).toMatch(/permalinks\.json:\d+:\d+ error (?:ledger|redirect)-\S+ .*\n {2}hint: /)
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
    expect(code).not.toBe(0)
  }
  expect(await readFile(path, 'utf8')).toBe(harmed)
})

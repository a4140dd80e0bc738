import { expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'

const around = (text: string) =>
  `### 1. What is a keel?\n\nA timber.\n\n${text}\n\n### 3. What is a rib?\n\nA timber too.\n`
const told = (text: string) =>
  importTopic('a.md', Buffer.from(text)).problems.flatMap(({ code, line }) =>
    code === 'title-missing' ? [line] : [],
  )

test.each([
  ...[
    '#',
    '###',
    '### ###',
    '### \u200b\u2060',
    '### **\u200b**',
    '### \u3164',
    '### &#8203;',
    '## <!-- later -->',
    '### 2.',
  ],
  ...['### <a name="b"></a>', '<details><summary> </summary>\n\nWhy?\n\n</details>', '\u200b\n==='],
])('%j has no words, and is told at its line', (text) => {
  expect(told(around(text))).toEqual([5])
})

test.each([
  ...[
    '### 2.\n\nWhat is a mast?',
    '### ?',
    '### 🎉',
    '### ![A mast](a.png)',
    '### 404',
    '```\n#\n```',
    '### `#`',
  ],
])('%j has', (text) => {
  expect(told(around(text))).toEqual([])
})

test('alone in a file it is told, too, and a title of nothing in the frontmatter', () => {
  const { problems } = importTopic('a.md', Buffer.from('---\ntitle: "\u200b"\n---\n\n#\n'))

  expect(problems.map(({ code, line }) => `${code}:${line}`)).toEqual([
    'questions-missing:1',
    'value-not-understood:2',
    'title-missing:5',
  ])
})

import { expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { importTopic } from '../../src/importer/index.ts'
import { gather, type ReadFile } from '../../src/permalinks/folders.ts'
import { giveIds, type Named } from '../../src/permalinks/index.ts'
import { emptyLedger } from '../../src/permalinks/ledger.ts'
import { findRepeats } from '../../src/permalinks/repeats.ts'

function nameAll(read: readonly ReadFile[], drafts = false): Named[] {
  return giveIds(gather(read), {
    ...{ ledger: emptyLedger(), isWhole: true, drafts, folder: '', today: '2026-01-31' },
    addresses: addressesUnder('/'),
  }).named
}

function repeatsIn(files: Record<string, string>, drafts = false) {
  const read = Object.entries(files).map(([path, text]) => {
    return { path, folder: 'content', topic: importTopic(path, Buffer.from(text)) }
  })
  return findRepeats(nameAll(read, drafts)).map(([file, { line, message }]) => `${file}:${line} ${message}`)
}

/** Files of one question each, with what stands below its title. */
function asked(...titles: string[]): Record<string, string> {
  const files = titles.map((title, index) => [`${index + 1}.md`, `### Q1. ${title}\n\nIt depends.\n`])
  return Object.fromEntries(files)
}

test.each([
  ['What is a ledger?', 'What is ledger', true],
  ['What is a ledger?', 'WHAT IS A LEDGER?!', true],
  ['What is a ledger?', 'What’s a ledger?', true],
  ['What is a ledger?', "What's the “ledger”?", true],
  ['What are the tides', 'The tides: what are they?', false],
  ['Hoisting: what is it?', 'What is it — hoisting?', true],
  [
    'What is the difference between a dock and a pier?',
    'Pier and dock: what is the difference between?',
    true,
  ],
  ['Single-handed sailing', 'Sailing single handed', true],
  ["Why don't ropes float?", 'Why don’t ropes float', true],
  ['What is `Promise<T>`?', 'What is Promise <T>?', false],
  ['What is C?', 'What is C++?', false],
  ['What is C#?', 'What is C++?', false],
  ['What does `==` do?', 'What does `===` do?', false],
  ['What does `??` do?', 'What does `?.` do?', false],
  ['What came in 1.2?', 'What came in 2.1?', false],
  ['What is a ledger?', 'Why is a ledger?', false],
  ['What is a ledger?', 'What is a ledger for?', false],
  ['Что такое порт?', 'что такое порт', true],
  ['港とは何ですか?', '港とは何ですか。', true],
  ['Is it?', 'Are the?', false],
])('“%s” and “%s” ask the same: %s', (first, second, isSame) => {
  const given = asked(first, second)
  const files = { ...given, '2.md': given['2.md']!.replace('\n', '\n<!-- id: other -->\n') }

  expect(repeatsIn(files)).toHaveLength(isSame ? 1 : 0)
})

test('a repeated question is told where it stands again, with the place of the first', () => {
  const text =
    '### 1. What is a pier?\n\n1\n\n### 2. What is a dock?\n\n2\n\n### 3. A pier: what is it\n\n3\n'
  const files = { 'a.md': text, 'b.md': '### 1. What is dock?\n\n1\n\n### 2. Is a dock… what?\n\n2\n' }

  expect(repeatsIn(files)).toEqual([
    'b.md:1 “What is dock?” has the words of “What is a dock?” at a.md:5.',
    'b.md:5 “Is a dock… what?” has the words of “What is a dock?” at a.md:5.',
  ])
})

test('a title that stands twice with ids of its own is told in its own words', () => {
  const files = {
    'a.md': '## What is a pier?\n\n1\n',
    'b.md': '## What is a pier?\n<!-- id: pier -->\n\n1\n',
  }

  expect(repeatsIn(files)).toEqual(['b.md:1 “What is a pier?” stands at a.md:1 too.'])
})

test('a question that shares the page of another is told, a conflict of ids not once more', () => {
  const files = asked('What is a pier?', 'What is a pier?')
  const claimed = Object.entries(files).map(([file, text]) => [
    file,
    text.replace('\n', '\n<!-- id: pier -->\n'),
  ])

  expect(repeatsIn(files)).toEqual(['2.md:1 “What is a pier?” stands at 1.md:1 too.'])
  expect(repeatsIn(Object.fromEntries(claimed))).toEqual([])
})

test.each([1, 2])('an author who says so in file %i may ask twice', (knowing) => {
  const files = asked('What is a pier?', 'What is the pier?', 'What is pier?')
  const known = files[`${knowing}.md`]!.replace('\n', '\n<!-- repeats: true -->\n')

  expect(repeatsIn({ ...files, [`${knowing}.md`]: known })).toHaveLength(1)
})

test('a draft repeats nothing until it is published', () => {
  const files = asked('What is a pier?', 'What is the pier?')
  const drafted = { ...files, '2.md': files['2.md']!.replace('\n', '\n<!-- draft: true -->\n') }

  expect(repeatsIn(drafted)).toEqual([])
  expect(repeatsIn(drafted, true)).toHaveLength(1)
})

test('questions with one title are told apart by their prompts and choices', () => {
  const quiz = (id: string, code: string, choices: string) =>
    `### 1. What is printed?\n<!-- id: ${id} -->\n\n\`\`\`js\n${code}\n\`\`\`\n\n${choices}\n\n**Answer: A**\n`
  const files = {
    'a.md': quiz('a', 'log(1)', '- A) 1\n- B) 2'),
    'b.md': quiz('b', 'log(2)', '- A) 1\n- B) 2'),
    'c.md': quiz('c', 'log(1)', '- A) 1\n- B) nothing'),
    'd.md': quiz('d', 'log(1)', '- A) 2\n- B) 1'),
  }

  expect(repeatsIn(files)).toEqual(['d.md:1 “What is printed?” stands at a.md:1 too.'])
})

test('of ten thousand questions each repeated one is found', () => {
  const topic = importTopic('a.md', Buffer.from('### 1. What?\n\nThat.\n'))
  const questions = Array.from({ length: 10_000 }, (_, index) => ({
    ...topic.questions[0]!,
    ...{ id: `knot-${index}`, title: `What is knot ${index % 9_000}?`, line: index + 1 },
  }))
  const named = nameAll([{ path: 'a.md', folder: 'content', topic: { ...topic, questions } }])

  const found = findRepeats(named)

  expect(found).toHaveLength(1_000)
})

import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'

const choices = [
  '- A) rem\n- B) tun\n- C) vol',
  '- A) fal\n- B) gor\n- C) hin',
  '- A) jas\n- B) kel\n- C) lum',
]

function read(key: string, isNumbered: boolean) {
  const questions = ['Which is red?', 'Which is blue?', 'Which is green?'].map(
    (title, at) => `### ${isNumbered ? `${at + 1}. ` : ''}${title}\n\n${choices[at]}`,
  )
  const file = ['# Colours', ...questions, key].join('\n\n')
  return importTopic('a.md', new TextEncoder().encode(file)).questions.map((question) => ({
    right: question.choices.flatMap(({ label, correct }) => (correct ? [label] : [])).join(),
    answer: question.answer?.text,
  }))
}

describe('a key at the end answers its own questions, and never the last', () => {
  test.each([
    '## Answers\n\n1. B\n2. C\n3. A',
    '## Answer key\n\n1) b\n2) c\n3) a',
    '**Answers:**\n\n1: B\n2: C\n3: A',
    '## Key\n\n1-b, 2-c, 3-a',
    '## Answers\n\n1. B 2. C 3. A',
    'Answers: 1. B, 2. C, 3. A',
    '**Answers:** 1-B, 2-C, 3-A',
    '## Answers\n\nB, C, A',
    '## Answers\n\n(1) B (2) C (3) A',
    '## Answers\n\n1=B; 2=C; 3=A',
    '## Answers\n\n- 1: B\n- 2: C\n- 3: A',
    '## Answers\n\n**1.** B\n\n**2.** C\n\n**3.** A',
    '## Answers\n\nQuestion 1: B\n\nQuestion 2: C\n\nQuestion 3: A',
    '## Answers\n\n1. B) tun\n2. C) hin\n3. A) jas',
    '## Answers\n\n```\n1. B\n2. C\n3. A\n```',
    '## Answers\n\n> 1. B\n> 2. C\n> 3. A',
    '## Answers\n\n### 1. B\n\n### 2. C\n\n### 3. A',
    '## Answers\n\n| No | Answer |\n|---|---|\n| 1 | B |\n| 2 | C |\n| 3 | A |',
    '## Answers\n\n| 1 | 2 | 3 |\n|---|---|---|\n| B | C | A |',
    '<details><summary>Answers</summary>\n\n1. B\n2. C\n3. A\n\n</details>',
    '<details>\n<summary>Answer key</summary>\n\n1-b, 2-c, 3-a\n\n</details>',
    '## Lahendused\n\n1. B\n2. C\n3. A',
    '---\n\n1. B\n2. C\n3. A',
  ])('%j', (key) => {
    const expected = ['B', 'C', 'A'].map((right) => ({ right, answer: undefined }))

    expect(read(key, true)).toEqual(expected)
    expect(read(key, false)).toEqual(expected)
  })

  test('with what explains it', () => {
    const answers = read('## Answers\n\n1. B – for it burns.\n2. C: *cold*.\n3. A. As grass.', true)

    expect(answers.map(({ answer }) => answer)).toEqual(['for it burns.', 'cold.', 'As grass.'])
  })
})

test.each([
  ['whose numbers stand twice', '## Answers\n\n1. B\n1. C\n3. A'],
  ['of other numbers', '## Answers\n\n7. B\n8. C\n9. A'],
  ['that is a sentence', '## Answers\n\n1. A closure is red.\n2. B is blue.\n3. A green one.'],
])('a key %s tells nothing', (_, key) => {
  expect(read(key, true).map(({ right }) => right)).toEqual(['', '', ''])
})

import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'
import type { Topic } from '../../src/importer/topic.ts'

function read(...lines: string[]): Topic {
  return importTopic('a.md', new TextEncoder().encode(lines.join('\n')))
}

function titlesOf(...lines: string[]): string[] {
  return read(...lines).questions.map(({ title }) => title)
}

describe('bold words mark a question', () => {
  test.each([
    ['**What is a queryset?**', 'What is a queryset?'],
    ['__What is a queryset?__', 'What is a queryset?'],
    ['***What is a queryset?***', 'What is a queryset?'],
    ['**What is a queryset? 👶**', 'What is a queryset? 👶'],
    ['**What is a queryset?** 👶🚀', 'What is a queryset? 👶🚀'],
    ['**What is a queryset?** (easy)', 'What is a queryset? (easy)'],
    ['**A queryset: what is it? ‍⭐️**', 'A queryset: what is it? ‍⭐️'],
    ['**What is\na queryset?**', 'What is a queryset?'],
    ['**What is `**kwargs`?**', 'What is **kwargs?'],
    ['**What is \\_\\_init\\_\\_**', 'What is __init__'],
    ['**3. What is a queryset?**', 'What is a queryset?'],
    ['**Q3: What is a queryset?**', 'What is a queryset?'],
    ['**3)** What is a queryset?', 'What is a queryset?'],
    ['**Q:** What is a queryset?', 'What is a queryset?'],
    ['**Q12**: What is a queryset?', 'What is a queryset?'],
    ['**Question 3.** Querysets', 'Querysets'],
    ['<a name="3"></a> **What is a queryset?**', 'What is a queryset?'],
  ])('%j', (bold, title) => {
    const lines = [bold, '', 'An answer.', '', '**What else?**', '', 'Another.']

    const { questions } = read(...lines)

    expect(questions.map((question) => question.title)).toEqual([title, 'What else?'])
    expect(questions[0]!.answer?.text).toBe('An answer.')
  })
})

describe('bold words mark no question below one', () => {
  test.each([
    '**Example:**',
    '**Answer**',
    '**Note:** it is lazy.',
    '**Answer: B**',
    '**Advantages**',
    '**Q&A**',
    '**1. First step**',
    '**Why?** Because it is lazy.',
    '**A:** It is lazy.',
    '> **What is quoted?**',
    '`**What is code?**`',
  ])('%j', (bold) => {
    const lines = ['**What is a queryset?**', '', 'Lazy.', '', bold, '', 'Text.']

    expect(titlesOf(...lines)).toEqual(['What is a queryset?'])
  })
})

describe('an answer in the paragraph of its question', () => {
  test.each([
    ['**Q3: What is it?**\nA lazy list.', 'A lazy list.'],
    ['**Q3: What is it?**  \n      A lazy list.', 'A lazy list.'],
    ['**Q3: What is it?**\\\nA lazy list.', 'A lazy list.'],
    ['**Q3: What is it?**<br>\nA lazy list.', 'A lazy list.'],
    ['**Q3: What is it?** A lazy list.', 'A lazy list.'],
    ['**Q:** What is it?\n**A:** A lazy list.', 'A lazy list.'],
    ['**What is it?**\nA lazy list.\n---', 'A lazy list.'],
  ])('%j', (paragraph, answer) => {
    const { questions, problems } = read(paragraph)

    expect(questions.map((question) => [question.title, question.answer?.text])).toEqual([
      ['What is it?', answer],
    ])
    expect(problems).toEqual([])
  })
})

describe('a summary marks a question', () => {
  test.each([
    ['<summary>What is it?</summary>', 'What is it?'],
    ['<summary><b>What is it?</b></summary>', 'What is it?'],
    ['<summary><h3>3. What is it?</h3></summary>', 'What is it?'],
    ['<summary>**What is it?**</summary>', 'What is it?'],
    ['<summary>What is <code>it</code> & `that`?</summary>', 'What is it & that?'],
    ['<summary>What do *args and *kwargs do?</summary>', 'What do *args and *kwargs do?'],
    ['\n<summary>\n\n## What is *it*?\n\n</summary>\n', 'What is it?'],
    ['<summary>What<br/>is it?</summary>', 'What is it?'],
    ['<summary>Show how it is done</summary>', 'Show how it is done'],
    ['<SUMMARY>What is it?</SUMMARY>', 'What is it?'],
  ])('%j', (summary, title) => {
    const { questions, shape } = read(`<details>${summary}`, '', 'An answer.', '', '</details>')

    expect([shape, questions.map((question) => question.title)]).toEqual(['details', [title]])
    expect(questions[0]!.answer?.text).toBe('An answer.')
  })
})

describe('a summary marks no question', () => {
  test.each([
    'Answer',
    'Show answer',
    'Show the answer 👇',
    'Click to see',
    'Click here to reveal the solution',
    'View solution',
    'Solution 1',
    'Hint',
    'See more',
    'Translations',
    'Table of contents',
    '',
  ])('%s', (summary) => {
    expect(
      titlesOf(`<details><summary>${summary}</summary>`, '', '[What is it?](a.md)', '', '</details>'),
    ).toEqual([])
  })
})

describe('the last question that is never closed ends', () => {
  test('at the next one', () => {
    const lines = Array.from(
      { length: 300 },
      (_, index) => `<details><summary>What is ${index}?</summary>\n\n${index}\n`,
    )

    const { questions } = read(...lines)

    expect(questions).toHaveLength(300)
    expect(questions.every(({ answer }, index) => answer?.text === String(index))).toBe(true)
  })
})

describe('items of a list are questions', () => {
  test.each([
    ['- What is it?', 'What is it?'],
    ['* Explain it', 'Explain it'],
    ['+ Q3: What is it?', 'What is it?'],
    ['- [ ] What is it?', 'What is it?'],
    ['- **What is it?**', 'What is it?'],
    ['- Create it', 'Create it'],
    ['- What is\n  it?', 'What is it?'],
  ])('%j', (item, title) => {
    const { questions, shape } = read(item, '- What else is there?', '- How much?')

    expect([shape, questions[0]!.title, questions[0]!.answered]).toEqual(['bullets', title, false])
  })
})

describe('items of a list are questions with their answers', () => {
  test.each([
    ['in their line', ['- What is it? A lazy list.', '- Why is it lazy? To save some time.']],
    ['in their line, bold', ['- **What is it?** A lazy list.', '- **Why is it lazy?** To save some time.']],
    ['below', ['- What is it?', '', '  A lazy list.', '- Why is it lazy?', '', '  To save some time.']],
    ['as nested items', ['- What is it?', '  - A lazy list.', '- Why is it lazy?', '  - To save some time.']],
  ])('%s', (_, lines) => {
    const { questions, shape } = read(...lines)

    expect(shape).toBe('bullets-with-answers')
    expect(questions.map(({ title, answer }) => [title, answer?.text])).toEqual([
      ['What is it?', 'A lazy list.'],
      ['Why is it lazy?', 'To save some time.'],
    ])
  })
})

describe('items of a list are no questions', () => {
  test.each([
    ['that are links', ['- [What is it?](a.md)', '- [Why is it lazy?](b.md)']],
    ['of a manual', ['- Create it', '- Name it', '- How to fix it']],
    ['in an article', ['Text.', '', '- What is it?', '- Why?', '', 'Text.', '', 'Text.', '', 'Text.']],
  ])('%s', (_, lines) => {
    expect(titlesOf(...lines)).toEqual([])
  })

  test('where headings ask', () => {
    const lines = ['### What is it?', '', '- What is lazy?', '- What is a list?', '- What waits?']

    expect(titlesOf(...lines)).toEqual(['What is it?'])
  })
})

describe('titles above a text that asks', () => {
  test.each([
    ['are questions', ['Who is there?', 'Explain doors.'], ['One', 'Two']],
    ['are none where the text goes on', ['Who is there? Nobody is.', 'Explain doors.'], []],
    [
      'have an answer where one is folded away',
      ['Who?\n\n<details>I</details>', 'Why?\n\n<details>So</details>'],
      ['One', 'Two'],
    ],
  ])('%s', (_, [one, two], titles) => {
    expect(titlesOf('# One', '', one!, '', '# Two', '', two!)).toEqual(titles)
  })
})

test('a title that asks does not make a list of questions its answer', () => {
  const items = ['What?', 'Why?', 'Who?', 'Where?', 'When?', 'How?'].map((word) => `- ${word}`)

  expect(read('# What do we ask?', '', ...items).shape).toBe('bullets')
})

test('bold questions inside the last answer change no shape where other answers hold some', () => {
  const answer = ['Text.', '', '**Why is that?**', '', 'Text.', '', '**Is it true?**', '', 'Text.', '']

  expect(titlesOf('## 1. What is one?', ...answer, '## 2. What is two?', ...answer)).toEqual([
    'What is one?',
    'What is two?',
  ])
})

test('headings that ask, where bold words asked before, are questions too', () => {
  const bold = ['one', 'two', 'three'].flatMap((word) => [`**What is ${word}?**`, '', 'Text.', ''])
  const headings = ['four', 'five'].flatMap((word) => [`## What is ${word}?`, '', 'Text.', ''])

  expect(titlesOf('# Numbers', '', ...bold, ...headings)).toHaveLength(5)
})

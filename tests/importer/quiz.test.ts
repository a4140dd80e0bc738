import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'
import { takeLabels } from '../../src/importer/metadata/labels.ts'
import { placeholderIn } from '../../src/importer/questions/placeholder.ts'
import { prevailingForm, splitBody } from '../../src/importer/questions/quiz.ts'
import { parse, wordsIn } from '../../src/importer/source/markdown.ts'

/** A body's parts in words; a right choice has a star. */
function split(...lines: string[]) {
  const { form, prompt, choices, answer, unknown } = splitBody(parse(lines.join('\n')))
  return {
    form,
    prompt: wordsIn(prompt),
    choices: choices.map(
      ({ label, isCorrect, content }) => `${label}${isCorrect ? '*' : ''} ${wordsIn(content)}`,
    ),
    answer: wordsIn(answer),
    unknown: unknown.map(({ label, place }) => `${label} at ${place.line}`),
  }
}

const letters = ['- A: one', '- B: two', '- C: three', '']

describe('a line tells which choices are right', () => {
  test.each([
    ['Answer: B', 'B'],
    ['answer: b', 'B'],
    ['**Answer: B**', 'B'],
    ['**Answer:** (b)', 'B'],
    ['**Correct answer: B, C**', 'BC'],
    ['Correct Answers: A and C', 'AC'],
    ['Correct answer: AC', 'AC'],
    ['The correct answer is B.', 'B'],
    ['The right option is C, because.', 'C'],
    ['Answer is B', 'B'],
    ['✅ Answer – `B`', 'B'],
    ['#### Answer: B', 'B'],
    ['> Answer: B', 'B'],
    ['```\nAnswer: B\n```', 'B'],
    ['> B', 'B'],
    ['**B**', 'B'],
    ['Answer: Option B', 'B'],
    ['Answer: B) two', 'B'],
    ['Answer: two', 'B'],
    ['Ans: B/C', 'BC'],
    ['Antwort: B', 'B'],
    ['答案：B', 'B'],
    ['Because.\n\nAnswer: B', 'B'],
  ])('%j', (line, right) => {
    const { form, choices } = split(...letters, line)

    expect(form).toBe('quiz-letters')
    expect(choices.filter((choice) => choice[1] === '*').map(([label]) => label)).toEqual([...right])
  })

  test.each(['Answer: A closure is a function.', 'B is wrong.', 'The answer depends.', 'Answers vary.', 'I'])(
    '%j does not',
    (line) => {
      expect(split(...letters, line).choices).toEqual([])
    },
  )

  test('and what follows the letter is the explanation', () => {
    expect(split(...letters, '**Answer: B** – it *is*.', 'So.').answer).toBe('it is.\nSo.')
  })

  test('a letter that no choice has is told with its line, and kept', () => {
    const { choices, answer, unknown } = split(...letters, 'Answer: B, E')

    expect(choices).toEqual(['A one', 'B* two', 'C three'])
    expect(unknown).toEqual(['E at 5'])
    expect(answer).toBe('Answer: B, E')
  })
})

describe('a collapsed answer', () => {
  test.each([
    'Answer',
    'Show answer',
    'Show Answer 👇',
    'Solution',
    'Click to see the answer',
    'Click here to reveal the correct answer!',
    '<b>Answer</b>',
    '✅ Answer and explanation',
    'Réponse',
    '答案',
  ])('says %j', (summary) => {
    expect(
      split('Text.', '', `<details><summary>${summary}</summary>`, '', 'So.', '', '</details>'),
    ).toMatchObject({
      ...{ form: 'folded-answers', prompt: 'Text.', answer: 'So.' },
    })
  })

  test.each(['Hint', 'What is an answer?', 'Details', 'The answer to all questions of the day'])(
    'is not %j',
    (summary) => {
      expect(
        split(`<details><summary>${summary}</summary>`, '', 'So.', '', '</details>').form,
      ).toBeUndefined()
    },
  )
})

test('boxes that are characters in raw HTML make choices', () => {
  const box = (sign: string, words: string) => `<p>&nbsp;&nbsp;${sign} ${words}</p>`
  const body = `<p></p>${box('☒', './manage.py one')}${box('☐', 'two')}${box('☒', 'three')}<p></p>`

  const { form, choices, answer } = splitBody(parse(body))

  expect(form).toBe('quiz-boxes')
  expect(choices.map(({ isCorrect, content }) => [isCorrect, content])).toEqual([
    [true, [{ type: 'html', value: '<p>./manage.py one</p>' }]],
    [false, [{ type: 'html', value: '<p>two</p>' }]],
    [true, [{ type: 'html', value: '<p>three</p>' }]],
  ])
  expect(answer).toEqual([])
})

test('options of a list go on after the code that belongs to them', () => {
  const code = (text: string) => ['```', text, '```', '']

  const { choices, answer } = split(
    '- A)',
    '',
    ...code('1'),
    '- B)',
    '',
    ...code('2'),
    'Answer: A',
    '',
    'So.',
  )

  expect(choices).toEqual(['A* 1', 'B 2'])
  expect(answer).toBe('So.')
})

test('options on lines of their own are told apart by soft and hard breaks', () => {
  expect(split('Which\\', 'one?<br>A. one<br>', 'B. two  ', 'C. three', '', 'Answer: C')).toMatchObject({
    ...{ prompt: 'Whichone?', choices: ['A one', 'B two', 'C* three'], answer: '' },
  })
})

test('two lists of letters are not one choice', () => {
  expect(split(...letters, 'Other:', '', '- A: four', '- B: five', '', 'Answer: B').choices).toHaveLength(3)
})

describe('the promise of an answer', () => {
  test.each([
    ...['To be completed.', 'TODO', '**TBD**', 'Coming soon!', 'Answer coming soon…', '*To be added*', '...'],
    ...['Work in progress 🚧', '<p>&nbsp;✎ Full Text Answer</p>', 'No answer yet', '(add your answer here)'],
  ])('%j is all there is', (text) => {
    expect(placeholderIn(parse(text).children)).toBe('all')
  })

  test.each(['TODO: name the two phases.', 'To be completed. See the manual.', '[WIP] A thing that …'])(
    '%j says more',
    (text) => {
      expect(placeholderIn(parse(text).children)).toBe('beginning')
    },
  )

  test.each([
    'To do this, write it down.',
    '`...`',
    '```\nTODO\n```',
    'Pending work is kept in a queue.',
    '- TODO',
  ])('%j is none', (text) => {
    expect(placeholderIn(parse(text).children)).toBeUndefined()
  })
})

describe('a line of labels', () => {
  test.each([
    ['**Difficulty:** 🟢 Junior', { level: 'easy' }],
    ['**Difficulty**: Mid', { level: 'medium' }],
    ['Level: hard', { level: 'hard' }],
    ['*Level:* Mid-level', { level: 'medium' }],
    ['- Difficulty: `Senior`', { level: 'hard' }],
    ['> Difficulty: 🔴', { level: 'hard' }],
    ['Tags: a, B c', { tags: ['a', 'b c'] }],
    ['**Tags:** #one #two', { tags: ['one', 'two'] }],
    ['Difficulty: Easy | Tags: `x`', { level: 'easy', tags: ['x'] }],
    ['Difficulty: 3/5', { level: 'medium' }],
    ['Difficulty: 7 of 10', { level: 'hard' }],
    ['Level: ★☆☆', { level: 'easy' }],
    ['Level: ⭐⭐⭐', { level: 'hard' }],
    ['Level: schwer', { level: 'hard' }],
    ['#boats #wood/oak', { tags: ['boats', 'wood/oak'] }],
    ['ID: js-001', { id: 'js-001' }],
  ])('%j', (line, labels) => {
    const text = `${line}\n\nText.`

    expect(takeLabels(text)).toEqual({ text: `${' '.repeat(line.length)}\n\nText.`, labels })
    expect(takeLabels(`Text.\n\n${line}\n`).labels).toEqual(labels)
    expect(takeLabels(`Text.\n\n${line}\n\nText.`).labels).toEqual({})
  })

  test.each([
    'Level: it depends.',
    'Levels: hard',
    'Difficulty: easy | Asked: often',
    'ID: 7',
    'Difficulty: 7',
    'Difficulty: 7/5',
    '#Overview',
    '# boats # wood',
    '#1 #2',
    '    Level: hard',
  ])('%j is none', (line) => {
    expect(takeLabels(`${line}\n\nText.`)).toEqual({ text: `${line}\n\nText.`, labels: {} })
  })
})

test('the form that most questions have is that of the file', () => {
  expect(prevailingForm(['quiz-folded', 'quiz-folded', undefined])).toBe('quiz-folded')
  expect(prevailingForm(['folded-answers', 'quiz-folded', 'quiz-folded'])).toBe('quiz-folded')
  expect(prevailingForm(['quiz-folded', undefined])).toBeUndefined()
  expect(prevailingForm([])).toBeUndefined()
})

test('a link to a heading of a prompt leads into the question’s page', () => {
  const text = '### 1. What is one?\n\n#### Example\n\n1\n\n#### Answer\n\n#### Example\n\nOne.\n'

  const { anchors } = importTopic('a.md', new TextEncoder().encode(text))

  expect(anchors.example).toEqual({ question: 0, anchor: 'question:example' })
  expect(anchors['example-1']).toEqual({ question: 0, anchor: 'example' })
})

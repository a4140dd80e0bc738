import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'

const styles: [string, (number: number, title: string) => string][] = [
  ['headings', (number, title) => `### ${number}. ${title}\n\nText.`],
  ['bold lines', (number, title) => `**${number}. ${title}**\n\nText.`],
  ['numbered lines', (number, title) => `${number}. ${title}\n\n   Text.`],
  ['headings that say Q', (number, title) => `## Q${number}: ${title}\n\nText.`],
  ['headings in items', (number, title) => `${number}. ### ${title}\n\n   Text.`],
]

const question = 'How is it lost?'

function read(style: (number: number, title: string) => string, third: string) {
  const lines = [
    style(1, 'What is kept?'),
    style(2, 'What is lost?'),
    third,
    style(4, 'Where is it?'),
    style(5, 'Who has it?'),
  ]
  const { questions, problems } = importTopic('a.md', new TextEncoder().encode(lines.join('\n\n')))
  return {
    titles: questions.map(({ title }) => title),
    answer: questions[2]?.answer?.text,
    told: problems.filter(({ code }) => code === 'number-missing').map(({ message }) => message),
  }
}

describe.each(styles)('among %s, a number finds a question in another form', (_, style) => {
  test.each([
    ['a deeper heading', `##### 3. ${question}`],
    ['a higher heading', `# 3. ${question}`],
    ['a heading without a space', `###3. ${question}`],
    ['a heading in an item', `- ### 3. ${question}`],
    ['a heading with a line below', `3. ${question}\n-----`],
    ['a heading of HTML', `<h3>3. ${question}</h3>`],
    ['a line', `3. ${question}`],
    ['a line with a bracket', `3) ${question}`],
    ['a line with a label', `Q3: ${question}`],
    ['a line in the midst of text', `Text goes on\n3. ${question}\n`],
    ['a line below choices', `- A) one\n- B) two\n3. ${question}`],
    ['a line between tags', `<div dir="rtl">\n3. ${question}\n</div>`],
    ['a paragraph of HTML', `<p><b>3. ${question}</b></p>`],
    ['bold', `**3. ${question}**`],
    ['a bold label', `**Q3.** ${question}`],
    ['bold of another sign', `__3. ${question}__`],
    ['emphasis', `*3. ${question}*`],
    ['wide digits', `### ３．${question}`],
    ['wide digits without a heading', `３．${question}`],
    ['an escaped dot', `3\\. ${question}`],
    ['a hash before the number', `### #3 ${question}`],
    ['a keycap', `### 3️⃣ ${question}`],
    ['a summary', `<details><summary>3. ${question}</summary>`],
    ['below a fence that ends with a sign', `\`\`\`js\nkeep()\n\`\`\`"\n\n### 3. ${question}`],
    ['below a fence that ends with a word', `\`\`\`js\nkeep()\n\`\`\`md\n\n### 3. ${question}`],
  ])('%s', (_, third) => {
    const { titles, answer, told } = read(style, `${third}\n\nIt went.`)

    expect(titles[2]).toBe(question)
    expect(titles).toHaveLength(5)
    expect(answer).toContain('It went.')
    expect(told).toEqual([])
  })

  test.each([
    ['in code', `\`\`\`\n3. ${question}\n\`\`\``],
    ['in a comment', `<!--\n3. ${question}\n-->`],
    ['in a quote', `> 3. ${question}`],
    ['among steps that count up to it', 'Look:\n\n1. here\n2. there\n3. elsewhere\n4. nowhere'],
  ])('and is told where it stands %s', (why, third) => {
    const { titles, told } = read(style, third)

    expect(titles).toHaveLength(4)
    expect(told).toEqual([
      expect.stringMatching(
        new RegExp(`^Number 4 follows number 2: 3 is missing. 3 stands in line \\d+, ${why}.$`),
      ),
    ])
  })
})

test('a number that two lines have is told, and neither is read', () => {
  const [, style] = styles[0]!
  const { titles, told } = read(style, `So is it:\n3. ${question}\n\nOr so:\n3. ${question}`)

  expect(titles).toHaveLength(4)
  expect(told).toEqual([expect.stringContaining('3 stands in line 10, and in other lines too.')])
})

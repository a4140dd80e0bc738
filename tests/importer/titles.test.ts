import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'

/** The questions of a file whose titles have a form: `T` stands for the words, `%` for the number. */
function questionsIn(form: string, words: readonly string[]) {
  const blocks = words.map(
    (one, at) => `### ${form.replaceAll('%', String(at + 1)).replace('T', one)}\n\nSo it is.`,
  )
  return importTopic('a.md', Buffer.from(`${blocks.join('\n\n')}\n`)).questions
}

const three = ['What is a queue?', 'What is a stack?', 'What is a heap?']

describe('the words of a title are what it says without its number and marks, where it is written', () => {
  test.each([
    ...[
      'T',
      '%. T',
      '%) T',
      '(%) T',
      '[%] T',
      '【%】T',
      '%、T',
      '%．T',
      '%: T',
      '% - T',
      '%/ T',
      '% T',
      '%\\. T',
      '%.T',
    ],
    ...[
      '#% T',
      '#%. T',
      '№ % T',
      'N°% T',
      '%º T',
      '00%. T',
      '1.% T',
      '1.%. T',
      '%-1. T',
      'a%) T',
      '%a. T',
      '%.1. T',
    ],
    ...[
      '**%. T**',
      '__%. T__',
      '_%. T_',
      '***%. T***',
      '**%.** T',
      '**%**. T',
      '*%.* T',
      '%.**T**',
      '**Q%.** **T**',
    ],
    ...['<b>%. T</b>', '<span style="color:red">%. T</span>', '<sub>%.</sub> T', '`%.` T', '**`%.` T**'],
    ...[
      'Q% T',
      'Q%. T',
      'Q%) T',
      '(Q%) T',
      '[Q%] T',
      'Q-%: T',
      'Q 17.%. T',
      'Q.No.% T',
      '**Q:** T',
      'Q: T',
      'Q. T',
    ],
    ...[
      'Question % T',
      'Question %: T',
      '**Question %** T',
      'Question #%: T',
      'Question (%): T',
      'Question no. %: T',
    ],
    ...[
      'Frage %. T',
      'Вопрос %. T',
      'Питання №%. T',
      'السؤال %: T',
      'Câu hỏi số %: T',
      'Pytanie nr %: T',
      'Kysymys % – T',
    ],
    ...['问题%：T', '第%题：T', '第%問 T', '質問%. T', '%번 T', 'คำถามที่ % T', 'Quaestio % T', 'Lesson % - T'],
    ...[
      '[%. T](#q%)',
      '%. [T](https://example.org/)',
      '[Q%. T](./q%.md) ✅',
      '<a name="q%"></a>%. T',
      '%. <a id="q%"></a>T',
    ],
    ...[
      'T ##',
      'T {#q%}',
      'T {: #q% .note}',
      'T [[src](https://example.org/%)]',
      'T [[src]](https://example.org/%)',
    ],
    ...[
      'T [↑](#top)',
      'T [⬆ back to top](#contents)',
      'T <a href="#top">top</a>',
      'T [¶](#q%)',
      'T [nach oben](#inhalt)',
    ],
    ...[
      'T [![build](https://example.org/a.svg)](https://example.org/)',
      'T ![level](https://img.shields.io/badge/a.svg)',
    ],
    ...['T ⭐⭐', 'T (★★☆)', 'T **', '[ ] T', '[x] T', '🔹 T'],
  ])('%s', (form) => {
    const titles = questionsIn(form, three).map(({ title }) => title)

    expect(titles.map((title) => title.replace(' ✅', ''))).toEqual(three)
  })

  test.each(['1️⃣', '①', '①.', '⑴', '⒈', '❶', '➀', '**①**', '<a name="a"></a>①'])('%s T', (number) => {
    expect(questionsIn(`${number} T`, three.slice(0, 1))[0]!.title).toBe(three[0])
  })
})

describe('nothing of a title vanishes', () => {
  test.each([
    ...[
      'What does `<link>` do?',
      'What does <link> do?',
      'What is the <canvas> element?',
      'What is Promise<T>?',
    ],
    ...[
      'What does <b> do?',
      'How do <script> and <noscript> differ?',
      'What is <T extends U>?',
      'What is 2 + 2?',
    ],
    ...[
      '3D graphics: what are they?',
      '404 errors: what are they?',
      '10 things to know?',
      '2FA: what is it?',
    ],
    ...[
      'ES6: what is new?',
      'V8: what is it?',
      'D3: what is it?',
      'COVID-19: what is it?',
      'UTF-8: what is it?',
    ],
    ...[
      'What is C#',
      'What is F# and C#?',
      'What is [ ]?',
      'What is an [anchor](#anchor)?',
      'What is *args?',
    ],
    ...[
      'What is a {block}?',
      'What is `a` {of: b}?',
      'What are the odds (1 in 3)?',
      'What do top and back do?',
    ],
  ])('%s', (title) => {
    const [question] = questionsIn('T', [title, ...three])

    expect(question!.title).toBe(title.replace(/`|\]\(#\w+\)|\[(?=anchor)/g, ''))
  })

  test('nor does a name before a number that counts on', () => {
    const titles = ['Java 8: what is new?', 'Java 9: what is new?', 'What is new in 10?']

    expect(questionsIn('T', titles).map(({ title }) => title)).toEqual(titles)
  })
})

describe('a title’s own name is an anchor that links reach', () => {
  test.each([
    ...['T {#q%}', 'T {: #q% .note}', 'T {: .note #q%}', '<a name="q%"></a>%. T', 'T <a id="q%"></a>'],
    ...['<span id="q%">T</span>', '[](#) <a id=q%></a> T', '**T** {#q%}'],
  ])('%s', (form) => {
    const anchors = questionsIn(form, three).map(({ anchors }) => anchors)

    expect(anchors).toEqual([['q1'], ['q2'], ['q3']])
  })

  test.each(['<h3 id="queue">', '<h3 name="queue">', '<a name="queue"></a>\n\n<h3>'])('%s', (opening) => {
    const more = '<h3>What is a stack?</h3>\n\nSo it is.\n\n<h3>What is a heap?</h3>\n\nSo it is.\n'
    const text = `${opening}What is a queue?</h3>\n\nSo it is.\n\n${more}`
    const { questions, anchors } = importTopic('a.md', Buffer.from(text))

    expect(questions.map(({ title }) => title)).toEqual(three)
    expect(anchors.queue).toEqual({ question: 0 })
  })
})

import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'

// Words for “answer” or “solution” that no list of the importer's holds; one of them stands for two words.
const words = {
  Albanian: 'Përgjigje',
  Amharic: 'መልስ',
  Armenian: 'Պատասխան',
  Basque: 'Erantzuna',
  Estonian: 'Lahendus',
  Filipino: 'Sagot',
  Georgian: 'პასუხი',
  Gujarati: 'જવાબ',
  Kazakh: 'Жауап',
  Khmer: 'ចម្លើយ',
  Luxembourgish: 'Äntwert',
  Malayalam: 'ഉത്തരം',
  Swahili: 'Jibu',
  Uzbek: 'Javob',
  Welsh: 'Ateb',
  none: 'Dogra zintu',
}

const titles = ['Nala tiri vo sun?', 'Kema brin tol?', 'Velu zan mi ter?', 'Rimo kal det?']
const texts = ['Tala mo rintu vesk.', 'Boro nal ti venda.', 'Simi katu rel dan.', 'Vondo pali sek tur.']

const marks: Record<string, (title: string, index: number) => string> = {
  'numbered headings': (title, index) => `### ${index + 1}. ${title}`,
  'plain headings': (title) => `## ${title}`,
  'bold numbers': (title, index) => `**${index + 1}. ${title}**`,
  'numbered lines': (title, index) => `${index + 1}. ${title}`,
}

const forms: [string, (word: string, text: string) => string][] = [
  ['a bold line', (word, text) => `**${word}**\n\n${text}`],
  ['bold words in the line', (word, text) => `**${word}:** ${text}`],
  ['a heading', (word, text) => `#### ${word}\n\n${text}`],
  ['a summary', (word, text) => `<details><summary>${word}</summary>\n\n${text}\n\n</details>`],
  ['a sign', (_, text) => `👉 ${text}`],
  ['words before a colon', (word, text) => `${word}: ${text}`],
  ['a list’s item', (word, text) => `- ${word}: ${text}`],
  ['bold words in a list’s item', (word, text) => `- **${word}:** ${text}`],
  ['a line of its own', (word, text) => `${word}\n\n${text}`],
  ['a quote', (word, text) => `> **${word}:** ${text}`],
]

/** Four of the words, others for each form. */
function someOf(form: string): string[] {
  const all = Object.values(words)
  const first = forms.findIndex(([name]) => name === form) * 3
  return [0, 1, 2, 3].map((step) => all[(first + step) % all.length]!)
}

function read(mark: (title: string, index: number) => string, below: (index: number) => string[]) {
  const lines = titles.flatMap((title, index) => [mark(title, index), ...below(index)])
  return importTopic('a.md', new TextEncoder().encode(lines.join('\n\n'))).questions.map((question) => ({
    title: question.title,
    prompt: question.prompt?.text,
    right: question.choices.flatMap(({ label, correct }) => (correct ? [label] : [])).join(),
    answer: question.answer?.text,
  }))
}

describe.each(Object.entries(marks))(
  'what recurs below %s begins the answers, in any language',
  (_, mark) => {
    test.each(forms)('as %s', (form, labelled) => {
      const outcomes = someOf(form).map((word) => read(mark, (at) => [labelled(word, texts[at]!)]))
      const expected = titles.map((title, at) => ({ title, prompt: undefined, right: '', answer: texts[at] }))

      expect(outcomes).toEqual(outcomes.map(() => expected))
    })

    test.each(forms)('as %s below code, which belongs to the question', (form, labelled) => {
      const code = '```js\ntala()\n```'
      const outcomes = someOf(form).map((word) => read(mark, (at) => [code, labelled(word, texts[at]!)]))
      const expected = titles.map((title, at) => ({ title, prompt: 'tala()', right: '', answer: texts[at] }))

      expect(outcomes).toEqual(outcomes.map(() => expected))
    })

    test.each(forms)('as %s that names a choice', (form, labelled) => {
      const choices = '- A) rem\n- B) tun\n- C) vol'
      const outcomes = someOf(form).map((word) => read(mark, () => [choices, labelled(word, 'B')]))
      const expected = titles.map((title) => ({ title, prompt: undefined, right: 'B', answer: undefined }))

      expect(outcomes).toEqual(outcomes.map(() => expected))
    })
  },
)

describe('the letters of choices', () => {
  test.each([
    ['Latin', 'ABC', 'Răspuns: B', 'B'],
    ['Cyrillic', 'АБВ', 'Отговор: Б', 'Б'],
    ['Cyrillic for Latin ones', 'ABC', 'Ответ: В', 'B'],
    ['Greek', 'ΑΒΓ', 'Απάντηση: Γ', 'Γ'],
    ['Hebrew', 'אבג', 'תשובה: ב', 'ב'],
    ['Arabic', 'أبج', 'الإجابة: ب', 'ب'],
    ['Devanagari', 'कखग', 'उत्तर: ख', 'ख'],
    ['Hangul', '가나다', '정답: 나', '나'],
    ['Thai', 'กขค', 'เฉลย: ข', 'ข'],
    ['wide', 'ＡＢＣ', '答え：Ｂ', 'B'],
  ])('may be %s', (_, letters, key, right) => {
    const choices = [...letters].map((letter) => `- ${letter}) rem ${letter}`).join('\n')

    expect(read(marks['numbered headings']!, () => [choices, key]).map((one) => one.right)).toEqual(
      titles.map(() => right),
    )
  })
})

describe('what recurs is a part of the answers', () => {
  test.each([
    ['below a definition', (at: number) => [texts[at]!, '#### Ateb llafar', 'Rem tun.']],
    ['where several do', (at: number) => [`**Rema:** ${texts[at]!}`, '**Tuna:** Rem tun.']],
    ['where it is the answer', (at: number) => [at === 3 ? 'Falan' : 'Teru', 'Rem tun vol.']],
  ])('%s', (_, below) => {
    const outcome = read(marks['numbered headings']!, below)

    expect(outcome.map(({ answer }) => answer)).toEqual(
      titles.map((_, at) =>
        below(at)
          .join('\n')
          .replace(/\*\*|#+ /g, ''),
      ),
    )
  })
})

describe('what is taken out of a collapsed answer’s tags keeps its place', () => {
  const places = (lines: readonly string[]) =>
    importTopic('a.md', new TextEncoder().encode(lines.join('\n')))
      .problems.filter(({ code }) => code === 'element-left-out')
      .map(({ line, column }) => `${line}:${column}`)
  const question = ['## What is an atom?', '', '<details><summary>Answer</summary>']

  test.each([
    [
      'beside its summary',
      [...question.slice(0, 2), `${question[2]} <video>`, '', 'A part.', '', '</details>'],
      '3:36',
    ],
    ['below its summary', [...question, '', 'A part.', '', '</details>', 'x <video>'], '8:3'],
    ['lines below its end', [...question, '', 'A part.', '', '</details>', '', '![', '&lt;<video>'], '10:5'],
    ['beside its end', [...question, '', 'A part.', '', '</details>x', '', 'y', 'z<video>'], '10:2'],
    ['in its last block', [...question, '', '<b>A part.</b>', 'x<video>', '</details>'], '6:2'],
    [
      'before it',
      [...question.slice(0, 2), '<b>', 'See: <video>', '</b>', question[2]!, 'A part.', '</details>'],
      '4:6',
    ],
  ])('%s', (_, lines, place) => expect(places(lines)).toEqual([place]))
})

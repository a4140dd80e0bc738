import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { memoryCache } from '../../src/content/cache.ts'
import { readContent } from '../../src/content/index.ts'
import type { FileReport } from '../../src/content/published.ts'
import { importTopic } from '../../src/importer/index.ts'
import type { Topic } from '../../src/importer/topic.ts'
import { codes } from '../../src/problems.ts'
import { disallowedIn } from '../allowed.ts'

const folder = join(import.meta.dirname, '../fixtures')
const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
// Taken apart, UTF-16 is no longer anything that an editor could show.
const inUtf8 = names.filter((name) => name !== 'utf-16.md')

/** What a file may be made of: whatever means something to a parser, in any order. */
const signs = fc.constantFrom(
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    ' ',
    '    ',
    '\t',
    '# ',
    '## ',
    '### ',
    '####',
    '1. ',
    '2) ',
    '17a. ',
    '- ',
    '+ ',
  ],
  ...[
    '* ',
    '> ',
    '**',
    '__',
    '~~',
    '`',
    '```',
    '~~~',
    '---',
    '===',
    '|',
    '| --- |',
    '[',
    ']',
    '(',
    ')',
    '![',
    ']: ',
  ],
  ...[
    '[^a]',
    '[^a]: ',
    '[x] ',
    '<',
    '>',
    '<!--',
    '-->',
    '<details>',
    '<summary>',
    '</summary>',
    '</details>',
  ],
  ...[
    '<div>',
    '</div>',
    '<b>',
    '</a>',
    '<a name="x">',
    '<script>',
    '<style>',
    '<table><tr><td>',
    '<svg>',
    '<math>',
  ],
  ...[
    '<![CDATA[',
    '<?',
    '&lt;',
    '&#0;',
    '&',
    '\\',
    ':',
    '?',
    'Q: ',
    'Answer: B',
    'What is ',
    'Explain ',
    'a',
    'é',
  ],
  ...[
    '👩‍🚀',
    'â€™',
    '\u200d',
    '\ufeff',
    '\ufffd',
    '\u2028',
    'http://a',
    'www.',
    'a@b.c',
    '.md#a',
    'tags: [a',
    'id: ',
  ],
  ...['title: ', '__proto__: ', '*x', '&x ', '!!js ', '---\n', 'License', 'TODO', '**Difficulty:** Junior'],
)
const soup = fc.array(signs, { maxLength: 60 }).map((parts) => parts.join(''))

/** A fixture with stretches of it taken out, doubled, and put elsewhere. */
const mangled = fc
  .record({
    name: fc.constantFrom(...inUtf8),
    cuts: fc.array(fc.tuple(fc.nat(4000), fc.nat(60), soup), { minLength: 1, maxLength: 3 }),
  })
  .map(({ name, cuts }) => {
    let text = readFileSync(join(folder, name), 'utf8')
    for (const [from, length, put] of cuts) {
      const start = from % (text.length + 1)
      text = text.slice(0, start) + put + text.slice(start + length)
    }
    return text
  })

const encodings: Record<string, (text: string) => Uint8Array> = {
  utf8: (text) => new TextEncoder().encode(text),
  'utf8 with mark': (text) => new TextEncoder().encode(`\ufeff${text}`),
  'utf16 with mark': (text) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le')),
  latin1: (text) => Uint8Array.from(Buffer.from(text, 'latin1')),
}

const written = fc
  .record({
    text: fc.oneof(soup, mangled),
    top: fc.constantFrom('', '---\ntitle: “é” 👍\n---\n', '---\nshape: E1\ntagz: 1\n---\n'),
    ending: fc.constantFrom(undefined, '\n', '\r\n', '\r'),
    encoding: fc.constantFrom(...Object.keys(encodings)),
  })
  .map(({ text, top, ending, encoding }) => {
    const whole = top + text
    return encodings[encoding]!(ending ? whole.replace(/\r\n|\n|\r/g, ending) : whole)
  })
const bytes = fc.oneof(
  { weight: 9, arbitrary: written },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
)

/** The lines of a file, as an editor that never refuses one shows them. */
function linesOf(file: Uint8Array): string[] {
  const isUtf16 = file[0] === 0xff && file[1] === 0xfe
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(file).split(/\r\n|\n|\r/)
}

function htmlOf({ introduction, sections, questions }: Topic): string[] {
  const parts = questions.flatMap(({ prompt, choices, answer }) => [prompt, ...choices, answer])
  const rendered = [introduction, ...sections.map(({ introduction }) => introduction), ...parts]
  return [...rendered.map((part) => part?.html ?? ''), ...questions.map(({ titleHtml }) => titleHtml)]
}

describe('any bytes', () => {
  test('give questions and problems, the same each time, and nothing that a page may not hold', () => {
    let before: Uint8Array = new Uint8Array()
    const check = (file: Uint8Array) => {
      const topic = importTopic('a.md', file)
      importTopic('b.md', before)
      before = file

      expect(importTopic('a.md', file)).toEqual(topic)
      expect(structuredClone(topic)).toEqual(topic)
      expect(topic.questions.length + topic.problems.length).toBeGreaterThan(0)
      expect(
        topic.problems.filter(({ code, message, hint }) => !codes.has(code) || !message || !hint),
      ).toEqual([])
      expect(htmlOf(topic).flatMap(disallowedIn)).toEqual([])
      for (const { section, choices, answer, answered } of topic.questions) {
        expect(section).toBeLessThan(topic.sections.length)
        if (answered) expect([answer, ...choices.filter(({ correct }) => correct)].some(Boolean)).toBe(true)
      }
    }
    fc.assert(fc.property(bytes, check))
  })

  test('have their questions and problems at places inside the file', () => {
    const check = (file: Uint8Array) => {
      const lines = linesOf(file)
      const { questions, sections, problems } = importTopic('a.md', file)
      const isInside = ({
        line,
        column,
        endLine = line,
      }: {
        line: number
        column: number
        endLine?: number
      }) =>
        line >= 1 &&
        column >= 1 &&
        endLine >= line &&
        endLine <= lines.length &&
        column <= lines[line - 1]!.length + 1

      expect(problems.filter((problem) => !isInside(problem))).toEqual([])
      expect(questions.filter((question) => !isInside(question))).toEqual([])
      expect(sections.filter(({ line }) => line < 1 || line > lines.length)).toEqual([])
    }
    fc.assert(fc.property(bytes, check))
  })
})

test('other files change nothing of a file but ids, repeats and links to them', async () => {
  const paths = names.map((name) => join(folder, name))
  const cache = memoryCache()
  const reportsOf = async (paths: readonly string[]) => {
    const { reports } = await readContent({ paths, drafts: true, addresses: addressesUnder('/'), cache })
    return new Map(reports.map((report) => [report.file, ofItsOwn(report)]))
  }
  // Read once, and remembered.
  await reportsOf(paths)
  const alone = new Map<string, unknown>()
  for (const path of paths) for (const [file, report] of await reportsOf([path])) alone.set(file, report)

  const check = async (some: string[]) => {
    for (const [file, report] of await reportsOf(some)) expect(report).toEqual(alone.get(file))
  }
  await fc.assert(fc.asyncProperty(fc.shuffledSubarray(paths, { minLength: 1, maxLength: 4 }), check))
})

function ofItsOwn({ shape, questions, problems }: FileReport) {
  const byOthers = ['question-repeated', 'id-conflict', 'topic-conflict', 'link-dead']
  return {
    shape,
    questions: questions.map(({ title, line, answer }) => ({ title, line, answer })),
    problems: problems.filter(({ code }) => !byOthers.includes(code)),
  }
}

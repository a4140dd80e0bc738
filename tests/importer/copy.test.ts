import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'
import { copyOf } from '../../src/importer/questions/copy.ts'
import type { Question } from '../../src/importer/topic.ts'

const fixtures = join(import.meta.dirname, '../fixtures')

function copy(question: Question): string {
  const { level = null, reviewed = null, definitions = '', id = 'its-id' } = question
  return copyOf({ ...question, id, level, reviewed, definitions, text: question.answer?.text ?? '' })
}

function read(markdown: string): Question[] {
  return importTopic('copy.md', Buffer.from(markdown)).questions
}

/** What a reader sees of a question. */
function seen({ title, titleHtml, tags, level, aliases, reviewed, ...body }: Question) {
  const { prompt, choices, answer, answered } = body
  return {
    ...{ title, titleHtml: titleHtml.replace(/\s+/g, ' '), tags, level, aliases, reviewed, answered },
    choices: choices.map(({ label, text, correct }) => ({ label, text, correct })),
    ...{ prompt: prompt?.text, answer: answer?.text },
  }
}

/** A question without an answer that asks below headings of its own. */
function asksBelowHeadings({ answered, prompt }: Question): boolean {
  return !answered && prompt !== undefined && prompt.headings.length > 0
}

const names = readdirSync(fixtures).filter((name) => name.endsWith('.md'))

describe('the Markdown of a question by itself', () => {
  test.each(names)('is read as the same question, for each in %s', (name) => {
    const { questions } = importTopic(name, readFileSync(join(fixtures, name)))

    for (const question of questions.filter((one) => !asksBelowHeadings(one))) {
      const [again, ...others] = read(copy(question))
      expect(others).toEqual([])
      expect(seen(again!)).toEqual(seen(question))
      expect(again!.id).toBe(question.id ?? 'its-id')
      expect(again!.markdown.startsWith(question.markdown)).toBe(true)
    }
  })

  test('has a title, its metadata and the very slice of the source', () => {
    const [question] = read(
      '### 3. What do `*args` and **kwargs** do?\n<!--\nid: args\ntags: [python]\nlevel: easy\n' +
        'aliases: ["--\\u003e"]\nreviewed: 2026-01-31 -->\n\nThey  *collect*\targuments.\n\n* * *\n\nSee [docs].\n\n' +
        '### 4. Why?\n\nSo.\n\n[docs]: https://example.org\n',
    )

    expect(copy(question!)).toBe(
      '---\nshape: one-question\n---\n\n' +
        '# What do `*args` and <strong>kwargs</strong> do?\n\n' +
        '<!--\nid: args\ntags: ["python"]\nlevel: easy\naliases: ["--\\u003e"]\nreviewed: 2026-01-31\n-->\n\n' +
        'They  *collect*\targuments.\n\n* * *\n\nSee [docs].\n\n[docs]: https://example.org\n',
    )
  })

  test('keeps any title and any list of words', () => {
    const words = fc
      .array(
        fc.oneof(
          fc.stringMatching(/^[a-zé\u4e00#*_`<>&[\]()!~\\|"':;.,?0-9+= -]{1,20}$/),
          fc.constantFrom(
            '<i>',
            '</i>',
            '<sub>2</sub>',
            '</script>',
            '`<T>`',
            '`` ` ``',
            '&lt;',
            '**',
            '\\`',
          ),
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 3 }), (title, aliases) => {
        const [question] = read(
          `### Why is ${title} so?\n<!-- aliases: ${JSON.stringify(aliases).replaceAll('>', '\\u003e')} -->\n\nSo.\n`,
        )
        fc.pre(question !== undefined)

        expect(read(copy(question!)).map(seen)).toEqual([seen(question!)])
      }),
    )
  })
})

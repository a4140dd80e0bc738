import fc from 'fast-check'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { render } from '../../src/importer/answer/render.ts'
import { parse } from '../../src/importer/source/markdown.ts'

/** The ids of an answer, in order. */
function idsOf(markdown: string, scope = ''): string[] {
  const options = { placeOf: (point: { line: number; column: number }) => point, highest: 2 as const, scope }
  const { html } = render(parse(markdown), options, new VFile())
  return [...html.matchAll(/<[^>]* id="([^"]*)"/g)].map(([, id]) => id!)
}

describe('an anchor', () => {
  test.each([
    ['a heading, as GitHub names it', '## What’s `new` in A & B?', ['whats-new-in-a--b']],
    [
      'a paragraph, by its first words',
      'The loop takes the first task of the queue.',
      ['the-loop-takes-the-first-task'],
    ],
    ['bullets, not their list', '- One thing\n- Another thing', ['one-thing', 'another-thing']],
    ['items of a numbered list', '1. Mix\n2. Bake', ['mix', 'bake']],
    ['a bullet by its own line', '- Fruit\n  - apple\n  - pear', ['fruit']],
    ['a bullet of paragraphs', '- Fruit\n\n  Of the garden.', ['fruit']],
    ['a task', '- [x] Mix', ['mix']],
    ['code', '```js\nlet total = 0\n```', ['let-total-0']],
    ['a table by its header', '| Name | Price |\n|-|-|\n| Apple | 1 |', ['name-price']],
    ['a quote', '> Less is more.\n>\n> A. Person', ['less-is-more-a-person']],
    [
      'what is collapsed by what is shown of it',
      '<details><summary>More</summary>\n\nText\n\n</details>',
      ['more'],
    ],
    ['blocks between tags', '<div align="center">\n\nOne\n\nTwo\n\n</div>', ['one', 'two']],
    [
      'letters of any script',
      'Что такое замыкание?\n\n閉包とは\n\nहिन्दी में',
      ['что-такое-замыкание', '閉包とは', 'हिन्दी-में'],
    ],
    ['the same letters, however they are composed', 'Cafe\u0301', ['café']],
    ['without what nobody sees', 'zero\u200Bwidth \u202Eright', ['zerowidth-right']],
    ['signs alone, by a digest', '=> {}', ['part-00hcm26']],
    ['what its author named', '<p id="Mine">Text</p>\n\n<a name="here"></a>There', ['mine', 'there', 'here']],
    ['nothing for what says nothing', '<p></p>\n\n---', []],
    [
      'equal beginnings by more words',
      '- Use it for one two three four\n- Use it for one two three five',
      ['use-it-for-one-two-three-four', 'use-it-for-one-two-three-five'],
    ],
    ['equal words by a digest', '- C\n- C++', ['c-1iy8fea', 'c-0cy8cuo']],
    ['copies by number', '- Same\n- Same\n- Same', ['same', 'same-1', 'same-2']],
    [
      'equal headings by what stands below',
      '## Example\n\nOne.\n\n## Example\n\nTwo.',
      ['example-one', 'one', 'example-two', 'two'],
    ],
    [
      'a heading before a bullet of the same words',
      '- Scope\n\n## Scope\n\nText',
      ['scope-0rpvfkb', 'scope', 'text'],
    ],
  ])('names %s', (_, markdown, ids) => {
    expect(idsOf(markdown)).toEqual(ids)
  })

  test('has what its part of the page has before it', () => {
    expect(idsOf('## Top\n\nText', 'question:')).toEqual(['question:top', 'question:text'])
    expect(idsOf('## Top\n\nText', 'choice-1:')).toEqual(['choice-1:top'])
  })

  test('is no longer than 120 bytes, and is cut at the end of a word where there is one', () => {
    const [heading, text, together] = idsOf(
      `## ${'heading '.repeat(40)}\n\n${'w'.repeat(30)} ${'x'.repeat(40)}\n\n${'語'.repeat(90)}`,
    )

    expect(heading).toBe(Array(12).fill('heading').join('-'))
    expect(text).toBe('w'.repeat(30))
    expect(together).toBe('語'.repeat(20))
  })
})

describe('anchors', () => {
  const word = fc.constantFrom(...'anchor buoy crane dock ferry C C++ => a-b é 港 Example'.split(' '))
  const words = fc.array(word, { minLength: 1, maxLength: 9 }).map((all) => all.join(' '))
  const part = fc.oneof(
    words.map((text) => `${text}.`),
    words.map((text) => `## ${text}`),
    words.map((text) => `> ${text}`),
    words.map((text) => `\`\`\`\n${text}\n\`\`\``),
    fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.map((text) => `- ${text}`).join('\n')),
  )
  const parts = fc.array(part, { maxLength: 8 })

  test('are each once in a page, of letters, digits and hyphens, and short', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const ids = idsOf(all.join('\n\n'))

        expect(new Set(ids).size).toBe(ids.length)
        for (const id of ids) expect(id).toMatch(/^[\p{Ll}\p{Lo}\p{M}\p{N}-]{1,128}$/u)
      }),
    )
  })

  // Words of their own, so that nothing else says the same.
  const own = [
    'First of all, a sail.',
    '## Sail',
    '- Mast and boom\n- Rope',
    '```\nhoist(sail)\n```',
    '> Ahoy',
  ]
  const inOrder = (ids: string[]) => ids.toSorted()

  test('stay when neighbours with other words come, go or change places', () => {
    const before = idsOf(own.join('\n\n'))
    const places = fc.array(fc.nat(own.length), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(
        parts,
        places,
        fc.shuffledSubarray(own, { minLength: own.length }),
        (others, at, shuffled) => {
          const all = [...shuffled]
          for (const [index, other] of others.entries()) all.splice(at[index]!, 0, other)

          const after = new Set(idsOf(all.join('\n\n')))

          expect(before.filter((id) => !after.has(id))).toEqual([])
        },
      ),
    )
  })

  test('follow their words wherever these stand, equal beginnings included', () => {
    const texts = [
      'Use the dock for one ship.',
      'Use the dock for one ship only.',
      'C',
      'C++',
      'C#',
      '## Example\n\nOne',
      '## Example\n\nTwo',
    ]
    const before = inOrder(idsOf(texts.join('\n\n')))
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (shuffled) => {
        // Text above the first heading, where it belongs to none.
        const [heads, rest] = [
          shuffled.filter((text) => text.startsWith('#')),
          shuffled.filter((text) => !text.startsWith('#')),
        ]

        expect(inOrder(idsOf([...rest, ...heads].join('\n\n')))).toEqual(before)
      }),
    )
  })
})

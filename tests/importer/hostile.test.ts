import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { memoryCache } from '../../src/content/cache.ts'
import { readContent } from '../../src/content/index.ts'
import { importTopic } from '../../src/importer/index.ts'

const x = (text: string, times: number) => text.repeat(times)
const page = 'a page'

/** What stands below a question, and what becomes of it: a page, or the problem at a line. */
const answers: Record<string, [answer: string, outcome: string]> = {
  'lists in one line': [`${x('- ', 2000)}a`, '3 text-too-nested'],
  'lists before blank lines': [`${x('- ', 1500)}a${x('\n', 1500)}`, '3 text-too-nested'],
  'lists of all kinds': [x('* - + 1. ', 300), '3 text-too-nested'],
  'quotes in one line': [`${x('>', 5000)} a`, '3 text-too-nested'],
  'quotes with lazy lines': [`a\n\n${x('> ', 200)}a\n${x('b\n', 20_000)}`, '5 text-too-nested'],
  'lists over many lines': [
    Array.from({ length: 1000 }, (_, depth) => `${x('  ', depth)}- a`).join('\n'),
    '53 text-too-nested',
  ],
  'numbered lists in tabs': [
    Array.from({ length: 1000 }, (_, depth) => `${x('\t', depth)}1. a`).join('\n\n'),
    '103 text-too-nested',
  ],
  'quotes over many lines': [
    Array.from({ length: 1000 }, (_, depth) => `${x('> ', depth)}> a`).join('\n'),
    '53 text-too-nested',
  ],
  'lists and quotes by turns': [
    Array.from({ length: 500 }, (_, depth) => `${x('> - ', depth)}> - a`).join('\n'),
    '28 text-too-nested',
  ],
  'lists in quotes over many lines': [
    Array.from({ length: 1000 }, (_, depth) => `> ${x('  ', depth)}- a`).join('\n'),
    '52 text-too-nested',
  ],
  'fifty lists over many lines': [
    Array.from({ length: 50 }, (_, depth) => `${x('  ', depth)}- a`).join('\n'),
    page,
  ],
  'spaces before two colons': [`a${x(' ', 100_000)}::b`, page],
  'a list many times': [x('- a\n  - b\n    - c\n\n', 1000), page],
  'code that looks like lists': [
    Array.from({ length: 60 }, (_, depth) => `${x('     ', depth + 1)}- a`).join('\n'),
    page,
  ],
  'fifty quotes': [`${x('> ', 50)}a`, page],
  'a long rule': [x('- ', 1000), '1 answer-missing'],
  'a line of markers in a fence': ['~~~\n```\n'.concat(x('> ', 100), '\n```\n~~~'), page],
  divs: [`${x('<div>', 20_000)}deep`, '1 text-too-nested'],
  'bold tags': [`${x('<b>', 50_000)}deep`, '1 text-too-nested'],
  'quotes as tags': [`${x('<blockquote>', 20_000)}deep`, '1 text-too-nested'],
  'a wide table': [`|${x('a|', 1500)}\n|${x('-|', 1500)}\n${x('a\n', 1500)}`, '1 answer-too-large'],
  'a long address in many links': [
    `${x('[a] ', 20_000)}\n\n[a]: http://x/${x('y', 10_000)}`,
    '1 answer-too-large',
  ],
  brackets: [x('[', 50_000), page],
  'links in links': [`${x('[', 20_000)}a${x('](b)', 20_000)}`, '3 link-dead'],
  'references in references': [`${x('[', 20_000)}a${x(']', 20_000)}\n\n[a]: b`, '3 link-dead'],
  'addresses that never end': [x('[a](<b', 20_000), page],
  'strokes by turns': [x('~~a ~b ', 20_000), page],
  stars: [`${x('*a **b ', 10_000)}`, page],
  'a rule of stars': [x('*', 50_000), '1 answer-missing'],
  comments: [x('<!--', 10_000), '3 comment-unclosed'],
  'comments in an element': [`<div>\n${x('<!-- <script>', 20_000)}`, page],
  'tags that never end': [`<div>\n${x('<br ', 20_000)}`, page],
  'comments before an answer to a quiz': [`- [ ] a\n- [x] b\n\n${x('<!-- a -->', 40)} text\n\n<br>\n`, page],
  'ticks of growing length': [Array.from({ length: 300 }, (_, index) => x('`', index + 1)).join(' '), page],
  ampersands: [x('&', 100_000), page],
  'less-than signs': [x('<', 50_000), page],
  'a long word': [x('a', 1_000_000), page],
  'dead links': [Array.from({ length: 5000 }, (_, index) => `[a](#b${index})`).join(' '), '3 link-dead'],
  'ticks of two lengths': [x('` `` ', 40_000), page],
  'a list of 20,000 words': [x('- a\n', 20_000), page],
  'paragraphs of a letter': [x('a\n\n', 20_000), page],
  'headings of a letter': [x('#### a\n', 10_000), page],
}

/** Whole files. */
const files: Record<string, [file: string, outcome: string]> = {
  'frontmatter of brackets': [
    `---\ntags: ${x('[', 5000)}\n---\n### Why brackets?\n\nThey do.\n`,
    '2 frontmatter-not-yaml',
  ],
  'frontmatter of open lists': [
    `---\ntags: ${x('[', 20_000)}\n---\n\n### What about it?\n\nText.\n`,
    '2 frontmatter-not-yaml',
  ],
  'a title of tags': [
    `### 1. Why ${x('<b>', 20_000)}${x('</b>', 20_000)}?\n\nText.\n`,
    '1 file-not-importable',
  ],
  // Whatever is looked for at the end of words begins anew at each of these.
  ...Object.fromEntries(
    Object.entries({
      ...{ spaces: ' ', tabs: '\t', dots: '.', hashes: ' #', colons: ':', dashes: ' -', numbers: '1.' },
      ...{ stars: '*', brackets: '(', suns: '☀', faces: '😀', 'suns apart': '☀ ' },
    }).map(([name, sign]): [string, [string, string]] => [
      `a title of ${name}`,
      [`### What of ${x(sign, 30_000)}${name}?\n\nText.\n`, page],
    ]),
  ),
  'spaces in a label': [`### What about labels?\n\n**Answer${x(' ', 100_000)}:** text\n`, page],
  'spaces in a choice': [
    `### What of choices?\n\n- A) a${x(' ', 100_000)}b\n- B) c\n\nAnswer: A\n\nIt is so.\n`,
    page,
  ],
  'more than two MiB': [x('a', 2 * 2 ** 20 + 1), '1 file-too-large'],
  'zzz ordinary': ['### 1. What comes last?\n\nAn answer.\n', page],
}

const all = {
  ...Object.fromEntries(
    Object.entries(answers).map(([name, [answer, outcome]]) => [
      name,
      [`### What about ${name}?\n\n${answer}\n`, outcome],
    ]),
  ),
  ...files,
}

describe('what is hostile ends in a problem or a page, and all other files go on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'viva-'))
  for (const [name, [text]] of Object.entries(all)) writeFileSync(join(folder, `${name}.md`), text!)
  const { reports, questions } = await readContent({
    ...{ paths: [folder], drafts: false, addresses: addressesUnder('/'), cache: memoryCache() },
  })

  test.each(Object.entries(all))('%s', (name, [, outcome]) => {
    const { problems } = reports.find(({ file }) => file.endsWith(`/${name}.md`))!
    const [first] = problems
    const isShown = questions.some(({ file, html }) => file.endsWith(`/${name}.md`) && html !== '')

    expect(first ? `${first.line} ${first.code}` : isShown && page).toBe(outcome)
  })
})

test('what is nested too deeply does not throw without a worker either', () => {
  for (const [name, [text, outcome]] of Object.entries(all)) {
    if (!/nested|importable/.test(outcome!)) continue

    const { problems } = importTopic(`${name}.md`, new TextEncoder().encode(text))

    expect(problems).toMatchObject([{ severity: 'error' }])
  }
})

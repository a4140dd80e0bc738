import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { memoryCache } from '../../src/content/cache.ts'
import { reader } from '../reader.ts'

const readContent = reader()

/** What a content folder named “notes” holds: topics with the ids of their questions, and what is told of each file. */
async function read(files: Record<string, string>) {
  const folder = join(mkdtempSync(join(tmpdir(), 'viva-')), 'notes')
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const content = await readContent({
    ...{ paths: [folder], drafts: false, addresses: addressesUnder('/'), cache: memoryCache() },
  })
  const below = (file: string) => file.split('/notes/').at(-1)!
  return {
    ...content,
    topics: content.topics.map(({ id, title }) => [
      id,
      title,
      content.questions.filter(({ topic }) => topic === id).map((question) => question.id),
    ]),
    introductions: content.topics.map(({ introduction }) => introduction),
    files: content.questions.map(({ file, line }) => `${below(file)}:${line}`),
    reports: content.reports.map(({ file, questions, problems }) => [
      below(file),
      questions.map(({ id }) => id),
      problems.map(({ line, code }) => `${line} ${code}`),
    ]),
  }
}

const sea = '# What is a sea?\n\nMuch water. See [tides](why-tides.md#the-moon) and [more](./why-tides.md).\n'
const tides =
  '---\ntitle: Why do tides rise?\n---\n\nBy [gravity](#the-moon) in [a sea](what-is-a-sea.md).\n\n## The moon\n\nIt pulls. [Gone](gone.md)\n'
const list =
  '### 1. What is one?\n\n[Seas](water-ways/what-is-a-sea.md#what-is-a-sea)\n\n### 2. What is two?\n\n2\n'

describe('files of one question each', () => {
  test('are one topic in a folder of their own, each with its file, its line and its links', async () => {
    const { topics, files, reports, questions } = await read({
      ...{ 'list.md': list, 'water-ways/what-is-a-sea.md': sea, 'water-ways/why-tides.md': tides },
    })

    expect(topics).toEqual([
      ['list', 'List', ['what-is-one', 'what-is-two']],
      ['water-ways', 'Water ways', ['what-is-a-sea', 'why-do-tides-rise']],
    ])
    expect(files).toEqual([
      'list.md:1',
      'list.md:5',
      'water-ways/what-is-a-sea.md:1',
      'water-ways/why-tides.md:5',
    ])
    expect(reports).toEqual([
      ['list.md', ['what-is-one', 'what-is-two'], []],
      ['water-ways/what-is-a-sea.md', ['what-is-a-sea'], []],
      ['water-ways/why-tides.md', ['why-do-tides-rise'], ['9 link-dead']],
    ])
    expect(questions.map(({ html }) => [...html.matchAll(/href="(\/[^"]*)"/g)].map(([, to]) => to))).toEqual([
      ['/questions/what-is-a-sea/'],
      [],
      ['/questions/why-do-tides-rise/#the-moon', '/questions/why-do-tides-rise/'],
      ['/questions/why-do-tides-rise/#the-moon', '/questions/what-is-a-sea/'],
    ])
  })

  test('take title and introduction from the index of their folder, and leave lists of questions alone', async () => {
    const index = '# All about water\n\nRead [the first](what-is-a-sea.md).\n'
    const { topics, introductions, reports } = await read({
      ...{
        'deep/water/README.md': index,
        'deep/water/what-is-a-sea.md': sea,
        'deep/water/why-tides.md': tides,
      },
      'deep/water/zoo.md': list,
    })

    expect(topics).toEqual([
      ['deep-water', 'All about water', ['what-is-a-sea', 'why-do-tides-rise']],
      ['deep-water-zoo', 'Zoo', ['what-is-one', 'what-is-two']],
    ])
    expect(introductions[0]).toBe(
      '<p id="introduction:read-the-first">Read <a href="/questions/what-is-a-sea/">the first</a>.</p>',
    )
    expect(reports[0]).toEqual(['deep/water/README.md', [], []])
  })

  test('are what most of a folder are: a name need not ask, and headings below are parts of the answer', async () => {
    const { topics, reports } = await read({
      ...{
        'sea/what-is-a-sea.md': sea,
        'sea/why-tides.md': tides,
        'sea/how-do-waves-break.md': 'By wind.\n',
      },
      'sea/Harbours.md':
        '# Harbours\n\nSafe.\n\n## What is a pier?\n\nA walk.\n\n## Cranes\n\n### Rails\n\nTwo.\n',
      ...{ 'sea/Ropes.md': 'Hemp.\n\n## Why hemp?\n\nIt floats.\n', 'sea/list.md': list },
      'other/Harbours.md': '# Harbours of the north\n\nAn article.\n',
    })

    expect(topics).toEqual([
      ['other-harbours', 'Harbours of the north', []],
      ['sea', 'Sea', ['harbours', 'ropes', 'how-do-waves-break', 'what-is-a-sea', 'why-do-tides-rise']],
      ['sea-list', 'List', ['what-is-one', 'what-is-two']],
    ])
    expect(reports[0]).toEqual(['other/Harbours.md', [], ['1 questions-missing']])
  })

  test('are a quiz where several have check boxes; those of only one are things to do', async () => {
    const asked = (title: string, rest = '') => `# ${title}\n\nLook:\n\n- [x] this\n- [ ] that\n${rest}`
    const { questions } = await read({
      ...{ 'quiz/a.md': asked('What is a quay?'), 'quiz/b.md': asked('What is a bay?', '\nIt is wide.\n') },
      ...{ 'notes/a.md': asked('How do I get ready?'), 'notes/b.md': sea },
    })

    expect(questions.map(({ id, choices }) => [id, choices.length])).toEqual([
      ...[
        ['how-do-i-get-ready', 0],
        ['what-is-a-sea', 0],
      ],
      ...[
        ['what-is-a-quay', 2],
        ['what-is-a-bay', 2],
      ],
    ])
  })

  test('are known by the parts that those in other folders have', async () => {
    const note = (title: string) => `# ${title}\n\nWater.\n\n## Sources\n\nA map.\n`
    const { topics } = await read({
      ...{ 'a/1.md': note('What is a sea?'), 'a/2.md': note('What is a bay?'), 'a/3.md': note('Why salt?') },
      ...{ 'b/4.md': note('Rivers'), 'b/5.md': note('Lakes'), 'c/6.md': '# Ponds\n\nAn article.\n' },
      'c/7.md': '# Pools\n\nAnother.\n',
    })

    expect(topics.map(([id, , questions]) => [id, questions])).toEqual([
      ['a', ['what-is-a-sea', 'what-is-a-bay', 'why-salt']],
      ['b', ['rivers', 'lakes']],
      ['c-6', []],
      ['c-7', []],
    ])
  })

  test('may lie in a folder each, in several languages', async () => {
    const note = (title: string) => `---\ntitle: ${title}\n---\n\nWater.\n`
    const { topics } = await read({
      ...{ 'q/sea/en.md': note('What is a sea?'), 'q/sea/de.md': note('Was ist ein Meer?') },
      ...{ 'q/bay/en.md': note('What is a bay?'), 'q/bay/de.md': note('Was ist eine Bucht?') },
      ...{ 'q/tide/en.md': note('Explain tides'), 'q/tide/de.md': note('Gezeiten') },
      ...{ 'r/1/x.mdx': note('What is one?'), 'r/2/x.mdx': note('Two'), 'r/3/x.mdx': note('What is three?') },
    })

    expect(topics).toEqual([
      ['q-de', 'De', ['was-ist-eine-bucht', 'was-ist-ein-meer', 'gezeiten']],
      ['q-en', 'En', ['what-is-a-bay', 'what-is-a-sea', 'explain-tides']],
      ['r', 'R', ['what-is-one', 'two', 'what-is-three']],
    ])
  })

  test('are known by a heading for the answer, and for the solution where each has a folder of its own', async () => {
    const note = (title: string, label: string) => `# ${title}\n\nSort it.\n\n## ${label}\n\nLike so.\n`
    const { topics } = await read({
      ...{ 'a/1.md': note('Sort a list', 'Answer'), 'a/2.md': note('Rotate a list', 'Answer') },
      ...{
        'k/one/README.md': note('Two sums', 'Solution'),
        'k/two/README.md': note('Three sums', 'Solution'),
      },
      'k/three/README.md': note('Four sums', 'Solution'),
    })
    const patterns = await read({
      'Proxy.md': note('Proxy', 'Solution'),
      'Facade.md': note('Facade', 'Solution'),
    })

    expect(topics.map(([id, , questions]) => [id, questions])).toEqual([
      ['a', ['sort-a-list', 'rotate-a-list']],
      ['k', ['two-sums', 'four-sums', 'three-sums']],
    ])
    expect(patterns.questions).toEqual([])
  })

  test('may have a first heading that is a label, with what is asked below it', async () => {
    const note = (title: string) => `# Question (EN)\n\n> ${title}\n\n## Answer\n\nWater.\n`
    const { questions } = await read({
      ...{
        'sea/1.md': note('What is a sea?'),
        'sea/2.md': note('Name two bays'),
        'sea/3.md': note('Why salt?'),
      },
    })

    expect(questions.map(({ title, text }) => [title, text])).toEqual([
      ['What is a sea?', 'Water.'],
      ['Name two bays', 'Water.'],
      ['Why salt?', 'Water.'],
    ])
  })

  test('follow the order that they give, and drafts stay away', async () => {
    const draft = '---\ntitle: Why is this a draft?\ndraft: true\n---\n\nText.\n'
    const first = '---\ntitle: What comes first?\norder: 1\n---\n\nText.\n'
    const { topics } = await read({ 'a/a.md': sea, 'a/b.md': first, 'a/c.md': draft })

    expect(topics).toEqual([['a', 'A', ['what-comes-first', 'what-is-a-sea']]])
  })

  test('are topics of their own at the top, unless nothing else stands there', async () => {
    const alone = await read({ 'what-is-a-sea.md': sea })
    const beside = await read({ 'list.md': list, 'what-is-a-sea.md': sea, 'why-tides.md': tides })
    const among = await read({ 'README.md': '# Water\n', 'what-is-a-sea.md': sea, 'why-tides.md': tides })

    expect(alone.topics).toEqual([['what-is-a-sea', 'What is a sea', ['what-is-a-sea']]])
    expect(beside.topics.map(([id]) => id)).toEqual(['list', 'what-is-a-sea', 'why-tides'])
    expect(among.topics).toEqual([['notes', 'Water', ['what-is-a-sea', 'why-do-tides-rise']]])
  })

  test('that are the same share a page, and are told by file', async () => {
    const text = '# What is a sea?\n\nWater.\n'
    const { reports } = await read({ 'a/one.md': text, 'b/two.md': text })

    expect(reports).toEqual([
      ['a/one.md', ['what-is-a-sea'], []],
      ['b/two.md', ['what-is-a-sea'], ['1 question-repeated']],
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { importTopic } from '../../src/importer/index.ts'
import { destinationsIn, resolveLinks } from '../../src/links/index.ts'
import { tagId } from '../../src/permalinks/ids.ts'
import { giveIds } from '../../src/permalinks/index.ts'
import { emptyLedger } from '../../src/permalinks/ledger.ts'

function site(files: Record<string, string>, base = '/') {
  const topics = Object.entries(files).map(([path, text]) => ({
    ...{ path, topic: importTopic(`content/${path}`, new TextEncoder().encode(text)) },
  }))
  const { named, problems } = giveIds(topics, {
    ...{ ledger: emptyLedger(), isWhole: true, drafts: false, folder: 'content', today: '2026-01-31' },
    addresses: addressesUnder('/'),
  })
  const addresses = addressesUnder(base)
  const resolved = named.flatMap((one) =>
    one.topic.questions.flatMap(({ answer }) =>
      answer ? [resolveLinks(answer, one.topic.file, destinationsIn(named), addresses)] : [],
    ),
  )
  return { named, problems, resolved }
}

const other = '# Other\n\n## Part\n\n### 1. What is far?\n\n#### Deep\n\nText.\n'

describe('a link in an answer', () => {
  test.each([
    ['#2-what-is-near', '/questions/what-is-near/'],
    ['#2-What-is-Near', '/questions/what-is-near/'],
    ['#named', '/questions/what-is-near/#named'],
    ['#', '/topics/here/'],
    ['#first-part', '/topics/here/#first-part'],
    ['other.md', '/topics/deep-other/'],
    ['./deep/../deep/other.md#1-what-is-far', '/questions/what-is-far/'],
    ['deep/other.md#1-what-is-far', '/questions/what-is-far/'],
    ['deep/other.md#deep', '/questions/what-is-far/#deep'],
    ['deep/other.md#part', '/topics/deep-other/#part'],
    ['deep/other.md#other', '/topics/deep-other/'],
    ['/questions/what-is-far/#deep', '/questions/what-is-far/#deep'],
    ['/questions/what-is-far/#text', '/questions/what-is-far/#text'],
    ['/topics/here', '/topics/here/'],
    ['/topics/here/#first-part', '/topics/here/#first-part'],
    ['/search/', '/search/'],
    ['/', '/'],
  ])('to %s leads to %s', (target, address) => {
    const link = target === 'other.md' ? 'deep/other.md' : target
    const here = `# Here\n\n## First part\n\n### 1. What is here?\n\n[x](${link})\n\n### 2. What is near?\n\n<a name="named"></a>Near.\n`
    const { resolved } = site({ 'here.md': here, 'deep/other.md': other })

    expect(resolved[0]).toEqual({ html: `<p id="x"><a href="${address}">x</a></p>`, problems: [] })
  })

  test.each([
    '#what-is-gone',
    'gone.md',
    'deep/other.md#gone',
    '../LICENSE',
    '/questions/gone/',
    '/questions/what-is-far/#gone',
    '/topics/deep-other/#gone',
    '/wp-admin/',
    'a.png',
    '%',
  ])('to %s is text, and is reported at its place', (target) => {
    const { resolved } = site({
      'here.md': `### 1. What is here?\n\nAn [x](${target})\n`,
      'deep/other.md': other,
    })

    expect(resolved[0]!.html).toBe('<p id="an-x">An <a>x</a></p>')
    expect(resolved[0]!.problems).toMatchObject([
      { line: 3, column: 4, code: 'link-dead', severity: 'warning' },
    ])
  })

  test('that is misspelt is told what was meant', () => {
    const { resolved } = site({
      'here.md': '### 1. What is here?\n\n[x](deep/other.md#1-what-is-fra)\n',
      'deep/other.md': other,
    })

    expect(resolved[0]!.problems[0]!.hint).toBe('did you mean “deep/other.md#1-what-is-far”?')
  })

  test('in HTML, with other attributes before it, is resolved too', () => {
    const link = '<a title="t" id="i" href="#1-what-is-here">x</a> <a class="y" href="#gone">z</a>'

    const { resolved } = site({ 'here.md': `### 1. What is here?\n\n${link}\n` })

    expect(resolved[0]!.html).toBe(
      '<p id="x-z"><a href="/questions/what-is-here/" title="t" id="i">x</a> <a>z</a></p>',
    )
  })

  test('keeps the base path', () => {
    const { resolved } = site({ 'here.md': '### 1. What is here?\n\n[x](#1-what-is-here)\n' }, '/prep/')

    expect(resolved[0]!.html).toBe('<p id="x"><a href="/prep/questions/what-is-here/">x</a></p>')
  })
})

describe('ids', () => {
  test('come from titles, or from their authors', () => {
    const { named } = site({
      'a.md': '### 1. What is one?\n\n1\n\n### 2. What is two?\n<!-- id: deux -->\n\n2\n',
    })

    expect(named[0]!.questionIds).toEqual(['what-is-one', 'deux'])
  })

  test('that authors gave twice are an error at the second place, which tells of the first', () => {
    const { named, problems } = site({
      'a.md': '### 1. What is one?\n<!-- id: one -->\n\n1\n',
      'b.md': '\n### 1. What is first?\n<!-- id: one -->\n\n1\n',
    })

    expect(named.map(({ questionIds }) => questionIds)).toEqual([['one'], [undefined]])
    expect(problems.get('content/b.md')).toMatchObject([
      {
        line: 2,
        column: 1,
        severity: 'error',
        code: 'id-conflict',
        message: expect.stringContaining('content/a.md:1'),
      },
    ])
  })

  test.each([
    ['a-b.md', 'a/b.md'],
    ['A.md', 'a.md'],
    ['the_heap.md', 'the-heap.md'],
  ])('of topics whose paths would give the same are told apart: %s and %s', (one, other) => {
    const files = { [one]: '### 1. What is one?\n\n1\n', [other]: '### 1. What is two?\n\n2\n' }
    const { named, problems } = site(files)
    const [first, second] = [one, other].toSorted()
    const idsByFile = new Map(named.map(({ id, topic }) => [topic.file, id]))
    const plain = idsByFile.get(`content/${first}`)!

    expect(idsByFile.get(`content/${second}`)).toMatch(new RegExp(`^${plain}-[0-9a-f]{6}$`))
    expect(problems.get(`content/${second}`)).toMatchObject([{ severity: 'note', code: 'topic-conflict' }])
    expect(problems.has(`content/${first}`)).toBe(false)
  })

  test('are not given to drafts', () => {
    const draft = '### 1. What is one?\n<!-- draft: true -->\n\n1\n'

    expect(site({ 'a.md': draft }).named[0]!.questionIds).toEqual([undefined])
    expect(site({ 'a.md': `---\ndraft: true\n---\n${other}` }).named).toEqual([])
  })

  test('of tags tell C, C++ and C# apart', () => {
    expect(['c', 'c++', 'c#', '.net', 'rest api', '***'].map(tagId)).toEqual([
      'c',
      'c-plus-plus',
      'c-sharp',
      'dot-net',
      'rest-api',
      'star-star-star',
    ])
  })
})

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { memoryCache } from '../../src/content/cache.ts'
import { importSettings } from '../../src/importer/metadata/settings.ts'
import { addressesAt } from '../../src/repository.ts'
import { reader } from '../reader.ts'

const readContent = reader()

function read(yaml: string) {
  const { settings, problems } = importSettings('site.yaml', Buffer.from(yaml))
  return {
    settings,
    problems: problems.map(({ line, column, code, hint }) => `${line}:${column} ${code} ${hint}`),
  }
}

describe('settings', () => {
  test.each([
    ['title: Questions for Friday', { title: 'Questions for Friday' }],
    ['title: 2026', { title: '2026' }],
    ['description: >\n  One line\n  and another.', { description: 'One line and another.' }],
    ['language: pt-BR', { language: 'pt-BR' }],
    ['repository: https://github.com/you/notes.git', { repository: 'https://github.com/you/notes' }],
    ['repository: https://git.example/you/notes/', { repository: 'https://git.example/you/notes' }],
    ['branch: trunk', { branch: 'trunk' }],
    ['folder: ./docs/questions/', { folder: 'docs/questions' }],
    ['folder: .', { folder: '' }],
    ['accent: blue', { accent: 'blue' }],
    ['remoteImages: [Images.example.org]', { remoteImages: ['images.example.org'] }],
    ['title:', {}],
    ['# nothing yet', {}],
    ['', {}],
  ])('“%s” is read', (yaml, expected) => {
    expect(read(yaml)).toEqual({ settings: expected, problems: [] })
  })

  test.each([
    ['titel: Friday', '1:1 key-unknown did you mean “title”?'],
    ['title: [a]', '1:8 value-not-understood “title” takes a text.'],
    ['a: 1\nlanguage: English', '2:11 value-not-understood “language” takes a language tag: en, pt-BR.'],
    ['language: en-foobar-foobar', '1:11 value-not-understood “language” takes a language tag: en, pt-BR.'],
    [
      'repository: github.com/you/notes',
      '1:13 value-not-understood “repository” takes the address of a repository: https://github.com/you/notes.',
    ],
    [
      'folder: ../notes',
      '1:9 value-not-understood “folder” takes the path of this folder in the repository: docs/questions, or “.” for all of it.',
    ],
    [
      'accent: "#123456"',
      '1:9 value-not-understood “accent” takes one of green, blue, rust, violet, teal, rose, olive, slate.',
    ],
    [
      "remoteImages: ['a.example; script-src *']",
      '1:15 value-not-understood “remoteImages” takes a list of host names: [images.example.org].',
    ],
    [
      '- title',
      '1:1 settings-not-yaml settings are a YAML mapping, a line each: “title: Questions for Friday”.',
    ],
  ])('“%s” is told with its place and what to do', (yaml, expected) => {
    expect(read(yaml).problems.at(-1)).toBe(expected)
  })

  test('what is understood is kept beside what is not', () => {
    expect(read('accent: pink\ntitle: Friday').settings).toEqual({ title: 'Friday' })
  })

  test('navigation is titles and links, each with its place', () => {
    const { settings } = read('navigation:\n  - ORM: orm.md#joins\n  - Blog: https://example.org/\n')

    expect(settings.navigation).toEqual([
      { title: 'ORM', target: 'orm.md#joins', place: { line: 2, column: 10 } },
      { title: 'Blog', target: 'https://example.org/', place: { line: 3, column: 11 } },
    ])
  })

  test.each([
    '[javascript:alert(1)]',
    '[{A: "javascript:alert(1)"}]',
    '{A: b}',
    '[{A: b, C: d}]',
    '[{A: [b]}]',
  ])('navigation is not %s', (value) => {
    expect(read(`navigation: ${value}`).settings).toEqual({})
  })

  test('a footer is Markdown, made safe', () => {
    const { settings } = read('footer: "© *You*<script>alert(1)</script> [site](https://example.org)"')

    expect(settings.footer!.html).toContain(
      '>© <em>You</em>&#x3C;script>alert(1)&#x3C;/script> <a href="https://example.org" rel="noopener noreferrer">site</a></p>',
    )
  })

  test('no bytes make reading throw', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void importSettings('site.yaml', bytes)))
    fc.assert(
      fc.property(fc.stringMatching(/^(navigation|footer|folder|language): [[\]{}:,a&*!|> -]*$/), (text) => {
        importSettings('site.yaml', Buffer.from(text))
      }),
    )
  })
})

describe('a content folder', () => {
  const question = '# SQL\n\n## Joins\n\n### What is a join?\n\nTwo tables in one.\n'

  test('without site.yaml has a default for every setting', async () => {
    const { settings } = await readFolder({ 'sql.md': question })

    expect(settings).toEqual({
      ...{ title: null, description: null, language: 'en', repository: null, accent: 'green' },
      ...{ navigation: [], footer: null, remoteImages: [] },
    })
  })

  test('with site.yaml has its links resolved as those of content are', async () => {
    const { settings, reports } = await readFolder({
      'sql.md': question,
      'site.yaml':
        'navigation:\n  - Joins: sql.md#joins\n  - Search: /search/\n  - Gone: slq.md\n' +
        'footer: "[join](sql.md#what-is-a-join), [gone](nosql.md)"\n',
    })

    expect(settings.navigation).toEqual([
      { title: 'Joins', href: '/prep/topics/sql/#joins' },
      { title: 'Search', href: '/prep/search/' },
      { title: 'Gone', href: null },
    ])
    expect(settings.footer).toContain('><a href="/prep/questions/what-is-a-join/">join</a>, <a>gone</a></p>')
    expect(
      reports.flatMap(({ file, problems }) =>
        problems.map(({ line, column, code }) => `${file.split('/').at(-1)}:${line}:${column} ${code}`),
      ),
    ).toEqual(['site.yaml:4:11 link-dead', 'site.yaml:5:9 link-dead'])
  })

  test('leads to its source: below the working directory by its path, elsewhere from the root', async () => {
    const repository = 'repository: https://github.com/you/notes\n'
    const inside = await readContent({ ...options, paths: ['content'] })
    const outside = await readFolder({ 'sql.md': question, 'site.yaml': repository })
    const told = await readFolder({
      'sql.md': question,
      'site.yaml': `${repository}folder: docs\nbranch: x/y`,
    })

    expect(inside.settings.repository?.folder ?? 'content').toBe('content')
    expect(outside.settings.repository).toMatchObject({ branch: 'main', folder: '' })
    const source = addressesAt(told.settings.repository!).source(told.topics[0]!.file, 5, 7)
    expect(source).toBe('https://github.com/you/notes/blob/x/y/docs/sql.md?plain=1#L5-L7')
  })

  const options = { drafts: false, addresses: addressesUnder('/prep/'), cache: memoryCache() }

  function readFolder(files: Record<string, string>) {
    const folder = mkdtempSync(join(tmpdir(), 'viva-'))
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    return readContent({ ...options, paths: [folder] })
  }
})

describe('at the host of a repository', () => {
  const at = (url: string) => addressesAt({ url, branch: 'main', content: 'content', folder: 'a b' })

  test.each([
    ['https://github.com/you/notes', '/blob/main/a%20b/c%23/x.md?plain=1#L3-L9'],
    ['https://gitlab.com/you/notes', '/-/blob/main/a%20b/c%23/x.md?plain=1#L3-9'],
    ['https://gitlab.example.org/group/sub/notes', '/-/blob/main/a%20b/c%23/x.md?plain=1#L3-9'],
    ['https://codeberg.org/you/notes', '/src/branch/main/a%20b/c%23/x.md?display=source#L3-L9'],
    ['https://git.example.org/you/notes', '/blob/main/a%20b/c%23/x.md?plain=1#L3-L9'],
  ])('%s shows the lines of a file', (url, expected) => {
    expect(at(url).source('content/c#/x.md', 3, 9)).toBe(url + expected)
  })

  test.each([
    ['https://github.com/you/notes', '/issues/new?title=A+%26+B&body=c%3A3'],
    ['https://gitlab.com/you/notes', '/-/issues/new?issue%5Btitle%5D=A+%26+B&issue%5Bdescription%5D=c%3A3'],
    ['https://codeberg.org/you/notes', '/issues/new?title=A+%26+B&body=c%3A3'],
  ])('%s takes a report', (url, expected) => {
    expect(at(url).report('A & B', 'c:3')).toBe(url + expected)
  })
})

test('equal faults are told once, with how many more there are', () => {
  const bytes = new TextEncoder().encode(`title: ${'['.repeat(200)}`)

  const { problems } = importSettings('site.yaml', bytes)

  expect(new Set(problems.map(({ message }) => message.replace(/ And \d+ more like it\.$/, ''))).size).toBe(
    problems.length,
  )
  expect(problems.some(({ message }) => / And \d{2,} more like it\.$/.test(message))).toBe(true)
})

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { diskCache, memoryCache } from '../../src/content/cache.ts'
import { imageFinder } from '../../src/content/images.ts'
import type { ReadOptions } from '../../src/content/index.ts'
import { reader } from '../reader.ts'

const readContent = reader()

const images: Record<string, Buffer> = {}

beforeAll(async () => {
  const red = sharp({ create: { width: 6, height: 4, channels: 3, background: 'red' } })
  for (const kind of ['png', 'jpeg', 'gif', 'webp', 'avif', 'tiff'] as const) {
    images[kind] = await red.clone().toFormat(kind).toBuffer()
  }
  images.turned = await red.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer()
})

type Files = Record<string, string | Uint8Array>

function folder(files: Files): string {
  const path = mkdtempSync(join(tmpdir(), 'viva-'))
  for (const [name, content] of Object.entries(files)) write(path, name, content)
  return path
}

function write(path: string, name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(path, name)), { recursive: true })
  writeFileSync(join(path, name), content)
}

function read(path: string, options: Partial<ReadOptions> = {}) {
  const cache = memoryCache()
  return readContent({ paths: [path], drafts: false, addresses: addressesUnder('/prep/'), cache, ...options })
}

/** Each row's first problem and answer; a row has a folder of its own in one content folder. */
async function answersOf(rows: readonly (readonly [markdown: string, files?: Files])[]) {
  const path = folder({})
  for (const [index, [markdown, files]] of rows.entries()) {
    write(path, `${index}/a.md`, showing(markdown).replace('it', `it ${index}`))
    for (const [name, content] of Object.entries(files ?? {})) write(path, `${index}/${name}`, content)
  }
  const { questions, reports } = await read(path)
  return rows.map((_, index) => {
    const isOfRow = ({ file }: { file: string }) => file.endsWith(`/${index}/a.md`)
    const { line, column, code } = reports.find(isOfRow)!.problems[0] ?? {}
    return `${code ? `${line}:${column} ${code} ` : ''}${withoutIds(questions.find(isOfRow)!.html)}`
  })
}

/** Anchors of paragraphs are none of an image's affair. */
function withoutIds(html: string): string {
  return html.replace(/<p id="[^"]*">/g, '<p>')
}

/** The only answer of a folder, and its problems. */
async function answerOf(path: string, options?: Partial<ReadOptions>) {
  const { questions, reports } = await read(path, options)
  const problems = reports.flatMap(({ problems }) =>
    problems.map(({ line, column, code }) => `${line}:${column} ${code}`),
  )
  return { html: withoutIds(questions[0]!.html), text: questions[0]!.text, problems }
}

const showing = (markdown: string) => `### 1. What is it?\n\n${markdown}\n`
const lazy = 'loading="lazy" decoding="async" data-pagefind-index-attrs="alt"'
const digest = '[0-9a-f]{16}'

describe('an image of the content', () => {
  test('is shown with its words, its size and an address that tells its bytes', async () => {
    const path = folder({
      'sub/a.md': showing('Look: ![A *tree*](img/B-Tree.png "Tall")'),
      'sub/img/B-Tree.png': images.png!,
    })

    const { html, text, problems } = await answerOf(path)

    const address = html.match(/src="([^"]*)"/)![1]
    expect(address).toMatch(new RegExp(`^/prep/images/b-tree\\.${digest}\\.png$`))
    expect(html).toBe(
      `<p>Look: <img src="${address}" alt="A tree" title="Tall" width="6" height="4" ${lazy}></p>`,
    )
    expect([text, problems]).toEqual(['Look: A tree', []])
  })

  test('may be of any kind that browsers know, whatever its name says', async () => {
    const kinds = ['png', 'jpeg', 'gif', 'webp', 'avif']

    const answers = await answersOf(kinds.map((kind) => ['![x](a.txt)', { 'a.txt': images[kind]! }]))

    for (const [index, kind] of kinds.entries())
      expect(answers[index]).toMatch(
        new RegExp(`/a\\.${digest}\\.${kind.replace('jpeg', 'jpg')}" alt="x" width="6" height="4"`),
      )
  })

  test('that a camera held upright is as high as it is shown', async () => {
    const { html } = await answerOf(folder({ 'a.md': showing('![x](a.jpg)'), 'a.jpg': images.turned! }))

    expect(html).toContain('width="4" height="6"')
  })

  test('is found by what names it', async () => {
    const rows = [
      ['a name with spaces, encoded', '![x](my%20tree.png)', 'my tree.png'],
      ['a name with spaces, in angle brackets', '![x](<my tree.png>)', 'my tree.png'],
      ['a query and a fragment', '![x](tree.png?raw=true#left)', 'tree.png'],
      ['a path from the content folder', '![x](/3/img/tree.png)', 'img/tree.png'],
      ['a path with dots that stays inside', '![x](./img/../tree.png)', 'tree.png'],
      ['a per cent sign that encodes nothing', '![x](100%.png)', '100%.png'],
      ['a name that looks encoded', '![x](100%25.png)', '100%.png'],
      ['letters of another script', '![x](дерево.png)', 'дерево.png'],
      ['a letter of one sign where the file has two', '![x](\u00e9.png)', 'e\u0301.png'],
      ['a letter of two signs where the file has one', '![x](e\u0301.png)', '\u00e9.png'],
      ['a reference', '![x][tree]\n\n[tree]: tree.png', 'tree.png'],
      [
        'HTML',
        '<p align="center"><img src="tree.png" alt="x" onerror="alert(1)" srcset="b.png 2x"></p>',
        'tree.png',
      ],
      ['a link round it', '[![x](tree.png)](https://example.org/)', 'tree.png'],
      ['a table', '| a |\n|---|\n| ![x](tree.png) |', 'tree.png'],
      ['a heading', '#### See ![x](tree.png)\n\nText.', 'tree.png'],
    ] as const

    const answers = await answersOf(rows.map(([, markdown, file]) => [markdown, { [file]: images.png! }]))

    const image = new RegExp(`^<.*<img src="/prep/images/[^"/]+" alt="x" width="6" height="4" ${lazy}>`, 's')
    for (const [index, [by]] of rows.entries())
      expect([by, answers[index]]).toEqual([by, expect.stringMatching(image)])
  })

  test('is found by its name wherever it lies, where a wiki’s link shows it and no other has that name', async () => {
    const path = folder({
      ...{ 'a/one.md': showing('![[tree.png|6]]'), 'b/two.md': showing('![[twice.png]]') },
      ...{ 'b/three.md': showing('![x](tree.png)'), 'img/tree.png': images.png! },
      ...{ 'img/twice.png': images.png!, 'more/twice.png': images.png!, '.trash/tree.png': images.png! },
      // A site that was built is no content.
      ...{ 'site/.viva-site': '', 'site/tree.png': images.png! },
    })

    const { questions, reports } = await read(path)

    expect(questions.map(({ html }) => /<img/.test(html))).toEqual([true, false, false])
    const missing = reports.flatMap(({ problems }) => problems.filter(({ code }) => code === 'image-missing'))
    expect(missing.map(({ message }) => message.match(/“.*”/)![0])).toEqual(['“tree.png”', '“twice.png”'])
  })

  test('is shown in a prompt, a choice and an introduction, and is words in a title', async () => {
    const path = folder({
      'a.md': [
        '# Trees\n\n![in the introduction](t.png)',
        '### 1. What is ![this](t.png)?\n\nSee ![in the prompt](t.png)',
        '- [x] ![in a choice](t.png)\n- [ ] none',
        '### 2. What is two?\n\n- [x] 2\n- [ ] 3',
      ].join('\n\n'),
      't.png': images.png!,
    })

    const { topics, questions, reports } = await read(path)
    const [first] = questions
    const shown = [topics[0]!.introduction, first!.prompt!.html, first!.choices[0]!.html]

    expect(shown.map((html) => html!.match(/<img src="\/prep\/[^>]* alt="([^"]*)"/)?.[1])).toEqual([
      'in the introduction',
      'in the prompt',
      'in a choice',
    ])
    expect([first!.title, first!.titleHtml, first!.prompt!.text]).toEqual([
      'What is this?',
      'What is this?',
      'See in the prompt',
    ])
    expect(reports[0]!.problems).toEqual([])
  })

  test('has words for those who do not see it, and its own proportions', async () => {
    const rows = [
      ['![](tree.png)', 'alt="tree.png" width="6" height="4" '],
      ['x <img src="tree.png" alt="">', 'alt="" width="6" height="4" '],
      ['x <a href="https://x.org"><img src="tree.png" alt=""></a>', 'alt="tree.png" width="6" height="4" '],
      ['<img src="tree.png" alt="x" width="3">', 'alt="x" width="3" height="2" '],
      ['<img src="tree.png" alt="x" height="8">', 'alt="x" width="12" height="8" '],
      ['<img src="tree.png" alt="x" width="50%">', 'alt="x" width="6" height="4" '],
      ['<img src="tree.png" alt="x" width="3" height="300">', 'alt="x" width="3" height="2" '],
    ] as const

    const answers = await answersOf(rows.map(([markdown]) => [markdown, { 'tree.png': images.png! }]))

    for (const [index, [markdown, given]] of rows.entries())
      expect([markdown, answers[index]]).toEqual([markdown, expect.stringContaining(given)])
  })

  test('that is missing is a link to where it ought to be, if the site’s repository is known', async () => {
    const files = {
      'deep/a.md': showing('![A tree](img/my%20tree.png) [![b](t.png)](/) ![c](/c.png)'),
      'site.yaml': 'repository: https://github.com/me/notes\n',
    }

    const { html } = await answerOf(folder(files))

    expect(html).toMatch(
      /^<p><a href="https:\/\/github\.com\/me\/notes\/blob\/main\/[^"]*deep\/img\/my%20tree\.png" rel="noopener noreferrer">A tree \([^)]*\)<\/a> <a href="\/prep\/">b \(t\.png\)<\/a> c \(c\.png\)<\/p>$/,
    )
  })

  test('that cannot be shown gives way to its words, and is told with its place', async () => {
    const long = 'a'.repeat(300)
    const rows = [
      ['![A & b](img/tree.png)', '3:1 image-missing <p>A &#x26; b (tree.png)</p>'],
      ['*A* [![b](t.png)](/)', '3:6 image-missing <p><em>A</em> <a href="/prep/">b (t.png)</a></p>'],
      ['![t.png](t.png)', '3:1 image-missing <p>t.png</p>'],
      ['![](t.png)', '3:1 image-missing <p>t.png</p>'],
      ['![a < b > "c"](t.png)', '3:1 image-missing <p>a &#x3C; b > "c" (t.png)</p>'],
      ['![A](../../secret.png)', '3:1 image-outside <p>A (secret.png)</p>'],
      ['![A](%2e%2e/%2e%2e/secret.png)', '3:1 image-outside <p>A (secret.png)</p>'],
      ['![A](/etc/hostname)', '3:1 image-missing <p>A (hostname)</p>'],
      ['![A](folder)', '3:1 image-left-out <p>A (folder)</p>'],
      ['![A](text.png)', '3:1 image-left-out <p>A (text.png)</p>'],
      ['![A](a.tiff)', '3:1 image-left-out <p>A (a.tiff)</p>'],
      [`![A](${long})`, `3:1 image-missing <p>A (${long})</p>`],
      ['x <img src="a%00.png" alt="A">', '3:3 image-missing <p>x A (a�.png)</p>'],
      ['![A](data:image/png;base64,AA)', '3:1 image-left-out <p>A</p>'],
      ['![A](javascript:alert(1))', '3:1 image-left-out <p>A</p>'],
      ['x <img alt="A">', '3:3 image-left-out <p>x A</p>'],
    ] as const
    const files = { 'text.png': 'text', 'a.tiff': images.tiff!, 'folder/x': '' }

    const answers = await answersOf(rows.map(([markdown]) => [markdown, files]))

    expect(answers).toEqual(rows.map(([, outcome]) => outcome))
  })

  test('that a symbolic link leads to is shown only where it lies in the folder', async () => {
    const above = folder({
      'content/a.md': showing('![in](in.png) ![out](out.png) ![behind](behind/secret.png)'),
      ...{ 'content/x.png': images.png!, 'secret.png': images.png! },
    })
    symlinkSync('x.png', join(above, 'content/in.png'))
    symlinkSync('../secret.png', join(above, 'content/out.png'))
    symlinkSync('..', join(above, 'content/behind'))

    const { html, problems } = await answerOf(join(above, 'content'))

    expect(html).toMatch(/^<p><img [^>]* alt="in" [^>]*> out \(out\.png\) behind \(secret\.png\)<\/p>$/)
    expect(problems).toEqual(['3:15 image-outside', '3:31 image-outside', '1:1 file-skipped'])
  })

  test('that is missing is told with the name that was meant', async () => {
    const path = folder({ 'a.md': showing('![A](img/tree.PNG)'), 'img/Tree.png': images.png! })

    const { reports } = await read(path)

    expect(reports[0]!.problems[0]!.hint).toBe('did you mean “img/Tree.png”?')
  })

  test('with the bytes of another is the same file, kept once', async () => {
    const markdown = '![x](a.png) ![y](b.png) ![z](sub/c.png)'
    const files = { 'a.png': images.png!, 'b.png': images.png!, 'sub/c.png': images.gif! }
    const store = folder({})

    const { html } = await answerOf(folder({ 'a.md': showing(markdown), ...files }), {
      images: imageFinder(store),
    })

    const [a, b, c] = [...html.matchAll(/src="\/prep\/images\/([^"]*)"/g)].map(([, name]) => name!)
    expect(a).toBe(b)
    expect(readdirSync(store).toSorted()).toEqual([a, c].toSorted())
    expect(readFileSync(join(store, a!)).equals(images.png!)).toBe(true)
  })

  test('follows the disk though its Markdown file does not change', async () => {
    const path = folder({ 'a.md': showing('![x](a.png)') })
    const options = { cache: diskCache(folder({})), images: imageFinder(folder({})) }
    const addressOf = async () => (await answerOf(path, options)).html.match(/src="([^"]*)"/)?.[1]

    const before = await addressOf()
    write(path, 'a.png', images.png!)
    const first = await addressOf()
    write(path, 'a.png', images.gif!)
    const second = await addressOf()
    rmSync(join(path, 'a.png'))
    const after = await addressOf()

    expect([before, after]).toEqual([undefined, undefined])
    expect([first, second]).toEqual([expect.stringMatching(/png$/), expect.stringMatching(/gif$/)])
  })

  test('may lie anywhere in the content folder, though one file of it is checked', async () => {
    const path = folder({ 'sub/a.md': showing('![x](../a.png)'), 'a.png': images.png! })
    const alone = [join(path, 'sub/a.md')]
    const promises = { contentDir: path, today: '2026-01-31', isFrozen: false }

    expect((await answerOf(path, { paths: alone, promises })).problems).toEqual([])
    expect((await answerOf(path, { paths: alone })).problems).toEqual(['3:1 image-outside'])
  })
})

describe('a drawing (SVG)', () => {
  const svg = (inside: string, size = 'width="40" height="20"') =>
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${inside}</svg>`

  test('is published as a picture of twice its size, without its scripts', async () => {
    const drawing = svg(
      '<script>alert(1)</script><rect width="40" height="20" fill="#0f0" onclick="alert(1)"/>',
    )
    const store = folder({})

    const { html } = await answerOf(folder({ 'a.md': showing('![x](a.svg)'), 'a.svg': drawing }), {
      images: imageFinder(store),
    })

    const [name] = readdirSync(store)
    const { format, width, height } = await sharp(join(store, name!)).metadata()
    expect({ format, width, height }).toEqual({ format: 'png', width: 80, height: 40 })
    expect(html).toMatch(new RegExp(`/a\\.${digest}\\.png" alt="x" width="40" height="20"`))
  })

  test('shows nothing of the disk', async () => {
    const path = folder({ 'red.png': images.png! })
    const store = folder({})
    const drawing = svg(`<image href="file://${path}/red.png" width="40" height="20"/>`)
    write(path, 'a.svg', drawing)
    write(path, 'a.md', showing('![x](a.svg)'))

    await read(path, { images: imageFinder(store) })

    const { channels } = await sharp(join(store, readdirSync(store)[0]!)).stats()
    expect(channels.map(({ max }) => max)).toEqual([0, 0, 0, 0])
  })

  test('that takes too long to draw is named, whatever it was; all others are shown', async () => {
    const blur = '<feGaussianBlur stdDeviation="900"/>'.repeat(30)
    const hostile = svg(
      `<filter id="f" x="-1" y="-1" width="3" height="3">${blur}</filter><rect width="3000" height="3000" filter="url(#f)"/>`,
      'width="3000" height="3000"',
    )
    const path = folder({
      'a.md': '### 1. What is it?\n\n![slow](slow.svg) ![again](again.svg) ![quick](quick.svg)\n',
      ...{ 'slow.svg': hostile, 'again.svg': `${hostile} `, 'quick.svg': svg('', 'width="4" height="4"') },
    })
    const store = folder({})

    const { questions, reports } = await read(path, { images: imageFinder(store) })
    const { problems } = reports.find(({ file }) => file.endsWith('a.md'))!
    const reason = /is not shown: it takes more than (3 seconds|1024 MB of memory) to draw\.$/
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['image-left-out', expect.stringMatching(reason)],
      ['image-left-out', expect.stringMatching(reason)],
    ])
    expect(questions[0]!.html).toMatch(/slow \(slow\.svg\).*again \(again\.svg\).*<img [^>]*alt="quick"/s)
    expect(readdirSync(store).filter((name) => name.endsWith('.png'))).toHaveLength(1)
    // What was given up is remembered too.
    expect(readdirSync(join(store, 'drawn'))).toHaveLength(3)
  })

  test('that cannot be drawn is told', async () => {
    const unclosed = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect'

    const answers = await answersOf([
      ['![x](a.svg)', { 'a.svg': svg('', 'width="20000" height="20000"') }],
      ['![x](a.svg)', { 'a.svg': unclosed }],
    ])

    expect(answers).toEqual(['3:1 image-too-large <p>x (a.svg)</p>', '3:1 image-left-out <p>x (a.svg)</p>'])
  })
})

describe('an image on another site', () => {
  const link = (address: string, words: string) =>
    `<a href="${address}" rel="noopener noreferrer">${words}</a>`

  test('is a link to it', async () => {
    const rows = [
      [
        '![a b](https://example.org/c.png?x=1&copy=2)',
        link('https://example.org/c.png?x=1&#x26;copy=2', 'a b'),
      ],
      ['![a](http://example.org/c.png)', link('http://example.org/c.png', 'a')],
      ['![a](//example.org/c.png)', link('https://example.org/c.png', 'a')],
      ['![](https://example.org/c.png)', link('https://example.org/c.png', 'c.png')],
      ['![](https://example.org/)', link('https://example.org/', 'image')],
      ['[![a](https://example.org/c.png)](https://x.org/)', link('https://x.org/', 'a')],
      [
        '[*b* **![a](https://example.org/c.png)**](https://x.org/)',
        link('https://x.org/', '<em>b</em> <strong>a</strong>'),
      ],
    ] as const

    const answers = await answersOf(rows.map(([markdown]) => [markdown]))

    expect(answers).toEqual(rows.map(([, html]) => `<p>${html}</p>`))
  })

  test('is shown where the site allows its host, by HTTPS only', async () => {
    const markdown = ['https://a.org/x.png?y&copy', 'http://a.org/x.png', 'https://b.a.org/x.png']
    const path = folder({
      'a.md': showing(markdown.map((address) => `![z](${address})`).join('\n')),
      'site.yaml': 'remoteImages: [a.org]\n',
    })

    const { html } = await answerOf(path)

    expect(html.split('\n')).toEqual([
      `<p><img src="https://a.org/x.png?y&#x26;copy" alt="z" ${lazy} referrerpolicy="no-referrer">`,
      link('http://a.org/x.png', 'z'),
      `${link('https://b.a.org/x.png', 'z')}</p>`,
    ])
  })
})

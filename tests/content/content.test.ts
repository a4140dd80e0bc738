import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { asGithub, asJson, asText } from '../../src/cli/report.ts'
import { type Cache, diskCache, memoryCache } from '../../src/content/cache.ts'
import { reader } from '../reader.ts'

const readContent = reader()

function folder(files: Record<string, string | Uint8Array>): string {
  const path = mkdtempSync(join(tmpdir(), 'viva-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), content)
  }
  return path
}

function read(path: string | string[], cache: Cache = memoryCache()) {
  return readContent({ paths: [path].flat(), drafts: false, addresses: addressesUnder('/'), cache })
}

async function codesOf(path: string) {
  const { reports } = await read(path)
  return reports.flatMap(({ file, problems }) =>
    problems.map(({ severity, code }) => `${file.split('/').at(-1)} ${severity} ${code}`),
  )
}

const one = '### 1. What is one?\n\nThe first.\n'

describe('what is remembered', () => {
  test('gives the same content as reading anew, so that a second build makes the same bytes', async () => {
    const files = {
      'a.md':
        '# Scopes\n\nIntroduction.\n\n## Part\n\n### 1. What is a closure?\n<!-- tags: [a] -->\n\n`1`\n\n- A: 1\n- B: 2\n\nAnswer: B\n',
      'b.md': '### 1. What is *two*?\n\nSee [one](a.md#part).\n\n```js\ntwo()\n```\n\n### 2. What is open?\n',
    }
    const path = folder(files)
    const store = join(folder({}), 'cache')

    const cold = await read(path, diskCache(store))
    const warm = await read(path, diskCache(store))

    expect(readdirSync(store)).toHaveLength(2)
    expect(warm).toEqual(cold)
    expect(JSON.stringify(warm)).toBe(JSON.stringify(cold))
  })
})

describe('a content folder', () => {
  test('gives topics by path, and skips names that begin with a dot or an underscore', async () => {
    const files = {
      'b/Deep Topic.markdown': one,
      'a.md': '### 1. What is two?\n\n2\n',
      '_draft.md': one,
      '.git/x.md': one,
      'x.txt': one,
    }

    const { topics, questions } = await read(folder(files))

    expect(topics.map(({ id, title }) => [id, title])).toEqual([
      ['a', 'A'],
      ['b-deep-topic', 'Deep Topic'],
    ])
    expect(questions.map(({ id, topic }) => [id, topic])).toEqual([
      ['what-is-two', 'a'],
      ['what-is-one', 'b-deep-topic'],
    ])
  })

  test('knows which questions share their title', async () => {
    const asked = (title: string, code: string) =>
      `### ${title}\n\n\`\`\`js\n${code}\n\`\`\`\n\n- A: 1\n- B: 2\n\n`
    const files = {
      'a.md': asked('1. What is printed?', 'one()') + asked('2. What is thrown?', 'two()'),
      'b.md': asked('1. What is printed?', 'three()'),
    }

    const { questions } = await read(folder(files))

    expect(questions.map(({ title, sharesTitle }) => [title, sharesTitle])).toEqual([
      ['What is printed?', true],
      ['What is thrown?', false],
      ['What is printed?', true],
    ])
  })

  test('names a topic by its file where its heading has no words', async () => {
    const { topics } = await read(
      folder({ 'rows.md': '# <svg></svg>\n\n## Part\n\n### 1. What is one?\n\n1\n' }),
    )

    expect(topics.map(({ title }) => title)).toEqual(['Rows'])
  })

  test.each(['long ', 'lang-', '長い', 'ы'])(
    'gives ids that are no longer than a folder’s name: %s',
    async (word) => {
      const { questions } = await read(folder({ 'a.md': `### 1. What is ${word.repeat(200)}?\n\n1\n` }))

      const bytes = new TextEncoder().encode(questions[0]!.id).length
      expect(bytes).toBeGreaterThan(5)
      expect(bytes).toBeLessThanOrEqual(200)
    },
  )

  test('that is missing, empty or without a question is an error', async () => {
    expect(await codesOf(join(folder({}), 'gone'))).toEqual(['gone error content-missing'])
    expect(await codesOf(folder({}))).toEqual([expect.stringContaining('error content-empty')])
    expect(await codesOf(folder({ 'a.md': '# Nothing\n\nText.\n' }))).toEqual([
      expect.stringContaining('error content-empty'),
      'a.md warning questions-missing',
    ])
  })

  test('tells all its problems at once', async () => {
    const files = {
      'a.md': `${one}\n### 2. What is two?\n`,
      'b.md': `${one.split('\n')[0]}\n<!-- id: one -->\n\n1\n`,
      'bb.md': '### 1. What is b?\n<!-- id: one -->\n\n1\n',
      'c.md': Uint8Array.of(0x23, 0x20, 0xe9),
      'd.md': '---\ntitel: x\n---\n\n### 1. What is d?\n\n[x](#gone)\n',
      'e.md': 'Only text.\n',
    }

    expect(await codesOf(folder(files))).toEqual([
      'a.md warning answer-missing',
      'b.md warning question-repeated',
      'bb.md error id-conflict',
      'c.md error text-not-utf8',
      'd.md warning key-unknown',
      'd.md warning link-dead',
      'e.md warning questions-missing',
    ])
  })

  test('tells a question that stands in two files, unless its author knows', async () => {
    const files = {
      'a.md': one,
      'b.md': '### 1. WHAT IS THE ONE\n\n1\n',
      'c.md': '### 1. One, what is it?\n\n1\n\n### 2. What’s the one?\n<!-- repeats: true -->\n\n1\n',
      'd.md': one,
    }

    expect(await codesOf(folder(files))).toEqual([
      'b.md warning question-repeated',
      'd.md warning question-repeated',
    ])
  })

  test('tells an unknown key once a folder, with how many files have it', async () => {
    const note = (key: string, title: string) => `---\n${key}: 1\n---\n\n# ${title}\n\nText.\n`
    const path = folder({
      ...{ 'a/1.md': note('company', 'What is one?'), 'a/2.md': note('company', 'What is two?') },
      ...{ 'a/3.md': note('company', 'What is three?'), 'b/4.md': note('company', 'What is four?') },
      'b/5.md': note('source', 'What is five?'),
    })

    const { reports } = await read(path)

    expect(
      reports.map(({ file, problems }) => [file.slice(-6), problems.map(({ message }) => message)]),
    ).toEqual([
      ['a/1.md', ['Unknown key “company”; it stands in 3 files of this folder.']],
      ['a/2.md', []],
      ['a/3.md', []],
      ['b/4.md', ['Unknown key “company”.']],
      ['b/5.md', ['Unknown key “source”.']],
    ])
  })

  test('may hold what is no content: it is passed over', async () => {
    const path = folder({
      ...{ 'a.md': one, 'node_modules/lib/README.md': one, '.git/b.md': one, '.c/d/e.md': one },
      ...{ 'out/.viva-site': '', 'out/questions/one.md': one, 'kept/node_modules/b.md': one },
      // A site of a Viva that left no marker.
      ...{ 'older/questions.json': '[]', 'older/_headers': '', 'older/pagefind/a': '', 'older/b.md': one },
    })

    const { reports } = await read(path)

    expect(reports.map(({ file }) => file.split('/').at(-1))).toEqual(['a.md'])
  })

  test('may hold MDX: without JSX it is Markdown', async () => {
    const path = folder({
      'plain.mdx': '---\ntitle: Braces {}\n---\n\n### 1. Why `{}`?\n\n`<App>` and\n\n```\nimport "a"\n```\n',
      ...{ 'braces.mdx': `${one}\n{1 + 1}\n`, 'element.mdx': `${one}\n<App />\n` },
      ...{ 'exported.mdx': `export const a = 1\n\n${one}`, 'imported.mdx': `import A from "a"\n\n${one}` },
    })

    expect(await codesOf(path)).toEqual([
      'braces.mdx warning file-with-jsx',
      'element.mdx warning file-with-jsx',
      'exported.mdx warning file-with-jsx',
      'imported.mdx warning file-with-jsx',
    ])
  })

  test('names a topic as the whole folder would, where files are asked for', async () => {
    const path = folder({ 'a/README.md': one, 'b/README.md': '### 1. Two?\n\n2\n' })
    const files = [join(path, 'a/README.md'), join(path, 'b/README.md')]

    const { topics } = await read(files)

    expect(topics.map(({ id, title }) => [id, title])).toEqual([
      ['a-readme', 'A'],
      ['b-readme', 'B'],
    ])
  })

  test('may hold what is no file: it is skipped, and told', async () => {
    const path = folder({ 'a.md': one, 'folder.md/b.md': one, '_beside/c.md': one })
    symlinkSync(join(path, 'a.md'), join(path, 'link.md'))
    symlinkSync(join(path, '_beside'), join(path, 'linked'))
    symlinkSync(join(path, 'nowhere'), join(path, 'broken'))
    execFileSync('mkfifo', [join(path, 'pipe.md')])

    expect(await codesOf(path)).toEqual([
      'folder.md warning file-skipped',
      'link.md warning file-skipped',
      'linked warning file-skipped',
      'pipe.md warning file-skipped',
    ])
  })

  test.skipIf(process.getuid?.() === 0)('may hold a file that nobody can read', async () => {
    const path = folder({ 'a.md': one, 'b.md': one })
    chmodSync(join(path, 'b.md'), 0)

    expect(await codesOf(path)).toEqual(['b.md error file-unreadable'])
  })
})

test('an unchanged file is not parsed again, not even by another process', async () => {
  const path = folder({ 'a.md': one, 'b.md': '### 1. What is two?\n\n2\n' })
  const store = mkdtempSync(join(tmpdir(), 'viva-cache-'))
  const parsed: string[] = []
  const counting = (): Cache => {
    const cache = diskCache(store)
    return {
      get: cache.get,
      set(key, topic) {
        parsed.push(topic.file.split('/').at(-1)!)
        return cache.set(key, topic)
      },
    }
  }

  const first = await read(path, counting())
  const again = await read(path, counting())
  writeFileSync(join(path, 'b.md'), '### 1. What is three?\n\n3\n')
  await read(path, counting())

  // Which of the first two comes first is not said.
  expect([parsed.slice(0, 2).toSorted(), ...parsed.slice(2)]).toEqual([['a.md', 'b.md'], 'b.md'])
  expect(again).toEqual(JSON.parse(JSON.stringify(first)))
})

describe('npm run check', { timeout: 30_000 }, () => {
  function check(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/viva.ts', 'check', ...args], {
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }
  const reportsOf = async (path: string) => (await read(path)).reports

  test('prints file, place, severity, code, message and hint, and a summary', () => {
    const path = folder({ 'a.md': `${one}\n### 2. What is two?\n` })

    const { status, stdout } = check(path)

    expect(status).toBe(0)
    expect(stdout.replaceAll(/\S*\/a\.md/g, 'a.md')).toBe(
      [
        'a.md:5:1 warning answer-missing “What is two?” has no answer.',
        '  hint: write the answer below the question, above the next one.',
        '✔ 1 warning in 1 file (2 questions read)',
        '  2 questions: numbered headings, 1 unanswered\n',
      ].join('\n'),
    )
  })

  test('sums up the shapes where they differ, the unanswered questions and the lines left out', async () => {
    const end = '## Licence\n\nMIT, and only\nthat.\n'
    const path = folder({
      'a.md': `${one}\n### 2. What is two?\n`,
      'b.md': `**What is three?**\n\n3\n\n**What is four?**\n\n4\n\n**What is five?**\n\n5\n\n${end}`,
      'c.md': '### 1. What is six?\n\n6\n',
    })

    const told = asText(await reportsOf(path))

    expect(told.slice(told.indexOf('✔'))).toBe(
      [
        '✔ 1 warning, 1 note in 3 files (6 questions read)',
        '  6 questions: 3 bold lines, 3 numbered headings, 1 unanswered, 4 lines left out',
      ].join('\n'),
    )
  })

  test('says in words what it saw', async () => {
    const path = folder({ 'a.md': '1. ### What is one?\n\n   1\n\n2. ### What is two?\n\n   2\n' })

    expect(asText(await reportsOf(path))).toBe(
      '✔ no problems in 1 file (2 questions read)\n  2 questions: numbered headings in list items',
    )
  })

  test('tells the first few problems of each kind, then how many more there are', async () => {
    const titles = Array.from({ length: 9 }, (_, at) => `### ${at + 1}. What is ${at + 1}?\n`)
    const path = folder({ 'a.md': titles.join('\n'), 'b.md': '### 1. What is ten?\n\n[a](a) [b](b)\n' })

    const reports = await reportsOf(path)
    const told = asText(reports)
    const { files } = JSON.parse(asJson(reports))

    expect(told.match(/ answer-missing “/g)).toHaveLength(5)
    expect(told.match(/ link-dead “/g)).toHaveLength(2)
    expect(told).toContain('\n… and 4 more answer-missing\n  --format json names them all\n✔ 11 warnings')
    expect(files[0].problems).toHaveLength(9)
  })

  test('prints the contract’s JSON, also when it fails', () => {
    const path = folder({ 'a.md': `---\norder: x\n---\n${one}` })

    const { status, stdout } = check('--format', 'json', path)

    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      files: [
        {
          file: expect.stringMatching(/a\.md$/),
          shape: 'numbered-headings',
          questions: [
            {
              ...{ id: 'what-is-one', title: 'What is one?', line: 4, answer: true },
              ...{ section: null, choices: 0, right: [] },
            },
          ],
          problems: [
            {
              ...{ line: 2, column: 8, severity: 'error', code: 'value-not-understood' },
              ...{ message: '“order: x” was not understood.', hint: '“order” takes a number.' },
            },
          ],
        },
      ],
    })
  })

  test('tells of a question its section, how many choices it has, and which are right', async () => {
    const path = folder({
      'a.md': '# A\n\n## Fruit\n\n### 1. Which are yellow?\n\n- [x] Bananas\n- [ ] Plums\n- [x] Lemons\n',
    })

    const { files } = JSON.parse(asJson(await reportsOf(path)))

    expect(files[0].questions[0]).toMatchObject({ section: 'Fruit', choices: 3, right: ['A', 'C'] })
  })

  test('prints annotations for GitHub', async () => {
    const path = folder({ 'a.md': '### 1. What is 100 %, or\tso?\n' })

    expect(asGithub(await reportsOf(path))).toMatch(
      /^::warning file=\S+a\.md,line=1,col=1,title=answer-missing::“What is 100 %25, or so\?” has no answer\.%0Awrite/m,
    )
  })

  test('takes files, and says which path is missing', () => {
    const path = folder({ 'a.md': one, 'b.md': one })

    expect(check(join(path, 'a.md'), join(path, 'c.md')).stdout).toMatch(/c\.md:1:1 error path-missing/)
  })

  test('writes nothing without --fix, and only what is beyond doubt with it', () => {
    const mark = '\ufeff'
    const before = `${mark}### 1. What is otherâ€™s?\r\n\r\n\`otherâ€™s\` and « é »\r\n`
    const path = folder({ 'a.md': before })

    check(path)
    const untouched = readFileSync(join(path, 'a.md'), 'utf8')
    const { stdout } = check('--fix', path)

    expect(untouched).toBe(before)
    expect(readFileSync(join(path, 'a.md'), 'utf8')).toBe(
      before.replace('What is otherâ€™s', 'What is other’s'),
    )
    expect(stdout).toBe('✔ no problems in 1 file (1 question read)\n  1 question: numbered headings\n')
  })

  test('keeps the mode of a file that it fixes, and what a link leads to', () => {
    const garbled = '### 1. What is otherâ€™s?\n\nIt.\n'
    const path = folder({ 'a.md': garbled, 'b/c.md': garbled })
    chmodSync(join(path, 'a.md'), 0o640)
    symlinkSync(join(path, 'b/c.md'), join(path, 'link.md'))

    check('--fix', join(path, 'a.md'), join(path, 'link.md'))

    expect(statSync(join(path, 'a.md')).mode & 0o777).toBe(0o640)
    expect(lstatSync(join(path, 'link.md')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(path, 'b/c.md'), 'utf8')).toContain('other’s')
    expect(readdirSync(path, { recursive: true })).toEqual(['a.md', 'b', 'link.md', 'b/c.md'])
  })

  test('tells of a read-only file, fixes all others, and exits with 1', () => {
    const garbled = '### 1. What is otherâ€™s?\n\nIt.\n'
    const path = folder({ 'a.md': garbled, 'b.md': garbled.replace('1', '2').replace('What', 'Why') })
    // Root would be let through by the system, and is not by us.
    chmodSync(join(path, 'a.md'), 0o444)

    const { status, stdout, stderr } = check('--fix', path)

    expect([status, stderr]).toEqual([1, ''])
    expect(stdout).toMatch(/a\.md:1:1 error file-unwritable .*: permission denied\.\n {2}hint: /)
    expect(readFileSync(join(path, 'a.md'), 'utf8')).toBe(garbled)
    expect(readFileSync(join(path, 'b.md'), 'utf8')).toContain('other’s')
    expect(readdirSync(path)).toEqual(['a.md', 'b.md'])
  })

  test('leaves UTF-16 to whoever saves it as UTF-8', () => {
    const before = Buffer.from('\ufeff### 1. What is otherâ€™s?\n\nIt.\n', 'utf16le')
    const path = folder({ 'a.md': before })

    const { stdout } = check('--fix', path)

    expect(readFileSync(join(path, 'a.md')).equals(before)).toBe(true)
    expect(stdout).toMatch(/text-utf16[\s\S]*text-mojibake/)
  })

  test('names a hostile file in words, reads all others, and ends', () => {
    const path = folder({
      'a.md': `### 1. Why ${'<b>'.repeat(20_000)}${'</b>'.repeat(20_000)}?\n\nText.\n`,
      'b.md': one,
    })

    const { status, stdout, stderr } = check(path)

    expect([status, stderr]).toEqual([1, ''])
    expect(stdout).toMatch(/a\.md:1:1 error file-not-importable .*\n[\s\S]*\(1 question read\)\n.*\n$/)
  })

  test('tells a wrong call, and what it would take', () => {
    expect(check('--format', 'xml')).toEqual({
      ...{ status: 2, stdout: '', stderr: '--format takes text, json or github, not “xml”.\n' },
    })
    expect(check('--nope').stderr).toMatch(/^Unknown option '--nope'\.\nusage: viva check [^\n]*\n$/)
  })
})

test('a question carries its prompt and its choices, linked; a right choice answers it', async () => {
  const files = {
    'a.md': [
      '### 1. Which is it?',
      'See [two](#2-what-is-two).',
      '- [x] [that](#2-what-is-two)\n- [ ] this',
      '### 2. What is two?',
      'TODO: say it.',
      '### 3. What is three?',
      '- [x] more than two\n- [ ] less',
    ].join('\n\n'),
  }

  const { questions, reports } = await read(folder(files))

  const link = (words: string) => `<a href="/questions/what-is-two/">${words}</a>`
  expect(questions[0]).toMatchObject({
    prompt: { html: `<p id="question:see-two">See ${link('two')}.</p>`, text: 'See two.' },
    choices: [
      { label: 'A', html: `<p>${link('that')}</p>`, text: 'that', correct: true },
      { label: 'B', html: '<p>this</p>', text: 'this', correct: false },
    ],
    ...{ answered: true, text: '', html: '' },
  })
  expect(questions[1]).toMatchObject({ prompt: null, choices: [], answered: false, text: 'TODO: say it.' })
  expect(reports[0]!.questions.map(({ answer }) => answer)).toEqual([true, false, true])
})

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { readArguments } from '../src/cli/arguments.ts'
import { importTopic } from '../src/importer/index.ts'
import { questionFields, topicFields } from '../src/importer/metadata/fields.ts'
import { importSettings, settingsFields } from '../src/importer/metadata/settings.ts'
import { parse } from '../src/importer/source/markdown.ts'
import { emptyLedger, writeLedger } from '../src/permalinks/ledger.ts'
import { releaseOf } from '../src/publish/workflow.ts'

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

const blocks = pages.flatMap((page) => {
  const found: { page: string; lang: string; value: string }[] = []
  visit(parse(readFileSync(page, 'utf8')), 'code', ({ lang, value }) => {
    found.push({ page, lang: lang ?? '', value })
  })
  return found
})

const commands = blocks
  .filter(({ lang }) => lang === 'sh')
  .flatMap(({ page, value }) =>
    value.split('\n').map((line) => ({ page, line: line.replace(/\s+#.*$/, '') })),
  )

test.each(commands)('$page: “$line” can be run', ({ line }) => {
  for (const command of line.split(' && ')) {
    const [program, ...args] = command.replace(/^([A-Z_]+=\S+ )+/, '').split(' ') as [string, ...string[]]
    if (program === 'viva') expect(readArguments(args)).not.toHaveProperty('fault')
    else if (program === 'npx' && args[0] === '--yes') {
      expect(args[1]).toBe(releaseOf(manifest))
      expect(readArguments(args.slice(2))).not.toHaveProperty('fault')
    } else if (program === 'npx') expect(existsSync(join('node_modules/.bin', args[0]!))).toBe(true)
    else {
      expect(program).toBe('npm')
      if (args[0] === 'run') expect(manifest.scripts).toHaveProperty(args[1]!)
      else if (args[0] === 'install') expect(args.at(-1)).toBe(releaseOf(manifest))
      else expect(['ci', 'start', 'test']).toContain(args[0])
    }
  }
})

// What previews and builds is run in tests/e2e/package.test.ts.
const quick = commands.filter(({ line }) => /^viva (?!build|start)\w/.test(line))

test.each(quick)('$page: “$line” does so in a folder that it is meant for', ({ line }) => {
  const root = mkdtempSync(join(tmpdir(), 'viva-'))
  const gone = {
    ...{ title: 'What is a manager?', place: 'readme', file: 'README.md', line: 9 },
    ...{ fingerprint: '..' as const, published: '2026-01-31' },
  }
  const ledger = { ...emptyLedger(), questions: new Map([['what-is-a-manager', gone]]) }
  writeFileSync(join(root, 'README.md'), '### 1. What is a queryset?\n\nA lazy collection of rows.\n')
  if (line.includes('permalinks')) writeFileSync(join(root, 'permalinks.json'), writeLedger(ledger))

  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('src/cli/viva.ts'), ...line.split(' ').slice(1)],
    { cwd: root, encoding: 'utf8', env: { ...process.env, VIVA_PROGRAM: 'viva' } },
  )

  expect([stdout + stderr, status]).toEqual([expect.not.stringMatching(/error|usage/), 0])
})

describe('the pages for authors', () => {
  const own = blocks.filter(
    ({ page }) => page === 'README.md' || /docs\/(start|write|publish|links|search|study)\.md/.test(page),
  )

  test('have Markdown that is read without a problem', () => {
    const examples = own.filter(({ lang }) => lang === 'md')

    expect(examples.length).toBeGreaterThan(1)
    for (const { value } of examples) {
      const { questions, problems } = importTopic('example.md', Buffer.from(`${value}\n`))
      expect([questions.length, problems]).toEqual([1, []])
    }
  })

  test('have settings that are read without a problem', () => {
    const examples = own.filter(({ lang }) => lang === 'yaml')

    expect(examples.length).toBe(1)
    for (const { value } of examples)
      expect(importSettings('site.yaml', Buffer.from(`${value}\n`)).problems).toEqual([])
  })

  test('never run what anybody may have named so', () => {
    expect(pages.filter((page) => /npx (--yes )?viva\b/.test(readFileSync(page, 'utf8')))).toEqual([])
  })

  test('name every key of frontmatter, metadata and settings', () => {
    const [, files, questions] = readFileSync('docs/write.md', 'utf8').split(/^\| key .*$/m)
    const [settings] = own.filter(({ lang }) => lang === 'yaml')
    const rows = (text: string | undefined) => [...text!.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key)
    const lines = [...settings!.value.matchAll(/^(\w+):/gm)].map(([, key]) => key)
    const keysOf = (fields: object) => Object.keys(fields).toSorted()

    expect(rows(files).toSorted()).toEqual(keysOf(topicFields({ names: [], named: () => undefined })))
    expect(rows(questions).toSorted()).toEqual(keysOf(questionFields))
    expect(lines.toSorted()).toEqual(keysOf(settingsFields))
  })

  test('name every command and variable', () => {
    const start = readFileSync('docs/start.md', 'utf8')

    for (const name of ['dev', 'start', 'build', 'check', 'permalinks', 'init', 'headers'])
      expect(start).toContain(name)
    for (const name of ['CONTENT_DIR', 'OUT_DIR', 'SITE', 'BASE', 'PORT', 'CI'])
      expect(start).toContain(`\`${name}\``)
  })
})

test.each(pages)('%s leads to files and headings that are there', (page) => {
  const dead: string[] = []
  visit(parse(readFileSync(page, 'utf8')), ['link', 'image'], (node) => {
    if (!('url' in node) || /^(https?:|#)/.test(node.url)) return
    const [path = '', anchor] = node.url.split('#')
    const file = join(dirname(page), path)
    if (!existsSync(file)) dead.push(node.url)
    else if (anchor !== undefined && file.endsWith('.md')) {
      const anchors: string[] = []
      visit(parse(readFileSync(file, 'utf8')), 'heading', (heading) => {
        anchors.push(
          textOf(heading)
            .toLowerCase()
            .replace(/[^\p{L}\p{N} -]/gu, '')
            .replaceAll(' ', '-'),
        )
      })
      if (!anchors.includes(anchor)) dead.push(node.url)
    }
  })

  expect(dead).toEqual([])
})

test('the forms for issues are what GitHub reads', () => {
  for (const name of readdirSync('.github/ISSUE_TEMPLATE').filter((name) => name !== 'config.yml')) {
    const form = parseYaml(readFileSync(join('.github/ISSUE_TEMPLATE', name), 'utf8'))
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) })
    for (const { type, id, attributes } of form.body) {
      expect(['textarea', 'input']).toContain(type)
      expect([id, attributes.label]).toEqual([expect.stringMatching(/^[\w-]+$/), expect.any(String)])
    }
  }
})

import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { access, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { marker } from '../../src/publish/out-dir.ts'
import { digestsOf, type Environment, launch, run, temporaryFolder } from './site.ts'

const wrong = {
  'closures.md': '### What is a closure?\n<!-- id: closure -->\nA function with its scope.\n',
  'more.md':
    '### 1. What closes over?\n<!-- id: closure -->\nThe same once more.\n\n### 2. What is hoisting?\n',
  'never-closed.md': '---\ntags: [a\n### What is a promise?\nA value to come.\n',
}

let folder: string
let outDir: string

beforeEach(async () => {
  folder = await temporaryFolder()
  outDir = join(folder, 'site')
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

describe('a build that fails', () => {
  test('prints every problem with its place and what to do, and exits 1', async () => {
    const content = await contentOf(wrong)

    const { code, output } = await build({ CONTENT_DIR: content })

    expect(code).toBe(1)
    for (const place of ['more.md:1:\\d+ error id-conflict', 'more.md:5:\\d+ warning answer-missing']) {
      expect(output).toMatch(new RegExp(`^\\S*/${place} \\S.*\n {2}hint: \\S`, 'm'))
    }
    expect(output).toMatch(/^\S*\/never-closed\.md:\d+:\d+ error frontmatter-not-yaml \S.*\n {2}hint: \S/m)
    expect(output).toMatch(/^✖ 2 errors, .* in 3 files/m)
    expectNoStack(output)
  })

  test('leaves the last good site as it is, and nothing beside it', async () => {
    await lastGoodSite()
    const before = await digestsOf(outDir)

    const { code } = await build({ CONTENT_DIR: await contentOf(wrong) })

    expect(code).toBe(1)
    expect(await digestsOf(outDir)).toEqual(before)
    expect(await besideSite()).toEqual([])
  })

  test('makes no site where there was none', async () => {
    const { code } = await build({ CONTENT_DIR: await contentOf(wrong) })

    expect(code).toBe(1)
    expect(await readdir(folder)).toEqual(['content'])
  })
})

describe('a build that is killed', () => {
  test('leaves the last good site as it is; the next one clears up', async () => {
    await lastGoodSite()
    const before = await digestsOf(outDir)

    const killed = launch(['src/cli/viva.ts', 'build'], { OUT_DIR: outDir })
    const workshop = async () =>
      ((await readdir('.cache')) ?? []).find((name) => name.startsWith(`.viva-${killed.pid}-`))
    await expect.poll(workshop, { timeout: 30_000, interval: 5 }).toBeDefined()
    await killed.stop('SIGKILL')
    const after = await digestsOf(outDir)
    const { code } = await build()

    expect(after).toEqual(before)
    expect(code).toBe(0)
    expect(await workshop()).toBeUndefined()
    expect(await besideSite()).toEqual([])
    expect(Object.keys(await digestsOf(outDir))).toContain('pagefind/pagefind.js')
  })
})

test('a build during which a question is retired says so, and leaves the decision and the last good site', async () => {
  await lastGoodSite()
  const before = await digestsOf(outDir)
  const content = await contentOf({
    'closures.md': wrong['closures.md'],
    'gone.md': '### What is gone?\n\nIt.\n',
  })
  const permalinks = (...words: string[]) =>
    run(['src/cli/viva.ts', 'permalinks', ...words], { CONTENT_DIR: content })
  await permalinks()
  await writeFile(join(content, 'new.md'), '### What is new?\n\nThis.\n')
  const building = launch(['src/cli/viva.ts', 'build'], { OUT_DIR: outDir, CONTENT_DIR: content })
  const workshop = async () =>
    (await readdir('.cache')).find((name) => name.startsWith(`.viva-${building.pid}-`))
  await expect.poll(workshop, { timeout: 30_000, interval: 5 }).toBeDefined()

  // It has read the ledger, and waits before it writes it.
  process.kill(building.pid, 'SIGSTOP')
  await rm(join(content, 'gone.md'))
  const { code } = await permalinks('retire', 'what-is-gone')
  const decided = await readFile(join(content, 'permalinks.json'), 'utf8')
  process.kill(building.pid, 'SIGCONT')

  expect([code, JSON.parse(decided).questions['what-is-gone']]).toMatchObject([
    0,
    { retired: expect.any(String) },
  ])
  expect(await building.ended).toBe(1)
  expect(building.output()).toMatch(/^\S*\/permalinks\.json:1:1 error ledger-changed .*\n {2}hint: /m)
  expect(await readFile(join(content, 'permalinks.json'), 'utf8')).toBe(decided)
  expect(await digestsOf(outDir)).toEqual(before)
  expect(await besideSite()).toEqual([])
})

describe('a build that ends well', () => {
  test('gives the same bytes in another folder and time zone, from content in another place, whatever else is built meanwhile', async () => {
    const [elsewhere, third] = [join(folder, 'elsewhere'), join(folder, 'third')]
    const [content, other] = [join(folder, 'content'), join(folder, 'other')]
    await cp('content', content, { recursive: true })
    await mkdir(other)
    await writeFile(join(other, 'closures.md'), wrong['closures.md'])

    const all = await Promise.all([
      build({ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' }),
      build({ OUT_DIR: elsewhere, CONTENT_DIR: content, TZ: 'America/Adak' }),
      build({ OUT_DIR: third, CONTENT_DIR: other, BASE: 'prep' }),
    ])

    expect(all.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0, 0])
    // The ledger is an older Viva's: whatever it promised is there.
    const { questions, topics } = JSON.parse(await readFile('content/permalinks.json', 'utf8'))
    for (const id of Object.keys(questions))
      expect(await exists(join(outDir, 'questions', id, 'index.html'))).toBe(true)
    for (const id of Object.keys(topics))
      expect(await exists(join(outDir, 'topics', id, 'index.html'))).toBe(true)
    expect(await digestsOf(elsewhere)).toEqual(await digestsOf(outDir))
    const copies = (await readdir(join(third, 'questions'))).filter((name) => name.endsWith('.md'))
    expect(copies).toEqual(['closure.md'])
  })

  test('is made of one reading: an edit that comes after it changes nothing', async () => {
    const content = await contentOf({
      'closures.md': '### What is a closure?\n\nA function with its scope.\n',
    })
    const file = join(content, 'closures.md')

    const { code, output } = await run(
      ['--import', './tests/e2e/edited-when-read.ts', 'src/cli/viva.ts', 'build'],
      {
        ...{ OUT_DIR: outDir, CONTENT_DIR: content, EDITED: file },
      },
    )

    expect([code, output]).toEqual([0, expect.stringContaining(`${file} was read 1 times`)])
    expect(await readFile(file, 'utf8')).toContain('promise')
    const made = [
      'questions/what-is-a-closure/index.html',
      'questions/what-is-a-closure.md',
      'questions.json',
    ]
    for (const path of made) expect(await readFile(join(outDir, path), 'utf8')).toContain('with its scope')
    expect(
      Object.keys(JSON.parse(await readFile(join(content, 'permalinks.json'), 'utf8')).questions),
    ).toEqual(['what-is-a-closure'])
    expect(await readFile(join(outDir, 'feed.xml'), 'utf8')).toContain('What is a closure?')
  })

  test('fills a mount point, below the content too, and leaves what is kept', async ({ skip }) => {
    const content = await contentOf({ 'closures.md': wrong['closures.md'] })
    const site = join(content, 'site')
    await mkdir(site)
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', site])
    skip(status !== 0, 'only who may mount can try it')
    try {
      await writeFile(join(site, 'CNAME'), 'example.org')

      const first = await build({ CONTENT_DIR: content, OUT_DIR: site })
      const second = await build({ CONTENT_DIR: content, OUT_DIR: site })

      expect([first, second].map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0])
      expect(second.output).toMatch(/\(1 question read\)/)
      expect(await readdir(join(site, 'questions'))).toContain('closure')
      expect(await readFile(join(site, 'CNAME'), 'utf8')).toBe('example.org')
    } finally {
      spawnSync('umount', [site])
    }
  })
})

describe('what keeps a build from beginning', () => {
  test('an OUT_DIR with something in it that Viva did not build', async () => {
    const content = await contentOf({ 'closures.md': wrong['closures.md'] })
    const before = await digestsOf(content)

    const { code, output } = await build({ CONTENT_DIR: content, OUT_DIR: content })

    expect(code).toBe(1)
    expect(output).toMatch(
      /^OUT_DIR:1:1 error out-dir-refused The site cannot go to “\S*\/content”, which holds the questions\.\n {2}hint: .*\n$/,
    )
    expect(await digestsOf(content)).toEqual(before)
  })

  test('a content folder that is not there', async () => {
    const { code, output } = await build({ CONTENT_DIR: join(folder, 'nowhere') })

    expect(code).toBe(1)
    expect(output).toMatch(
      /^\S*\/nowhere:1:1 error content-missing There is no file or folder “.*nowhere”\.\n {2}hint: /,
    )
    expectNoStack(output)
  })

  test.for([
    ['that is empty', {}],
    ['without a question', { 'notes.md': 'Just some words.\n' }],
    ['whose only file is skipped', { '_draft.md': wrong['closures.md'] }],
  ] as const)('a content folder %s', async ([, files]) => {
    const { code, output } = await build({ CONTENT_DIR: await contentOf(files) })

    expect(code).toBe(1)
    expect(output).toMatch(/^\S*\/content:1:1 error content-empty No question was found .*\n {2}hint: /m)
    expectNoStack(output)
  })

  test('a port that is taken, told in one line before anything is built', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo

    const { code, output } = await run(['src/cli/viva.ts', 'start'], { OUT_DIR: outDir, PORT: String(port) })
    server.close()

    expect(code).toBe(1)
    expect(output).toBe(
      `127.0.0.1:${port}:1 error port-in-use Another program listens on port ${port}.\n` +
        `  hint: stop it, or take another port: PORT=${port + 1} npm start\n`,
    )
    expect(await readdir(folder)).toEqual([])
  })
})

describe('npm start', () => {
  test('shows what is written, publishes and records nothing, and ends with npm', async () => {
    await lastGoodSite()
    const before = await digestsOf(folder)
    const content = await contentOf({ 'closures.md': wrong['closures.md'] })

    const npm = launch(['start'], { OUT_DIR: outDir, PORT: '0', CONTENT_DIR: content }, { program: 'npm' })
    const home = await npm.says(/Viva is at (\S+)/)
    const { status } = await fetch(`${home}questions/closure/`)
    const workshop = (await readdir('.cache')).find(
      (name) => name.startsWith('.viva-') && name.includes('workshop'),
    )
    // To npm alone: a terminal would tell the server too.
    process.kill(npm.pid, 'SIGTERM')
    const isServed = () =>
      fetch(home).then(
        () => true,
        () => false,
      )
    await expect.poll(isServed, { timeout: 60_000 }).toBe(false)

    expect(status).toBe(200)
    expect(await digestsOf(folder)).toMatchObject(before)
    expect(await readdir(content)).toEqual(['closures.md'])
    expect(await besideSite()).toEqual([])
    expect(workshop).toBeDefined()
    await expect.poll(() => exists(join('.cache', workshop!))).toBe(false)
  })

  test('does not serve a site whose content has errors', async () => {
    const { code, output } = await run(['src/cli/viva.ts', 'start'], {
      OUT_DIR: outDir,
      PORT: '0',
      CONTENT_DIR: await contentOf(wrong),
    })

    expect(code).toBe(1)
    expect(output).not.toContain('Viva is at')
    expectNoStack(output)
  })
})

function build(environment: Environment = {}) {
  return run(['src/cli/viva.ts', 'build'], { OUT_DIR: outDir, ...environment })
}

async function contentOf(files: Record<string, string>): Promise<string> {
  const content = join(folder, 'content')
  await mkdir(content)
  for (const [name, text] of Object.entries(files)) await writeFile(join(content, name), text)
  return content
}

/** Not built: what matters is that nobody touches it. */
async function lastGoodSite(): Promise<void> {
  await mkdir(join(outDir, 'old'), { recursive: true })
  await writeFile(join(outDir, marker), '')
  await writeFile(join(outDir, 'index.html'), '<!doctype html><title>The last good site</title>')
  await writeFile(join(outDir, 'old', 'index.html'), '<!doctype html><title>An old page</title>')
}

/** What builds have left beside the site. */
async function besideSite(): Promise<string[]> {
  const names = await readdir(dirname(outDir))
  return names.filter((name) => name !== basename(outDir) && name !== 'content')
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function expectNoStack(output: string): void {
  expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
}

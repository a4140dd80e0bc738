import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { openBrowser, openPage, run, startSite, temporaryFolder } from './site.ts'

const closures = '# Scope\n\n### What is a closure?\n\nA function with the variables around it, kept alive.\n'
const hoisting = '\n### What is hoisting?\n\nDeclarations are moved to the top of their scope.\n'
const shadowing = '\n### What is shadowing?\n\nA name hides another one of a scope around it.\n'

let content: string

beforeEach(async () => {
  content = await temporaryFolder()
})

afterEach(async () => {
  await rm(content, { recursive: true })
})

const write = (text: string, file = 'scope.md') => writeFile(join(content, file), text)
const ledger = () => readFile(join(content, 'permalinks.json'), 'utf8')
const build = (environment = {}) =>
  run(['src/cli/viva.ts', 'build'], { CONTENT_DIR: content, OUT_DIR: join(content, '.site'), ...environment })
const permalinks = (...args: string[]) =>
  run(['src/cli/viva.ts', 'permalinks', ...args], { CONTENT_DIR: content })

describe('the ledger', () => {
  test('is written by a build, and by nothing that only looks', async () => {
    await write(closures)

    await run(['src/cli/viva.ts', 'check'], { CONTENT_DIR: content })
    expect(await readdir(content)).toEqual(['scope.md'])

    expect((await build()).code).toBe(0)
    expect(await readdir(join(content, '.site'))).toContain('.nojekyll')
    expect(await readFile(join(content, '.site/index.html'), 'utf8')).not.toContain('id="viva:news"')
    expect(JSON.parse(await ledger())).toMatchObject({
      version: 1,
      questions: { 'what-is-a-closure': { title: 'What is a closure?', file: 'scope.md', line: 3 } },
    })
    const before = await ledger()
    await write(closures + hoisting)
    await run(['src/cli/viva.ts', 'check'], { CONTENT_DIR: content })
    expect(await ledger()).toBe(before)
  })

  test('that lacks a question stops a build where CI is true, which names the command that adds it', async () => {
    await write(closures)

    const { code, output } = await build({ CI: 'true' })
    expect(code).toBe(1)
    expect(output).toMatch(
      /permalinks\.json:1:1 error ledger-outdated .*\n {2}hint: run CONTENT_DIR=\S+ npm run permalinks /,
    )
    expect(await readdir(content)).toEqual(['scope.md'])

    expect((await permalinks()).output).toMatch(/permalinks\.json is up to date now\./)
    expect((await permalinks()).output).toMatch(/permalinks\.json was up to date\./)
  })

  test('that cannot be read is left as it is', async () => {
    await write(closures)
    const broken = '{\n<<<<<<< HEAD\n'
    await writeFile(join(content, 'permalinks.json'), broken)

    const { code, output } = await build()
    expect(code).toBe(1)
    expect(output).toMatch(/permalinks\.json:2:1 error ledger-merge /)
    expect((await permalinks()).code).toBe(1)
    expect((await permalinks('retire', 'what-is-a-closure')).output).toMatch(/error ledger-merge /)
    expect(await ledger()).toBe(broken)
  })

  test('refuses what would break a promise, and says why', async () => {
    await write(closures + hoisting + shadowing)
    await write('### Why?\n\nSo.\n', 'why.md')
    await permalinks()
    await write(closures)
    const part = join(content, 'scope.md')

    for (const [args, answer] of [
      [['retire', 'what-is-a-closure'], /“what-is-a-closure” is still asked at \S*scope\.md:3/],
      [
        ['retire', 'what-is-a-closur'],
        /knows no question “what-is-a-closur”\. Did you mean “what-is-a-closure”\?/,
      ],
      [['redirect', 'what-is-hoisting', 'nowhere'], /knows no question “nowhere”/],
      [['redirect', 'what-is-hoisting', 'what-is-hoisting'], /leads to “what-is-hoisting” itself/],
      [['retire', 'why', part], /“why” is still asked in why\.md is not known: it is not among the paths\./],
      [['forget', part], /holds questions of \S*why\.md: it is not among the paths\./],
      [['retire'], /npm run permalinks -- retire <id>/],
    ] as const) {
      const { code, output } = await permalinks(...args)
      expect(output).toMatch(answer)
      expect(code).toBe(1)
    }
    expect((await permalinks('retier', 'why')).output).toMatch(
      /^There is no file, folder or verb “retier”\. Did you mean “viva permalinks retire”\?$/m,
    )
    await permalinks('retire', 'what-is-shadowing')
    const { output } = await permalinks('redirect', 'what-is-hoisting', 'what-is-shadowing')
    expect(output).toMatch(/“what-is-shadowing” is retired/)
  })
})

test('a question that vanished stops the build until it is settled; nobody is ever sent twice', async () => {
  await write(closures + hoisting + shadowing)
  await permalinks()
  await write(closures + shadowing)

  const stopped = await build()
  expect(stopped.code).toBe(1)
  expect(stopped.output).toMatch(
    /scope\.md:7:1 error question-vanished “What is hoisting\?” was published at \/questions\/what-is-hoisting\/ .*\n {2}hint: .*npm run permalinks -- redirect what-is-hoisting .* CONTENT_DIR=\S+ npm run permalinks -- retire what-is-hoisting /,
  )

  await permalinks('redirect', 'what-is-hoisting', 'what-is-shadowing')
  expect((await permalinks()).code).toBe(0)
  await write(closures)
  await permalinks('redirect', 'what-is-shadowing', 'what-is-a-closure')
  expect((await build()).code).toBe(0)

  const { questions } = JSON.parse(await ledger())
  expect(questions['what-is-hoisting'].to).toBe('what-is-a-closure')
  expect(await readFile(join(content, '.site/questions/what-is-hoisting/index.html'), 'utf8')).toContain(
    '<meta http-equiv="refresh" content="0; url=/questions/what-is-a-closure/">',
  )
  expect(await readFile(join(content, '.site/_redirects'), 'utf8')).toBe(
    ['/questions/what-is-hoisting/', '/questions/what-is-shadowing/']
      .map((old) => `${old} /questions/what-is-a-closure/ 301\n`)
      .join(''),
  )
})

test('the first page tells what was published after the first day, the newest first', async () => {
  await write(closures + hoisting + shadowing)
  await permalinks()
  const days = ['2026-01-31', '2026-02-01', '2026-03-01'].values()
  const dated = (await ledger()).replace(/"published": "[^"]*"/g, () => `"published": "${days.next().value}"`)
  await write(dated, 'permalinks.json')
  const { questions } = JSON.parse(dated)
  const [newest, newer] = Object.keys(questions).toSorted(
    (a, b) => Date.parse(questions[b].published) - Date.parse(questions[a].published),
  )
  await build()

  const html = await readFile(join(content, '.site/index.html'), 'utf8')
  const [, list = ''] = html.match(/<h2 id="viva:news">[^<]*<\/h2>\s*(<ul[\s\S]*?<\/ul>)/) ?? []
  const news = list.matchAll(/<a href="([^"]*)"[\s\S]*?<time datetime="([^"]*)">([^<]*)</g)
  expect(Array.from(news, ([, ...one]) => one)).toEqual([
    [`/questions/${newest}/`, '2026-03-01', 'March 1, 2026'],
    [`/questions/${newer}/`, '2026-02-01', 'February 1, 2026'],
  ])
})

test('below a base too, old addresses lead on, or tell that nothing is there any more', async () => {
  await write(`---\ntags: [scope]\n---\n${closures}${hoisting}`)
  await write(`# Names\n${shadowing}`, 'names.md')
  await permalinks()
  await rm(join(content, 'names.md'))
  await write(closures)
  await permalinks('redirect', 'what-is-hoisting', 'what-is-a-closure')
  await permalinks('retire', 'what-is-shadowing')
  await permalinks()
  const site = await startSite({ CONTENT_DIR: content, BASE: '/prep/', CI: 'true' })
  const browser = await openBrowser()
  onTestFinished(async () => {
    await browser.close()
    await site.stop()
  })
  const { page, faults } = await openPage(browser)

  await page.goto(`${site.home}questions/what-is-hoisting/`)
  await page.waitForURL(`${site.home}questions/what-is-a-closure/`)
  for (const gone of ['questions/what-is-shadowing/', 'topics/names/', 'tags/scope/']) {
    const response = await page.goto(site.home + gone)
    expect(response!.status()).toBe(200)
    await expect.poll(() => page.getByText('has been removed').count()).toBe(1)
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex')
  }
  await page.goto(`${site.home}questions/what-is-shadowing/`)
  await page.getByRole('main').getByRole('link', { name: 'What is a closure?' }).click()
  await page.waitForURL(`${site.home}questions/what-is-a-closure/`)
  expect(await readFile(join(site.folder, 'sitemap-0.xml'), 'utf8')).not.toMatch(/hoisting|shadowing|names/)

  expect(faults).toEqual([])
})

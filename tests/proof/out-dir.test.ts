import { execFileSync } from 'node:child_process'
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { digestsOf, run, temporaryFolder } from '../e2e/site.ts'

/** A machine that may be destroyed: a copy of Viva, and an author's folders beside it. */
let machine: string
let viva: string

beforeAll(async () => {
  machine = await temporaryFolder()
  viva = join(machine, 'viva')
  for (const path of [
    'src',
    'public',
    'content',
    'astro.config.mjs',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]) {
    await cp(path, join(viva, path), { recursive: true })
  }
  await symlink(join(process.cwd(), 'node_modules'), join(viva, 'node_modules'))
  execFileSync('git', ['init', '-q', viva])
  const files = [
    ...[
      'viva/docs/guide.md',
      'viva/tests/a.test.ts',
      'viva/content/notes/plan.txt',
      'notes/questions/orm.md',
    ],
    ...['www/index.html', 'www/_headers', 'blog/.git/HEAD', 'blog/README.md', 'photos/2019/', 'a-file'],
    ...['dist.previous/thesis.md', 'half/questions.json', 'half/pagefind/a.js', 'real/precious.txt'],
  ]
  for (const file of files) {
    const path = join(machine, file)
    await mkdir(file.endsWith('/') ? path : dirname(path), { recursive: true })
    if (!file.endsWith('/')) await writeFile(path, 'precious')
  }
  await symlink('real', join(machine, 'link'))
  await symlink('viva/content', join(machine, 'link-to-content'))
})

afterAll(() => rm(machine, { recursive: true }))

test.for([
  ['the questions', 'content'],
  ['the questions by a way round', 'src/../content/'],
  ['the questions by a link', '../link-to-content'],
  ['a folder of notes among the questions', 'content/notes'],
  ['the project', '.'],
  ['what holds the project', '..'],
  ['the code', 'src'],
  ['a folder in the code', 'src/site'],
  ['what is copied into sites', 'public'],
  ['the tests', 'tests/site'],
  ['what is installed', 'node_modules/site'],
  ['the repository', '.git'],
  ['documents', 'docs'],
  ['another repository', '../blog'],
  ['what holds questions elsewhere', '../notes', '../notes/questions'],
  ['a site of another program', '../www'],
  ['half a site of an older Viva', '../half'],
  ['folders of photos', '../photos'],
  ['what was called as staging folders once were', '../dist.previous'],
  ['a folder by a link', '../link'],
  ['a file', '../a-file'],
] as const)('a build does not replace %s', async ([, outDir, content = 'content']) => {
  const before = await digestsOf(machine)

  const { code, output } = await run(
    [join(viva, 'src/cli/viva.ts'), 'build'],
    { OUT_DIR: outDir, CONTENT_DIR: content },
    viva,
  )

  const withoutCache = (digests: Record<string, string>) =>
    Object.entries(digests).filter(([path]) => !path.startsWith('viva/.cache/'))
  expect(output).toMatch(/^OUT_DIR:1:1 error out-dir-refused The site cannot go to “.*\n {2}hint: .*\n$/)
  expect(code).toBe(1)
  expect(withoutCache(await digestsOf(machine))).toEqual(withoutCache(before))
})

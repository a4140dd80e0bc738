import { chmodSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { followLinks, ourName } from '../../src/disk.ts'
import { faultOf, marker } from '../../src/publish/out-dir.ts'

/** A machine with a project, its content folder, and whatever else is named: files, or folders that end in a slash. */
function machine(...paths: string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'viva-out-'))
  for (const path of ['viva/src/', 'viva/.git/HEAD', 'viva/content/orm.md', ...paths]) {
    mkdirSync(path.endsWith('/') ? join(root, path) : dirname(join(root, path)), { recursive: true })
    if (!path.endsWith('/')) writeFileSync(join(root, path), 'precious')
  }
  return root
}

function look(root: string, outDir: string, contentDir = 'viva/content') {
  return faultOf(join(root, outDir), { contentDir: join(root, contentDir), project: join(root, 'viva') })
}

test.each([
  ['the content folder', 'viva/content', [], 'holds the questions'],
  ['what holds the content folder', 'notes', ['notes/questions/orm.md'], 'holds the questions'],
  ['the content folder by another way', 'viva/src/../content', [], 'holds the questions'],
  ['the project', 'viva', ['notes/questions/orm.md'], 'holds Viva itself'],
  ['what holds the project', '.', [], 'holds'],
  ['the root', '../../../../../../..', [], 'holds'],
  ['a folder in src', 'viva/src/site', [], 'lies in “src”'],
  ['a folder in public', 'viva/public/site', ['viva/public/'], 'lies in “public”'],
  ['a folder in tests', 'viva/tests/a/b', ['viva/tests/'], 'lies in “tests”'],
  ['node_modules', 'viva/node_modules', ['viva/node_modules/'], 'lies in “node_modules”'],
  ['a folder in the repository', 'viva/.git/site', [], 'lies in “.git”'],
  ['a folder with something else in it', 'viva/docs', ['viva/docs/guide.md'], 'holds “guide.md”'],
  ['a folder below the content with notes', 'viva/content/js', ['viva/content/js/a.md'], 'holds “a.md”'],
  ['a repository with a work tree', 'repo', ['repo/.git/HEAD', 'repo/README.md'], 'holds “README.md”'],
  ['a folder with an empty folder in it', 'www', ['www/private/'], 'holds “private”'],
  ['a site of another program', 'www', ['www/index.html', 'www/_headers'], 'holds “_headers”'],
  ['a file', 'dist', ['dist'], 'is no folder'],
  ['a folder in any repository', 'notes/.git/site', ['notes/.git/HEAD'], 'lies in “.git”'],
  ['any folder of packages', 'notes/node_modules', [], 'lies in “node_modules”'],
  ['a folder in a folder of packages', 'notes/Node_Modules/a/b', [], 'lies in “Node_Modules”'],
  ['a folder below a file', 'file/x/y', ['file'], '/file”: not a directory'],
  ['a folder whose name is too long', 'x'.repeat(300), [], 'cannot be made: name too long'],
  [
    'a folder below one whose name is too long',
    `a/${'x'.repeat(300)}/b`,
    [],
    'cannot be made: name too long',
  ],
  ['a folder whose path is too long', `${'x'.repeat(200)}/`.repeat(25), [], 'cannot be made: name too long'],
  ['a folder in one that takes none', '../../../../../../../proc/x', [], 'cannot be made in “/'],
] as const)('%s may not receive a site', async (_, outDir, files, fault) => {
  const elsewhere = files.some((file) => file === 'notes/questions/orm.md')

  expect(await look(machine(...files), outDir, elsewhere ? 'notes/questions' : undefined)).toContain(fault)
})

test.each([
  ['a folder that is not there', 'viva/dist', []],
  ['a folder that is not there, in one that is not there', 'a/b/c', []],
  ['an empty folder', 'dist', ['dist/']],
  ['a folder with nothing but what is kept', 'dist', ['dist/.git/HEAD', 'dist/CNAME', 'dist/.nojekyll']],
  ['a site', 'dist', [`dist/${marker}`, 'dist/index.html']],
  ['a site below the content', 'viva/content/site', [`viva/content/site/${marker}`]],
  [
    'a site of an older Viva',
    'dist',
    ['dist/questions.json', 'dist/pagefind/a', 'dist/_headers', 'dist/topics/'],
  ],
  ['a site whose swap was broken off', 'dist', [`dist/${ourName('next')}/${marker}`, 'dist/index.html']],
  ['a folder whose first build was killed', 'dist', [`dist/${ourName('staging')}/${marker}`]],
  ['a folder whose name begins like a reserved one', 'viva/src-site', []],
] as const)('%s may receive a site', async (_, outDir, files) => {
  expect(await look(machine(...files), outDir)).toBeUndefined()
})

test.skipIf(process.getuid?.() === 0)(
  'a folder without the right to write may not receive a site',
  async () => {
    const root = machine('locked/')
    chmodSync(join(root, 'locked'), 0o555)

    expect(await look(root, 'locked')).toBe('cannot be written in: permission denied')
    expect(await look(root, 'locked/a/b')).toMatch(/^cannot be made in “.*locked”: permission denied$/)
  },
)

test('a folder that may receive a site is left as it was found', async () => {
  const root = machine('www/')

  await look(root, 'www')
  await look(root, 'a/b')

  expect(readdirSync(join(root, 'www'))).toEqual([])
  expect(readdirSync(root).toSorted()).toEqual(['viva', 'www'])
})

test('a link is followed, wherever it leads', async () => {
  const root = machine('www/', 'elsewhere/orm.md')
  for (const [name, to] of [
    ['to-content', 'viva/content'],
    ['to-project', 'viva'],
    ['to-www', 'www'],
    ['to-nowhere', 'not/there'],
    ['round', 'round'],
  ] as const) {
    symlinkSync(join(root, to), join(root, name))
  }
  // Both names of the content folder count.
  symlinkSync(join(root, 'elsewhere'), join(root, 'viva/questions'))

  expect(await look(root, 'to-content')).toBe('holds the questions')
  expect(await look(root, 'to-project')).toBe('holds the questions')
  expect(await look(root, 'to-project/src/site')).toContain('lies in “src”')
  expect(await look(root, 'elsewhere', 'viva/questions')).toBe('holds the questions')
  expect(await look(root, 'viva', 'viva/questions')).toBe('holds the questions')
  expect(await look(root, 'to-www')).toBeUndefined()
  expect(await look(root, 'to-nowhere')).toBeUndefined()
  expect(await followLinks(join(root, 'to-nowhere/site'))).toBe(join(root, 'not/there/site'))
  expect(await look(root, 'round')).toContain('cannot be looked at: too many symbolic links')
})

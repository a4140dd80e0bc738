import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ourName } from '../../src/disk.ts'
import { marker } from '../../src/publish/out-dir.ts'
import { clear, discard, makeOurs, recover, swapIn } from '../../src/publish/swap.ts'

type Files = Record<string, string>

function fill(folder: string, files: Files): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Every file below a folder, with its text. */
function read(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(
    paths.toSorted().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )
}

const temporary = () => mkdtempSync(join(tmpdir(), 'viva-swap-'))
/** A name of ours as a process that is no more would have made it. */
const dead = (role: Parameters<typeof ourName>[0]) => ourName(role).replace(/-\d+-/, '-4194999-')

const old = {
  [marker]: 'old',
  'index.html': 'old',
  'questions/a/index.html': 'old',
  'gone/index.html': 'old',
}
const fresh = {
  [marker]: 'new',
  'index.html': 'new',
  'questions/b/index.html': 'new',
  'more/index.html': 'new',
}
const own = { CNAME: 'example.org', '.nojekyll': '', '.git/HEAD': 'ref', '.git/objects/a': 'blob' }

describe('a swap', () => {
  test('makes the folder, and leaves nothing beside the site', async () => {
    const root = temporary()

    await swapIn(fill(join(root, 'made'), fresh), join(root, 'a/b'))

    expect(read(join(root, 'a/b'))).toEqual(fresh)
  })

  test('replaces the whole site but for what is kept', async () => {
    const root = temporary()
    const outDir = fill(join(root, 'dist'), { ...old, ...own })

    await swapIn(fill(join(root, 'made'), fresh), outDir)

    expect(read(outDir)).toEqual({ ...fresh, ...own })
    expect(readdirSync(root)).toEqual(['dist', 'made'])
  })

  test('hands what was there before to whoever clears it away, in a folder of ours', async () => {
    const root = temporary()
    const outDir = fill(join(root, 'dist'), { ...old, ...own })
    const handed: Files[] = []

    await swapIn(fill(join(root, 'made'), fresh), outDir, async (folder) => {
      handed.push(read(folder))
    })

    expect(handed).toEqual([old])
    expect(read(join(root, 'dist'))).toMatchObject({ ...fresh, ...own })
  })

  test('fills the folder that a link names', async () => {
    const root = temporary()
    fill(join(root, 'www'), old)
    symlinkSync('www', join(root, 'dist'))

    await swapIn(fill(join(root, 'made'), fresh), join(root, 'dist'))

    expect(read(join(root, 'www'))).toEqual(fresh)
    expect(readdirSync(root)).toContain('dist')
  })

  test('of many at once leaves one of the sites, whole', async () => {
    const root = temporary()
    const outDir = join(root, 'dist')
    const names = Array.from({ length: 8 }, (_, index) => `site-${index}`)
    const siteOf = (name: string) => ({
      [marker]: name,
      [`only-in-${name}`]: name,
      ...Object.fromEntries(Array.from({ length: 20 }, (_, page) => [`${page}/index.html`, name])),
    })

    await Promise.all(names.map((name) => swapIn(fill(join(root, name), siteOf(name)), outDir)))

    const left = read(outDir)
    expect(left).toEqual(siteOf(left[marker]!))
  })

  test('that fails leaves the site as it was', async () => {
    const root = temporary()
    const outDir = fill(join(root, 'dist'), { ...old, ...own })

    await expect(swapIn(join(root, 'nowhere'), outDir)).rejects.toThrow('ENOENT')

    expect(read(outDir)).toEqual({ ...old, ...own })
    await expect(swapIn(join(root, 'nowhere'), join(root, 'new'))).rejects.toThrow('ENOENT')
    expect(readdirSync(root)).toEqual(['dist'])
  })
})

describe('a swap that was broken off', () => {
  const steps: [when: string, moved: string[], taken: string[]][] = [
    ['before anything moved', [], []],
    ['while old pages went', [], ['gone']],
    ['between the two moves of a name', [], ['gone', marker]],
    ['when the marker had moved', [marker], ['gone']],
    ['between the two moves of another name', [marker, 'index.html'], ['gone', 'questions']],
    ['when all but one had moved', [marker, 'index.html', 'questions'], ['gone']],
    ['when all had moved', [marker, 'index.html', 'questions', 'more'], ['gone']],
  ]

  test.each(steps)('%s ends with the new site', async (_, moved, taken) => {
    const outDir = fill(temporary(), { ...old, ...own })
    const [next, previous] = [join(outDir, dead('next')), join(outDir, dead('previous'))]
    fill(next, fresh)
    fill(previous, { [marker]: '' })
    for (const name of [...taken, ...moved]) {
      if (readdirSync(outDir).includes(name)) renameSync(join(outDir, name), join(previous, name))
    }
    for (const name of moved) renameSync(join(next, name), join(outDir, name))

    await recover(outDir)

    expect(read(outDir)).toEqual({ ...fresh, ...own })
    expect(readdirSync(outDir).filter((name) => name.startsWith('.viva-'))).toEqual([marker])
  })

  test('before it was decided ends with the old site', async () => {
    const outDir = fill(temporary(), { ...old, ...own })
    fill(join(outDir, dead('staging')), fresh)

    await recover(outDir)

    expect(read(outDir)).toEqual({ ...old, ...own })
  })
})

test('what is discarded is out of its folder at once, and soon nowhere', async () => {
  const [folder, aside] = [temporary(), temporary()]
  const previous = join(folder, ourName('previous'))
  await makeOurs(previous)
  fill(previous, old)

  await discard(previous, aside)

  expect(readdirSync(folder)).toEqual([])
  await expect.poll(() => readdirSync(aside), { timeout: 30_000 }).toEqual([])
})

test('nothing is cleared away that has not both a name of ours and our marker, or that is in use', async () => {
  const folder = temporary()
  const files = {
    [`${dead('staging')}/notes.md`]: 'precious',
    [`${ourName('staging')}/${marker}`]: '',
    [`${dead('draft')}/${marker}`]: '',
    [`site.previous/${marker}`]: '',
    [`site.4194999.staging/${marker}`]: '',
    [`4194999.staging/${marker}`]: '',
  }
  fill(folder, { ...files, [`${dead('staging')}/${marker}`]: '', [`${dead('workshop')}/${marker}`]: '' })
  // Of a process that had our id before us.
  const formerly = ourName('staging').replace(/-(\d+)-\w+-/, '-$1-abc-')
  fill(join(folder, formerly), { [marker]: '' })

  // Killed before its marker was there.
  mkdirSync(join(folder, dead('previous')))
  fill(join(folder, dead('staging')), { [ourName('draft')]: '' })

  await clear(folder)

  expect(read(folder)).toEqual(files)
  expect(readdirSync(folder)).toHaveLength(6)
})

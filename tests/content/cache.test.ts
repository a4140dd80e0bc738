import { mkdirSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { byteCache } from '../../src/content/cache.ts'

/** A cache with some bytes in it, and what a new process says of it. */
async function filled() {
  const folder = join(mkdtempSync(join(tmpdir(), 'viva-cache-')), 'a/b')
  await byteCache(folder).set('name', 'content')
  const said: string[] = []
  return { folder, path: join(folder, 'name'), said, cache: byteCache(folder, (line) => said.push(line)) }
}

const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes)

test('what was kept is answered by another process, and what was not is not', async () => {
  const { cache, said } = await filled()

  expect(textOf(await cache.get('name'))).toBe('content')
  expect(await cache.get('other')).toBeUndefined()
  expect(said).toEqual([])
})

test.each<[string, (path: string) => void]>([
  ['emptied', (path) => truncateSync(path, 0)],
  ['cut short', (path) => truncateSync(path, 35)],
  ['made longer', (path) => writeFileSync(path, 'more', { flag: 'a' })],
  ['replaced by JSON', (path) => writeFileSync(path, '{}')],
  ['garbled', (path) => writeFileSync(path, readFileSync(path).fill(0, 34, 36))],
])('a file that was %s is told in one line, left out, and replaced', async (_, change) => {
  const { cache, path, said } = await filled()
  change(path)

  expect([await cache.get('name'), await cache.get('name')]).toEqual([undefined, undefined])
  expect(said).toEqual([
    expect.stringMatching(/^The cache “.*” is left out, .*: “name” is not what was written\.$/),
  ])
  await cache.set('name', 'content')
  expect(textOf(await cache.get('name'))).toBe('content')
})

test('a cache that is a file is told in one line, and left alone', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'viva-cache-')), 'cache')
  writeFileSync(folder, 'precious')
  const said: string[] = []
  const cache = byteCache(folder, (line) => said.push(line))

  for (const name of ['a', 'b', 'c']) {
    expect(await cache.get(name)).toBeUndefined()
    await cache.set(name, 'content')
  }

  expect(said).toHaveLength(1)
  expect(readFileSync(folder, 'utf8')).toBe('precious')
})

test('a folder in the place of a file is told in one line', async () => {
  const { cache, folder, said } = await filled()
  mkdirSync(join(folder, 'other'))

  expect(await cache.get('other')).toBeUndefined()
  await cache.set('other', 'content')

  expect(said).toHaveLength(1)
  expect(readdirSync(folder).toSorted()).toEqual(['name', 'other'])
})

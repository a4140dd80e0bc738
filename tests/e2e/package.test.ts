import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { author, readme } from './author.ts'
import { run, temporaryFolder } from './site.ts'

let above: string
let folder: string
let viva: string

/** As npm would install it, below a name that is no address; the packages that it needs are ours. */
beforeAll(async () => {
  above = await temporaryFolder()
  folder = join(above, 'an author’s C# notes, 100% 面接?')
  const packages = join(above, 'installed in C#, 100%?/node_modules')
  viva = join(packages, 'viva')
  await mkdir(folder, { recursive: true })
  await mkdir(dirname(packages))
  await writeFile(join(folder, 'README.md'), readme)
  // Links to files take less time than a copy, but reach no other disk.
  const onThisDisk = (await stat('node_modules')).dev === (await stat(above)).dev
  await promisify(execFile)('cp', [onThisDisk ? '-al' : '-a', resolve('node_modules'), packages])
  const { code, output } = await run(['tools/compile.mjs', join(viva, 'lib')])
  expect([code, output]).toEqual([0, ''])
  await cp('public', join(viva, 'public'), { recursive: true })
  await cp('package.json', join(viva, 'package.json'))
})

afterAll(async () => {
  await rm(above, { recursive: true })
})

test('the package previews a README, and builds it below a base path; an author’s folder holds nothing else of ours', async () => {
  const { builds, shows } = author(folder, viva, join(above, 'cache'))

  await shows('dev')
  expect(await readdir(folder)).toEqual(['README.md'])
  await builds()
  expect((await readdir(folder)).toSorted()).toEqual(['README.md', 'dist', 'permalinks.json'])
  expect(await readdir(dirname(dirname(viva)))).toEqual(['node_modules'])
  expect((await readdir(viva)).toSorted()).toEqual(['lib', 'package.json', 'public'])
})

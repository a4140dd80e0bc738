import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { author, readme } from './author.ts'
import { run, temporaryFolder } from './site.ts'

let above: string
let folder: string
let viva: string

/** As npm would install it, but for the packages that it needs: those are ours. */
beforeAll(async () => {
  above = await temporaryFolder()
  folder = join(above, 'an author’s C# notes, 100% 面接?')
  viva = join(above, 'installed here/node_modules/viva')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'README.md'), readme)
  const { code, output } = await run(['tools/compile.mjs', join(viva, 'lib')])
  expect([code, output]).toEqual([0, ''])
  await cp('public', join(viva, 'public'), { recursive: true })
  await cp('package.json', join(viva, 'package.json'))
  await symlink(resolve('node_modules'), join(above, 'node_modules'))
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
  expect(await readdir(dirname(viva))).toEqual(['viva'])
})

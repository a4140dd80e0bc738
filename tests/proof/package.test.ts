import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { author, readme } from '../e2e/author.ts'
import { temporaryFolder } from '../e2e/site.ts'

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** npm, run by the Node that the tests run by. */
async function npm(cwd: string, ...args: string[]): Promise<string> {
  const PATH = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`
  const { stdout } = await promisify(execFile)('npm', args, { cwd, env: { ...process.env, PATH } })
  return stdout.trim()
}

test('the tarball, installed in an empty folder, does all that the commands promise', async () => {
  const above = await temporaryFolder()
  const folder = join(above, 'an empty folder')
  await mkdir(folder)
  const [packed] = JSON.parse(
    await npm('.', 'pack', '--json', '--ignore-scripts', '--pack-destination', above),
  )
  const begun = performance.now()
  await npm(folder, 'install', '--no-audit', '--no-fund', join(above, packed.filename))
  const installed = seconds(begun)
  await writeFile(join(folder, 'README.md'), readme)
  const viva = join(folder, 'node_modules/viva')
  // As in a container: the cache shares no folder with what is installed.
  const cache = await mkdtemp('/var/tmp/viva-')
  const { builds, command, offline, shows } = author(folder, viva, cache)

  const first = performance.now()
  await shows('dev')
  const seen = seconds(first)
  const second = performance.now()
  await shows('dev')
  console.log(
    `${packed.size} bytes; installed in ${installed}, first seen after ${seen} more, later after ${seconds(second)}`,
  )
  await shows('start')
  await builds()
  const alone = await offline(['build', 'README.md'])
  console.log(alone ? 'built offline, too' : 'there is no “unshare” here: not tried offline')
  if (alone) expect(alone).toEqual({ code: 0, output: expect.stringMatching(/^✔ no problems in 1 file/) })
  for (const [args, says] of [
    [['--help'], /viva \[dev\] \[paths…\]/],
    [['--version'], /^\d+\.\d+\.\d+\n$/],
    [['check', 'README.md'], /^✔ no problems in 1 file/],
    [['check', '--format', 'json', 'README.md'], /"shape": "/],
    [['permalinks', 'README.md'], /^permalinks\.json was up to date\.\n$/],
    [['permalinks', 'forget', 'README.md'], /^permalinks\.json is begun anew: 0 /],
    [['headers', '_headers', 'README.md'], /^\/\*\n {2}Content-Security-Policy: /m],
    [['init', 'README.md'], /^site\.yaml is written\.$/m],
  ] as const) {
    const { code, output } = await command([...args])
    expect([args, code, output]).toEqual([args, 0, expect.stringMatching(says)])
  }
  expect((await readdir(folder)).toSorted()).toEqual([
    ...[
      'README.md',
      'dist',
      'node_modules',
      'package-lock.json',
      'package.json',
      'permalinks.json',
      'site.yaml',
    ],
  ])
  await rm(above, { recursive: true })
  await rm(cache, { recursive: true })
})

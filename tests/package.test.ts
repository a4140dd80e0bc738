import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

interface Packed {
  size: number
  unpackedSize: number
  files: { path: string }[]
}

let packed: Packed

beforeAll(() => {
  expect(run(process.execPath, 'tools/compile.mjs')).toBe('')
  const [one] = JSON.parse(run('npm', 'pack', '--dry-run', '--json', '--ignore-scripts')) as [Packed]
  packed = one
})

describe('the package', () => {
  test('holds what Viva runs and what it copies into sites, and nothing else', () => {
    const places = packed.files.map(({ path }) => path.replace(/\/.*/, '/'))
    const kinds = new Set(packed.files.map(({ path }) => path.replace(/.*\./, '')))

    expect(Array.from(new Set(places)).toSorted()).toEqual([
      ...['LICENSE', 'README.md', 'lib/', 'package.json', 'public/'],
    ])
    expect([...kinds].toSorted()).toEqual([
      'LICENSE',
      'astro',
      'cjs',
      'css',
      'js',
      'json',
      'md',
      'png',
      'svg',
    ])
  })

  test('is small', () => {
    const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`
    console.log(`the package has ${kilobytes(packed.size)}, unpacked ${kilobytes(packed.unpackedSize)}`)

    expect(packed.size).toBeLessThan(500_000)
    expect(packed.unpackedSize).toBeLessThan(1_500_000)
  })

  test('has a file for each of the sources, that names no other than such', () => {
    const [sources, compiled] = ['src', 'lib'].map((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.\w+$/.test(file) && !file.endsWith('.d.ts'))
        .map((file) => file.replace(/\.ts$/, '.js'))
        .toSorted(),
    )
    const named = compiled!.filter((file) =>
      /['"]\.{1,2}\/[^'"\n]*\.ts['"]/.test(readFileSync(join('lib', file), 'utf8')),
    )

    expect(compiled).toEqual(sources)
    expect(named).toEqual([])
  })

  test('depends on what its code imports, and on nothing else', () => {
    const imported = packed.files
      .filter(({ path }) => /^lib\/.*\.(js|astro)$/.test(path))
      .flatMap(({ path }) => {
        const code = readFileSync(path, 'utf8').replaceAll(/^\s*import type .*$/gm, '')
        const found = code.matchAll(
          /^\s*(?:import|export)\b[^'"]*?from\s*'([^']+)'|^\s*import '([^']+)'|\bimport\('([^']+)'\)/gm,
        )
        return Array.from(found, ([, a, b, c]) => (a ?? b ?? c)!)
      })
      .filter((name) => !/^\.|^(node|astro|virtual):/.test(name))
      .map((name) => name.match(/^(?:@[^/]+\/)?[^/]+/)![0])

    expect(Array.from(new Set(imported)).toSorted()).toEqual(Object.keys(manifest.dependencies).toSorted())
  })
})

test.each([
  [['--help'], 0, /^Makes a site .*\n\n {2}viva \[dev\] \[paths…\]\n/],
  [['--version'], 0, new RegExp(`^${manifest.version.replaceAll('.', '\\.')}\n$`)],
  [['buidl'], 2, /^There is no file, folder or command “buidl”\. Did you mean “viva build”\?\n$/],
  [['check', '--nope'], 2, /^Unknown option '--nope'\.\nusage: viva check /],
  [
    ['../nowhere.md'],
    1,
    /^\.\.\/nowhere\.md:1:1 error content-missing There is no file or folder “\.\.\/nowhere\.md”\.\n {2}hint: .*\n$/,
  ],
  [['headers', 'nginx', '../nowhere'], 1, /^\.\.\/nowhere:1:1 error content-missing .*\n {2}hint: .*\n$/],
  [['headers', '', '..'], 2, /^headers takes nginx, caddy or _headers\.\n$/],
  [['build', 'lib/styles'], 2, /lies in Viva itself/],
  [['check', 'public'], 2, /^“.*public” lies in Viva itself, /],
] as const)('what is compiled answers to “viva %j”', (args, code, says) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['lib/cli/bin.cjs', ...args], {
    encoding: 'utf8',
  })

  expect(stdout + stderr).toMatch(says)
  expect(status).toBe(code)
})

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stdout + stderr)
  return stdout
}

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** Runs a tool of the project; answers what it printed where it failed, and nothing where it did not. */
function complaintsOf(tool: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${tool}`, args, {
    encoding: 'utf8',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
  })
  return status === 0 ? '' : stdout + stderr
}

describe('the code', () => {
  test('is formatted, and lint has nothing to say', () => {
    expect(complaintsOf('biome', 'ci', '.')).toBe('')
  })

  test('has types that hold', () => {
    expect(complaintsOf('astro', 'check')).toBe('')
  })
})

describe('the package', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))

  test('pins exact versions', () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })

    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([])
  })

  test('has a lockfile that agrees with it and names no registry', () => {
    const root = lock.packages['']
    const resolved = Object.values<{ resolved?: string }>(lock.packages).filter(({ resolved }) => resolved)

    expect([root.dependencies, root.devDependencies]).toEqual([
      manifest.dependencies,
      manifest.devDependencies,
    ])
    expect(resolved).toEqual([])
  })

  test('is set up by the first two commands of the README', () => {
    const readme = readFileSync('README.md', 'utf8')
    const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) =>
      block!.trim().split('\n'),
    )

    expect(commands.filter((line) => line.startsWith('npm')).slice(0, 2)).toEqual([
      'npm ci && npm start',
      'npm ci && npm test',
    ])
  })
})

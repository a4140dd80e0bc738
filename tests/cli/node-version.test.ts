import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

test.each(['start', 'build', 'check', 'permalinks', 'headers', 'dev', 'test'])(
  'npm run %s tells an old Node what it needs, before that reads any of the code',
  (name) => {
    expect(scripts[name]).toMatch(/^node -r \.\/src\/cli\/node-version\.cjs /)
  },
)

test.each([
  ['20.20.2', 1],
  ['22.18.0', 1],
  ['24.1.0', 1],
  ['24.2.0', 0],
  ['26.0.0', 0],
])('Node %s ends with %i', (version, code) => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('./src/cli/node-version.cjs')`

  const { status, stderr } = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' })

  expect(status).toBe(code)
  expect(stderr).toMatch(code ? /^Viva needs Node\.js 24\.2 or later, and this is [\d.]+: run .*\n$/ : /^$/)
})

import { expect, test } from 'vitest'
import { type Invocation, spell } from '../src/invocation.ts'

const npm: Invocation = { program: 'npm', variables: {}, paths: [] }
const viva: Invocation = { program: 'viva', variables: {}, paths: [] }

test.each([
  ['viva permalinks', npm, 'npm run permalinks'],
  ['viva permalinks retire x', npm, 'npm run permalinks -- retire x'],
  ['viva start', npm, 'npm start'],
  ['viva', npm, 'npm run dev'],
  ['viva permalinks retire x', viva, 'viva permalinks retire x'],
  ['viva permalinks retire x', { ...viva, paths: ['a b', 'c'] }, "viva permalinks retire x 'a b' c"],
  ['viva check', { ...viva, paths: ['-notes', './-a'] }, 'viva check ./-notes ./-a'],
  ['viva check', { ...viva, paths: ["it's"] }, "viva check 'it'\\''s'"],
  ['viva check', { ...npm, variables: { CONTENT_DIR: 'my notes' } }, "CONTENT_DIR='my notes' npm run check"],
  ['viva check', { ...viva, variables: { CONTENT_DIR: 'x' }, paths: ['notes'] }, 'viva check notes'],
  [
    'viva check',
    { ...viva, variables: { CONTENT_DIR: 'x', PORT: '80', BASE: '/a/' } },
    'CONTENT_DIR=x viva check',
  ],
  [
    'OUT_DIR=dist viva build',
    { ...npm, variables: { OUT_DIR: 'docs', BASE: '/a/' } },
    'OUT_DIR=dist BASE=/a/ npm run build',
  ],
  ['PORT=4322 viva start', { ...viva, paths: ['README.md'] }, 'PORT=4322 viva start README.md'],
] as [string, Invocation, string][])(
  '`%s` is spelled as it can be run: %o',
  (command, invocation, spelled) => {
    expect(spell(`run \`${command}\`, then go on.`, invocation)).toBe(`run ${spelled}, then go on.`)
  },
)

test('a hint without a command stays as it is', () => {
  expect(spell('end it with three backticks (```), or `rows`.', viva)).toBe(
    'end it with three backticks (```), or `rows`.',
  )
})

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { readArguments } from '../../src/cli/arguments.ts'
import { commands } from '../../src/cli/commands.ts'
import { folderOf, withoutNested } from '../../src/cli/paths.ts'

test.each([
  ['', 'dev', [], []],
  ['notes', 'dev', [], ['notes']],
  ['dev', 'dev', [], []],
  ['a.md b', 'dev', [], ['a.md', 'b']],
  ['build', 'build', [], []],
  ['./build', 'dev', [], ['./build']],
  ['build build', 'build', [], ['build']],
  ['check --format json a.md', 'check', [], ['a.md']],
  ['permalinks', 'permalinks', [], []],
  ['permalinks notes', 'permalinks', [], ['notes']],
  ['permalinks retire x notes', 'permalinks', ['retire', 'x'], ['notes']],
  ['permalinks redirect x y', 'permalinks', ['redirect', 'x', 'y'], []],
  ['permalinks forget notes', 'permalinks', ['forget'], ['notes']],
  ['headers nginx notes', 'headers', ['nginx'], ['notes']],
  ['build -- -odd.md', 'build', [], ['-odd.md']],
])('“viva %s” is %s', (line, command, words, paths) => {
  expect(readArguments(line.split(' ').filter(Boolean))).toMatchObject({ command, words, paths })
})

test.each(['help', '--help', '-h', 'build --help', '--version', '-v'])(
  '“viva %s” shows what it asks for',
  (line) => {
    expect(readArguments(line.split(' '))).toEqual({ show: line.includes('v') ? 'version' : 'help' })
  },
)

test.each([
  ['--nope', "Unknown option '--nope'.", 'dev'],
  ['build --fix', "Unknown option '--fix'.", 'build'],
  ['check --format', "Option '--format <value>' argument missing.", 'check'],
])('“viva %s” is told: %s', (line, fault, command) => {
  expect(readArguments(line.split(' '))).toEqual({ fault, usage: commands[command]!.usage })
})

test.each([[['']], [['build', '']], [['a.md', '']]])(
  'a path without a name is told of as such: %j',
  (args) => {
    expect(readArguments(args)).toMatchObject({ fault: 'There is no file or folder “”.' })
  },
)

test('several paths stand for the folder that holds them, a file for its own', () => {
  const root = mkdtempSync(join(tmpdir(), 'viva-'))
  mkdirSync(join(root, 'notes/js'), { recursive: true })
  mkdirSync(join(root, 'notes/css'))
  writeFileSync(join(root, 'notes/README.md'), '')
  const folder = (...paths: string[]) =>
    relative(root, join(process.cwd(), folderOf(paths.map((path) => join(root, path)))))

  expect(folder('notes')).toBe('notes')
  expect(folder('notes/README.md')).toBe('notes')
  expect(folder('notes/js', 'notes/css')).toBe('notes')
  expect(folder('notes/js', 'notes/js2')).toBe('notes')
  expect(folder('notes/README.md', 'notes/js')).toBe('notes')
  expect(folder('notes', 'notes/js')).toBe('notes')
  expect(folder('gone')).toBe('gone')
  expect(folderOf(['.'])).toBe('.')
})

test('a path that lies in another one, or is it, is not read twice', () => {
  expect(withoutNested(['a', 'a/b', './a', 'ab', 'c/d.md'])).toEqual(['a', 'ab', 'c/d.md'])
  expect(withoutNested(['/', '/a'])).toEqual(['/'])
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'
import { shapeNames } from '../../src/importer/shapes/names.ts'
import type { Question } from '../../src/importer/topic.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/shapes.md'), 'utf8')
const entries = page
  .split(/^## (?=`)/m)
  .slice(1)
  .map((entry) => {
    const [, name, about, example, told] = entry.match(
      /^`([\w-]+)`\n\n(.*)\n\n```md\n([\s\S]*?)```\n\n```\n([\s\S]*?)```\n\s*$/,
    )!
    const [, file = 'notes.md'] = about!.match(/`([^`]+\.md)`/) ?? []
    const [, letters] = about!.match(/Formerly `(\w+)`/) ?? []
    return { name: name!, file, letters, example: example!, told: told! }
  })

function read(file: string, text: string) {
  return importTopic(file, Buffer.from(text))
}

/** A question as the page shows it: `3: Which is lowest? (A, B) → B: Ribs stand on it.` */
function lineFor({ line, title, choices, answer }: Question): string {
  const right = choices.filter(({ correct }) => correct).map(({ label }) => label)
  const told = [...right, ...(answer ? [answer.text] : [])].join(': ')
  const given = choices.length > 0 ? ` (${choices.map(({ label }) => label).join(', ')})` : ''
  return `${line}: ${title}${given} → ${told || 'no answer'}\n`
}

describe('the page of shapes', () => {
  test('has each shape', () => {
    expect(entries.map(({ name }) => name).toSorted()).toEqual(shapeNames.toSorted())
  })

  test.each(entries)('has an example of $name that gives what it shows', ({ name, file, example, told }) => {
    const { shape, questions } = read(file, example)

    expect({ shape, told: questions.map(lineFor).join('') }).toEqual({ shape: name, told })
  })

  test.each(entries)('has an example of $name that is read alike where it is asked for', (entry) => {
    const { name, file, letters, example } = entry
    const titles = (text: string) => read(file, text).questions.map(({ title }) => title)

    for (const asked of [name, ...(letters === undefined ? [] : [letters])]) {
      const body = example.replace(/^---\n/, '')
      const text = `---\nshape: ${asked}\n${body === example ? '---\n' : ''}${body}`
      expect({ asked, titles: titles(text) }).toEqual({ asked, titles: titles(example) })
    }
  })
})

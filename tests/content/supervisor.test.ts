import { expect, test } from 'vitest'
import { supervise } from '../../src/content/supervisor.ts'

const fileOf = (file: string, text: string) => ({
  ...{ file, bytes: new TextEncoder().encode(text) },
  hints: {},
})
const small = fileOf('small.md', '### What is small?\n\nThis.\n')
// Less than a word of it takes a hundredth of a second; all of it, many seconds.
const large = fileOf('large.md', `### What is large?\n\n${'`a` '.repeat(400_000)}\n`)

test('a file that uses up its time is named, and the next one is read', async () => {
  const { importFile, close } = supervise((bytes) => (bytes > 1000 ? 0.2 : 60))
  try {
    const outcome = await importFile(large)
    const next = await importFile(small)

    expect(outcome).toMatchObject({ code: 'file-too-slow' })
    expect(next).toMatchObject({ questions: [{ title: 'What is small?' }], problems: [] })
  } finally {
    await close()
  }
})

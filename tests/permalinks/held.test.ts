import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { importTopic } from '../../src/importer/index.ts'
import type { Hints } from '../../src/importer/topic.ts'
import { gather } from '../../src/permalinks/folders.ts'
import { giveIds } from '../../src/permalinks/index.ts'
import { emptyLedger, type Ledger, type RecordedQuestion } from '../../src/permalinks/ledger.ts'

function name(text: string, ledger: Ledger, hints: Hints = {}) {
  const topic = importTopic('content/a.md', Buffer.from(text), hints)
  const read = [{ path: 'a.md', folder: 'content', topic }]
  const { named, ...naming } = giveIds(gather(read), {
    ...{ ledger, isWhole: true, drafts: false, folder: 'content', today: '2026-01-31' },
    addresses: addressesUnder('/'),
  })
  const codes = [...naming.problems.values()].flat().map(({ code, line }) => `${code}:${line}`)
  return { ...naming, codes, ids: named[0]!.questionIds }
}

const record = (title: string, line: number): RecordedQuestion => ({
  ...{ title, line, place: 'a', file: 'a.md', published: '2026-01-30' },
  fingerprint: '.0123456789ab.0123456789abcdef0123456789abcdef',
})

const recorded = (records: Record<string, RecordedQuestion>, reading?: number): Ledger => ({
  ...emptyLedger(),
  reading,
  questions: new Map(Object.entries(records)),
})

const file = (below: string) => `# Boats

## Wood

### What is a keel?

The lowest timber of a boat.

${below}

### What is a rib?

A timber across it.

### What is a plank?

A long one.
`

describe('what an older reading took for a question leads to the one', () => {
  test.each([
    ['whose answer has its heading', '#### How is it laid?\n\nFlat.', 'How is it laid?', 'what-is-a-keel'],
    ['whose answer has its bold line', '**How is it laid?**\n\nFlat.', 'How is it laid?', 'what-is-a-keel'],
    ['whose answer has its numbered line', '1. Oak\n2. *Elm* wood', 'Elm wood', 'what-is-a-keel'],
    ['whose answer has its nested bullet', '- Of oak\n  - Why oak?', 'Why oak?', 'what-is-a-keel'],
    [
      'whose answer has its summary',
      '<details><summary>Why?</summary>So.</details>',
      'Why?',
      'what-is-a-keel',
    ],
    [
      'that is the first below its section',
      'So.\n\n## Planks and ribs\n\nOf old.',
      'Planks and ribs',
      'what-is-a-rib',
    ],
    [
      'that is the first below the introduction that has it',
      'So.\n\n## Planks\n\n**Q: Are they long?**\n\nYes.',
      'Are they long?',
      'what-is-a-rib',
    ],
  ])('%s', (_, below, title, to) => {
    const { ledger, codes } = name(file(below), recorded({ invented: record(title, 9) }))

    expect(ledger.questions.get('invented')).toMatchObject({ title, to })
    expect(codes).toEqual(['question-held:9'])
    expect(name(file(below), ledger).codes).toEqual([])
  })

  test('that has its line, of several that have its words', () => {
    const ribs = file('#### Notes\n\nOld.').replace('A timber across it.', 'A timber.\n\n#### Notes\n\nNew.')

    for (const [line, to] of [
      [9, 'what-is-a-keel'],
      [17, 'what-is-a-rib'],
    ] as const) {
      const { ledger } = name(ribs, recorded({ notes: record('Notes', line) }))
      expect(ledger.questions.get('notes')).toMatchObject({ to })
    }
  })

  test('and takes those with it that led to it', () => {
    const older = recorded({
      invented: record('How is it laid?', 9),
      former: { ...record('How was it laid?', 9), to: 'invented' },
    })
    const { ledger } = name(file('#### How is it laid?\n\nFlat.'), older)

    expect(ledger.questions.get('former')).toMatchObject({ to: 'what-is-a-keel' })
  })
})

test('what it took for one in a file that has no question is retired, until it is asked again', () => {
  const article = '# Boats\n\n### How they are laid\n\nFlat.\n\n- Of oak\n'
  const { ledger, codes } = name(
    article,
    recorded({ laid: record('How they are laid', 3), oak: record('Of oak', 7), gone: record('Gone', 9) }),
  )
  const again = name('---\nshape: headings\n---\n### Laid\n\nFlat.\n', ledger)

  expect(codes).toEqual(['question-retired:3', 'question-retired:7', 'question-vanished:9'])
  expect(ledger.questions.get('oak')).toMatchObject({ retired: '2026-01-31' })
  expect(again.ids).toEqual(['laid'])
})

describe('a question is gone, and stops the build,', () => {
  test.each([
    ['where its words stand nowhere', 'So.', undefined],
    ['where a link names it', '- [How is it laid?](#how-is-it-laid)', undefined],
    ['where its words stand within a sentence', 'How is it laid? Nobody knows.', undefined],
    ['where this reading recorded it', '#### How is it laid?\n\nFlat.', emptyLedger().reading],
  ])('%s', (_, below, reading) => {
    const { codes } = name(file(below), recorded({ invented: record('How is it laid?', 9) }, reading))

    expect(codes).toEqual(['question-vanished:9'])
  })
})

test('most of a long file’s are not invented: they stop the build', () => {
  const titles = Array.from({ length: 21 }, (_, at) => `Plank ${at} of them is oak`)
  const text = file(titles.map((title) => `- ${title}`).join('\n'))
  const { codes } = name(
    text,
    recorded(Object.fromEntries(titles.map((title, at) => [`plank-${at}`, record(title, at + 9)]))),
  )

  expect(new Set(codes.map((code) => code.split(':')[0]))).toEqual(new Set(['question-vanished']))
})

test.each([
  ['55. What is it laid on?', 'What is it laid on?'],
  ['Question 3: What is it laid on?', 'What is it laid on?'],
  ['What is it laid on?**', 'What is it laid on?'],
  ['What is it laid on? ⭐', 'What is it laid on?'],
])('a question recorded as “%s” keeps its address', (before, now) => {
  const text = file('So.').replace('What is a rib?', now)
  const { ids, codes } = name(text, recorded({ 'older-address': record(before, 11) }))

  expect(ids).toContain('older-address')
  expect(codes).toEqual([])
})

test('of any file that was read with its few inner headings as questions, all addresses lead to what they held', () => {
  const words = ['keel', 'rib', 'plank', 'mast', 'sail', 'oar', 'rudder', 'hull']
  const shape = fc.uniqueArray(
    fc.record({
      word: fc.constantFrom(...words),
      inner: fc.uniqueArray(fc.constantFrom('Use', 'Make', 'Age'), { maxLength: 3 }),
    }),
    // More than twenty, most of its questions, and the file is misread now.
    { minLength: 3, maxLength: 6, selector: ({ word }) => word },
  )

  fc.assert(
    fc.property(shape, fc.nat(5), (questions, above) => {
      const written = (marks: string, lines: number) =>
        `${'Words.\n\n'.repeat(lines)}${questions
          .map(({ word, inner }) =>
            [`## What is a ${word}?`, `A thing that every ${word} of a boat is like.`]
              .concat(
                inner.flatMap((part) => [
                  `${marks} ${part} of the ${word}`,
                  `It is old, the ${word}, and of ${part}.`,
                ]),
              )
              .join('\n\n'),
          )
          .join('\n\n')}\n`
      const older = name(`---\nshape: headings\n---\n${written('##', 0)}`, emptyLedger())
      const { ledger, codes, ids } = name(written('###', above), { ...older.ledger, reading: undefined })

      expect(codes.filter((code) => !code.startsWith('question-held'))).toEqual([])
      for (const { word, inner } of questions) {
        expect(ids).toContain(`what-is-a-${word}`)
        for (const part of inner)
          expect(ledger.questions.get(`${part.toLowerCase()}-of-the-${word}`)?.to).toBe(`what-is-a-${word}`)
      }
    }),
  )
})

import { describe, expect, test } from 'vitest'
import {
  emptyLedger,
  type Ledger,
  type RecordedQuestion,
  readLedger,
  siteOf,
  writeLedger,
} from '../../src/permalinks/ledger.ts'

const record: RecordedQuestion = {
  ...{ title: 'What is a closure?', place: 'js#scope', file: 'js.md', line: 3 },
  ...{ fingerprint: '.0123456789ab.', published: '2026-01-31' },
}

const ledger: Ledger = {
  questions: new Map([
    ['what-is-a-closure', record],
    ['old', { ...record, to: 'what-is-a-closure' }],
    ['gone', { ...record, retired: '2026-02-01' }],
    ['newer', { ...record, updated: '2026-02-01' }],
  ]),
  topics: new Map([['js', { title: 'JavaScript', file: 'js.md' }]]),
  sections: new Map([['js#scope', { title: 'Scope' }]]),
  tags: new Map([['c-plus-plus', { title: 'c++' }]]),
}

describe('a ledger', () => {
  test('is read as it was written, one address a line in order', () => {
    const text = writeLedger(ledger)

    expect(readLedger(text)).toEqual({ ledger, problems: [] })
    expect(readLedger(`\ufeff${text.replaceAll('\n', '\r\n')}`).ledger).toEqual(ledger)
    expect(text.split('\n').slice(2, 5)).toEqual([
      '  "questions": {',
      expect.stringMatching(/^ {4}"gone": \{ "title": "What is a closure\?", .*\},$/),
      expect.stringMatching(/^ {4}"newer": /),
    ])
    expect(writeLedger(emptyLedger())).toContain('"questions": {},\n')
  })

  test('knows its site by the questions that came first, until it is recorded', () => {
    const later = { ...record, published: '2026-02-01' }
    const questions = new Map(ledger.questions).set('later', later)
    const site = siteOf(ledger)
    const recorded = { ...ledger, site: 'a-site' }

    expect(siteOf({ ...ledger, questions })).toBe(site)
    expect(siteOf({ ...ledger, questions: new Map([['later', later]]) })).not.toBe(site)
    expect(readLedger(writeLedger(recorded))).toEqual({ ledger: recorded, problems: [] })
    expect(siteOf(recorded)).toBe('a-site')
    expect(readLedger(writeLedger({ ...ledger, site: 'A site' })).ledger).toBeUndefined()
  })

  test('that was merged may hold chains: nobody is sent twice', () => {
    const questions = new Map(ledger.questions).set('older', { ...record, to: 'old' })

    expect(readLedger(writeLedger({ ...ledger, questions })).ledger!.questions.get('older')!.to).toBe(
      'what-is-a-closure',
    )
  })

  const line = (id: string, values: object) =>
    `    ${JSON.stringify(id)}: ${JSON.stringify({ ...record, ...values })}`
  const asked = (...lines: string[]) =>
    `{\n  "version": 1,\n  "questions": {\n${lines.join(',\n')}\n  },\n  "topics": {},\n  "sections": {},\n  "tags": {}\n}\n`

  test.each([
    ['', '1:1 ledger-not-json'],
    ['{ "version": 1', '1:15 ledger-not-json'],
    ['{\n  "version": 1,\n  oops\n}', '3:3 ledger-not-json'],
    ['[]', '1:1 ledger-version'],
    ['null', '1:1 ledger-version'],
    ['{ "version": 2 }', '1:1 ledger-version'],
    ['{\n<<<<<<< ours\n=======\n>>>>>>> theirs\n}', '2:1 ledger-merge'],
    [asked(line('a', {}), line('a', {})), '5:5 ledger-repeated'],
    [asked(line('é', {}), line('e\u0301', {})), '5:5 ledger-repeated'],
    [asked(line('a', {}), line('A', {})), '5:5 ledger-repeated'],
    [asked(line('a', { line: 0 })), '4:5 ledger-entry'],
    [asked(line('a', { title: 1 })), '4:5 ledger-entry'],
    [asked(line('a', { published: 'today' })), '4:5 ledger-entry'],
    [asked(line('a', { published: '2026-99-99' })), '4:5 ledger-entry'],
    [asked(line('a', { updated: '2026-02-30' })), '4:5 ledger-entry'],
    [asked(line('a', { retired: '2025-02-29' })), '4:5 ledger-entry'],
    [asked(line('a', { colour: 'red' })), '4:5 ledger-entry'],
    [asked(line('a', { to: 'b', retired: '2026-01-31' })), '4:5 ledger-entry'],
    [asked(line('a b', {})), '4:5 ledger-entry'],
    [asked('    "a": "b"'), '4:5 ledger-entry'],
    [asked('    "__proto__": {}'), '4:5 ledger-entry'],
    ['{ "version": 1, "questions": [], "topics": {}, "sections": {}, "tags": {} }', '1:17 ledger-entry'],
    [
      '{ "version": 1, "questions": {}, "topics": {}, "sections": {}, "tags": {}, "x": {} }',
      '1:76 ledger-entry',
    ],
    [asked(line('a', { to: 'b' })), '4:5 redirect-broken'],
    [asked(line('a', { to: 'a' })), '4:5 redirect-broken'],
    [
      asked(line('a', {}), line('b', { to: 'c' }), line('c', { retired: '2026-01-31' })),
      '5:5 redirect-broken',
    ],
  ])('that is nonsense is told in one line with its place: %j', (json, told) => {
    const { ledger, problems } = readLedger(json)

    expect(ledger).toBeUndefined()
    expect(problems.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual([told])
  })

  test('with a loop tells of each address in it', () => {
    const { problems } = readLedger(asked(line('a', { to: 'b' }), line('b', { to: 'a' })))

    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'redirect-broken “a” leads nowhere: “a” leads back to it.',
      'redirect-broken “b” leads nowhere: “b” leads back to it.',
    ])
  })
})

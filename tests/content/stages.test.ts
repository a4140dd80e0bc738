import { expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import { entriesOf } from '../../src/content/entries.ts'
import { linkAll } from '../../src/content/linked.ts'
import { nameAll } from '../../src/content/naming.ts'
import { reportsOf } from '../../src/content/reports.ts'
import { importTopic } from '../../src/importer/index.ts'
import { emptyLedger } from '../../src/permalinks/ledger.ts'

// Each stage is given what the one before it makes; none of them reads the disk.
const text =
  '# Scopes\n\n## Basics\n\n### 1. What is a closure?\n\nSee [it](#basics), ![a](a.png) and [none](#none).\n'
const read = [
  { path: 'scopes.md', folder: 'content', topic: importTopic('scopes.md', new TextEncoder().encode(text)) },
]
const addresses = addressesUnder('/prep/')
const picture = { address: '/prep/images/a.0.png', width: 2, height: 1 }
const pictures = new Map([['scopes.md', new Map([['a.png', picture]])]])
const naming = () => nameAll({ read, unread: [] }, undefined, { drafts: false, addresses })

test('topics, sections and questions are given ids', () => {
  const { named, ledger, promises, found } = naming()

  expect(named.map(({ id, sectionIds, questionIds }) => [id, sectionIds, questionIds])).toEqual([
    ['scopes', ['basics'], ['what-is-a-closure']],
  ])
  expect([...ledger.questions.keys()]).toEqual(['what-is-a-closure'])
  expect([promises, found]).toEqual([undefined, []])
})

test('a frozen ledger that lacks an address is told of', () => {
  const promised = {
    folder: 'content',
    paths: ['content'],
    isWhole: true,
    ledger: emptyLedger(),
    text: undefined,
    problems: [],
  }

  const { promises, found } = nameAll(
    { read, unread: [] },
    { ...promised, isFrozen: true, today: '2026-01-31' },
    { drafts: false, addresses },
  )

  expect(promises!.changes).toBe(3)
  expect(found.map(([file, { code }]) => [file, code])).toEqual([
    ['content/permalinks.json', 'ledger-outdated'],
  ])
})

test('links and images are given their addresses, and what leads nowhere is told', () => {
  const { named } = naming()

  const { html, found } = linkAll(named, { settings: [], pictures }, addresses)

  const answer = html.get(read[0]!.topic.questions[0]!.answer!)
  expect(answer).toContain('<a href="/prep/topics/scopes/#basics">it</a>')
  expect(answer).toContain('src="/prep/images/a.0.png"')
  expect(answer).toContain('<a>none</a>')
  expect(found.map(([file, { code }]) => [file, code])).toEqual([['scopes.md', 'link-dead']])
})

test('entries are made of names, texts and the ledger’s days', () => {
  const { named, ledger } = naming()
  const { html } = linkAll(named, { settings: [], pictures }, addresses)

  const { topics, questions } = entriesOf(named, ledger, html)

  expect(topics.map(({ id, title, sections }) => [id, title, sections.map(({ id }) => id)])).toEqual([
    ['scopes', 'Scopes', ['basics']],
  ])
  expect(questions).toMatchObject([
    { id: 'what-is-a-closure', topic: 'scopes', section: 'basics', position: 0, line: 5, published: null },
  ])
})

test('reports tell each file’s questions and all problems of it, and folders without a question', () => {
  const { named } = naming()
  const { found } = linkAll(named, { settings: [], pictures }, addresses)

  const reports = reportsOf({ read, folders: ['elsewhere'] }, named, found)

  expect(reports.map(({ file, problems }) => [file, problems.map(({ code }) => code)])).toEqual([
    ['elsewhere', ['content-empty']],
    ['scopes.md', ['link-dead']],
  ])
  expect(reports[1]!.questions.map(({ id }) => id)).toEqual(['what-is-a-closure'])
})

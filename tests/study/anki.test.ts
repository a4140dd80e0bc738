import { unzipSync } from 'fflate'
import initSqlJs from 'sql.js'
import { expect, test } from 'vitest'
import { addressesUnder } from '../../src/addresses.ts'
import type { Content, NamedQuestion } from '../../src/content/published.ts'
import { defaults } from '../../src/content/settings.ts'
import { collectionOf, decksOf } from '../../src/study/build/anki.ts'

const addresses = addressesUnder('/prep/')

function question(fields: Partial<NamedQuestion>): NamedQuestion {
  return {
    ...{ id: 'what-is-a-closure', title: 'What is a closure?', titleHtml: 'What is a <em>closure</em>?' },
    ...{ sharesTitle: false, topic: 'js', section: null, position: 0, tags: ['web', 'C++'], aliases: [] },
    ...{ level: null, reviewed: null, file: 'js.md', line: 1, endLine: 2, markdown: '', definitions: '' },
    ...{ prompt: null, math: false, answers: [], keyed: '', choices: [], answered: true, text: 'A function' },
    headings: [],
    html: '<p><a href="/prep/topics/js/">A</a> <a href="#here">b</a> <img src="/prep/images/a.png" alt=""></p>',
    ...{ published: '2026-01-31', updated: null, revision: 1 },
    ...fields,
  }
}

function contentOf(...questions: NamedQuestion[]): Content {
  const topic = {
    description: null,
    order: null,
    language: null,
    introduction: null,
    sections: [],
    former: [],
  }
  return {
    settings: { ...defaults, title: 'My::Notes' },
    topics: [
      { ...topic, id: 'js', title: 'JavaScript', file: 'js.md' },
      { ...topic, id: 'py', title: 'Python', file: 'py.md' },
    ],
    ...{ questions, former: [], site: 'site', reports: [], ledger: undefined },
  }
}

const other = question({
  ...{ id: 'which', title: 'Which?', topic: 'py', tags: [], html: '<p>Zero.</p>' },
  choices: [
    { label: 'A', html: 'one', text: 'one', correct: false },
    { label: 'B', html: 'two', text: 'two', correct: true },
  ],
})

/** Makes the decks of some content, and reads one as another SQLite does. */
async function written(content: Content, path = 'anki.apkg') {
  const collection = collectionOf(content, { origin: 'https://example.org', addresses })
  const bytes = (await decksOf(collection, addresses.home)).get(path)!
  const files = unzipSync(bytes)
  const { Database } = await initSqlJs()
  const database = new Database(files['collection.anki2'])
  const rows = (query: string) => {
    const [result] = database.exec(query)
    return (result?.values ?? []).map((values) =>
      Object.fromEntries(values.map((value, index) => [result!.columns[index], value])),
    )
  }
  return { bytes, files, rows }
}

test('a deck has a note for each question, in the deck of its topic, that leads back to the site', async () => {
  const { files, rows } = await written(
    contentOf(question({}), other, question({ id: 'open', answered: false })),
  )
  const notes = rows('SELECT * FROM notes ORDER BY sfld')
  const [{ decks, models }] = rows('SELECT * FROM col') as [{ decks: string; models: string }]
  const names = Object.values(JSON.parse(decks) as Record<string, { id: number; name: string }>)

  expect(Object.keys(files).toSorted()).toEqual(['collection.anki2', 'media'])
  expect(rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(notes.map(({ sfld, tags }) => [sfld, tags])).toEqual([
    ['What is a closure?', ' web c-plus-plus '],
    ['Which?', ''],
  ])
  expect(String(notes[0]!.flds).split('\x1f')).toEqual([
    '<h1>What is a <em>closure</em>?</h1>',
    '<p><a href="https://example.org/prep/topics/js/">A</a> <a href="https://example.org/prep/questions/what-is-a-closure/#here">b</a> <img src="https://example.org/prep/images/a.png" alt=""></p>',
    'https://example.org/prep/questions/what-is-a-closure/',
  ])
  expect(String(notes[1]!.flds)).toContain('<ol type="A"><li>one</li><li>two</li></ol>')
  expect(String(notes[1]!.flds)).toContain('<dt>B</dt><dd>two</dd>')
  expect(names.map(({ name }) => name)).toEqual(['Default', 'My:Notes::JavaScript', 'My:Notes::Python'])
  expect(rows('SELECT did FROM cards').map(({ did }) => did)).toEqual(names.slice(1).map(({ id }) => id))
  expect(Object.keys(JSON.parse(models))).toEqual([String(notes[0]!.mid)])
})

test('the deck of a topic has its own questions', async () => {
  const { rows } = await written(contentOf(question({}), other), 'anki/py.apkg')

  expect(rows('SELECT sfld FROM notes')).toEqual([{ sfld: 'Which?' }])
})

test('the same content gives the same bytes', async () => {
  const [one, again] = [
    await written(contentOf(question({}), other)),
    await written(contentOf(question({}), other)),
  ]

  expect(again.bytes.equals(one.bytes)).toBe(true)
})

test('a later deck updates the notes of an earlier one', async () => {
  const [before] = (await written(contentOf(question({})))).rows('SELECT * FROM notes')
  const later = contentOf(other, question({ title: 'Closures?', titleHtml: 'Closures?', revision: 2 }))
  const [after] = (await written(later, 'anki/js.apkg')).rows('SELECT * FROM notes')

  expect([after!.guid, after!.mid, after!.id]).toEqual([before!.guid, before!.mid, before!.id])
  expect(after!.mod).toBeGreaterThan(before!.mod as number)
})

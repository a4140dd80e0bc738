import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Engine, viva } from '../../bench/search/engines.ts'
import { openIndexes } from '../../src/search/browser/pagefind.ts'
import type { Searchable } from '../../src/search/build/record.ts'
import { find } from '../../src/search/find.ts'
import { writeVocabulary } from '../../src/search/vocabulary.ts'

let engine: Engine

beforeAll(async () => {
  engine = await viva(
    Object.entries({
      java: ['What is Java?', 'A language with classes.'],
      collections: ['Describe the set interface of the Java collections', 'A hashmap is none.'],
      jquery: ['Is jQuery still of use?', 'It wraps the document.'],
      query: ['What does a query cost?', 'Time. A j is a letter.'],
      reducer: ['What is a reducer?', 'A function that one may use.'],
      variables: ['What is the difference between var, let and const?', 'Their scope.'],
      pure: ['What is a pure function?', 'One may let it run; var, vs and all.'],
      loop: ['What is the event loop?', 'It waits for an event.'],
      event: ['What is an event?', 'Something in a loop.'],
      group: ['What does GROUP BY do?', 'It makes groups.'],
      strict: ['What is StrictMode?', 'It tells of what is out of date.'],
      cherry: ['What does a cherry-pick do?', 'It copies a commit.'],
      streams: ['What are streams?', 'Es gibt sie.'],
      boxed: ['Who changes a boxed value?', 'Nobody. Its value is one.'],
      this: ['Explain how this works', 'By the call, this and that.'],
      facade: ['What is the facade pattern?', 'One door for a house of many.'],
      fade: ['How does a lamp go out?', 'By a fade.'],
      main: ['What is the main thread?', 'The first one.'],
      admin: ['Who is an admin?', 'Whoever keeps the house.'],
      context: ['How does one keep this for a component of a class?', 'By a context. This, this and this.'],
    }).map(([id, [title, text]]): Searchable => {
      return {
        ...{ url: `/${id}/`, title: title!, html: `<p>${text}</p>`, aliases: [], language: 'en' },
        ...{ tags: [], level: null, topic: { id: 'a', title: 'A' } },
      }
    }),
  )
}, 60_000)

afterAll(() => engine?.close())

describe('what is found first, and whether it is said to be inexact', () => {
  test.each([
    ['java', '/java/', false],
    ['jQuery', '/jquery/', false],
    ['jquery', '/jquery/', false],
    ['var vs let', '/variables/', false],
    ['difference between let and var', '/variables/', false],
    ['kubernetes java', '/java/', true],
    ['useReducer', '/reducer/', true],
    ['eventloop', '/loop/', true],
    ['hash map', '/collections/', true],
    ['"event loop"', '/loop/', false],
    ['event -loop', '/group/', undefined],
    ['GROUP BY', '/group/', false],
    ['reduccer', '/reducer/', true],
    ['strict mode', '/strict/', false],
    ['cherry pick', '/cherry/', false],
    ['streamses', '/streams/', true],
    ['boxed valu', '/boxed/', false],
    ['changes doesn boxed', '/boxed/', false],
    ['this', '/this/', false],
    ['faade pattern', '/facade/', true],
  ])('%s: %s', async (query, url, isLabelled) => {
    const found = await engine.search(query)

    if (isLabelled === undefined) expect(found.urls).toEqual([])
    else expect([found.urls[0], found.isLabelled]).toEqual([url, isLabelled])
  })
})

test('of corrections that are as likely all are found', async () => {
  const { urls } = await engine.search('amin')

  expect(urls.toSorted()).toEqual(['/admin/', '/main/'])
})

describe('an empty answer for a word that questions hold', () => {
  const vocabulary = writeVocabulary([{ text: 'lamp', count: 2, inTitle: true, coded: false, plain: true }])
  const manifest = {
    version: 4,
    indexes: [
      {
        language: 'en',
        folder: '',
        size: 2,
        vocabularies: { common: 'v.txt', rare: [] },
        first: [],
        chunks: [],
      },
    ],
  }
  const pagefind = {
    createInstance: () => ({
      ...{ init: async () => {}, preload: async () => {} },
      search: async () => ({ results: [] }),
    }),
  }

  const open = (isAgain: boolean) =>
    openIndexes({
      ...{ folder: '/', load: async () => pagefind, isAgain },
      fetch: async (path) => (path.endsWith('.json') ? Response.json(manifest) : new Response(vocabulary)),
    })
  const none = { topic: '', tag: '', level: '' }

  test('is a failure', async () => {
    await expect(find('lamp', await open(false), none)).rejects.toThrow('does not tell where “lamp” stands')
  })

  test('is one once: from an index that is read anew it is believed', async () => {
    expect(await find('lamp', await open(true), none)).toMatchObject({ count: 0, inexact: undefined })
  })
})

test('what several words need is loaded at once, and searched one after another', async () => {
  const steps: string[] = []
  const word = (text: string) => ({ text, count: 1, inTitle: false, coded: false, plain: true })
  const vocabulary = writeVocabulary([word('lamp'), word('buoy')])
  const index = { language: 'en', folder: '', size: 2, vocabularies: { common: 'v.txt', rare: [] } }
  const pagefind = {
    createInstance: () => ({
      init: async () => {},
      preload: async (term: string) => {
        steps.push(`load ${term}`)
      },
      search: async (term: string) => {
        steps.push(`begin ${term}`)
        await setImmediate()
        steps.push(`end ${term}`)
        return { results: [] }
      },
    }),
  }
  const manifest = { version: 4, indexes: [{ ...index, first: [], chunks: [] }] }
  const indexes = await openIndexes({
    ...{ folder: '/', load: async () => pagefind, isAgain: true },
    fetch: async (path) => (path.endsWith('.json') ? Response.json(manifest) : new Response(vocabulary)),
  })

  await find('lamp buoy ', indexes, { topic: '', tag: '', level: '' })

  const searches = ['"lamp"', 'lamp', '"buoy"', 'buoy']
  expect(steps).toEqual([
    ...searches.map((term) => `load ${term}`),
    ...searches.flatMap((term) => [`begin ${term}`, `end ${term}`]),
  ])
})

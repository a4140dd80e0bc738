import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomFrom } from '../../bench/random.ts'
import { type Engine, viva } from '../../bench/search/engines.ts'
import { averageWeight, measure, type Score } from '../../bench/search/measure.ts'
import { type KnownItem, makeQueries } from '../../bench/search/queries.ts'
import { addressesUnder } from '../../src/addresses.ts'
import { memoryCache } from '../../src/content/cache.ts'
import { readContent } from '../../src/content/index.ts'
import { openIndexes } from '../../src/search/browser/pagefind.ts'
import { indexOf, type Manifest, type Searchable } from '../../src/search/build/pagefind.ts'
import { searchablesOf } from '../../src/search/build/questions.ts'
import { readVocabulary } from '../../src/search/vocabulary.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'

let engine: Engine
let queries: KnownItem[]
let scores: Score[]

beforeAll(async () => {
  const addresses = addressesUnder('/')
  const content = await readContent({ paths: ['content'], drafts: false, addresses, cache: memoryCache() })
  const questions = searchablesOf(content, addresses)
  engine = await viva(questions)
  queries = makeQueries(questions, 1, 10)
  scores = await measure(engine, queries)
}, 120_000)

afterAll(() => engine?.close())

describe('on the site’s own questions', () => {
  test.each([
    ['title words, as written', 0.95],
    ['two rare title words', 0.95],
    ['words of the answer only', 0.9],
    ['a typo in one word', 0.9],
    ['a rougher typo', 0.85],
    ['words split or joined', 0.85],
    ['the last word half typed', 0.9],
    ['symbols and identifiers', 0.9],
    ['phrases', 0.95],
    ['natural sentences', 0.6],
  ] as const)('a search by %s finds the question, on the whole at rank 1/%d', (kind, floor) => {
    const score = scores.find((score) => score.kind === kind)!

    expect(score.missed.filter(() => score.mrr < floor)).toEqual([])
    expect(score.mrr).toBeGreaterThanOrEqual(floor)
  })

  test('nothing is shown as if it matched where no question holds the word', () => {
    expect(scores.map(({ bluffs }) => bluffs)).toEqual(scores.map(() => 0))
  })

  test('what is exact is not said to be inexact', () => {
    const exact = scores.filter(({ kind }) => /title|single|answer|symbols|phrases/.test(kind))

    expect(exact.filter(({ labelled }) => labelled > 0.02)).toEqual([])
  })

  test('a first search loads at most 150 kB, this site’s own script apart', async () => {
    expect(await averageWeight(engine, queries)).toBeLessThanOrEqual(150)
  })
})

test('rare words of a large vocabulary are loaded when they are asked for, and not before', async () => {
  const random = randomFrom(7)
  const word = () => Array.from({ length: 9 }, () => letters[Math.floor(random() * letters.length)]).join('')
  const questions = Array.from({ length: 200 }, (_, at): Searchable => {
    const words = Array.from({ length: 120 }, word)
    return {
      ...{ url: `/${at}/`, title: `Lamp ${words[0]}`, html: `<p>${words.join(' ')} buoy</p>` },
      ...{ aliases: [], tags: [], level: null, language: 'en', topic: { id: 'a', title: 'A' } },
    }
  })
  const files = await indexOf(questions)
  const manifest: Manifest = JSON.parse(new TextDecoder().decode(files.get('viva.json')))
  const { common, rare } = manifest.indexes[0]!.vocabularies
  const large = await viva(questions)
  const rarest = readVocabulary(new TextDecoder().decode(files.get(rare[0]!.path)))[0]!.text

  const [byFrequent, byRare] = [
    await large.firstSearch(questions[0]!.title.slice('Lamp '.length)),
    await large.firstSearch(rarest),
  ]
  const { urls } = await large.search(rarest)
  await large.close()

  expect(gzipSync(files.get(common)!).length).toBeLessThan(21_000)
  expect(byRare - byFrequent).toBeGreaterThan(2)
  expect(urls).toHaveLength(1)
}, 60_000)

test('the same questions give the same bytes, however many things narrow a search for them', async () => {
  const tags = ['ice', 'fog', 'tide', 'lamp', 'buoy'].map((id) => ({ id, name: id }))
  const questions = Array.from({ length: 10 }, (_, at): Searchable => {
    return {
      ...{ url: `/${at}/`, title: `Lamp ${at}`, html: '<p>It is lit.</p>', aliases: [], language: 'en' },
      ...{
        tags: tags.slice(at % 5),
        level: at % 2 ? 'easy' : 'hard',
        topic: { id: `${at % 3}`, title: 'A' },
      },
    }
  })

  const [first, ...others] = [await indexOf(questions), await indexOf(questions), await indexOf(questions)]

  for (const other of others) expect(new Map(other)).toEqual(first)
})

test('the words that stand for an image find its question, though it has no others', async () => {
  const question: Searchable = {
    ...{ url: '/lamp/', title: 'How is a lamp lit?', html: '<p><img src="a.png" alt="A gollywock"></p>' },
    ...{ aliases: [], tags: [], level: null, language: 'en', topic: { id: 'a', title: 'A' } },
  }
  const engine = await viva([question])

  const found = [await engine.search('gollywock'), await engine.search('lamp')]
  await engine.close()

  expect(found.map(({ urls }) => urls)).toEqual([['/lamp/'], ['/lamp/']])
})

test('a plural of capitals is found by itself and by its singular', async () => {
  const questions = ['APIs and URLs are named here.', 'A lamp is lit.'].map((text, at): Searchable => {
    return {
      ...{ url: `/${at}/`, title: `Lamp ${at}`, html: `<p>${text}</p>`, aliases: [], language: 'en' },
      ...{ tags: [], level: null, topic: { id: 'a', title: 'A' } },
    }
  })
  const engine = await viva(questions)

  const found = async (query: string) => (await engine.search(query)).urls
  const outcomes = [await found('apis'), await found('API'), await found('urls')]
  await engine.close()

  expect(outcomes).toEqual([['/0/'], ['/0/'], ['/0/']])
}, 60_000)

test('an index of no questions is a failure', async () => {
  await expect(indexOf([])).rejects.toThrow('The search index holds no question.')
})

test.each([
  ['is not there', () => new Response('', { status: 404 }), /answers 404/],
  ['is a page of HTML', () => new Response('<!doctype html>'), /JSON/],
  ['is of another release', () => Response.json({ version: 0, indexes: [] }), /another release/],
])('an index that %s is not opened', async (_, answer, reason) => {
  const opened = openIndexes({
    ...{ folder: '/pagefind/' },
    ...{ load: async () => ({}), fetch: async () => answer() },
  })

  await expect(opened).rejects.toThrow(reason)
})

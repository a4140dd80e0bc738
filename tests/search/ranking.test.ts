import { describe, expect, test } from 'vitest'
import { readQuery } from '../../src/search/query.ts'
import { type Page, rank, rarityOf, resultOf } from '../../src/search/ranking.ts'
import { type Known, vocabularyOf } from '../../src/search/vocabulary.ts'
import { codedWordsOf, plainWordsOf } from '../../src/search/words.ts'

function page(title: string, content = '', aliases = ''): Page {
  return { id: title, url: `/${title}/`, title, topic: 'Harbour', aliases, tags: '', content, places: [] }
}

function read(typed: string, pages: readonly Page[]) {
  const counts = new Map<string, Known>()
  for (const { title, content, aliases } of pages) {
    const text = `${title} ${content} ${aliases}`
    const words = [...codedWordsOf(text), ...plainWordsOf(text)].map(
      (word) => [word.text, word.coded] as const,
    )
    for (const [word, coded] of new Map(words)) {
      counts.set(word, {
        text: word,
        coded,
        plain: !coded,
        inTitle: false,
        count: (counts.get(word)?.count ?? 0) + 1,
      })
    }
  }
  const vocabulary = vocabularyOf(counts.values())
  const query = readQuery(typed, vocabulary, 'en')
  const rarities = query.terms.map(({ words }) => rarityOf(words[0]?.count ?? 0, pages.length))
  return { vocabulary, query, rarities, all: pages.length, language: 'en' }
}

function order(typed: string, pages: readonly Page[]): string[] {
  const { query, ...known } = read(typed, pages)
  return rank(pages, query, known).map(({ page }) => page.title)
}

describe('first comes', () => {
  test.each([
    ['a word in the title', 'buoy', [page('Tide', 'buoy buoy buoy'), page('Buoy', 'rope')], 'Buoy'],
    ['an alias, like a title', 'ORM', [page('Tide', 'orm'), page('Mapper', 'x', 'ORM')], 'Mapper'],
    ['the very word', 'closures', [page('Closure'), page('Closures')], 'Closures'],
    ['the whole word', 'java ', [page('Javascript lamp'), page('Java lamp')], 'Java lamp'],
    ['the shorter title', 'tide', [page('Tide tables of the northern harbour'), page('Tide')], 'Tide'],
    ['all of the words', 'red lamp', [page('Red red', 'red'), page('Rope', 'red lamp')], 'Rope'],
    ['words side by side', 'red lamp', [page('A', 'red rope, blue lamp'), page('B', 'a red lamp')], 'B'],
    ['the symbol itself', 'C++', [page('What is C?'), page('What is C++?')], 'What is C++?'],
  ])('%s', (_, typed, pages, first) => {
    expect(order(typed, pages)[0]).toBe(first)
  })
})

describe('a result', () => {
  const fog = 'Lamps first. '.repeat(30)
  const lighthouse: Page = {
    ...page('What is a lighthouse?', `Intro. Fog signal. ${fog}The nautophone sounds & rings.`),
    places: [
      { anchor: 'fog signal', heading: 'Fog signal', start: 7 },
      { anchor: 'the-nautophone', heading: '', start: 19 + fog.length },
    ],
  }
  const result = (typed: string) => {
    const { query, rarities } = read(typed, [lighthouse])
    return resultOf(lighthouse, query, rarities, 'en')
  }

  test('leads to the place where the words stand, in the section that is named', () => {
    expect(result('nautophone')).toMatchObject({
      url: '/What is a lighthouse?/#the-nautophone',
      section: 'Fog signal',
    })
  })

  test('leads to the page where its title holds them', () => {
    expect(result('lighthouse')).toMatchObject({ url: '/What is a lighthouse?/', section: '' })
  })

  test('shows them marked, in an excerpt that is not long', () => {
    const { excerpt } = result('nautophone')

    expect(excerpt.filter(({ marked }) => marked)).toEqual([{ text: 'nautophone', marked: true }])
    expect(excerpt.map(({ text }) => text).join('').length).toBeLessThan(250)
    expect(excerpt.at(-1)!.text).toBe(' sounds & rings.')
  })
})

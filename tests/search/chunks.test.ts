import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { randomFrom } from '../../bench/random.ts'
import { writerBelow } from '../../src/disk.ts'
import { openIndexes } from '../../src/search/browser/pagefind.ts'
import { inSmallerChunks } from '../../src/search/build/chunks.ts'
import { indexOf } from '../../src/search/build/pagefind.ts'
import type { Searchable } from '../../src/search/build/record.ts'

const random = randomFrom(5)
const syllables = 'ba con de er fli gra ing ise ly mo ness per rea tion tu ur é'.split(' ')
const word = () =>
  Array.from({ length: 4 }, () => syllables[Math.floor(random() * syllables.length)]).join('')

test('an index in small files holds every word, in a file of those that begin like it', async () => {
  const questions = Array.from({ length: 40 }, (_, at): Searchable => {
    const text = Array.from({ length: 200 }, word).join(' ')
    return {
      ...{ url: `/${at}/`, title: `Lamp ${word()}`, html: `<p>${text} buoy</p>` },
      ...{ aliases: [], tags: [], level: null, language: 'en', topic: { id: 'a', title: 'A' } },
    }
  })
  const files = await indexOf(questions)
  const folder = await mkdtemp(join(tmpdir(), 'viva-chunks-'))
  const write = writerBelow(folder)
  for (const [path, bytes] of files) write(path, bytes)
  const read = async (address: string | URL | Request) =>
    new Response(await readFile(new URL(String(address).replace(/\?.*/, ''))))
  globalThis.fetch = read as typeof fetch

  const [index] = await openIndexes({
    ...{ folder: `${pathToFileURL(folder)}/`, fetch: read },
    load: (address) => import(address),
  })
  const all = [...(await index!.vocabulary([...'bcdefgilmnprtu'])).values()]
  const words = all.filter((_, at) => at % 4 === 0)
  const found = await Promise.all(words.map(async (word) => (await index!.pagesWith(word)).length))
  await rm(folder, { recursive: true })

  const chunks = [...files].filter(([path]) => path.endsWith('.pf_index'))
  expect(words.filter(({ count }, at) => found[at]! < count).map(({ text }) => text)).toEqual([])
  expect(words.length).toBeGreaterThan(1000)
  expect(chunks.length).toBeGreaterThan(10)
  expect(Math.max(...chunks.map(([, bytes]) => bytes.length))).toBeLessThan(10_000)
}, 60_000)

test('what is no index of Pagefind’s is not parted', () => {
  const files = new Map([
    ['pagefind-entry.json', new TextEncoder().encode('{}')],
    ['pagefind.en_1.pf_meta', new Uint8Array([31, 139])],
  ])

  expect(() => inSmallerChunks(files)).toThrow()
  expect(() => inSmallerChunks(new Map())).toThrow('no file that tells what it holds')
})

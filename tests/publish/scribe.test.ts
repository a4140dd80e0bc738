import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startScribe } from '../../src/publish/scribe.ts'

const published = { base: '/', origin: 'https://prep.example' }
const site = () => mkdtempSync(join(tmpdir(), 'viva-scribe-'))

function page(path: string, body: string): string {
  return `<link rel="canonical" href="https://prep.example/${path}"><h1 id="été">x</h1>${body}`
}

test('writes more pages than it takes at once, and knows those of others', async () => {
  const folder = site()
  const scribe = startScribe(folder)
  const paths = Array.from({ length: 2000 }, (_, at) => `questions/${at}/`)
  writeFileSync(join(folder, 'index.html'), page('', '<img src="/images/a.png"><img src="/images/a.png">'))

  for (const path of paths)
    await scribe.write(
      `${path}index.html`,
      new TextEncoder().encode(page(path, `<a href="/#été">x</a>${'x'.repeat(9000)}`)),
    )
  await scribe.write('questions/0.md', 'é')
  const held = await scribe.held(published, '/images/')
  const sitemap = held.listed.map((address) => `<loc>${address}</loc>`).join('')
  writeFileSync(join(folder, 'sitemap-0.xml'), sitemap)
  mkdirSync(join(folder, 'images'))
  const faults = await scribe.faults(published)

  expect(held.linked).toEqual(['/images/a.png'])
  expect(held.listed.toSorted()).toEqual(
    ['', ...paths].map((path) => `https://prep.example/${path}`).toSorted(),
  )
  expect(readFileSync(join(folder, 'questions/1999/index.html'), 'utf8')).toContain('id="été"')
  expect(readFileSync(join(folder, 'questions/0.md'), 'utf8')).toBe('é')
  expect(faults).toEqual(['index.html: “/images/a.png” leads nowhere'])
})

test('says what keeps it from writing', async () => {
  const folder = site()
  writeFileSync(join(folder, 'questions'), '')
  const scribe = startScribe(folder)

  await scribe.write('questions/a/index.html', 'x')

  await expect(scribe.held(published, '/images/')).rejects.toThrow(/ENOTDIR|EEXIST/)
})

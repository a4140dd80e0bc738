import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accents } from '../../src/importer/metadata/settings.ts'
import { colourOf, tokens } from '../../src/site/colours.ts'

test('a colour is what the tokens say of its role in the light theme', async () => {
  const css = readFileSync(tokens, 'utf8')

  for (const role of ['surface', 'text', 'text-quiet'] as const)
    expect(css).toContain(`  --${role}: light-dark(${await colourOf(role)}, `)
  for (const accent of accents)
    expect(css).toContain(`[data-accent="${accent}"] {\n  --accent: light-dark(${await colourOf(accent)}, `)
})

test('nothing but the tokens names a colour', () => {
  const src = join(import.meta.dirname, '../../src')
  const naming = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|astro|css)$/.test(file) && join(src, file) !== tokens)
    .filter((file) =>
      /["'`: ]#(?:[0-9a-f]{3}|[0-9a-f]{6})\b(?![-(])/i.test(readFileSync(join(src, file), 'utf8')),
    )

  expect(naming).toEqual([])
})

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspect } from '../../src/crawl.ts'

function site(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'viva-site-'))
  for (const [name, html] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), html)
  }
  return folder
}

describe('a finished site', () => {
  test('whose links, assets and anchors all resolve passes', async () => {
    const folder = site({
      'index.html':
        '<a href="/prep/a/#b%20c">a</a><a href="#top" id="top">b</a><link href="/prep/s.css"><a href="https://example.org/">c</a>',
      'a/index.html': '<p id="b c">text that says href="/gone/"</p><a href="../">home</a>',
      's.css': '',
    })

    await expect(inspect(folder, '/prep/')).resolves.toBeUndefined()
  })

  test.each([
    ['a link to no page', '<a href="/prep/gone/">x</a>', '“/prep/gone/” leads nowhere'],
    ['a link outside the base path', '<a href="/a/">x</a>', '“/a/” leads nowhere'],
    ['a link without its slash', '<a href="/prep/a">x</a>', '“/prep/a” leads nowhere'],
    ['a link in other letters', '<a href="/prep/A/">x</a>', '“/prep/A/” leads nowhere'],
    ['a missing script', '<script src="/prep/x.js"></script>', '“/prep/x.js” leads nowhere'],
    ['a form to nowhere', '<form action="/prep/x/"></form>', '“/prep/x/” leads nowhere'],
    ['a missing anchor', '<a href="#x">x</a>', '“#x” has no such anchor'],
    ['another page’s missing anchor', '<a href="/prep/a/#x">x</a>', '“/prep/a/#x” has no such anchor'],
    ['an id that stands twice', '<p id="x"></p><p id="x"></p>', 'the id “x” stands twice'],
  ])('with %s does not', async (_, html, fault) => {
    const folder = site({ 'index.html': html, 'a/index.html': '' })

    await expect(inspect(folder, '/prep/')).rejects.toThrow(`index.html: ${fault}`)
  })

  test('tells all its faults at once', async () => {
    const folder = site({ 'index.html': '<a href="#x">x</a><a href="#y">y</a>' })

    await expect(inspect(folder, '/')).rejects.toThrow(/“#x”[^\n]*\n[^\n]*“#y”/)
  })
})

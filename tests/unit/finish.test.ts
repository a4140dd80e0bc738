import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeIndex } from '../../src/search/index.ts'

function site(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'viva-site-'))
  for (const [name, html] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), html)
  }
  return folder
}

describe('the search index', () => {
  test('holds the pages, and nothing of Pagefind’s own interface', async () => {
    const folder = site({
      'a/index.html': '<html lang="en"><body data-pagefind-body><h1>Closures</h1></body></html>',
    })

    await writeIndex(folder)

    const files = readdirSync(join(folder, 'pagefind'))
    expect(files).toContain('pagefind.js')
    expect(files).toContain('pagefind-entry.json')
    expect(files.filter((name) => /ui|highlight/.test(name))).toEqual([])
  })

  test('of no page is a failure', async () => {
    await expect(writeIndex(site({ 'a.txt': '' }))).rejects.toThrow('The search index holds no page.')
  })
})

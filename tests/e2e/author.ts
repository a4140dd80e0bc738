import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { digestsOf, type Environment, freePort, launch, run } from './site.ts'

export const readme =
  '# JavaScript\n\n### What is a closure?\n\nA function and the variables of the scope around it.\n\n' +
  '### What is hoisting?\n\nDeclarations are moved to the top of their scope. See [closures](#what-is-a-closure).\n'

/** Runs an installed Viva in an author's folder, which has a README.md and nothing else of his. */
export function author(folder: string, viva: string, cache: string) {
  // Paths that are named beat the variable.
  const environment = { XDG_CACHE_HOME: cache, VIVA_PROGRAM: 'viva', CONTENT_DIR: 'nowhere' }
  const bin = join(viva, 'lib/cli/bin.cjs')
  const command = (args: string[], more: Environment = {}) =>
    run([bin, ...args], { ...environment, ...more }, folder)
  return {
    command,
    /** A command that reaches no other machine; `undefined` where this one has no way to arrange that. */
    async offline(args: string[]) {
      const inside = ['-rn', process.execPath, bin, ...args]
      if (spawnSync('unshare', ['-rn', 'true']).status !== 0) return undefined
      const { ended, output } = launch(inside, environment, { program: 'unshare', cwd: folder })
      return { code: await ended, output: output() }
    },
    /** What `build` makes below a base path, and what it leaves alone. */
    async builds(): Promise<void> {
      const before = await digestsOf(join(viva, 'lib'))
      const { code, output } = await command(['build', 'README.md'], {
        BASE: '/prep/',
        SITE: 'https://example.org',
      })

      expect([code, output]).toEqual([
        0,
        expect.stringMatching(/^✔ no problems in 1 file \(2 questions read\)\n/),
      ])
      const page = await readFile(join(folder, 'dist/questions/what-is-hoisting/index.html'), 'utf8')
      expect(page).toContain('href="https://example.org/prep/questions/what-is-hoisting/"')
      expect(page).toContain('href="/prep/questions/what-is-a-closure/"')
      expect(page).not.toMatch(/ (href|src)="\/(?!prep\/)/)
      expect(page).not.toContain('data-desk')
      expect(await readdir(join(folder, 'dist/pagefind'))).toContain('pagefind.js')
      expect(
        Object.keys(JSON.parse(await readFile(join(folder, 'permalinks.json'), 'utf8')).questions),
      ).toEqual([...['what-is-a-closure', 'what-is-hoisting']])
      expect(await digestsOf(join(viva, 'lib'))).toEqual(before)
    },
    /** What a server shows, with every script and style that a page asks for; it follows edits if it is `dev`'s. */
    async shows(name: 'dev' | 'start'): Promise<void> {
      const port = String(await freePort())
      const server = launch([bin, name, 'README.md'], { ...environment, PORT: port }, { cwd: folder })
      try {
        const home = await server.says(/Viva is at (\S+)/)
        const address = new URL('questions/what-is-a-closure/', home).href
        const shown = async () => (await fetch(address)).text()
        const page = await shown()
        expect(page).toContain('What is a closure?')
        const asked = [...page.matchAll(/<(?:script|link rel="stylesheet")[^>]* (?:src|href)="([^"]+)"/g)]
        const statuses = asked.map(
          async ([, path]) => (await fetch(new URL(path!.replaceAll('&#38;', '&'), home))).status,
        )
        expect(asked.length).toBeGreaterThan(2)
        expect(new Set(await Promise.all(statuses))).toEqual(new Set([200]))
        if (name === 'start') return
        await writeFile(join(folder, 'README.md'), readme.replace('A function and', 'A function with'))
        await expect.poll(shown, { timeout: 20_000, interval: 200 }).toContain('A function with')
      } finally {
        await writeFile(join(folder, 'README.md'), readme)
        await server.stop()
      }
    },
  }
}

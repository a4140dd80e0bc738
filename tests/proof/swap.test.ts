import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { marker } from '../../src/publish/out-dir.ts'
import { recover } from '../../src/publish/swap.ts'

test('a hundred kills in the midst of swaps leave one whole site, and what is kept', async () => {
  const root = mkdtempSync(join(tmpdir(), 'viva-kills-'))
  const [outDir, site] = [join(root, 'dist'), join(root, 'site')]
  for (const folder of [join(outDir, '.git'), site]) mkdirSync(folder, { recursive: true })
  writeFileSync(join(outDir, '.git', 'HEAD'), 'precious')
  let caught = 0

  for (let kill = 0; kill < 100; kill++) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'swap.ts'), outDir, site], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    await pause(kill % 37)
    child.kill('SIGKILL')
    await once(child, 'close')
    if (readdirSync(outDir).some((name) => name.endsWith('.next'))) caught += 1

    await recover(outDir)

    const names = readdirSync(outDir)
    const text = readFileSync(join(outDir, marker), 'utf8')
    const numbers = Array.from({ length: 60 }, (_, name) => String(name))
    expect(names.toSorted()).toEqual(['.git', marker, ...numbers, `only-${text}`].toSorted())
    expect(numbers.map((name) => readFileSync(join(outDir, name), 'utf8'))).toEqual(numbers.map(() => text))
    expect(readFileSync(join(outDir, '.git', 'HEAD'), 'utf8')).toBe('precious')
  }
  console.log(`${caught} of 100 kills came between two moves`)
})

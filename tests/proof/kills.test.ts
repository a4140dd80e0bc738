import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { digestsOf, launch, run, temporaryFolder } from '../e2e/site.ts'

const kills = 24

test(`a build that is killed, at any of ${kills} moments, leaves a whole site; the next one clears up`, async () => {
  const folder = await temporaryFolder()
  const [outDir, content] = [join(folder, 'site'), join(folder, 'content')]
  const settings = { OUT_DIR: outDir, CONTENT_DIR: content, CI: 'false' }
  const write = (turn: number) =>
    writeFile(join(content, 'closures.md'), `### What is a closure?\n\nA function, in turn ${turn}.\n`)
  await mkdir(content)
  await write(0)
  await run(['src/cli/viva.ts', 'build'], settings)
  // The day of the last change is part of a site: from here on it stays as it is.
  await write(1)
  const begun = performance.now()
  await run(['src/cli/viva.ts', 'build'], settings)
  const time = performance.now() - begun

  let replaced = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const before = await published(outDir)
    await write(kill + 2)
    const build = launch(['src/cli/viva.ts', 'build'], settings)
    // Moments up to a little after the end, most of them in its second half.
    await pause(time * 1.1 * Math.sqrt(kill / kills))
    await build.stop('SIGKILL')

    const after = await published(outDir)
    const shown = await readFile(join(outDir, 'questions/what-is-a-closure.md'), 'utf8')
    const isNew = shown.includes(`in turn ${kill + 2}.`)
    if (isNew) {
      replaced += 1
      expect(Object.keys(after).toSorted()).toEqual(
        expect.arrayContaining(['index.html', 'questions.json', '.viva-site']),
      )
    } else expect(after).toEqual(before)
    JSON.parse(await readFile(join(content, 'permalinks.json'), 'utf8'))
  }
  const { code } = await run(['src/cli/viva.ts', 'build'], settings)

  console.log(
    `${kills} kills over ${Math.round(time)} ms: ${kills - replaced} before the swap, ${replaced} after it`,
  )
  expect(code).toBe(0)
  expect((await readdir(folder)).toSorted()).toEqual(['content', 'site'])
  expect((await readdir(content)).toSorted()).toEqual(['closures.md', 'permalinks.json'])
  expect((await readdir(outDir)).filter((name) => name.startsWith('.viva-'))).toEqual(['.viva-site'])
  await rm(folder, { recursive: true })
})

/** What is of the site: not what a killed build had put aside, and the next one clears away. */
async function published(outDir: string): Promise<Record<string, string>> {
  const digests = Object.entries(await digestsOf(outDir))
  return Object.fromEntries(digests.filter(([path]) => !/^\.viva-.*\//.test(path)))
}

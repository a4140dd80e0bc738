import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Root } from 'hast'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { addressesUnder } from '../src/addresses.ts'
import { type Cache, diskCache, memoryCache } from '../src/content/cache.ts'
import { readContent } from '../src/content/index.ts'
import { toHtml } from '../src/importer/answer/render.ts'
import { importTopic } from '../src/importer/index.ts'
import { parse } from '../src/importer/source/markdown.ts'
import type { Topic } from '../src/importer/topic.ts'
import { makeFiles } from './questions.ts'

/** One line of the table: what was measured, and what it may be at most. */
interface Figure {
  what: string
  value: number
  goal: number
  unit: 'times' | 'MB'
  of: string
}

const figures = [...measureImport(), ...(await measureEdits())]
console.table(
  Object.fromEntries(
    figures.map(({ what, value, goal, unit, of }) => [
      what,
      {
        measured: `${value.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`,
        goal: `at most ${goal} ${unit}`,
        met: value <= goal ? 'yes' : 'NO',
        of,
      },
    ]),
  ),
)

/** Importing against making HTML of a whole file: the same bytes, by turns, so that what else the machine does strikes both. */
function measureImport(): Figure[] {
  const files = makeFiles(20, 500)
  const stringify = unified().use(rehypeStringify).freeze()
  const topics: Topic[] = []
  const convert = (bytes: Uint8Array) =>
    stringify.stringify(toHtml.runSync(parse(new TextDecoder().decode(bytes))) as Root)
  const [[path, bytes]] = files as [[string, Uint8Array]]
  // Neither is measured before its code is compiled.
  for (let turn = 0; turn < 2; turn += 1) {
    convert(bytes)
    importTopic(path, bytes)
  }

  let [converting, importing] = [0, 0]
  for (const [path, bytes] of files) {
    converting += timeOf(() => convert(bytes))
    importing += timeOf(() => topics.push(importTopic(path, bytes)))
  }
  const questions = topics.reduce((sum, { questions }) => sum + questions.length, 0)
  const kilobytes = files.reduce((sum, [, { length }]) => sum + length, 0) / 1000
  return [
    {
      what: `import ${questions} questions (${Math.round(kilobytes)} kB)`,
      ...{ value: importing / converting, goal: 3, unit: 'times' },
      of: `its HTML, before anything is taken from it: ${inWords(converting)}, import: ${inWords(importing)}`,
    },
    {
      what: 'peak memory of both',
      ...{ value: process.resourceUsage().maxRSS / 1024, goal: 1024, unit: 'MB' },
      of: 'the whole process',
    },
  ]
}

/** Reading all files after one was edited, against reading that one alone with nothing remembered. */
async function measureEdits(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'viva-bench-'))
  const store = join(folder, '.cache')
  try {
    const files = makeFiles(500, 20)
    for (const [path, bytes] of files) await writeFile(join(folder, path), bytes)
    const remembered = memoryCache(diskCache(store))
    await read(folder, remembered)

    const [path, bytes] = files[250]!
    const times: Record<'alone' | 'memory' | 'disk', number[]> = { alone: [], memory: [], disk: [] }
    for (let edit = 1; edit <= 5; edit += 1) {
      const save = (more: string) =>
        writeFile(join(folder, path), `${Buffer.from(bytes)}\nEdit ${edit}${more}\n`)
      await save('a')
      times.alone.push(await timeOfReading(join(folder, path), memoryCache()))
      times.memory.push(await timeOfReading(folder, remembered))
      await save('b')
      times.disk.push(await timeOfReading(folder, diskCache(store)))
    }
    const alone = median(times.alone)
    return (['memory', 'disk'] as const).map((cache) => ({
      what: `one edited file of 500, ${cache} cache`,
      ...{ value: median(times[cache]) / alone, goal: cache === 'memory' ? 2 : 3, unit: 'times' },
      of: `that file alone: ${inWords(alone)}, all: ${inWords(median(times[cache]))}`,
    }))
  } finally {
    await rm(folder, { recursive: true })
  }
}

function read(path: string, cache: Cache) {
  return readContent({ paths: [path], drafts: true, addresses: addressesUnder('/'), cache })
}

async function timeOfReading(path: string, cache: Cache): Promise<number> {
  const start = performance.now()
  await read(path, cache)
  return performance.now() - start
}

function timeOf(act: () => unknown): number {
  const start = performance.now()
  act()
  return performance.now() - start
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function inWords(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { importTopic as Import } from '../src/importer/index.ts'
import { makeFiles } from './questions.ts'

/**
 * The processor time that importing takes here and in other checkouts: `node bench/import-against.ts DIR…`. Each is a
 * process of its own and all take turns; it is also told for one, two and four times as many questions in one file.
 */
const roots = process.argv.slice(2)
const only = process.env.BENCH_IMPORT_OF
if (only) console.log(JSON.stringify(await measure(only)))
else {
  const own = resolve(import.meta.dirname, '..')
  const taken = new Map<string, Taken[]>()
  for (let turn = 0; turn < 3; turn += 1)
    for (const root of [own, ...roots.map((one) => resolve(one))]) {
      const env = { ...process.env, BENCH_IMPORT_OF: root }
      const printed = execFileSync(process.execPath, [import.meta.filename], { env, encoding: 'utf8' })
      taken.set(root, [...(taken.get(root) ?? []), JSON.parse(printed)])
    }
  const ofOwn = least(taken.get(own)!, ({ all }) => all)
  for (const [root, runs] of taken) {
    const all = least(runs, ({ all }) => all)
    const grown = [0, 1, 2].map((at) => least(runs, ({ grown }) => grown[at]!))
    console.log(
      `${root}: ${Math.round(all)} ms of CPU for 4,000 questions, ${(ofOwn / all).toFixed(2)} of it here;`,
      `500, 1,000 and 2,000 in one file: ${grown.map(Math.round).join(', ')} ms`,
    )
  }
}

interface Taken {
  all: number
  grown: number[]
}

async function measure(root: string): Promise<Taken> {
  const { importTopic } = (await import(pathToFileURL(`${root}/src/importer/index.ts`).href)) as {
    importTopic: typeof Import
  }
  const files = makeFiles(8, 500)
  const [[path, bytes]] = files as [[string, Uint8Array]]
  // Nothing is measured before its code is compiled.
  for (let turn = 0; turn < 2; turn += 1) importTopic(path, bytes)
  const all = files.reduce((sum, [path, bytes]) => sum + processorTimeOf(() => importTopic(path, bytes)), 0)
  const grown = [1, 2, 4].map((times) => {
    const text = Buffer.from(Array.from({ length: times }, () => Buffer.from(bytes)).join('\n\n'))
    return Math.min(...[0, 1].map(() => processorTimeOf(() => importTopic(path, text))))
  })
  return { all, grown }
}

/** Milliseconds. */
function processorTimeOf(act: () => unknown): number {
  const start = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

function least(runs: readonly Taken[], of: (one: Taken) => number): number {
  return Math.min(...runs.map(of))
}

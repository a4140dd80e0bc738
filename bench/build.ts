import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Builder, eleventy, hugo, viva, writeQuestions } from './build/builders.ts'
import { bytesIn, type Taken } from './build/measure.ts'

/**
 * How long a build takes: with nothing remembered, again, and after one edited answer. With `--peers` against Eleventy
 * and Hugo, each with Pagefind (npm ci --prefix bench/peers), with `--base DIR` against another checkout; all take turns
 * in the same run, so that what else the machine does strikes all of them.
 */
const { values } = parseArgs({
  options: {
    peers: { type: 'boolean', default: false },
    base: { type: 'string' },
    sizes: { type: 'string', default: '10,1000,10000' },
    /** So many turns; of 10,000 questions one. */
    runs: { type: 'string', default: '3' },
  },
})

type Row = Record<'cold' | 'again' | 'edited', Taken[]>

console.log(`${availableParallelism()} cores, Node ${process.version}`)
for (const size of values.sizes.split(',').map(Number)) {
  const folder = mkdtempSync(join(tmpdir(), 'viva-bench-'))
  try {
    await compare(size, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compare(size: number, folder: string): Promise<void> {
  writeQuestions(folder, size)
  const ours = [
    viva('viva', resolve('.'), folder),
    ...(values.base ? [viva('base', resolve(values.base), folder)] : []),
  ]
  const others = values.peers ? [eleventy(folder), hugo(folder)].filter((one) => one !== undefined) : []
  const rows = new Map<Builder, Row>(
    [...ours, ...others].map((one) => [one, { cold: [], again: [], edited: [] }]),
  )
  const turns = size > 1000 ? 1 : Number(values.runs)
  for (let turn = 1; turn <= turns; turn += 1) {
    for (const [builder, { cold }] of rows) cold.push(await builder.build(true))
    for (const builder of ours) {
      rows.get(builder)!.again.push(await builder.build(false))
    }
    for (const builder of ours) {
      edit(join(builder.content, 'file-000.md'), turn)
      rows.get(builder)!.edited.push(await builder.build(false))
    }
  }
  console.log(`\n${size} questions, ${(bytesIn(join(folder, 'content')) / 1e6).toFixed(1)} MB of Markdown`)
  print(rows)
}

/** Changes a word of the first answer. */
function edit(file: string, turn: number): void {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/^(### 1\. .*\n\n\S+) \S+/m, `$1 edit${turn}`))
}

function print(rows: ReadonlyMap<Builder, Row>): void {
  const [[, own]] = rows as unknown as [[Builder, Row]]
  const table: Record<string, Record<string, string>> = {}
  for (const [{ name, out }, row] of rows) {
    for (const [what, taken] of Object.entries(row) as [keyof Row, Taken[]][]) {
      if (taken.length === 0) continue
      const mid = (key: keyof Taken, of = taken) => median(of.map((one) => one[key]))
      table[`${name}, ${what}`] = {
        'wall, s': mid('wall').toFixed(2),
        'CPU, s': mid('cpu').toFixed(2),
        'peak, MB': mid('peak').toFixed(0),
        'site, MB': (bytesIn(out) / 1e6).toFixed(1),
        'viva / this, wall': (mid('wall', own[what]) / mid('wall')).toFixed(2),
        'viva / this, CPU': (mid('cpu', own[what]) / mid('cpu')).toFixed(2),
      }
    }
  }
  console.table(table)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

import { readdir } from 'node:fs/promises'
import { addressesUnder } from '../src/addresses.ts'
import { diskCache } from '../src/content/cache.ts'
import { readContent } from '../src/content/index.ts'
import { environment } from '../src/environment.ts'
import { searchablesOf } from '../src/search/build/questions.ts'
import { miniSearch, pagefind, viva } from './search/engines.ts'
import { averageWeight, measure } from './search/measure.ts'
import { makeQueries } from './search/queries.ts'

/**
 * How well the questions of CONTENT_DIR are found, next to Pagefind and MiniSearch as they come. `node bench/search.ts
 * [queries of each kind] [seed] [--missed]` tells with `--missed` which ones did not come first.
 */
const [most = 100, seed = 1] = process.argv
  .slice(2)
  .filter((one) => /^\d+$/.test(one))
  .map(Number)
const addresses = addressesUnder('/')
const content = await readContent({
  ...{ paths: [environment.contentDir], drafts: false, addresses, cache: diskCache('.cache/viva') },
})
const questions = searchablesOf(content, addresses)
const queries = makeQueries(questions, seed, most)
console.log(
  `${queries.length} queries of seed ${seed} for ${questions.length} questions ` +
    `(${await namesOf(environment.contentDir)})`,
)

const round = (value: number) => Math.round(value * 1000) / 1000
const compared: Record<string, Record<string, number>> = {}
for (const start of [viva, pagefind, miniSearch]) {
  const began = performance.now()
  const engine = await start(questions)
  const built = performance.now() - began
  try {
    const scores = await measure(engine, queries)
    const weight = await averageWeight(engine, queries)
    console.log(
      `\n${engine.name}: indexed in ${Math.round(built)} ms; a first search loads ${weight.toFixed(0)} kB`,
    )
    console.table(
      Object.fromEntries(
        scores.map(({ kind, queries, mrr, first, five, bluffs, labelled, time }) => [
          kind,
          {
            ...{ queries, 'MRR@10': round(mrr), 'success@1': round(first), 'success@5': round(five) },
            ...{ 'false results': round(bluffs), labelled: round(labelled), 'ms a query': Math.round(time) },
          },
        ]),
      ),
    )
    for (const { kind, queries, mrr, bluffs } of scores) {
      compared[kind] ??= { queries }
      compared[kind][engine.name] = round(/nowhere/.test(kind) ? bluffs : mrr)
    }
    if (process.argv.includes('--missed')) {
      for (const { kind, missed } of scores) for (const line of missed) console.log(`${kind}: ${line}`)
    }
  } finally {
    await engine.close()
  }
}

console.log('\nMRR@10, and for what is nowhere the share shown as if it matched:')
console.table(compared)

async function namesOf(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true })
  return `${files.filter((file) => /\.(md|markdown)$/.test(file)).length} files`
}

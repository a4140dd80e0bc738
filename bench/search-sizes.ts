import { measureSize } from './search/sizes.ts'

/** The search index at 10, 1,600 and 10,000 made-up questions. */
const sizes = []
for (const questions of [10, 1600, 10_000]) sizes.push(await measureSize(questions))
console.table(sizes)

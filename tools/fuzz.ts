import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `npm run fuzz [runs [seed]]`: the properties of `npm test`, each tried many times (60,000) from a random seed. It is
 * told first, and again with the example of whatever is found: with it the run is repeated.
 */
const [runs = '60000', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2)
if (![runs, seed].every((number) => /^\d+$/.test(number))) {
  console.error('npm run fuzz takes a number of runs and a seed.')
  process.exit(2)
}

const files = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('tests', file))
  .filter((file) => /^import .* 'fast-check'$/m.test(readFileSync(file, 'utf8')))
console.log(`The properties of ${files.length} files, ${runs} runs each from seed ${seed}`)
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--testTimeout', '0', ...files]
const { status } = spawnSync(process.execPath, vitest, {
  env: { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed },
  stdio: 'inherit',
})
process.exitCode = status ?? 1

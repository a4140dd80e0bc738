import fc from 'fast-check'

// Every property takes its seed and its number of runs from here: the same few each time, so that no test fails by
// chance, unless `npm run fuzz` asks for others.
const { FUZZ_RUNS = '200', FUZZ_SEED = '1' } = process.env
fc.configureGlobal({ numRuns: Number(FUZZ_RUNS), seed: Number(FUZZ_SEED) })

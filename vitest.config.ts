import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import LongestFirst from './tests/order.ts'

// What a file waits for, a page or a build, leaves a processor to another file; each may have a browser in memory.
const maxWorkers = Math.min(availableParallelism() + 1, 6)

export default defineConfig({
  test: {
    reporters: ['default', './tests/summary.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // What it warns of are source maps of others.
        logLevel: 'error',
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/proof/**'],
          setupFiles: './tests/properties.ts',
          // It imports JSON as only a bundler reads it.
          server: { deps: { inline: [/@actions\/workflow-parser/] } },
          // No test changes what another may see: the modules are loaded once.
          isolate: false,
          maxWorkers,
          // Nothing is asserted of time: a busy machine is no fault.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'whole',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: './tests/e2e/browser.ts',
          maxWorkers,
          // A build, a type check or an installation of a browser takes its time.
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'proof',
          include: ['tests/proof/**/*.test.ts'],
          fileParallelism: false,
          // What takes minutes: `npm test` holds a small part of each.
          testTimeout: 0,
        },
      },
    ],
  },
})

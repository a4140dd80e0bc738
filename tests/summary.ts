import type { Reporter, TestModule } from 'vitest/node'

/** Prints the run's outcome on a line of its own, the last one: `N passed, N failed`. */
export default class Summary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    // A file that cannot be loaded has no tests, and counts as one that failed.
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length
    process.stdout.write(`\n${count('passed')} passed, ${count('failed') + broken} failed\n`)
  }
}

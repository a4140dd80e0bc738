import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that wait for builds and browsers come first, in the order of how long they take, and then those that only
 * compute: no long one is left for the end, and while one waits another computes.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}

const longest = [
  'access',
  'found',
  'build',
  'project',
  'permalinks',
  'study',
  'search',
  'reading',
  'share',
  'reflow',
]

function rankOf({ moduleId, project }: TestSpecification): number {
  if (project.name === 'unit') return longest.length + 1
  const rank = longest.findIndex((name) => moduleId.endsWith(`/e2e/${name}.test.ts`))
  return rank === -1 ? longest.length : rank
}

import fc from 'fast-check'
import type { Node, Parent } from 'unist'
import { visit as theirs } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { visit as ours } from '../../src/importer/source/visit.ts'

const { tree } = fc.letrec<{ tree: Node }>((tie) => ({
  tree: fc.record(
    {
      type: fc.constantFrom('a', 'b', 'c'),
      answer: fc.constantFrom<unknown>(
        undefined,
        undefined,
        undefined,
        null,
        true,
        'skip',
        false,
        0,
        2,
        ['skip', 3],
        -1,
      ),
      children: fc.array(tie('tree'), { maxLength: 4 }),
    },
    { requiredKeys: ['type', 'answer'] },
  ),
}))
const tests = fc.constantFrom<string | string[] | undefined>(undefined, 'a', ['a', 'b'])

test('a tree is visited as by unist-util-visit, whatever the visitor answers', () => {
  fc.assert(
    fc.property(tree, tests, (tree, types) => {
      const visitedBy = (visit: typeof theirs) => {
        const visited: unknown[] = []
        const visitor = (node: Node, index: number | undefined, parent: Parent | undefined) => {
          // A place that was passed would be visited for ever.
          if (visited.length > 200) return false as const
          visited.push([node, index, parent])
          return (node as { answer?: undefined }).answer
        }
        if (types) visit(tree, types, visitor)
        else visit(tree, visitor)
        return visited
      }

      expect(visitedBy(ours)).toEqual(visitedBy(theirs))
    }),
  )
})

import type { Nodes } from 'mdast'
import { expect, test } from 'vitest'
import { treeOf } from '../../src/importer/source/tree.ts'

function nodesIn(node: Nodes): Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap(nodesIn)] : [node]
}

test('an address is given to all links that name it, however many they are', () => {
  const address = `https://example.org/${'y'.repeat(1000)}`
  const text = `${'[a] '.repeat(500)}\n\n> [a]:\n>   ${address}\n>   "A\n>   title"\n> [a]\n\n![b][a]\n`

  const nodes = nodesIn(treeOf(text))

  const [definition] = nodes.filter(({ type }) => type === 'definition')
  expect(nodes.filter(({ type }) => type === 'linkReference')).toHaveLength(501)
  expect(nodes.filter(({ type }) => type === 'imageReference')).toHaveLength(1)
  expect(definition).toMatchObject({ url: address, title: 'A\ntitle', position: { start: { line: 3 } } })
  expect(nodes.find(({ type }) => type === 'blockquote')?.position?.end.line).toBe(6)
})

test('what CommonMark has no character for is shown as U+FFFD', () => {
  const [, , text] = nodesIn(treeOf('a\0b \ud800 c &#0;'))

  expect(text).toMatchObject({ value: 'a\ufffdb \ufffd c \ufffd', position: { end: { offset: 12 } } })
})

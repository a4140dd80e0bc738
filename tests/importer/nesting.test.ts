import fc from 'fast-check'
import type { Element, ElementContent, Root } from 'hast'
import rehypeRaw from 'rehype-raw'
import { describe, expect, test } from 'vitest'
import { isWellNested } from '../../src/importer/answer/nesting.ts'

const element = (tagName: string, ...children: (ElementContent | string)[]): Element => ({
  ...{ type: 'element', tagName, properties: {} },
  children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
})
const root = (...children: ElementContent[]): Root => ({ type: 'root', children })
const read = rehypeRaw()

/** A tree as it is read where it is printed. */
const readAgain = (tree: Root) => read(structuredClone(tree), undefined as never) as Root

test.each<[string, Root, boolean]>([
  ['a paragraph', root(element('p', 'a', element('code', 'b'))), true],
  ['a list', root(element('ul', '\n', element('li', element('p', 'a')), '\n')), true],
  ['code', root(element('pre', element('code', 'a\nb'))), true],
  ['a table', root(element('table', element('thead', element('tr', element('th', 'a'))))), true],
  ['a link in a link', root(element('p', element('a', element('em', element('a', 'a'))))), false],
  ['a paragraph in one', root(element('p', element('p', 'a'))), false],
  ['a row without its body', root(element('table', element('tr', element('td', 'a')))), false],
  ['words in a table', root(element('table', 'a')), false],
  ['code that begins with a line end', root(element('pre', element('code', '\na'))), false],
  ['two texts in a row', root(element('p', 'a', 'b')), false],
  ['what Markdown has not', root(element('details', element('p', 'a'))), false],
])('%s: %o is well nested: %s', (_, tree, expected) => {
  expect(isWellNested(tree)).toBe(expected)
})

describe('a tree that is well nested', () => {
  const names =
    'a br code del em img strong h1 h3 blockquote hr ol p pre table ul li thead tbody tr td th'.split(' ')
  const text = fc
    .constantFrom('a', ' ', '\n', '\nb', 'b\n', '', '\0', '<i>', '&amp;', '\u00a0')
    .map((value): ElementContent => ({ type: 'text', value }))
  const { node } = fc.letrec<{ node: ElementContent }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      text,
      fc
        .tuple(fc.constantFrom(...names), fc.array(tie('node'), { maxLength: 2 }))
        .map(([name, children]): ElementContent => element(name, ...children)),
    ),
  }))

  test('is read as it is printed', () => {
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 2 }), (children) => {
        const tree = root(...children)
        fc.pre(isWellNested(tree))

        expect(readAgain(tree).children).toEqual(tree.children)
      }),
    )
  })
})

import type { Element, ElementContent, Root as HtmlRoot } from 'hast'
import { words } from '../../words.ts'
import { SKIP, visit } from '../source/visit.ts'
import { numbered } from './fences.ts'

/**
 * Sets whatever may be wider than a page into a box that scrolls by itself and that the keyboard reaches: code, with
 * its language and a line at a time where it is numbered, and tables. Where any of the tree's text reads from right to left, each
 * block takes the direction of its own.
 */
export function frame(tree: HtmlRoot, text: string): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'table') {
      // A table in a cell scrolls with the one round it.
      parent!.children[index!] = boxed('div', { className: ['scroll'], ariaLabel: words.table }, [node])
      return SKIP
    }
    if (node.tagName !== 'pre') return undefined
    const code = node.children.find((child) => child.type === 'element' && child.tagName === 'code')
    const classes = code?.type === 'element' ? [code.properties.className].flat().map(String) : []
    const language = classes.find((name) => name.startsWith('language-'))?.slice('language-'.length) ?? ''
    if (code?.type === 'element' && classes.includes(numbered)) numberLines(code)
    Object.assign(node.properties, boxed('pre', { ariaLabel: words.code.label(language) }, []).properties)
    const dataLanguage = language || undefined
    parent!.children[index!] = element('div', { className: ['code'], dataLanguage }, [node])
    return SKIP
  })
  if (!rightToLeft.test(text)) return
  for (const block of tree.children) if (block.type === 'element') block.properties.dir ??= 'auto'
}

const rightToLeft = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u

/** Parts code into an element a line; what is highlighted across lines is so in each of them. */
function numberLines(code: Element): void {
  const lines = linesOf(code.children)
  // The newline at the end begins no line.
  if (lines.at(-1)!.length === 0) lines.pop()
  code.children = lines.map((children) => element('span', { className: ['line'] }, children))
}

function linesOf(nodes: readonly ElementContent[]): ElementContent[][] {
  const lines: ElementContent[][] = [[]]
  for (const node of nodes) {
    const parts =
      node.type === 'element'
        ? linesOf(node.children).map((children) => ({ ...node, children }))
        : node.type === 'text'
          ? node.value.split('\n').map((value) => ({ ...node, value }))
          : [node]
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        lines.at(-1)!.push({ type: 'text', value: '\n' })
        lines.push([])
      }
      if (part.type !== 'text' || part.value !== '') lines.at(-1)!.push(part)
    }
  }
  return lines
}

function boxed(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return element(tagName, { tabIndex: 0, role: 'group', ...properties }, children)
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

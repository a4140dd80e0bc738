import type { Element, ElementContent, Root as HtmlRoot } from 'hast'
import katex from 'katex'
import type { Code, Nodes, Root } from 'mdast'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { reportOnce } from '../../problems.ts'
import { words } from '../../words.ts'
import { visit } from '../source/visit.ts'

/** The classes of code that is shown as mathematics, in a line and as a block. */
export const mathClasses = ['math-inline', 'math-display'] as const

/**
 * Makes code of TeX, to be shown as mathematics once all else is safe: what stands between dollars, where the parser
 * was told to look for it, and in a fence of that name. Elsewhere a dollar is a dollar: commands between two are told.
 */
export function noteMath(tree: Root, placeOf: (point: Point) => Point, file: VFile): void {
  // Between two dollars, and alone in its paragraph, it is meant as a block.
  visit(tree, 'paragraph', ({ children: [only, ...others] }, index, parent) => {
    if (only && others.length === 0 && isDouble(only))
      parent!.children[index!] = { ...only, type: 'math' as 'code' } as Code
  })
  visit(tree, (node, index, parent) => {
    const { type } = node as { type: string }
    if (type === 'inlineMath' || type === 'math') {
      const { value } = node as unknown as { value: string }
      const next = parent!.children[index! + 1]
      // As on GitHub: prices are no formula.
      const isPrice =
        type === 'inlineMath' &&
        !isDouble(node) &&
        (/^\s|\s$/.test(value) || (next?.type === 'text' && /^\d/.test(next.value)))
      if (isPrice) Object.assign(node, { type: 'text', value: `$${value}$` })
      else {
        Object.assign(node, type === 'math' ? display() : inline(), { value })
        tellFault(value, placeOf(node.position!.start), file)
      }
    } else if (node.type === 'code' && node.lang?.toLowerCase() === 'math') Object.assign(node, display())
    else if (node.type === 'text' && commands.test(node.value))
      reportOnce(file, 'math-as-text', placeOf(node.position!.start), node.value.match(commands)![0])
  })
}

/** Whether two dollars stand at either side of what is mathematics in a line. */
function isDouble(node: Nodes): boolean {
  if ((node as { type: string }).type !== 'inlineMath') return false
  const { start, end } = node.position!
  return end.offset! - start.offset! >= (node as unknown as { value: string }).value.length + 4
}

function tellFault(tex: string, place: Point, file: VFile): void {
  const read = toMathMl(tex, false)
  if ('fault' in read) reportOnce(file, 'math-broken', place, tex.trim(), read.fault.replace(/\.$/, ''))
}

function inline() {
  return { type: 'inlineCode', data: { hProperties: { className: [mathClasses[0]] } } }
}

function display() {
  return { type: 'code', lang: null, data: { hProperties: { className: [mathClasses[1]] } } }
}

/** Puts MathML in place of code that `noteMath` made of TeX, by a function that reads HTML. TeX that has a fault stays code. */
export function showMath(tree: HtmlRoot, toTree: (html: string) => ElementContent[]): void {
  visit(tree, 'element', (node, index, parent) => {
    const code = node.tagName === 'pre' ? node.children[0] : node
    if (code?.type !== 'element' || code.tagName !== 'code') return
    const kind = mathClasses.find((name) => [code.properties.className].flat().includes(name))
    if (!kind) return
    const tex = code.children
      .map((child) => (child.type === 'text' ? child.value : ''))
      .join('')
      .trim()
    const read = toMathMl(tex, kind === 'math-display')
    if ('fault' in read) delete code.properties.className
    else {
      const children = toTree(read.html)
      visit({ type: 'root', children }, 'element', withoutStyle)
      const tagName = kind === 'math-display' ? 'div' : 'span'
      const { id } = node.properties
      // What is wider than the column scrolls, and the keyboard reaches it.
      const box = kind === 'math-display' ? { tabIndex: 0, role: 'group', ariaLabel: words.formula } : {}
      const properties = { ...(id ? { id } : {}), className: [kind], ...box }
      parent!.children[index!] = { type: 'element', tagName, properties, children }
    }
  })
}

function toMathMl(tex: string, displayMode: boolean): { html: string } | { fault: string } {
  try {
    const options = { output: 'mathml', displayMode, strict: 'ignore', maxExpand: 200, maxSize: 20 } as const
    return { html: katex.renderToString(tex, options).replace(/^<span class="katex">|<\/span>$/g, '') }
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error
    return { fault: error.rawMessage }
  }
}

function withoutStyle({ properties }: Element): void {
  delete properties.style
  delete properties.href
}

/** A command of TeX between two dollars; or a common one between brackets, whose strokes the parser takes. */
const commands =
  /\$[^$\n]*\\[a-zA-Z]{2,}[^$\n]*\$|\$\$[^$]*\\[a-zA-Z]{2,}[^$]*\$\$|[([][^()[\]\n]*\\(?:frac|sqrt|sum|prod|int|lim|log|binom|infty|cdot|times|leq?|geq?|neq|alpha|beta|gamma|delta|theta|lambda|mu|pi|sigma|omega|Theta|Omega|Delta|Sigma|mathbb|mathcal|mathrm|text|left)(?![a-zA-Z])[^()[\]\n]*[)\]]/

import type { Nodes, Root } from 'hast'

/**
 * Whether a tree is what a browser makes of it, printed: its elements are those that Markdown has, each in what may hold
 * it, and neighbouring texts are one. Of other trees nothing is said.
 */
export function isWellNested(tree: Root): boolean {
  return tree.children.every((child, at) => fits(child, tree.children[at - 1], flow, false))
}

/** What an element may hold: other elements, and texts that match. */
interface Holding {
  elements: ReadonlySet<string>
  text: RegExp
}

function fits(
  node: Nodes,
  before: Nodes | undefined,
  { elements, text }: Holding,
  isInLink: boolean,
): boolean {
  if (node.type === 'text') return before?.type !== 'text' && text.test(node.value)
  if (node.type !== 'element' || !elements.has(node.tagName)) return false
  const isLink = node.tagName === 'a'
  if (isLink && isInLink) return false
  const holding = held.get(node.tagName)!
  return node.children.every((child, at) => fits(child, node.children[at - 1], holding, isInLink || isLink))
}

const words = /^[^\0]+$/
const blank = /^[\t\n\f\r ]+$/
// A line end that preformatted text begins with is dropped.
const lines = /^[^\0\n][^\0]*$/
const none = /(?!)/

const phrasing = ['a', 'br', 'code', 'del', 'em', 'img', 'strong']
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
const blocks = [...headings, 'blockquote', 'hr', 'ol', 'p', 'pre', 'table', 'ul']
const flow = holding([...phrasing, ...blocks], words)
const line = holding(phrasing, words)
const rows = holding(['tr'], blank)
const items = holding(['li'], blank)
const nothing = holding([], none)

const held: ReadonlyMap<string, Holding> = new Map([
  ...['a', 'del', 'em', 'p', 'strong', 'td', 'th', ...headings].map((name) => [name, line] as const),
  ['blockquote', flow],
  ['li', flow],
  ['br', nothing],
  ['hr', nothing],
  ['img', nothing],
  ['code', holding([], lines)],
  ['pre', holding(['code'], none)],
  ['ol', items],
  ['ul', items],
  ['table', holding(['thead', 'tbody'], blank)],
  ['thead', rows],
  ['tbody', rows],
  ['tr', holding(['td', 'th'], blank)],
])

function holding(elements: readonly string[], text: RegExp): Holding {
  return { elements: new Set(elements), text }
}

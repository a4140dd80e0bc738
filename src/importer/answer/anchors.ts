import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast'
import rehypeSlug from 'rehype-slug'
import { within } from '../../bytes.ts'
import { fnv1a } from '../../hash.ts'
import { visit } from '../source/visit.ts'

/** What is to be named in a tree: every heading, or also every block and bullet that stands at its top. */
export type Named = 'headings' | 'headings and blocks'

/**
 * Gives ids to headings and blocks, unless their author gave one. An id is made of the element's own words alone, so
 * that what stands beside it may come, go or move: the slug that GitHub makes of a heading, the first words of
 * anything else. Where two are alike, both take more of their own words, and if they still are, a digest of all of
 * them; copies to the letter are numbered. `taken` are the ids that are there.
 */
export function nameAnchors(tree: Root, named: Named, scope: string, taken: ReadonlySet<string>): void {
  const names = new Set(taken)
  const blocks = named === 'headings' ? [] : blocksOf(tree).map(partOfBlock)
  for (const parts of [headingsOf(tree), blocks]) {
    const nameless = parts.filter(({ node, content }) => !node.properties.id && content !== '')
    name(nameless, scope, names)
  }
}

/** An element to name: each name is made only where the one before it does not do, and may be empty. */
interface Part {
  node: Element
  /** All that it says: two with the same content are copies. */
  content: string
  short: () => string
  long: () => string
}

function name(parts: readonly Part[], scope: string, taken: Set<string>): void {
  const copies = [...Map.groupBy(parts, ({ content }) => content).values()]
  let unnamed = copies.map(([first]) => first!)
  const given = new Map<Part, string>()
  const rounds: ((part: Part) => string)[] = [
    ({ short }) => short(),
    ({ long }) => long(),
    ({ short, content }) => `${short() || 'part'}-${digest(content)}`,
  ]
  for (const nameOf of rounds) {
    const alike = Map.groupBy(unnamed, nameOf)
    for (const [id, [part, other]] of alike) if (id && !other && !taken.has(id)) given.set(part!, id)
    // What is nobody's, for it might be either's, stays so: no link may lead to the wrong one.
    for (const id of alike.keys()) taken.add(id)
    unnamed = unnamed.filter((part) => !given.has(part))
  }
  for (const [first, ...others] of copies) {
    const id = given.get(first!)
    if (id === undefined) continue
    first!.node.properties.id = scope + id
    let number = 1
    for (const { node } of others) {
      while (taken.has(`${id}-${number}`)) number += 1
      taken.add(`${id}-${number}`)
      node.properties.id = `${scope}${id}-${number}`
    }
  }
}

function headingsOf(tree: Root): Part[] {
  const parts: Part[] = []
  visit(tree, 'element', (node, index, parent) => {
    if (!heading.test(node.tagName)) return
    const slug = () => slugOfHeading(node)
    const below = () => sectionBelow(parent!.children, index!)
    parts.push({
      node,
      content: wordsOf(node, { type: 'text', value: '\n' }, ...below()),
      short: slug,
      long: () => [slug(), slugOfWords(wordsOf(...below()), 6)].filter(Boolean).join('-'),
    })
  })
  return parts
}

/** As GitHub makes it, and no longer than 100 bytes. */
function slugOfHeading(node: Element): string {
  const { id: _, ...properties } = node.properties
  const copy = { ...node, properties }
  slugAlone({ type: 'root', children: [copy] })
  return within(String(copy.properties.id), 100, '-')
}

function sectionBelow(siblings: readonly RootContent[], index: number): RootContent[] {
  let end = index + 1
  while (end < siblings.length && !isElement(siblings[end]!, heading)) end += 1
  return siblings.slice(index + 1, end)
}

/** The blocks at the top of a tree, with the bullets of a list in place of the list. */
function blocksOf({ children }: { children: readonly RootContent[] }): Element[] {
  return children.flatMap((node) => {
    if (node.type !== 'element') return []
    if (/^[ou]l$/.test(node.tagName)) return node.children.filter((child) => isElement(child, /^li$/))
    const isNote = [node.properties.className].flat().includes('alert')
    if (!isNote && isElement(node, /^div$/) && node.children.some((child) => isElement(child, block)))
      return blocksOf(node)
    return block.test(node.tagName) ? [node] : []
  })
}

function partOfBlock(node: Element): Part {
  const content = wordsOf(node)
  return {
    node,
    content,
    short: () => slugOfWords(wordsOf(...leadOf(node)), 6),
    long: () => slugOfWords(content, 12),
  }
}

/** What a block begins with: a bullet's own line, a table's header, what is shown of what is collapsed. */
function leadOf(node: Element): ElementContent[] {
  const first = /^(details|table)$/.test(node.tagName) ? find(node, /^(summary|tr)$/) : undefined
  if (first) return [first]
  if (node.tagName !== 'li') return [node]
  const start = node.children.findIndex((child) => wordsOf(child) !== '')
  const length = node.children.slice(start + 1).findIndex((child) => isElement(child, block))
  return node.children.slice(0, length < 0 || start < 0 ? undefined : start + 1 + length)
}

function find(within: Element, tagName: RegExp): Element | undefined {
  for (const child of within.children) {
    if (child.type !== 'element') continue
    const found = tagName.test(child.tagName) ? child : find(child, tagName)
    if (found) return found
  }
  return undefined
}

/** All text of parts of a tree; an image without words of its own is told by its address. */
function wordsOf(...parts: Nodes[]): string {
  let words = ''
  for (const part of parts) {
    visit(part, (node) => {
      if (node.type === 'text') words += node.value
      else if (isElement(node, /^img$/) && node.children.length === 0) words += node.properties.src ?? ''
    })
  }
  return words.replace(/\s+/g, ' ').trim()
}

/** The first words of a text, in lower case, of letters and digits of any script, joined by hyphens. */
function slugOfWords(text: string, most: number): string {
  const start = text.slice(0, 1000).normalize('NFC').toLowerCase()
  const words =
    start.replace(/['’\p{Default_Ignorable_Code_Point}]/gu, '').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return within(words.slice(0, most).join('-'), most * 10, '-')
}

/** Seven letters and digits that stand for a text. */
function digest(text: string): string {
  return fnv1a(text).toString(36).padStart(7, '0')
}

function isElement(node: Nodes, tagName: RegExp): node is Element {
  return node.type === 'element' && tagName.test(node.tagName)
}

const heading = /^h[1-6]$/
const block = /^(blockquote|details|div|dl|figure|ol|p|pre|table|ul)$/
// Asked for one heading at a time, it has no repeats to number.
const slugAlone = rehypeSlug()

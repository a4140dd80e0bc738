import type { Root } from 'mdast'
import { visit } from '../source/visit.ts'

/** Takes what other readers find behind the words of a heading, as `{#its-name .class}`, off them; its name is kept as its id. */
export function nameHeadings(tree: Root): void {
  visit(tree, 'heading', (node) => {
    const last = node.children.at(-1)
    if (last?.type !== 'text') return
    const [written] = last.value.match(attributes) ?? []
    if (written === undefined || (written === last.value && node.children.length === 1)) return
    last.value = last.value.slice(0, -written.length)
    const [, id] = written.match(/#([\p{L}\p{N}_.:-]+)/u) ?? []
    if (id !== undefined) node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } }
  })
}

/** A heading's words without attributes. */
export function withoutAttributes(words: string): string {
  return words.replace(attributes, '') || words
}

const attributes = /\s*\{:?\s*[#.][\p{L}_][^{}]*\}\s*$/u

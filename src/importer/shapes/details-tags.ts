import { SKIP, visit } from '../source/visit.ts'
import type { Outline } from './shape.ts'

/** A `<details>` of a file: offsets of its tags. */
export interface Details {
  start: number
  /** Where its own `</details>` begins; `undefined` where it is never closed. */
  close: number | undefined
  /** What stands between its summary's tags, and where that ends with its tag. */
  summary: { start: number; end: number; after: number } | undefined
  inner: Details[]
}

/** A file's `<details>`, outermost first; code, comments and quotes hold none. */
export function findDetails({ source, tree }: Outline): Details[] {
  const root: Details = { start: 0, close: undefined, summary: undefined, inner: [] }
  const open = [root]
  let summary: { start: number; of: Details } | undefined
  visit(tree, (node) => {
    if (node.type === 'blockquote') return SKIP
    if (node.type !== 'html' && node.type !== 'paragraph' && node.type !== 'heading') return undefined
    const offset = node.position!.start.offset!
    const text = source.text.slice(offset, node.position!.end.offset!)
    for (const { index, 0: tag, groups } of text.matchAll(node.type === 'html' ? tags : tagsOrCode)) {
      const name = groups?.name?.toLowerCase()
      const start = offset + index
      const isClosing = tag.startsWith('</')
      const last = open.at(-1)!
      if (name === 'details') {
        if (!isClosing) {
          const one: Details = { start, close: undefined, summary: undefined, inner: [] }
          if (open.length > deepest) open.pop()
          open.at(-1)!.inner.push(one)
          open.push(one)
        } else if (last !== root) {
          last.close = start
          open.pop()
        }
        summary = undefined
      } else if (name && !isClosing)
        summary ??= last.summary ? undefined : { start: start + tag.length, of: last }
      else if (name && summary) {
        summary.of.summary = { start: summary.start, end: start, after: start + tag.length }
        summary = undefined
      }
    }
    return SKIP
  })
  return root.inner
}

const tags =
  /<!--[\s\S]*?(?:-->|$)|`<\/?(?:details|summary)\b[^<>`]*>`|<\/?(?<name>details|summary)\b[^<>]*>/gi
const tagsOrCode = new RegExp(
  `(?<!\`)(?<ticks>\`+)(?!\`)[\\s\\S]*?(?<!\`)\\k<ticks>(?!\`)|${tags.source}`,
  'gi',
)
/** How many may stand open in each other: more were never closed. */
const deepest = 100

import type { Html, RootContent } from 'mdast'
import { withoutComments } from '../source/html.ts'
import type { AnswerWords } from './answer-key.ts'
import { paragraphOf } from './lines.ts'

/** The first collapsed answer among blocks. */
export interface Collapsed {
  before: RootContent[]
  /** What the reader is to click on. */
  summary: string
  /** Without the tags that hold it. */
  inside: RootContent[]
  after: RootContent[]
}

/** Finds `<details>` whose summary says “Answer”, and takes it out of its tags. */
export function findCollapsed(blocks: readonly RootContent[], answers: AnswerWords): Collapsed | undefined {
  for (const [index, block] of blocks.entries()) {
    if (block.type !== 'html' || !/<details\b/i.test(block.value)) continue
    const opened = readOpening(blocks, index)
    if (!opened || !answers.isLabel(opened.summary.replace(/[\s:(]+[A-H]\)?\s*$/i, ''))) continue
    const { opening } = opened
    const first = htmlOf(opening, opening.value.length - opened.restLength)
    const { inside, after } = close([...first, ...blocks.slice(opened.next)], first.length > 0)
    const before = [...blocks.slice(0, index), ...htmlOf(block, 0, opened.aboveLength)]
    return { before, summary: opened.summary, inside, after }
  }
  return undefined
}

/** The summary that begins at a block, however many blocks blank lines make of it. */
function readOpening(blocks: readonly RootContent[], index: number) {
  let written = ''
  for (let next = index; next < Math.min(blocks.length, index + 5); next += 1) {
    written += next > index ? `\n${textOf(blocks[next]!)}` : textOf(blocks[next]!)
    const [whole, above, summary] =
      written.match(
        /^((?:(?!<details\b)[\s\S])*)<details\b[^<>]*>\s*<summary\b[^<>]*>([\s\S]*?)<\/summary>/i,
      ) ?? []
    if (whole !== undefined) {
      const words = summary!.replace(/<[^<>]*>/g, ' ')
      const { position } = blocks[next]!
      return {
        ...{ aboveLength: above!.length, summary: words, restLength: written.length - whole.length },
        /** The block that it ends in. */
        opening: { type: 'html', value: textOf(blocks[next]!), ...(position && { position }) } satisfies Html,
        next: next + 1,
      }
    }
  }
  return undefined
}

/**
 * Parts what follows an opening at its closing tag; one that is never closed reaches to the end. Tags around the
 * closing one end what was opened beside the opening one, and go where those went.
 */
function close(blocks: readonly RootContent[], isOpenKept: boolean) {
  let depth = 1
  for (const [index, block] of blocks.entries()) {
    const before = blocks.slice(0, index)
    const others = blocks.slice(index + 1)
    if (block.type === 'html') {
      for (const { index: offset, 0: tag } of block.value.matchAll(/<\/?details\b[^<>]*>/gi)) {
        depth += tag.startsWith('</') ? -1 : 1
        if (depth > 0) continue
        const written = block.value.slice(0, offset)
        const last = isOpenKept && written.trim() ? [{ ...block, value: written }] : htmlOf(block, 0, offset)
        const after = [...htmlOf(block, offset + tag.length), ...others]
        return { inside: [...before, ...last], after }
      }
    } else if (block.type === 'paragraph') {
      const end = block.children.findIndex((node) => node.type === 'html' && /<\/details>/i.test(node.value))
      if (end < 0 || depth > 1) continue
      const last = paragraphOf([{ children: block.children.slice(0, end) }])
      const rest = paragraphOf([{ children: block.children.slice(end + 1) }])
      return { inside: [...before, ...last], after: [...rest, ...others] }
    }
  }
  return { inside: [...blocks], after: [] }
}

/**
 * The piece of an HTML block from one offset to another, at its own place; wrappers that hold nothing of their own
 * vanish, for their other half stands elsewhere.
 */
function htmlOf(block: Html, from: number, to = block.value.length): Html[] {
  const written = block.value.slice(from, to)
  const words = withoutComments(written).replace(
    /<\/?(p|br|hr|b|i|em|strong|div|span|center|font|section|blockquote)\b[^<>]*>/gi,
    '',
  )
  if (words.replaceAll('&nbsp;', ' ').trim() === '') return []
  return [{ ...beginningAt(block, from + written.search(/\S/)), value: written.trim() }]
}

/** A block whose place is that of an offset in its text. */
function beginningAt(block: Html, offset: number): Html {
  if (!block.position) return block
  const above = block.value.slice(0, offset).split(/\r\n|\n|\r/)
  const { start, end } = block.position
  const width = above.at(-1)!.length
  const line = start.line + above.length - 1
  const column = above.length > 1 ? width + 1 : start.column + width
  return { ...block, position: { start: { line, column, offset: start.offset! + offset }, end } }
}

function textOf(block: RootContent): string {
  if (block.type === 'html') return block.value
  if (!('children' in block)) return ''
  return block.children
    .map((child) => ('value' in child ? child.value : textOf(child as RootContent)))
    .join('')
}

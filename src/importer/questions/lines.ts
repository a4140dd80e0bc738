import type { Paragraph, PhrasingContent } from 'mdast'
import type { Point } from 'unist'
import { wordsIn } from '../source/markdown.ts'

/** A line of a paragraph, as it is written. */
export interface Line {
  children: PhrasingContent[]
  /** What a reader sees of it. */
  words: string
  /** Where it begins in the paragraph's tree. */
  place: Point
  /** The break at its end, where it is a hard one. */
  hardBreak?: PhrasingContent
}

/** The lines of a paragraph, soft ones and hard ones; emphasis that spans two is not torn. */
export function linesOf({ children, position }: Paragraph): Line[] {
  const first = position?.start ?? { line: 1, column: 1, offset: 0 }
  // Whoever reads places wants an offset in each; the paragraph's is near enough.
  const offset = first.offset ?? 0
  const lines: Omit<Line, 'words'>[] = [{ children: [], place: first }]
  let here = first.line
  const begin = () => {
    here += 1
    lines.push({ children: [], place: { line: here, column: 1, offset } })
  }
  for (const node of children) {
    const isTag = node.type === 'html' && /^<br\s*\/?>$/i.test(node.value)
    if (node.type === 'break' || isTag) {
      lines.at(-1)!.hardBreak = node
      begin()
      // A tag is no end of a line of the file.
      if (isTag) here -= 1
    } else if (node.type === 'text') {
      here = node.position?.start.line ?? here
      for (const [index, value] of node.value.split(/\r\n|\n|\r/).entries()) {
        const last = lines.at(-1)!
        // Where a line ends with a tag, its own end adds none.
        if (index === 1 && isBlank(last.children) && lines.at(-2)?.hardBreak?.type === 'html') {
          here += 1
          last.place = { line: here, column: 1, offset }
        } else if (index > 0) begin()
        const start = { line: here, column: index > 0 ? 1 : (node.position?.start.column ?? 1), offset }
        if (value !== '') lines.at(-1)!.children.push({ ...node, value, position: { start, end: start } })
      }
    } else {
      here = node.position?.end.line ?? here
      lines.at(-1)!.children.push(node)
    }
  }
  return lines.map((line) => ({ ...line, words: wordsIn(line.children) }))
}

/** A paragraph of lines, which stands where the first of them stood; none where they show nothing. */
export function paragraphOf(lines: readonly (Pick<Line, 'children'> & Partial<Line>)[]): Paragraph[] {
  const children = lines.flatMap(({ children }, index): PhrasingContent[] =>
    index > 0 ? [lines[index - 1]!.hardBreak ?? { type: 'text', value: '\n' }, ...children] : children,
  )
  if (isBlank(children)) return []
  const start = lines[0]!.place
  return [{ type: 'paragraph', children, ...(start ? { position: { start, end: start } } : {}) }]
}

/** Inline nodes without their first `count` characters, as `words` counts them. */
export function withoutStart(children: readonly PhrasingContent[], count: number): PhrasingContent[] {
  let left = count
  return children.flatMap((node): PhrasingContent[] => {
    if (left <= 0) return [node]
    const length = wordsIn(node).length
    if (length === 0) return [node]
    const taken = Math.min(left, length)
    left -= taken
    if (taken === length) return []
    if ('children' in node) {
      return [{ ...node, children: withoutStart(node.children, taken) } as PhrasingContent]
    }
    return 'value' in node ? [{ ...node, value: node.value.slice(taken) } as PhrasingContent] : [node]
  })
}

function isBlank(children: readonly PhrasingContent[]): boolean {
  return children.every((node) => node.type === 'text' && node.value.trim() === '')
}

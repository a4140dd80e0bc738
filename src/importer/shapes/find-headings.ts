import type { Heading as HeadingNode, ListItem, Nodes } from 'mdast'
import { plainText } from '../source/markdown.ts'
import type { Text } from '../source/text.ts'
import { asks, isBoilerplate, isQuestionLike } from '../vocabulary.ts'
import type { Outline } from './shape.ts'
import { clean } from './title-asides.ts'

/** What its author meant as a heading of the file. */
export interface Heading {
  /** `item`: inside a list item. `spaceless`: without the space that would make it a heading. `html`: `<h3>`. */
  form: 'plain' | 'item' | 'spaceless' | 'html'
  depth: number
  /** Its Markdown, on one line, without hashes. */
  text: string
  /** What a reader sees of it. */
  words: string
  /** The number of the list item that it stands in. */
  itemNumber: number | undefined
  /** Offsets in the source, the list item's sign included. */
  start: number
  end: number
  /** Whether anything but a heading follows it. */
  hasBody: boolean
}

/** The headings of a file, in order: not those in quotes, nor those within an answer's list. */
export function findHeadings({ source, tree }: Outline): Heading[] {
  const found: Omit<Heading, 'words' | 'hasBody'>[] = []
  const add = (node: HeadingNode, item?: ListItem) => {
    if (node.children.length === 0) return
    const start = (item ?? node).position!.start.offset!
    const end = node.position!.end.offset!
    const itemNumber = item && numberOf(source.text.slice(start, start + 12))
    const form = item ? 'item' : 'plain'
    found.push({ form, depth: node.depth, text: textOf(source, node), itemNumber, start, end })
  }
  const addLines = (node: Nodes) => {
    if (node.type === 'paragraph') found.push(...headingLines(source, node))
    else if ('children' in node) for (const child of node.children) addLines(child)
  }
  for (const node of tree.children) {
    if (node.type === 'heading') add(node)
    else if (node.type === 'html') found.push(...headingsInHtml(source, node))
    else if (node.type !== 'list') addLines(node)
    else
      for (const item of node.children) {
        const [first, ...others] = item.children
        if (first?.type === 'heading') add(first, item)
        else if (first) addLines(first)
        for (const other of others) addLines(other)
      }
  }
  return found.map((heading, index) => ({
    ...heading,
    words: plainText(heading.text),
    hasBody: /\S/.test(source.text.slice(heading.end, found[index + 1]?.start)),
  }))
}

/** `<h3 id="queryset">What is a queryset?</h3>`; one of the first level is a banner. */
function headingsInHtml({ text }: Text, { position }: Nodes): Omit<Heading, 'words' | 'hasBody'>[] {
  const from = position!.start.offset!
  const html = text.slice(from, position!.end.offset)
  if (!/^<h[2-6]\b/i.test(html)) return []
  return [...html.matchAll(/^[ \t]*<h([2-6])\b[^<>]*>([\s\S]*?)<\/h\1>/gim)].map(
    ({ index, 0: whole, 1: depth, 2: inner }) => ({
      ...{ form: 'html' as const, depth: Number(depth), text: clean(inner!.replace(/\s+/g, ' ')) },
      ...{ itemNumber: undefined, start: from + index, end: from + index + whole.length },
    }),
  )
}

function numberOf(sign: string): number | undefined {
  const [, number] = sign.match(/^(\d+)[.)]/) ?? []
  return number === undefined ? undefined : Number(number)
}

/**
 * Lines of a paragraph that are headings all the same: without a space after the hashes, or in a list item that
 * the parser took for text, as it does with items that begin at another number than 1.
 */
function headingLines(source: Text, paragraph: Nodes): Omit<Heading, 'words' | 'hasBody'>[] {
  const { start, end } = paragraph.position!
  const from = start.offset! - (start.column - 1)
  const lines = source.text.slice(from, end.offset!)
  if (!lines.includes('#')) return []
  return [...lines.matchAll(headingLine)].flatMap((line) => {
    const [whole, indent, number, hashes, space, rest] = line as unknown as string[]
    const text = clean(rest!.trimEnd().replace(/[ \t]#+$/, ''))
    const depth = hashes!.length
    const isInItem = number !== undefined
    const isFirst = line.index + indent!.length <= start.column - 1
    const begins = !isFirst ? undefined : /\S/.test(source.text.slice(0, from)) ? 'paragraph' : 'file'
    if (!isInItem && (/[ \t]/.test(space!) || !(space || isMeant(text, depth, begins)))) return []
    return {
      form: isInItem ? 'item' : 'spaceless',
      ...{ depth, text, itemNumber: isInItem ? Number(number) : undefined },
      ...{ start: from + line.index + indent!.length, end: from + line.index + whole!.trimEnd().length },
    }
  })
}

// Spaces that do not break are none to CommonMark.
const headingLine = /^( {0,3})(?:(\d{1,9})[.)][ \t]+)?(#{1,6})(?!#)([ \t\u00A0\u3000]*)([^\s#][^\r\n]*)/gm

/**
 * Whether hashes without a space mark a heading, and not a colour, a tag or a directive such as `#include`: what
 * neither asks nor has a number stands at the beginning of the file, or of a paragraph below two hashes or more.
 */
function isMeant(text: string, depth: number, begins: 'file' | 'paragraph' | undefined): boolean {
  if (!/^[*_`[<]*(\p{Lu}|\d+[a-z]?[.)])/u.test(text) || /[ \t]#\w/.test(text)) return depth > 1 && asks(text)
  if (/^\d/.test(text) || isQuestionLike(text)) return true
  return begins === 'file' || (depth > 1 && (begins === 'paragraph' || isBoilerplate(text)))
}

function textOf(source: Text, node: HeadingNode): string {
  const start = node.children[0]!.position!.start.offset
  const end = node.children.at(-1)!.position!.end.offset
  const lines = source.text.slice(start, end).split(/[\r\n]+/)
  return clean(lines.map((line) => line.trim()).join(' '))
}

import type { Html, Root, RootContent } from 'mdast'
import type { Point } from 'unist'
import { type Labels, takeLabels } from '../metadata/labels.ts'
import { withoutComments } from '../source/html.ts'
import { parse } from '../source/markdown.ts'
import { pieceOf, type Range, type Text } from '../source/text.ts'

/** What stands below a title: parsed by itself, without navigation and comments at its edges. */
export interface Body {
  /** Empty where the body shows nothing. */
  tree: Root
  /** From its first block to its last, exactly as it is written. */
  markdown: string
  /** The definitions that it names and that stand elsewhere, as they are written; empty where there are none. */
  definitions: string
  /** The place in the file's text of a place in the tree. */
  placeOf(point: Point): Point
  /** The last line that belongs to the body, 1-based; `undefined` where it shows nothing. */
  endLine: number | undefined
  /** The comments above and below everything else: each is the text between its signs. */
  comments: Text[]
  /** What lines above and below everything else say of the question. */
  labels: Labels
  /** Names of the empty anchors at its end: they stand above what comes next. */
  anchors: string[]
}

/** A definition of a link or a footnote, and where it stands. */
export interface Definition extends Range {
  identifier: string
}

/** A file's definitions by the names of their labels, those of footnotes with their `^`. */
export type Definitions = ReadonlyMap<string, Definition>

/**
 * Reads the body at a range of a text. Definitions that it names and that stand elsewhere are read with it. The body
 * of a question has labels, that of anything else may hold a table of contents, which is navigation.
 */
export function readBody(
  whole: Text,
  range: Range,
  {
    indent = 0,
    indentEnd,
    definitions,
    isQuestion,
  }: {
    indent?: number | undefined
    indentEnd?: number | undefined
    definitions: Definitions
    isQuestion: boolean
  },
): Body {
  const piece = pieceOf(whole, range, indent, indentEnd)
  const { text, labels } = isQuestion ? takeLabels(piece.text) : { text: piece.text, labels: {} }
  const prefix = definitionsFor(piece.text, range, definitions)
    .map(({ start, end }) => `${whole.text.slice(start, end)}\n\n`)
    .join('')
  const prefixLines = prefix.split('\n').length - 1
  const tree = parse(prefix + text, whole.math)
  const blocks = tree.children.map((node) => {
    const start = node.position!.start.offset! - prefix.length
    const end = node.position!.end.offset! - prefix.length
    return { node, start, end, text: piece.text.slice(Math.max(start, 0), Math.max(end, 0)) }
  })
  const own = blocks.filter(({ start }) => start >= 0)

  const firstText = own.findIndex(({ node }) => !isComment(node))
  const comments = firstText < 0 ? own : own.slice(0, firstText)
  const afterLast = own.findLastIndex(({ node, text }) => !isEmpty(node, text)) + 1
  const shown = own
    .slice(comments.length)
    .filter(({ node, text }) => !isWayBack(text) && (isQuestion || !isContents(node, text)))
  const isShown = ({ node, text }: (typeof own)[number]) => !isEmpty(node, text)
  const kept = shown.slice(shown.findIndex(isShown), shown.findLastIndex(isShown) + 1)
  const below = own.slice(Math.max(afterLast, comments.length)).filter(({ node }) => isComment(node))
  const isBlank = !kept.some(({ node }) => node.type !== 'definition' && node.type !== 'footnoteDefinition')

  const first = kept[0]
  const last = kept.at(-1)
  // A fence that is never closed reaches to the end of the piece.
  const lastEnd = last ? last.start + last.text.trimEnd().length : 0
  const placeOf = ({ line, column }: Point) =>
    line > prefixLines
      ? piece.placeOf({ line: line - prefixLines, column })
      : piece.placeOf({ line: 1, column: 1 })
  tree.children = isBlank ? [] : [...blocks.filter(({ start }) => start < 0), ...kept].map(({ node }) => node)
  return {
    ...{ tree, placeOf, labels },
    // From the beginning of its line: an indented code block begins after its indentation.
    markdown: isBlank
      ? ''
      : piece.text.slice(first!.start - (first!.node.position!.start.column - 1), lastEnd),
    definitions: isBlank ? '' : prefix.trim(),
    endLine: isBlank ? undefined : piece.placeAt(lastEnd).line,
    comments: [...comments, ...below].map(({ start, text }) => {
      const from = start + '<!--'.length
      return innerText(piece, { start: from, end: from + text.slice('<!--'.length).lastIndexOf('-->') })
    }),
    anchors: own.slice(afterLast).flatMap(({ text }) => anchorNames(text)),
  }
}

/** The names that a reader may link to in a title, or in the HTML above it: of elements, and in attributes as kramdown has them. */
export function anchorNames(text: string): string[] {
  const named = text.matchAll(
    /<(?:a|span|div|p|h[1-6])\b[^<>]*\b(?:name|id)\s*=\s*["']?([^"'\s>]+)|\{:?\s*(?:[^{}\s]+\s+){0,9}#([\p{L}\p{N}_.:-]+)[^{}]*\}[ \t#]*$/gimu,
  )
  return [...named].map(([, element, attribute]) => element ?? attribute!)
}

/** A stretch of a piece, whose offsets are the piece's own. */
function innerText(piece: Text, { start, end }: Range): Text {
  return {
    text: piece.text.slice(start, end),
    placeOf: piece.placeOf,
    placeAt: (offset) => piece.placeAt(start + offset),
  }
}

/** Those that a text names, and that do not stand in its range, in the order of the file. */
function definitionsFor(text: string, { start, end }: Range, definitions: Definitions): Definition[] {
  if (definitions.size === 0) return []
  const named = new Set<Definition>()
  for (const [, label] of text.matchAll(/\[((?:[^\\[\]]|\\.)+)\]/gs)) {
    const definition = definitions.get(nameOf(label!))
    if (definition && !(definition.start >= start && definition.end <= end)) named.add(definition)
  }
  return [...named].toSorted((a, b) => a.start - b.start)
}

/** What a label and all that mean the same are known by. */
export function nameOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase()
}

function isComment(node: RootContent): node is Html {
  return node.type === 'html' && /^<!--(?:(?!-->)[\s\S])*-->\s*$/.test(node.value)
}

/** A rule, a break, a comment or an empty anchor: at the edges of a body it is no text. */
function isEmpty({ type }: RootContent, text: string): boolean {
  if (type === 'thematicBreak') return true
  if (type !== 'html' && type !== 'paragraph') return false
  const rest = withoutComments(text)
    .replace(/<\/?(br|hr|p|a)\b(?![^<>]*\bhref)[^<>]*>/gi, '')
    .replaceAll('&nbsp;', '')
  return rest.trim() === ''
}

/** “Back to top”. */
function isWayBack(text: string): boolean {
  if (text.length > 300 || !/\btop\b|[↑⬆🔝]/iu.test(text) || !/#|href/.test(text)) return false
  const words = text
    .replace(/<\/?(?:a|b|i|p|br|hr|em|strong|small|sub|sup|div|span|center|kbd)\b[^<>]*>|\]\([^)]*\)/gi, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  return /^((go |jump )?(back )?(to )?(the )?top)?( of (the )?page)?$/i.test(words)
}

/** Whether words announce a table of contents. */
export function namesContents(words: string): boolean {
  return /^(table of )?contents?$|^toc$/i.test(words.replace(/[^\p{L} ]+/gu, '').trim())
}

/** A table of contents: links to places of the file, and nothing else but the words of a table's header and groups. */
function isContents({ type }: RootContent, text: string): boolean {
  if (type === 'heading') return namesContents(text)
  const links = /\[(?:[^[\]]|\[[^\]]*\])*\]\(#[^)]*\)/g
  const isNamed = (words: string) => /\p{L}/u.test(words)
  if (type !== 'table') return links.test(text) && !isNamed(text.replace(links, ''))
  const rows = text.split(/\r\n|\n|\r/).slice(2)
  const linked = rows.filter((row) => row.includes('](#'))
  const groups = rows.filter((row) => isNamed(row) && !row.includes('](#'))
  return linked.length > 3 * groups.length && linked.every((row) => !isNamed(row.replace(links, '')))
}

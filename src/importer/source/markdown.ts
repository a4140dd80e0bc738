import type { Nodes, Parents, Root, RootContent, Table, Text as TextNode } from 'mdast'
import { toString as wordsOf } from 'mdast-util-to-string'
import { lineStarts, pointAt, type Range } from './text.ts'
import { treeOf } from './tree.ts'
import { visit } from './visit.ts'

/**
 * A file's or an answer's Markdown as a tree: CommonMark with GitHub's extensions. What only looks like a tag,
 * as the `<T>` of `Promise<T>`, is text. With `math`, what stands between dollars is a node of its own.
 */
export function parse(text: string, math = false): Root {
  const tree = parseClosed(text, math)
  visit(tree, 'table', keepCells)
  if (!text.includes('<')) return tree
  visit(tree, 'html', (node, index, parent) => {
    const isInline = isPhrasing(parent!)
    const lastOf = lastPlaces(node.value)
    const value = node.value.replace(
      /<(?:\/?([a-z][^\s/>]*)|(?=!--))/gi,
      (sign, name: string | undefined, offset: number) => {
        // As a browser reads it, a comment in an element that is never closed would reach to the end of the page.
        const isKept = name ? isTag(name.toLowerCase(), isInline, lastOf, offset) : lastOf('-->') > offset
        return isKept ? sign : `&lt;${sign.slice(1)}`
      },
    )
    if (value === node.value) return
    if (/<[a-z/!?]/i.test(value)) node.value = value
    else {
      const kept: TextNode = { type: 'text', value: node.value, position: node.position }
      parent!.children[index!] = isInline
        ? kept
        : { type: 'paragraph', children: [kept], position: node.position }
    }
  })
  return tree
}

/** Whether a name in angle brackets is a tag; as on GitHub, those whose content no reader would see are text in a line. */
function isTag(name: string, isInline: boolean, lastOf: (sign: string) => number, offset: number): boolean {
  if (!tagNames.has(name) || !hiding.has(name)) return tagNames.has(name)
  return !isInline && lastOf(`</${name}`) >= offset
}

/** Where signs stand last in a text, each looked for once. */
function lastPlaces(text: string): (sign: string) => number {
  const folded = text.toLowerCase()
  const places = new Map<string, number>()
  return (sign) => {
    const place = places.get(sign) ?? folded.lastIndexOf(sign)
    places.set(sign, place)
    return place
  }
}

/** Sets cells beyond the header's, which would not be shown, into their row's last one: most are what a `||` parted. */
function keepCells({ children: rows, align }: Table): void {
  const width = align?.length ?? rows[0]!.children.length
  for (const row of rows) {
    const last = row.children[width - 1]
    if (!last || row.children.length <= width) continue
    let isEmpty = false
    for (const cell of row.children.splice(width)) {
      const start = isEmpty ? '|' : ' |'
      isEmpty = cell.children.length === 0
      last.children.push({ type: 'text', value: isEmpty ? start : `${start} ` }, ...cell.children)
    }
  }
}

/** Where the comments of a text begin that are never closed. */
export function unclosedComments(text: string): number[] {
  const last = text.lastIndexOf('<!--')
  if (last < 0 || text.indexOf('-->', last) >= 0) return []
  const offsets = findUnclosed(treeOf(text), text).filter((at) => text.startsWith('<!--', at))
  // Once the first is read as text, those below may turn out to stand in code.
  const code = offsets.length > 1 ? codeRanges(text) : []
  return offsets.filter((at) => !code.some(({ start, end }) => at >= start && at < end))
}

/** Parses a text, what opens a comment that is never closed and the like as text. */
function parseClosed(text: string, math = false): Root {
  const tree = treeOf(text, math)
  if (!opener.test(text)) return tree
  const offsets = findUnclosed(tree, text)
  if (offsets.length === 0) return tree
  let written = ''
  let end = 0
  for (const offset of offsets) {
    written += text.slice(end, offset) + standIn
    end = offset + 1
  }
  const closed = treeOf(written + text.slice(end), math)
  visit(closed, (node) => {
    if ('value' in node) node.value = node.value.replaceAll(standIn, '<')
    if ('alt' in node && node.alt) node.alt = node.alt.replaceAll(standIn, '<')
  })
  return closed
}

/** The offsets of all signs that open what the HTML blocks of a tree never close. */
function findUnclosed(tree: Root, text: string): number[] {
  const offsets: number[] = []
  visit(tree, 'html', ({ value, position }) => {
    const [sign] = value.match(opener) ?? []
    if (!sign || !value.trimStart().startsWith(sign)) return
    const name = sign.slice(1).toLowerCase()
    const closing = { '<!--': '-->', '<?': '?>', '<![CDATA[': ']]>' }[sign] ?? `</${name}`
    if (value.toLowerCase().includes(closing.toLowerCase())) return
    const [start, end] = [position!.start.offset!, position!.end.offset!]
    for (const { index } of text.slice(start, end).matchAll(new RegExp(opener.source, 'gi'))) {
      offsets.push(start + index)
    }
  })
  return offsets
}

// HTML blocks that go on over blank lines.
const opener = /<!--|<\?|<!\[CDATA\[|<(?:script|pre|style|textarea)(?=[\s>]|$)/i
// As long as the sign it stands for, so that offsets stay; no text has it.
const standIn = '\uFDD0'

/**
 * The blocks of a file as a tree whose inline text is left raw: half the work of `parse`, and enough to see where
 * questions stand. A heading right below a closing tag is one, though CommonMark takes it for HTML.
 */
export function outline(text: string): Root {
  const tags: Range[] = []
  const tree = parseClosed(
    text.replace(tagsAboveHeading, (line, start: number) => {
      tags.push({ start, end: start + line.length })
      return ' '.repeat(line.length)
    }),
  )
  if (tags.length > 0) restore(tree, text, tags)
  return tree
}

/** Puts lines of tags that were not parsed back between the blocks. */
function restore(tree: Root, text: string, tags: readonly Range[]): void {
  const starts = lineStarts(text)
  const point = (offset: number) => ({ ...pointAt(starts, offset), offset })
  const added = tags.map(({ start, end }): RootContent => {
    return { type: 'html', value: text.slice(start, end), position: { start: point(start), end: point(end) } }
  })
  let end = 0
  tree.children = [...tree.children, ...added]
    .toSorted((a, b) => a.position!.start.offset! - b.position!.start.offset!)
    .filter((node) => {
      // Inside another block, such as code, they are where they were.
      if (node.position!.start.offset! < end) return false
      end = node.position!.end.offset!
      return true
    })
}

// Closing tags and empty elements, or a block that is closed where it begins.
const tagsAboveHeading =
  /^(?= {0,3}<)(?:(?:<\/(?!summary\b)[a-z][\w-]*[ \t]*>|<(?:br|hr|img|a)\b[^<>\r\n]*>|[ \t])+|[ \t]*<(center|details|div|h[1-6]|p|table)\b[^\r\n]*<\/\1>[ \t]*)(?=(?:\r\n|\n|\r) {0,3}(?:\d{1,9}[.)][ \t]+)?#{1,6}[^#\r\n])/gim

/** A plain text as Markdown that shows it, inside a line. */
export function asMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>&~#!|]/g, '\\$&')
}

/** What a reader sees of a heading's Markdown: no marks, no tags, `code` without its ticks. */
export function plainText(heading: string): string {
  if (!/[\\`*_<&[\]~:!]/.test(heading)) return heading.trim()
  // As a heading, for by itself “1. What” would begin a list; the closing hash keeps one that belongs to the words.
  const tree = parse(`# ${heading} #`)
  return wordsOf(tree, { includeHtml: false }).replace(/\s+/g, ' ').trim()
}

/** The Markdown that neighbours of a parsed tree were made from. */
export function sourceOf(text: string, nodes: readonly Nodes[]): string {
  const [first, last] = [nodes[0], nodes.at(-1)]
  return first && last ? text.slice(first.position!.start.offset, last.position!.end.offset) : ''
}

/** The words of a part of a parsed tree, as they stand: without marks and tags, `code` without its ticks. */
export function wordsIn(part: Nodes | readonly Nodes[]): string {
  return wordsOf(part, { includeHtml: false })
}

/** Where code stands: fenced, indented, in ticks, or between tags. */
export function codeRanges(text: string): Range[] {
  const ranges: Range[] = []
  visit(parse(text), ['code', 'inlineCode'], ({ position }) => {
    ranges.push({ start: position!.start.offset!, end: position!.end.offset! })
  })
  for (const { index, 0: tagged } of text.matchAll(/<(code|pre)\b[^<>]*>(?:(?!<\1\b)[\s\S])*?<\/\1>/gi)) {
    ranges.push({ start: index, end: index + tagged.length })
  }
  return ranges
}

function isPhrasing(parent: Parents): boolean {
  return !['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(parent.type)
}

/** The names of HTML's elements, old ones and those of SVG and MathML's roots included. */
const tagNames = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote
  body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl
  dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
  html i iframe image img input ins kbd keygen label legend li link main map mark marquee math menu meta meter nav
  nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp
  rt rtc ruby s samp script search section select slot small source span strike strong style sub summary sup svg
  table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp`.split(/\s+/),
)

/** Those whose content is no text, or is one to its closing tag. */
const hiding = new Set(
  'iframe noembed noframes noscript plaintext script style template textarea title xmp'.split(' '),
)

import type { Nodes, Parents, Root, RootContent, Text as TextNode } from 'mdast'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { toString as wordsOf } from 'mdast-util-to-string'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { visit } from 'unist-util-visit'
import { lineStarts, pointAt, type Range } from './text.ts'

/**
 * A file's or an answer's Markdown as a tree: CommonMark with GitHub's extensions. What only looks like a tag,
 * as the `<T>` of `Promise<T>`, is text.
 */
export function parse(text: string): Root {
  const tree = full.parse(text)
  if (!text.includes('<')) return tree
  visit(tree, 'html', (node, index, parent) => {
    const value = node.value.replace(/<(?=\/?([a-z][^\s/>]*))/gi, (sign, name: string) =>
      tagNames.has(name.toLowerCase()) ? sign : '&lt;',
    )
    if (value === node.value) return
    if (/<[a-z/!?]/i.test(value)) node.value = value
    else {
      const kept: TextNode = { type: 'text', value: node.value, position: node.position }
      parent!.children[index!] = isPhrasing(parent!)
        ? kept
        : { type: 'paragraph', children: [kept], position: node.position }
    }
  })
  return tree
}

/**
 * The blocks of a file as a tree whose inline text is left raw: half the work of `parse`, and enough to see where
 * questions stand. A heading right below a closing tag is one, though CommonMark takes it for HTML.
 */
export function outline(text: string): Root {
  const tags: Range[] = []
  const tree = blocksOnly.parse(
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

const tagsAboveHeading =
  /^(?= {0,3}<)(?:<\/(?!summary\b)[a-z][\w-]*[ \t]*>|<(?:br|hr|img|a)\b[^<>\r\n]*>|[ \t])+(?=(?:\r\n|\n|\r) {0,3}(?:\d{1,9}[.)][ \t]+)?#{1,6}[^#\r\n])/gim

/** What a reader sees of a heading's Markdown: no marks, no tags, `code` without its ticks. */
export function plainText(heading: string): string {
  if (!/[\\`*_<&[\]~:!]/.test(heading)) return heading.trim()
  // As a heading, for by itself “1. What” would begin a list; the closing hash keeps one that belongs to the words.
  const tree = parse(`# ${heading} #`)
  return wordsOf(tree, { includeHtml: false }).replace(/\s+/g, ' ').trim()
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
  for (const { index, 0: tagged } of text.matchAll(/<(code|pre)\b[^>]*>[\s\S]*?<\/\1>/gi)) {
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

const full = unified().use(remarkParse).use(remarkGfm).freeze()

const inlineConstructs = [
  ...['attention', 'autolink', 'characterEscape', 'characterReference', 'codeText', 'hardBreakEscape'],
  ...[
    'htmlText',
    'labelEnd',
    'labelStartImage',
    'labelStartLink',
    'gfmFootnoteCall',
    'gfmPotentialFootnoteCall',
  ],
]

const blocksOnly = unified()
  .use(remarkParse)
  .use(function withoutInline(this: Processor) {
    this.data().micromarkExtensions = [gfmFootnote(), { disable: { null: inlineConstructs } }]
    this.data().fromMarkdownExtensions = [gfmFootnoteFromMarkdown()]
  })
  .freeze()

import type { Nodes, Root } from 'hast'
import rehypeRawAlways from 'rehype-raw'
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize'
import { unified } from 'unified'
import { visit } from '../source/visit.ts'
import { numbered } from './fences.ts'
import { mathClasses } from './math.ts'
import { isWellNested } from './nesting.ts'
import { scheme } from './symbolic.ts'
import { themeClasses } from './themes.ts'

/** Elements that stand inside a line, and those that are blocks. */
const phrasing =
  'abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup u var wbr'.split(
    ' ',
  )
const blocks =
  `a blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr img li ol p pre section summary
  table tbody td tfoot th thead tr ul`.split(/\s+/)

/** Everything else loses its tags, and keeps its text. */
const answer: Schema = {
  tagNames: [...phrasing, ...blocks],
  attributes: {
    '*': ['dir', 'id', 'lang', 'title'],
    a: [
      'href',
      'name',
      ['rel', 'noopener', 'noreferrer'],
      'ariaLabel',
      'ariaDescribedBy',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      ['className', 'data-footnote-backref'],
    ],
    code: [['className', numbered, ...mathClasses, /^language-[\w+#.-]{1,30}$/]],
    details: ['open'],
    div: [
      ['role', 'note'],
      ['className', 'alert', /^alert-(note|tip|important|warning|caution)$/],
    ],
    h2: [['className', 'sr-only']],
    img: ['src', 'alt', 'width', 'height', ['className', ...themeClasses]],
    li: [['className', 'task-list-item'], 'value'],
    p: [['className', 'alert-title']],
    ol: ['start', 'reversed', ['type', '1', 'a', 'A', 'i', 'I']],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: ['colSpan', 'rowSpan', ['className', /^align-(left|center|right)$/]],
    th: [
      'colSpan',
      'rowSpan',
      ['scope', 'row', 'col', 'rowgroup', 'colgroup'],
      ['className', /^align-(left|center|right)$/],
    ],
    ul: [['className', 'contains-task-list']],
  },
  protocols: { href: ['http', 'https', 'mailto', scheme], src: [scheme] },
  ancestors: {
    ...{
      li: ['ol', 'ul'],
      summary: ['details'],
      caption: ['table'],
      tbody: ['table'],
      td: ['table'],
      tfoot: ['table'],
    },
    ...{ th: ['table'], thead: ['table'], tr: ['table'], dt: ['dl'], dd: ['dl'], figcaption: ['figure'] },
  },
  strip: ['script', 'style', 'svg', 'template'],
  clobber: [],
}

/** What may stand in a title: words, emphasis and code. */
const title: Schema = {
  tagNames: phrasing,
  attributes: { code: [['className', mathClasses[0]]] },
  strip: answer.strip!,
}

/** Takes from a tree what may not stand in an answer. */
export const sanitizeAnswer = sanitizer(answer)

/** Takes from a tree all that may not stand in a title. */
export const sanitizeTitle = sanitizer(title)

/** A function that takes a tree and gives one of what a schema allows, which a browser reads as it stands. */
function sanitizer(schema: Schema): (tree: Root) => Root {
  const clean = unified().use(rehypeSanitize, schema).freeze()
  const readAgain = unified().use(rehypeRawAlways).use(rehypeSanitize, schema).freeze()
  return (tree) => {
    let safe = clean.runSync(tree) as Root
    // A line end where preformatted text begins is dropped by whoever reads it.
    visit(safe, 'element', ({ tagName, children: [first] }) => {
      if (tagName === 'pre' && first?.type === 'text') first.value = first.value.replace(/^\n+/, '')
    })
    if (isWellNested(safe)) return safe
    // Tables, headings and links inside each other, or without what was taken from around them, are not read again as
    // the tree that they were printed from.
    for (let rounds = 0; ; rounds += 1) {
      const read = readAgain.runSync(safe) as Root
      if (isSame(safe, read)) return safe
      if (rounds === 20) throw new RangeError('Its elements come to no rest.')
      safe = read
    }
  }
}

/** Whether two trees hold the same elements and the same text, in the same order. */
function isSame(one: Nodes, other: Nodes): boolean {
  if (one.type === 'text') return other.type === 'text' && one.value === other.value
  if (one.type === 'element' && !(other.type === 'element' && one.tagName === other.tagName)) return false
  const [some, others] = [one, other].map((node) => ('children' in node ? node.children : []))
  return some!.length === others!.length && some!.every((node, at) => isSame(node, others![at]!))
}

/** Parses the raw HTML of a tree, and whatever else a browser would read otherwise than it stands. */
export const rehypeRaw: typeof rehypeRawAlways = (options) => {
  const read = rehypeRawAlways(options)
  return (tree, file) => (isWellNested(tree) ? tree : read(tree, file))
}

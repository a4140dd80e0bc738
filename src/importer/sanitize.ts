import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize'
import { unified } from 'unified'

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
    code: [['className', /^language-[\w+#.-]{1,30}$/]],
    details: ['open'],
    h2: [['className', 'sr-only']],
    img: ['src', 'alt', 'width', 'height'],
    li: [['className', 'task-list-item'], 'value'],
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
  protocols: { href: ['http', 'https', 'mailto', 'viva'], src: ['viva'] },
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
  strip: ['script', 'style', 'template'],
  clobber: [],
}

/** Takes from a tree what may not stand in an answer. */
export const sanitizeAnswer = unified().use(rehypeSanitize, answer).freeze()

/** Takes from a tree what may not stand in a title: all but words, emphasis and code. */
export const sanitizeTitle = unified()
  .use(rehypeSanitize, { tagNames: phrasing, attributes: {}, strip: answer.strip! })
  .freeze()

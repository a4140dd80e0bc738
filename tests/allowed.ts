import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

/** Attributes by element, as the tests allow them: written apart from the sanitizer's own list, which they test. */
const attributes: Record<string, readonly string[]> = {
  a: ['href', 'rel', 'class', 'aria-label', 'aria-describedby', 'data-footnote-ref', 'data-footnote-backref'],
  code: ['class'],
  details: ['open'],
  // What is wider than a page scrolls by itself, and the keyboard reaches it.
  div: ['class', 'data-language', 'tabindex', 'role', 'aria-label'],
  // The title of an alert.
  p: ['class'],
  pre: ['tabindex', 'role', 'aria-label'],
  // The footnotes' hidden heading, at the level that fits the page.
  ...{ h2: ['class'], h3: ['class'], h4: ['class'], h5: ['class'], h6: ['class'] },
  img: [
    'src',
    'alt',
    'width',
    'height',
    'loading',
    'decoding',
    'referrerpolicy',
    'data-pagefind-index-attrs',
    'class',
  ],
  li: ['class', 'value'],
  ol: ['start', 'reversed', 'type'],
  section: ['class', 'data-footnotes'],
  span: ['class'],
  td: ['class', 'colspan', 'rowspan'],
  th: ['class', 'colspan', 'rowspan', 'scope'],
  ul: ['class'],
}
const everywhere = ['dir', 'id', 'lang', 'title']

const elements =
  `a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4
  h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td
  tfoot th thead tr u ul var wbr`.split(/\s+/)

const protocols = ['http:', 'https:', 'mailto:', 'viva:']

/** The elements and attributes of contributed HTML that may not stand on a page, found in the tree a browser makes. */
export function disallowedIn(html: string): string[] {
  return nodesOf(parseFragment(html)).flatMap((node) => {
    if (node.nodeName === '#text' || node.nodeName === '#document-fragment') return []
    // Mathematics is drawn by the browser: nothing of it loads, links or looks like anything else.
    if ('tagName' in node && node.namespaceURI.endsWith('MathML'))
      return node.attrs.flatMap(({ name }) =>
        /^(?:on|href|src|style)/.test(name) ? [`<${node.tagName} ${name}>`] : [],
      )
    if (!('tagName' in node) || !elements.includes(node.tagName) || !node.namespaceURI.endsWith('xhtml')) {
      return [`<${node.nodeName}>`]
    }
    const known = [...everywhere, ...(attributes[node.tagName] ?? [])]
    return node.attrs.flatMap(({ name, value }) => {
      const isKnown = known.includes(name)
      const isSafe = !['href', 'src'].includes(name) || protocols.includes(protocolOf(value))
      return isKnown && isSafe ? [] : [`<${node.tagName} ${name}="${value}">`]
    })
  })
}

/** The protocol of an address, as a browser reads it on a page. */
function protocolOf(address: string): string {
  return URL.parse(address, 'https://here.example/')?.protocol ?? 'https:'
}

/** The text of HTML, as a browser's tree holds it. */
export function textOf(html: string): string {
  return nodesOf(parseFragment(html))
    .map((node) => (node.nodeName === '#text' ? (node as DefaultTreeAdapterTypes.TextNode).value : ''))
    .join('')
}

function nodesOf(node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Node[] {
  const inside = 'content' in node ? node.content : node
  return [node, ...('childNodes' in inside ? inside.childNodes.flatMap(nodesOf) : [])]
}

import fc from 'fast-check'
import type { Root } from 'hast'
import { parse, parseFragment, serialize } from 'parse5'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { expect, test } from 'vitest'
import { rehypeRaw, sanitizeAnswer, sanitizeTitle } from '../../src/importer/answer/sanitize.ts'
import { importTopic } from '../../src/importer/index.ts'
import { disallowedIn } from '../allowed.ts'

const parser = unified().use(rehypeRaw).freeze()
const printer = unified().use(rehypeStringify).freeze()

/** What becomes of HTML, as a browser reads it, when it is printed again. */
function sanitized(html: string, sanitizer: (tree: Root) => Root): string {
  return printer.stringify(sanitizer(read(html)))
}

function read(html: string): Root {
  return parser.runSync({ type: 'root', children: [{ type: 'raw', value: html }] } as Root) as Root
}

const elements =
  `a abbr applet area audio b base blockquote body br button code details div dl dd dt em embed fieldset font form
  frame frameset h1 h3 head html iframe img input isindex kbd keygen li link listing main map marquee meta noembed
  noframes noscript object ol optgroup option p param picture plaintext pre ruby rp rt s script section select source
  span strike style sub summary sup svg table tbody td template textarea tfoot th thead title tr track u ul video
  wbr xmp math mi mo mtext mglyph malignmark annotation-xml foreignObject desc use animate set image my-element
  x:y`.split(/\s+/)
const attributes = [
  ...[
    'id="location"',
    'name=body',
    'class="x hljs"',
    'style="background:url(//evil.example)"',
    'title="a&quot;b"',
  ],
  ...[
    'onclick="alert(1)"',
    'onerror=alert(1)',
    'ONLOAD=alert(1)',
    'href="javascript:alert(1)"',
    'href="//x.example"',
  ],
  ...[
    'href=" &#1;java\tscript:alert(1)"',
    'href="data:text/html,<script>alert(1)</script>"',
    'href="vbscript:x"',
  ],
  ...[
    'src=x',
    'srcset="//x.example 2x"',
    'srcdoc="<script>alert(1)</script>"',
    'xlink:href="javascript:alert(1)"',
  ],
  ...[
    'action=//x.example',
    'formaction=javascript:alert(1)',
    'data-pagefind-ignore',
    'data-x=1',
    'is=x',
    'slot=x',
  ],
  ...[
    'lang=de',
    'dir=rtl',
    'open',
    'start=3',
    'colspan=2',
    'type=checkbox',
    'checked',
    'encoding=text/html',
    'xmlns=x',
  ],
  ...[
    'href="#a"',
    'href="mailto:a@b.c"',
    'rel=opener',
    'target=_blank',
    'aria-label=x',
    'role=main',
    '"',
    "a='",
    '<b',
  ],
]

const tag = fc
  .record({
    name: fc.constantFrom(...elements),
    attributes: fc.array(fc.constantFrom(...attributes), { maxLength: 3 }),
    form: fc.constantFrom('open', 'open', 'close', 'empty', 'broken'),
  })
  .map(({ name, attributes, form }) => {
    const opened = [`<${name}`, ...attributes].join(' ')
    return { open: `${opened}>`, close: `</${name}>`, empty: `${opened}/>`, broken: opened }[form]!
  })
const text = fc.constantFrom(
  ...[
    'a',
    ' ',
    '\n',
    '&lt;script>',
    '&amp;lt;',
    '<!--',
    '-->',
    '--!>',
    '<!---->',
    '<![CDATA[',
    ']]>',
    '<!doctype html>',
  ],
  ...[
    '<?xml',
    '<%',
    '</',
    '</ ',
    '<',
    '>',
    '\0',
    '\u2028',
    '&#x6a;',
    '&NewLine;',
    '<a href="',
    '"><img src=x>',
    "'",
  ],
)
const html = fc
  .array(fc.oneof({ weight: 3, arbitrary: tag }, { weight: 1, arbitrary: text }), { maxLength: 25 })
  .map((parts) => parts.join(''))

/** Tags that a browser moves or closes when others stand around them. */
const moved =
  `a b blockquote button caption code dd details div dl dt em form h1 h2 h3 li math ol p pre ruby rt select summary
  svg table tbody td th tr ul`.split(/\s+/)
const nested = fc
  .array(
    fc.oneof(
      ...[`${'<%>'}`, '</%>'].map((form) => fc.constantFrom(...moved).map((name) => form.replace('%', name))),
      fc.constantFrom('x', '\n', '<a href="#x">', '<a name="y">'),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''))

/** The HTML of an answer, as it is published: read by a browser and printed again, it is the same. */
function expectAsPrinted(html: string): void {
  expect(printer.stringify(read(html))).toBe(html)
  // Nor does it matter where in a page it stands.
  const [, inMain = ''] =
    serialize(parse(`<!doctype html><main>${html}</main>`)).match(/<main>(.*)<\/main>/s) ?? []
  expect(inMain).toBe(serialize(parseFragment(html)))
}

function answersOf(markdown: string): string[] {
  const { questions } = importTopic(
    'a.md',
    Buffer.from(`### 1. What?\n\nSo.\n\n${markdown}\n\n### 2. Why?\n\nSo.\n`),
  )
  return questions.flatMap(({ prompt, choices, answer }) =>
    [prompt, ...choices, answer].map((part) => part?.html ?? ''),
  )
}

test.each([
  ['an answer', sanitizeAnswer],
  ['a title', sanitizeTitle],
])('what was taken from %s leaves nothing to be taken, and is read as it is printed', (_, sanitizer) => {
  const check = (html: string) => {
    const safe = sanitized(html, sanitizer)

    // Names become ids when it is rendered.
    expect(disallowedIn(safe).filter((found) => !found.startsWith('<a name='))).toEqual([])
    expect(sanitized(safe, sanitizer)).toBe(safe)
    expectAsPrinted(safe)
  }
  fc.assert(fc.property(fc.oneof(html, nested), check))
})

test('a browser makes of an answer the tree that it was printed from', () => {
  const markdown = fc
    .array(
      fc.oneof(
        html,
        nested,
        fc.constantFrom('# H\n', '- a\n', '\n\n', '> ', '[x](#y)', '|a|\n|-|\n|b|\n', '[^1]'),
      ),
      {
        maxLength: 4,
      },
    )
    .map((parts) => parts.join(''))
  fc.assert(fc.property(markdown, (text) => answersOf(text).forEach(expectAsPrinted)))
})

test.each([
  '<a href="#a"><table><a href="#b">x</a></table>y</a>',
  '<h1>a<table><h1>b</h1></table></h1>',
  '<h2>a<ul><li>b<h3>c</h3></li></ul></h2>',
  '<h2>a<ul><li>b<h3>c</h2>d',
  '<a href="https://example.org"><h2>a</h2> b</a>',
  '<a name="a"><h2>b</h2></a>',
  '<p><button><p>a</button>b',
  '<p><svg><p>a</svg>b',
  '<pre>\n\n\na</pre>',
  '<li><button><li>a',
  `${'<a href="#a"><table>'.repeat(100)}x`,
  `<pre>${'\n'.repeat(100)}x</pre>`,
  '[a[^1]](#b)\n\n[^1]: c',
])('a browser makes of %.60s the tree that it was printed from', (text) => {
  answersOf(text).forEach(expectAsPrinted)
})

test('a heading in a link is not parted from what the author links with it', () => {
  const html = answersOf('<div><a href="https://example.org/"><h2>Closures</h2> and more</a></div>')

  expect(html.join('')).toContain('<h2 id="closures">Closures</h2> and more</a>')
})

import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { render, renderTitle } from '../../src/importer/answer/render.ts'
import { importTopic } from '../../src/importer/index.ts'
import { parse } from '../../src/importer/source/markdown.ts'

function answer(markdown: string) {
  const file = new VFile()
  const rendered = render(parse(markdown), { placeOf: (point) => point, highest: 2, scope: '' }, file)
  return {
    ...rendered,
    problems: file.messages.map(({ ruleId, line, column }) => `${line}:${column} ${ruleId}`),
  }
}

function elementsOf(html: string): DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = []
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) node.childNodes.forEach(walk)
  }
  walk(parseFragment(html))
  return found
}

/** What no answer may hold, whatever its author wrote. */
function dangersIn(html: string): string[] {
  const forbidden =
    /^(script|style|iframe|object|embed|form|input|button|select|textarea|svg|math|base|meta|link|template)$/
  return elementsOf(html).flatMap(({ tagName, attrs }) => [
    ...(forbidden.test(tagName) ? [`<${tagName}>`] : []),
    // No browser loads it as it is.
    ...(tagName === 'img' && !attrs.some(({ name, value }) => name === 'src' && /^viva:/.test(value))
      ? ['<img>']
      : []),
    ...attrs
      .filter(({ name }) => /^on|^style$|^srcset$|^data-pagefind|^form/.test(name))
      .map(({ name }) => name),
    ...attrs
      .filter(
        ({ name, value }) =>
          ['href', 'src', 'action'].includes(name) && !/^(https?:|mailto:|viva:|#)/.test(value),
      )
      .map(({ value }) => value),
  ])
}

describe('an answer is safe', () => {
  test.each([
    '<script>alert(1)</script>',
    '<SCRIPT SRC=https://example.org/x.js></SCRIPT>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '[x](javascript:alert(1)) and [y](vbscript:z) and [z](<data:text/html,x>)',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>',
    '<details ontoggle=alert(1) open>x</details>',
    '<p style="position:fixed" data-pagefind-ignore>x</p>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<a href="viva:x">x</a>',
    '```js"onmouseover="alert(1)\nx\n```',
    '<picture><source srcset="javascript:x"><img src="x"></picture>',
    '![x](javascript:alert(1))',
    '<!--><img src=x onerror=alert(1)>-->',
  ])('%s', (markdown) => {
    expect(dangersIn(answer(markdown).html)).toEqual([])
    expect(dangersIn(renderTitle(markdown.replace(/\s+/g, ' ')).html)).toEqual([])
  })

  test('whatever pieces of tags it is made of', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '"',
        "'",
        '/',
        ' ',
        '=',
        '<a href=',
        '<svg>',
        '</svg>',
        '<style>',
        '<!--',
        '-->',
        'javascript:',
      ],
      ...[
        'onerror=',
        'alert(1)',
        '<img src=x ',
        '<math>',
        '<p title="',
        '`',
        '\n',
        '[x](',
        ')',
        '<![CDATA[',
        ']]>',
      ],
    )
    const markdown = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

    fc.assert(fc.property(markdown, (text) => dangersIn(answer(text).html).length === 0))
  })
})

describe('an answer’s headings', () => {
  test.each([
    ['#### A\n\n###### B\n\n##### C', ['h2 a', 'h3 b', 'h3 c']],
    ['# A\n\n# B', ['h2 a', 'h2 b']],
    ['###### A\n\n# B\n\n### C', ['h2 a', 'h2 b', 'h3 c']],
    ['<h1>A</h1>\n\n<h4>B</h4>', ['h2 a', 'h3 b']],
    ['# A\n\n# A', ['h2 a', 'h2 a-1']],
    ['- **A:**\n- b\n- **C:**\n- d', ['h2 a', 'h2 c']],
    ['## Top\n\n- **A**:\n- b', ['h2 top', 'h3 a']],
    ['- **A:** b\n- **C:** d', []],
    ['- **A:**\n- **C:**', []],
    ['1. **A:**\n   text\n2. b', []],
  ])('of %j stand below the page’s own, without a gap', (markdown, expected) => {
    const { html, headings } = answer(markdown)

    const shown = elementsOf(html).filter(({ tagName }) => /^h\d$/.test(tagName))
    expect(shown.map(({ tagName, attrs }) => `${tagName} ${attrs[0]!.value}`)).toEqual(expected)
    expect(headings.map(({ depth, id }) => `h${depth} ${id}`)).toEqual(expected)
  })

  test('have a named link to themselves', () => {
    expect(answer('## A & `b`').html).toBe(
      '<div class="heading"><h2 id="a--b">A &#x26; <code>b</code></h2><a class="anchor" href="#a--b" aria-label="Link to “A &#x26; b”"></a></div>',
    )
  })
})

test('what is no tag stays as text', () => {
  expect(answer('A Promise<T> of Map<K, V>, <kbd>Esc</kbd>.').html).toBe(
    '<p id="a-promise-t-of-map-k">A Promise&#x3C;T> of Map&#x3C;K, V>, <kbd>Esc</kbd>.</p>',
  )
})

test('links that no browser should follow are text, and are told with their place', () => {
  const { html, problems } = answer('One\n[two](javascript:x) [three](ftp://example.org) [four](https://[)')

  expect(html).toBe('<p id="one-two-three-four">One\n<a>two</a> <a>three</a> <a>four</a></p>')
  expect(problems).toEqual(['2:1 link-dead', '2:21 link-dead', '2:48 link-dead'])
})

test.each([
  ['## Process', 'at:process'],
  ['## Location', 'location'],
  ['## Modules', 'modules'],
  ['<a id="module">x</a>', 'at:module'],
  ['<a name="__proto__">x</a>', 'at:__proto__'],
  ['## __x', 'at:__x'],
  ['<a id="pagefind">x</a>', 'at:pagefind'],
])('no id is a global that scripts look for: %s', (markdown, id) => {
  const ids = elementsOf(answer(markdown).html).flatMap(({ attrs }) =>
    attrs.filter(({ name }) => name === 'id'),
  )

  expect(ids.map(({ value }) => value).filter((id) => id !== 'x')).toEqual([id])
})

test('images are symbolic, and their words are part of the text', () => {
  const { html, text, images } = answer('![a b](https://example.org/c.png)\n![*d*](e.png "f") ![](g.png)')

  expect(html).toBe(
    '<p id="a-b-d-g-png"><img src="viva:https://example.org/c.png" alt="a b">\n<img src="viva:e.png" alt="d" title="f"> <img src="viva:g.png" alt="g.png"></p>',
  )
  expect(text).toBe('a b d g.png')
  expect(images.map(({ place, instead }) => [place.line, place.column, instead])).toEqual([
    [1, 1, '<a href="https://example.org/c.png" rel="noopener noreferrer">a b</a>'],
    [2, 1, 'd (e.png)'],
    [2, 19, 'g.png'],
  ])
})

test('reading any text ends in questions or in a problem, never in an error', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '---',
      '### 1. What?',
      '## Q: Why?',
      '<!-- tags: [a -->',
      '- **A:**',
      '```',
      '| a | b |',
      '|-|-|',
      '[^1]: x',
      '<details>',
      'title: x',
      '# T',
      '1. ## x',
      '\t',
      '> ',
    ),
  )

  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const { questions, problems } = importTopic('a.md', new TextEncoder().encode(lines.join('\n')))

      return questions.length > 0 || problems.length > 0
    }),
  )
})

test.each([
  ['What is a ledger?', 'What is a ledger?'],
  ['  C #  ', 'C #'],
  ['a > b', 'a > b'],
  ['see www.example.org', 'see www.example.org'],
  ['R&D, or A < B', 'R&#x26;D, or A &#x3C; B'],
])('the title “%s” as HTML', (markdown, html) => {
  expect(renderTitle(markdown).html).toBe(html)
})

test('a title without marks is the same as within one that has some', () => {
  const letters = fc.constantFrom(...'aB1 \u00a0.,;?!\'"#$%()+-/={}|^é港🙂>')
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(letters, fc.string({ unit: 'grapheme', maxLength: 1 })) }),
      (words) => {
        const { html, text } = renderTitle(`x${words}x`)
        const marked = renderTitle(`x${words}x *y*`)

        expect([`${html} <em>y</em>`, `${text} y`]).toEqual([marked.html, marked.text])
      },
    ),
  )
})

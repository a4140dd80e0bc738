import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'
import type { Topic } from '../../src/importer/topic.ts'

/**
 * What may stand in a file. `%` becomes a word that a reader sees, `#id` a name that no other construct has; what
 * else is written is seen too, but not looked for.
 */
const leaves = {
  paragraph: '%',
  'two lines': '%\n%',
  'hard break': '%  \n%<br>%',
  emphasis: '*%* **%** ~~%~~ `%` %',
  'bold paragraph': '**%**',
  'bold lead': '**%:** %',
  escapes: '\\*%\\* &amp; % \\<%',
  entity: '&lt;% &copy;',
  'inline tags': '<b>%</b> <kbd>%</kbd> <sup>%</sup> %',
  'unknown tag': 'Promise<%> of <%/> %',
  'unknown tag block': '<%>',
  'unknown element block': '<my-%>\n%\n</my-%>',
  'tag of a script': 'The <script> tag, % and </script> %',
  'tag of a style': '% <style> %',
  'tag of a title': '% <title> %',
  'tag of a template': '% <template> %',
  'less-than sign': '% < % <= %',
  'html block': '<div>%</div>',
  'html block of several': '<div>\n<p>%</p>\n<p>%\n%</p>\n</div>',
  'html table': '<table><tr><th>%</th></tr><tr><td>%</td><td>%</td></tr></table>',
  'centred image': '<p align="center"><img src="https://example.org/a.png" alt="%"></p>',
  preformatted: '<pre>\n% <b>%</b>\n\n%\n</pre>',
  'tight list': '- %\n- %\n- %',
  'loose list': '- %\n\n- %\n\n  %',
  'ordered list': '1. %\n2. %\n3. %',
  'late list': '7. %\n8. %',
  'nested list': '- %\n  - %\n    1. %\n       %\n- %',
  'task list': '- [ ] %\n- [x] %\n- [ ] %',
  'ticked list': '- [x] %\n- [x] %',
  'label bullets': '- **%:**\n- %\n- %\n- **%:**\n- %',
  letters: '- A) %\n- B) %\n- C) %',
  'lettered lines': 'A. %\nB. %\nC. %',
  key: '**Answer: B** %',
  'answer line': 'Answer: %',
  'answer below': '%\n\nAnswer:\n%',
  'answer label': '**Answer:** %\n\n%',
  quote: '> %\n> %',
  'lazy quote': '> %\n%',
  alert: '> [!NOTE]\n> %',
  'fenced code': '```js\n% // %\n\n%\n```',
  'fenced by tildes': '~~~\n%\n```\n%\n~~~',
  'headings in code': '```md\n# %\n## %\n```',
  'indented code': '%\n\n    %\n\n    %',
  table: '| % | % |\n| --- | --- |\n| % | % |\n| % |',
  'cells beyond the header': '| % | % |\n| --- | :-: |\n| % | % | % | **%** |\n| % | `%` |',
  'row without bars': '% | %\n--- | ---\n% | % | %',
  details: '<details>\n<summary>%</summary>\n\n%\n\n</details>',
  'details in one block': '<details><summary>%</summary><p>%</p></details>',
  'answer in details': '%\n\n<details><summary>Show answer</summary>\n\n%\n\n</details>\n\n%',
  'details never closed': '<details><summary>%</summary>\n\n%',
  link: '[%](https://example.org/hidden) [%](#hidden "hidden") <https://example.org/%>',
  'link to a definition': '[%][#id] [%]\n\n[#id]: https://example.org/hidden',
  'link to nothing': '[%][%] [%]',
  'bare address': 'See https://example.org/% now',
  image: '![%](https://example.org/hidden.png) ![%](hidden.png)',
  'image with a title': '![% *%*](a.png "hidden") ![](hidden.png) ![%][#id]\n\n[#id]: <hidden hidden.png>',
  'html image': '<img src="hidden.png" alt="%" width="20"> <img src="hidden.png" alt=""> %',
  'image that no page may load': '![%](data:image/png;base64,hidden) <img alt="%">',
  'linked image':
    '[![%](hidden.png)](https://example.org/hidden) [![%](https://example.org/hidden.png)](https://example.org/hidden)',
  footnote: '%[^#id] %\n\n[^#id]: % *%*',
  'footnote of two paragraphs': '%[^#id]\n\n[^#id]: %\n\n    %',
  'footnote never referred to': '%\n\n[^#id]: % %\n    %',
  'footnotes that refer to each other': '%\n\n[^#id]: %[^#id-b]\n\n[^#id-b]: %[^#id]',
  'footnote without text': '%[^#id]',
  comment: '<!-- hidden -->',
  'comment in a line': '% <!-- hidden --> %',
  'comment of several lines': '%\n\n<!--\nhidden\n\nhidden\n-->\n\n%',
  rule: '%\n\n---\n\n%',
  'heading 1': '# %',
  'heading 2': '## %\n\n%',
  'heading 3': '### %\n\n%',
  'heading 4': '#### %\n\n%',
  'heading 6': '###### % ######',
  'label heading': '#### Example %\n\n%',
  'source heading': '#### Source\n\n- %',
  'numbered step': '#### 1. %\n\n%\n\n#### 2. %\n\n%',
  'set heading': '%\n===\n\n%',
  'set heading 2': '% *%*\n---\n\n%',
  difficulty: '**Difficulty:** Junior',
  'difficulty and more': '**Difficulty:** Junior %',
  tags: '**Tags:** %, %',
  'table of contents': '- [hidden](#hidden)\n- [hidden](#hidden)',
  'way back': '**[⬆ Back to Top](#top)**',
  'way back and more':
    '- [Back to top](#top)\n\n  <img src="hidden.png" alt="%">\n- [Back to top](#top)\n\n  <%>',
  anchor: '<a name="hidden"></a>',
  placeholder: 'TODO: %',
  licence: '## License\n\n%',
  contributors: '# Contributors\n\n- %',
  emoji: '👶 %',
} as const

type Leaf = keyof typeof leaves
interface Block {
  construct: Leaf | 'list item' | 'quoted' | 'in details' | 'in a division'
  blocks: Block[]
}

const leaf = fc
  .constantFrom(...(Object.keys(leaves) as Leaf[]))
  .map((construct): Block => ({ construct, blocks: [] }))

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 8, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc.record({
        construct: fc.constantFrom<Block['construct'][]>(
          'list item',
          'quoted',
          'in details',
          'in a division',
        ),
        blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
      }),
    },
  ),
}))

/** How a question is marked, and what stands below it indented. */
const forms: Record<string, (number: number, answer: string) => string> = {
  A1: (number, answer) => `### ${number}. What is %?\n\n${answer}`,
  A2: (_, answer) => `## What is %?\n\n${answer}`,
  A3: (number, answer) => `### Q${number}: What is % ###\n\n${answer}`,
  A4: (number, answer) => `${number}. ### What is %?\n\n${indented(answer, '    ')}`,
  A5: (number, answer) => `####${number}. What is %?\n\n${answer}`,
  A6: (number, answer) => `${number}. What is %?\n\n${indented(answer, '    ')}`,
  B1: (_, answer) => `**What is %?**\n\n${answer}`,
  B2: (number, answer) => `**Q${number}: What is %?**\n${answer}`,
  C1: (_, answer) => `<details>\n<summary>What is %?</summary>\n\n${answer}\n\n</details>`,
  C2: (number, answer) =>
    `### ${number}. What is %?\n\n%\n\n<details><summary>Show answer</summary>\n\n${answer}\n\n</details>`,
  C3: (number, answer) =>
    `###### ${number}. What is %?\n\n- A: %\n- B: %\n\n<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: B\n\n${answer}\n\n</p>\n</details>`,
  D1: (number, answer) => `#### Q${number}. Which is %?\n\n- [ ] %\n- [x] %\n\n${answer}`,
  D2: (number, answer) => `### ${number}. Which is %?\n\n- A) %\n- B) %\n\n**Answer: B**\n\n${answer}`,
  E1: (_, answer) => `- What is %?\n- How does % work?\n\n${answer}`,
  E2: (_, answer) => `#### % %\n\nExplain %.\n\n${answer}`,
}

const file = fc
  .record({
    form: fc.constantFrom(...Object.keys(forms)),
    begins: fc.constantFrom(
      '',
      '# %\n\n',
      '---\ntags: [hidden]\n---\n\n',
      '---\ntitle: %\n---\n\n',
      '---\ntitle: % %\n---\n\n# %\n\n%\n\n',
      '# %\n\n%\n\n## %\n\n',
      '---\n\n',
    ),
    answers: fc.array(fc.array(block, { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
    unclosed: fc.option(
      fc.record({
        sign: fc.constantFrom(
          '<!-- %',
          '%\n\n<!--\n%',
          '```js\n%',
          '~~~\n%',
          '<? %',
          '<script>\n%',
          '<pre>\n%',
        ),
        answer: fc.nat(3),
      }),
      { freq: 4, nil: undefined },
    ),
    ending: fc.constantFrom('', '## License\n\n%', '## %\n\n%'),
  })
  .map(({ form, begins, answers, unclosed, ending }) => {
    const questions = answers.map((blocks, index) => {
      // What ends in a later comment, fence or script is closed.
      const kept = unclosed ? blocks.filter((one) => !closes(one)) : blocks
      const answer = kept.map((one, place) => write(one, `n${index}-${place}`)).join('\n\n')
      const isBroken = unclosed && unclosed.answer % answers.length === index
      return forms[form]!(index + 1, isBroken ? `${answer}\n\n${unclosed.sign}` : answer)
    })
    return numbered([begins, ...questions, ending].join('\n\n'))
  })

const wholeFile = fc
  .record({
    begins: fc.constantFrom(
      '# What is %?\n\n',
      '# What is %?\n\n%\n\n## Answer\n\n',
      '---\ntitle: What is %?\n---\n\n',
      '---\ntitle: What is %?\n---\n\n# %\n\n',
      '---\ntitle: What is %?\n---\n\n# Why is %?\n\n%\n\n## %\n\n',
      '---\ntitle: %\nshape: F3\n---\n\n# %\n\n',
      '---\ntitle: What is %?\n---\n\n# %\n\n%\n\n## Answer\n\n',
    ),
    blocks: fc.array(block, { maxLength: 5 }),
  })
  .map(({ begins, blocks }) =>
    numbered(begins + blocks.map((one, place) => write(one, `n${place}`)).join('\n\n')),
  )

function closes({ construct, blocks }: Block): boolean {
  return /comment|code|fence|script|preform/.test(construct) || blocks.some(closes)
}

/** A block as Markdown; `name` is its own. */
function write({ construct, blocks }: Block, name: string): string {
  const inside = blocks.map((one, place) => write(one, `${name}-${place}`)).join('\n\n')
  if (construct === 'list item') return `- ${indented(inside, '  ').trimStart()}`
  if (construct === 'quoted') return inside.replace(/^/gm, '> ')
  if (construct === 'in details') return `<details>\n<summary>%</summary>\n\n${inside}\n\n</details>`
  if (construct === 'in a division') return `<div>\n\n${inside}\n\n</div>`
  return leaves[construct].replaceAll('#id', name)
}

function indented(text: string, space: string): string {
  return text.replace(/^(?=.)/gm, space)
}

/** A file with its words: `w1k` and so on. */
function numbered(written: string): string {
  let words = 0
  return written.replace(/%/g, () => `w${++words}k`)
}

function importText(text: string): Topic {
  return importTopic('a.md', new TextEncoder().encode(text))
}

/** The words that a file's pages do not show once, and that no problem names by its lines. */
function astray(text: string): string[] {
  const topic = importText(text)
  const { title, introduction, sections, questions, problems } = topic
  const titles = [title, ...sections.map(({ title }) => title), ...questions.map(({ title }) => title)]
  const below = [introduction, ...sections.map(({ introduction }) => introduction)]
  const parts = questions.flatMap(({ prompt, choices, answer }) => [prompt, ...choices, answer])
  const shown = [...below, ...parts].map((part) => (part ? textOf(parseFragment(part.html)) : '')).join('\n')
  const lines = text.split('\n')
  const named = problems.flatMap(({ code, line, endLine = line }) =>
    code === 'text-left-out' ? lines.slice(line - 1, endLine) : [],
  )
  const tags = questions.flatMap(({ tags }) => tags)

  const counts = Map.groupBy(wordsIn([shown]), (word) => word)
  const elsewhere = new Set(wordsIn([...titles, ...named, ...tags]))
  return wordsIn([text]).flatMap((word) => {
    const count = counts.get(word)?.length ?? 0
    if (count > 1) return [`${word} stands ${count} times`]
    return count === 1 || elsewhere.has(word) ? [] : [`${word} is lost`]
  })
}

function wordsIn(texts: readonly (string | undefined)[]): string[] {
  return texts.flatMap((text) => text?.match(/w\d+k/g) ?? [])
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
  if (node.nodeName === 'img') {
    const { attrs } = node as DefaultTreeAdapterTypes.Element
    return attrs.find(({ name }) => name === 'alt')!.value
  }
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** Shows the file itself, and what is astray in it. */
function expectNothingAstray(text: string): void {
  const found = astray(text)
  if (found.length > 0) throw new Error(`${found.join(', ')} in:\n\n${text}\n`)
}

test.each(Object.keys(leaves) as Leaf[])('nothing is lost of a question with %s', (construct) => {
  const answer = write({ construct, blocks: [] }, 'n')

  expect(astray(numbered(`### 1. What is %?\n\n${answer}\n\n### 2. What is %?\n\n%\n`))).toEqual([])
})

test('a heading inside a collapsed question is no title of a file that changes its shape', () => {
  const collapsed = (inside: string) =>
    `<details>\n<summary>What is %?</summary>\n\n${inside}\n\n</details>\n\n`
  const headings = ['1', '2', '1', '2'].map((number) => `#### ${number}. %\n\n%`).join('\n\n')

  expect(astray(numbered(collapsed('#### %\n\n%') + collapsed('') + collapsed(headings)))).toEqual([])
})

test('nothing is lost of files of many questions', () => {
  fc.assert(fc.property(file, expectNothingAstray))
})

test('nothing is lost of a file that is one question', () => {
  fc.assert(fc.property(wholeFile, expectNothingAstray))
})

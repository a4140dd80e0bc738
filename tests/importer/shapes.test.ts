import { describe, expect, test } from 'vitest'
import { importTopic } from '../../src/importer/index.ts'
import { indentOf } from '../../src/importer/shapes/indentation.ts'
import { isForm } from '../../src/importer/shapes/index.ts'
import { shapeNamed } from '../../src/importer/shapes/names.ts'

function questionsOf(...lines: string[]): string[] {
  return importTopic('a.md', new TextEncoder().encode(lines.join('\n\n'))).questions.map(({ title }) => title)
}

describe('a heading marks a question', () => {
  test.each([
    ['### 3. What is a queryset?', 'What is a queryset?'],
    ['### 3.What is a queryset?', 'What is a queryset?'],
    ['### 17a) What is a queryset?', 'What is a queryset?'],
    ['### 3\\. What is a queryset?', 'What is a queryset?'],
    ['### **3.** What is a queryset?', 'What is a queryset?'],
    ['### <a name="3">3.</a> What is a queryset?', 'What is a queryset?'],
    ['### [3. What is a queryset?](#x)', 'What is a queryset?'],
    ['### 3. 2.5 or 3.5?', '2.5 or 3.5?'],
    ['### Q. What is a queryset?', 'What is a queryset?'],
    ['### Q12: What is a queryset?', 'What is a queryset?'],
    ['### Q: What is a queryset? ###', 'What is a queryset?'],
    ['### Question 3 - What is a queryset?', 'What is a queryset?'],
    ['### **Q3.** What is a queryset?', 'What is a queryset?'],
    ['### What is a queryset?', 'What is a queryset?'],
    ['### Explain querysets', 'Explain querysets'],
    ['### ¿Qué es un queryset?', '¿Qué es un queryset?'],
    ['### クロージャとは何ですか？', 'クロージャとは何ですか？'],
    ['### 🚀 What is a queryset? 👶', '🚀 What is a queryset? 👶'],
    ['What is a queryset?\n---', 'What is a queryset?'],
    ['### 1. \u200bWhat is a queryset?\ufeff', 'What is a queryset?'],
    ['### 1. What is `Promise<T>` or Promise<T>?', 'What is Promise<T> or Promise<T>?'],
    ['### 1. What is C# ###', 'What is C#'],
    ['3. ### What is a queryset?', 'What is a queryset?'],
    ['3) #### Lazy querysets', 'Lazy querysets'],
    ['3. ### Q3: What is a queryset? ###', 'What is a queryset?'],
    ['- ### What is a queryset?', 'What is a queryset?'],
    ['3. ###What is a queryset?', 'What is a queryset?'],
    ['####3. What is a queryset?', 'What is a queryset?'],
    ['####3.What is a queryset? ####', 'What is a queryset?'],
    ['##What is a queryset?', 'What is a queryset?'],
    ['##Q: What is a queryset?', 'What is a queryset?'],
    ['#What is a queryset?', 'What is a queryset?'],
    ['text\n####3. What is a queryset?', 'What is a queryset?'],
    ['- text\n####3. What is a queryset?', 'What is a queryset?'],
    ['> text\n####3. What is a queryset?', 'What is a queryset?'],
    ['</div>\n### What is a queryset?', 'What is a queryset?'],
    ['<br/>\n### What is a queryset?', 'What is a queryset?'],
    ['<div>\ntext\n</p></div>\n### What is a queryset?', 'What is a queryset?'],
    ['</div>\n###What is a queryset?', 'What is a queryset?'],
  ])('%j', (heading, title) => {
    expect(questionsOf(heading, 'An answer.')).toEqual([title])
  })
})

describe('a heading marks no question', () => {
  test.each([
    '```\n####3. What is it?\n```',
    '> ### What is it?',
    '> ####3. What is it?',
    '<pre>\n####3. What is it?\n</pre>',
    '<!--\n</div>\n### What is it?\n-->',
    '- text\n  - ### What is it?',
    '1. ### Install it',
    '- ### Notes',
    '#include "what.h"',
    '#define WHAT',
    '#what-is-it',
    '##[section]What',
    'Fixed in #3. What is it?',
  ])('%j, in an answer', (text) => {
    expect(questionsOf('### What is one?', 'Text.', text, '### What is two?', 'Text.')).toEqual([
      'What is one?',
      'What is two?',
    ])
  })

  test.each([
    'Source',
    'References',
    'Example 2',
    'Answer',
    'Answer: D',
    'Other answers',
    'Good to hear',
    'Output',
  ])('%s, below one', (label) => {
    expect(questionsOf('### What is a queryset?', 'Lazy.', `### ${label}`, 'Text.')).toEqual([
      'What is a queryset?',
    ])
  })

  test.each(['Contributors', 'License', 'Table of Contents', 'Star History'])(
    '%s, after the questions',
    (title) => {
      expect(questionsOf('### 1. What is a queryset?', 'Lazy.', `### ${title}`, 'Text.')).toHaveLength(1)
    },
  )

  test.each([
    [
      'an article’s',
      ['# The cache', 'Text.', '## Design', 'Text.', '## Why so small?', 'Text.', '## Limits', 'Text.'],
    ],
    ['a title that begins with a question word', ['# How the cache works', 'Text.']],
    ['a year', ['# Changes', '## 2024.1', 'Text.', '## 2024.2', 'Text.']],
  ])('%s', (_, lines) => {
    expect(questionsOf(...lines)).toEqual([])
  })
})

test('the frontmatter’s shape overrules the evidence', () => {
  const file = ['### 1. What is one?', 'Text.', '### What is two?', 'Text.']

  expect(questionsOf(...file)).toEqual(['What is one?', 'What is two?'])
  expect(questionsOf('---\nshape: A1\n---', ...file)).toEqual(['What is one?'])
})

describe('numbered items', () => {
  const answered = (...titles: string[]) => titles.flatMap((title) => [title, 'An answer.'])

  test.each([
    ['with answers below', answered('1. What is a?', '2. What is b?'), 2],
    ['that begin anew', answered('1. What is a?', '2. What is b?', '## More', '1. What is c?'), 3],
    ['that all have the same number', answered('1. What is a?', '1. What is b?', '1. What is c?'), 3],
    ['one of which does not ask', answered('1. What is a?', '2. Closures', '3. What is b?'), 3],
    ['over two lines', answered('1. What is a and\n   what is b?', '2. What is c?'), 2],
    ['right below text', ['1. What is a?', 'An answer.\n2. What is b?\nAn answer.'], 2],
    ['right below indented code', ['1. What is a?', 'So:', '    a\n2. What is b?', 'An answer.'], 2],
    ['that do not ask', answered('1. Install it', '2. Start it', '3. Stop it'), 0],
    ['below a heading that asks', ['## How is it done?', ...answered('1. What is a?', '2. What is b?')], 1],
    ['that link to questions', answered('1. [What is a?](#a)', '2. [What is b?](#b)'), 0],
    ['in quotes', answered('> 1. What is a?', '> 2. What is b?'), 0],
    ['a single one', answered('1. What is a?'), 0],
  ])('%s', (_, lines, count) => {
    expect(questionsOf(...lines)).toHaveLength(count)
  })
})

describe('an answer below a list item is indented', () => {
  test.each([
    ['\n\nText.\n\n    code\n', 0],
    ['\n\n   Text.\n\n   More.\n', 3],
    ['\n\n        Text.\n\n        More.\n', 8],
    ['\n\n        code\n\n    Text.\n', 4],
    ['\n\n     Text.\n\n   **[Top](#top)**\n', 5],
    ['\n\n    Text.\n\nMore.\n', 4],
    ['\nText.\n\n    ```\n    code\n    ```\n', 4],
    ['\n\n     Text.\n     ```\n code\n     ```\n', 5],
    ['\n\n\tText.\n', 4],
    ['', 0],
  ])('%j by its own columns', (answer, indent) => {
    expect(indentOf(answer)).toBe(indent)
  })
})

describe('a file is one question', () => {
  test.each([
    ['notes/what-is-a-queryset.md', 'Lazy.', 'What is a queryset', 'one-question'],
    ['notes/03_Why does C++ copy?.md', 'It must.', 'Why does C++ copy?', 'one-question'],
    ['notes/is_a_list_lazy.md', 'No.\n\n## Source\n\nA book.', 'Is a list lazy', 'one-question'],
    ['a.md', '# What is a queryset?\n\nLazy.\n\n## Example\n\nText.', 'What is a queryset?', 'one-question'],
    ['a.md', '![logo](l.png)\n\n# Explain querysets\n\nLazy.', 'Explain querysets', 'headings'],
    ['what-is-a-queryset.md', '# What is a *queryset*\n\nLazy.', 'What is a queryset', 'one-question'],
    ['a.md', '---\ntitle: Why lazy?\n---\nFor speed.', 'Why lazy?', 'titled-file'],
    ['a.md', '---\ntitle: What `a` is\nshape: F3\n---\nFor speed.', 'What a is', 'titled-file'],
    ['lazy.md', '---\nshape: F1\n---\nFor speed.', 'Lazy', 'one-question'],
  ])('%s: %j', (path, text, title, shape) => {
    const topic = importTopic(path, new TextEncoder().encode(text))

    expect([topic.questions.map(({ title }) => title), topic.shape]).toEqual([[title], shape])
  })

  test.each([
    ['how-to-install.md', 'Run it.'],
    ['how-the-cache-works.md', '# How the cache works\n\nText.'],
    ['state-management.md', 'Text.'],
    ['README.md', 'Text.'],
    ['what-is-new.md', ''],
    ['a.md', '---\ntitle: What we build\n---\nText.'],
    ['what-is-a-queryset.md', 'In one sentence.\n\n## Answer\n\nLazy.'],
  ])('but not %s: %j', (path, text) => {
    expect(importTopic(path, new TextEncoder().encode(text)).questions).toEqual([])
  })
})

describe('a shape that is asked for is believed without evidence', () => {
  const details = (summary: string) => `<details><summary>${summary}</summary>\n\nIt waits.\n\n</details>`

  test.each([
    ['A2', '### Laziness\n\nIt waits.'],
    ['A4', '- ### Laziness\n\n  It waits.'],
    ['A5', '###Laziness\n\nIt waits.'],
    ['A6', '1. Laziness\n\nIt waits.'],
    ['B1', '**Laziness**\n\nIt waits.'],
    ['B2', '**Laziness**\nIt waits.'],
    ['C1', details('Laziness')],
    ['C2', `### Laziness\n\n${details('Answer')}`],
    ['C3', `### Laziness\n\n- A: one\n- B: two\n\n${details('Answer')}`],
    ['D1', '### Laziness\n\n- [ ] one\n- [x] two'],
    ['D2', '### Laziness\n\n- A) one\n- B) two\n\n**Answer: B**'],
    ['E1', '- Laziness'],
    ['E2', '#### Laziness\n\nTell me of it.'],
    ['F1', '# Laziness\n\nIt waits.\n\n## Streams\n\nThey wait too.'],
    ['F2', '# Laziness\n\nWhat waits?\n\n## Answer\n\nIt does.'],
    ['F3', '# Laziness\n\nIt waits.'],
  ])('%s', (shape, written) => {
    const read = (text: string) => {
      const { questions, shape } = importTopic('a.md', new TextEncoder().encode(text))
      return { shape, titles: questions.map(({ title }) => title) }
    }

    expect(read(`---\nshape: ${shape}\n---\n\n${written}\n`)).toEqual({
      ...{ shape: shapeNamed(shape), titles: ['Laziness'] },
    })
    // An answer that is folded away or labelled, and choices, speak for themselves.
    if (!isForm(shapeNamed(shape))) expect(read(`${written}\n`).titles).toEqual([])
  })

  test('what says no more than that an answer follows, or stands above no text, asks nothing', () => {
    expect(questionsOf('---\nshape: C1\n---', details('Show answer'))).toEqual([])
    expect(questionsOf('---\nshape: B1\n---', '**Laziness**', 'It waits.', '**Note:**', 'More.')).toEqual([
      'Laziness',
    ])
    expect(questionsOf('---\nshape: A2\n---', '# Terms', '## Words', '### Laziness', 'It waits.')).toEqual([
      'Laziness',
    ])
  })
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { kindsOf } from '../../tools/kinds.ts'
import { folderOf, openBrowser, pagesOf, type Site, startSite } from './site.ts'

/** A site of all that tries a page: every kind of block, text that does not fit, scripts of the world. */
interface Trial {
  site: Site
  browser: Browser
  /** The path of a page of each kind. */
  kinds: Map<string, string>
}

/** Serves the site, and opens a browser, while the tests of a file run; what it answers is there when they begin. */
export function serveTrial(): Trial {
  const trial: Partial<Trial> = {}

  beforeAll(async () => {
    trial.site = await startSite(async () => {
      const files = { 'trial.md': everything, 'many.md': many(), 'few.md': few }
      const settings = 'repository: https://github.com/you/notes\n'
      return { CONTENT_DIR: await folderOf({ ...files, 'site.yaml': settings }) }
    }, 'trial')
    trial.browser = await openBrowser()
    trial.kinds = kindsOf(await pagesOf(trial.site.folder))
  })

  afterAll(async () => {
    await trial.browser?.close()
    await trial.site?.stop()
  })

  return trial as Trial
}

const columns = Array.from({ length: 50 }, (_, index) => `Column ${index}`)
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

const everything = `---
title: Everything that tries a page
description: Wide code, wide tables, long words and every script there is.
tags: [trial, a-tag-of-so-many-words-that-it-needs-a-line-of-its-own]
---

An introduction with \`code\`, and a block of it:

\`\`\`sh
npm start
\`\`\`

## Wide things

### What does a line of two hundred columns do?
<!-- level: hard -->

\`\`\`js showLineNumbers
const first = 1
const second = '${'x'.repeat(200)}'
\`\`\`

Inline, \`${'z'.repeat(120)}\`, it breaks.

### How wide may a table be?

${row(columns)}
${row(columns.map(() => '---'))}
${row(columns.map((name) => `cell of ${name}`))}

| Method | Safe |
| :-- | --: |
| GET | yes |

### ${'Donaudampfschifffahrt'.repeat(4)}?

${'W'.repeat(300)} and https://example.org/${'path/'.repeat(60)}

## Scripts of the world

### ما هو الإغلاق؟

دالة مع نطاقها \`scope\`.

- النقطة الأولى
- النقطة الثانية

An English paragraph in between.

### 什么是闭包？为什么它在函数式编程语言中如此重要？

${'闭包是指一个函数与其词法环境的组合。'.repeat(20)}

## Everything else

### Which of these is falsy?
<!-- level: easy -->

\`\`\`js
Boolean(value)
\`\`\`

- A: \`'false'\`
- B: \`0\`
- C: \`[]\`

Answer: B

Zero is falsy.

### What can stand in an answer?
<!-- level: medium -->

**Bold**, *italic*, ~~gone~~, <kbd>Ctrl</kbd>, <mark>marked</mark>, H<sub>2</sub>O and a footnote.[^1]

> A quote.
>
> > A quote in it.

The following was done:

- [x] done
- [ ] not done

Go on only when all is.

1. First

   with a paragraph

   - and
     - deeper

<details>
<summary>More of it</summary>

Hidden words.

</details>

##### A heading too deep

Text.

# A heading too high

#### Another

<dl><dt>Term</dt><dd>Its meaning</dd></dl>

[^1]: The note, with a [link](https://example.org/).

### Has this one an answer?
`

/** More questions than a page lists. */
function many(): string {
  const sections = Array.from({ length: 26 }, (_, section) => {
    const questions = Array.from({ length: 20 }, (_, index) => {
      const number = section * 20 + index + 1
      return `### ${number}. What is number ${number}?\n\nIt is ${number}, and not ${number + 1}.\n`
    })
    return `## Part ${section + 1}\n\n${questions.join('\n')}`
  })
  return `# Many questions\n\n${sections.join('\n')}`
}

const few = `# Few questions

### What is a closure?
<!-- tags: [functions] -->

A function with its scope.

### What is hoisting?
<!-- tags: [functions] -->

Declarations are known above their line.

### What is printed?

\`\`\`js
Number('1')
\`\`\`

<details><summary>Answer</summary>1</details>

### What is printed?

\`\`\`js
Number('')
\`\`\`

<details><summary>Answer</summary>0</details>
`

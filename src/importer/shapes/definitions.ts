import type { Html } from 'mdast'
import { wordsOfHtml } from '../source/html.ts'
import { isQuestionLike } from '../vocabulary.ts'
import type { Group } from './evidence.ts'
import type { Mark, Outline } from './shape.ts'
import { clean } from './title-asides.ts'

/**
 * The groups of a file's definition lists: a line that asks, and below it one that a colon begins, or `<dt>` and `<dd>`;
 * and of its cards: `Keel :: the lowest timber`, or a line with nothing but a question mark between the two.
 */
export function termGroups(outline: Outline): Group[] {
  return [...definitionGroups(outline), ...cardGroups(outline)]
}

function definitionGroups({ source, tree }: Outline): Group[] {
  const marks = tree.children.flatMap((node): Mark[] => {
    if (node.type === 'html') return termsIn(source.text, node)
    if (node.type !== 'paragraph') return []
    const start = node.position!.start.offset!
    const text = source.text.slice(start, node.position!.end.offset)
    const [whole, title] = text.match(/^([^\r\n]+)(?:\r\n|\n|\r)[ \t]*:[ \t]+(?=\S)/) ?? []
    if (whole === undefined || !isQuestionLike(title!)) return []
    return [{ ...mark, title: title!.trim(), start, end: start + whole.length }]
  })
  return marks.length > 0 ? [{ kind: 'term', marks, size: marks.length }] : []
}

/** `<dt>What is a keel?</dt><dd>The lowest timber.</dd>` */
function termsIn(text: string, { position }: Html): Mark[] {
  const from = position!.start.offset!
  const pairs = text
    .slice(from, position!.end.offset)
    .matchAll(
      /(?:<dl\b[^<>]*>\s*)?<dt\b[^<>]*>([\s\S]*?)<\/dt>\s*<dd\b[^<>]*>([\s\S]*?)(?=<\/dd>|<dt\b|<\/dl>|$)/gi,
    )
  return [...pairs].flatMap(({ index, 0: whole, 1: term, 2: definition }): Mark[] => {
    const title = clean(wordsOfHtml(term!).replace(/\s+/g, ' '))
    const until = from + index + whole.length
    return isQuestionLike(title)
      ? [{ ...mark, title, start: from + index, end: until - definition!.length, until }]
      : []
  })
}

/** How many cards a file has at least, and what share of the lines of its paragraphs and lists they are. */
const regular = { fewest: 3, share: 0.6 }

/** A line above one of nothing but question marks, with the answer below. */
const parted = /^(\S.*)(?:\r\n|\n|\r)\?{1,2}[ \t]*(?=[\r\n])/gm

function cardGroups({ source, tree }: Outline): Group[] {
  const blocks = tree.children
    .filter(({ type }) => type === 'paragraph' || type === 'list')
    .map(({ position }) => {
      const from = position!.start.offset!
      return { from, text: source.text.slice(from, position!.end.offset) }
    })
  const inLines = blocks.flatMap(({ from, text }) =>
    [...(text.includes('::') ? text.matchAll(/[^\r\n]+/g) : [])].flatMap(
      ({ index, 0: line }) => sidesOf(line, from + index) ?? [],
    ),
  )
  const inBlocks = blocks.flatMap(({ from, text }) =>
    [...(text.includes('?') ? text.matchAll(parted) : [])].map(({ index, 0: whole, 1: title }): Mark => {
      const start = from + index
      return { ...mark, title: title!.trim(), start, end: start + whole.length }
    }),
  )
  const lines = blocks.flatMap(({ text }) => text.match(/^.*\S.*$/gm) ?? []).length
  const isRegular = inLines.length >= lines * regular.share
  return [isRegular ? inLines : [], inBlocks]
    .filter(({ length }) => length >= regular.fewest)
    .map((marks): Group => ({ kind: 'card', marks, size: marks.length, signs: { labelled: 1 } }))
}

/** `Keel :: the lowest timber`, in a line that begins at an offset; the space may be missing behind a question mark. */
function sidesOf(line: string, from: number): Mark | undefined {
  const sign = line.match(/^[ \t]*(?:[-*+][ \t]+)?/)![0].length
  for (const { index, 0: colons } of line.slice(sign).matchAll(/:+/g)) {
    const [before, after] = [line.slice(sign, sign + index), line.slice(sign + index + colons.length)]
    const title = before.trim()
    const isParted = (before !== before.trimEnd() && after !== after.trimStart()) || /[?？]$/.test(title)
    if (colons.length < 2 || colons.length > 3 || !isParted || title === '' || after.trim() === '') continue
    return {
      ...mark,
      title,
      start: from + sign,
      end: from + line.length - after.trimStart().length,
      until: from + line.length,
    }
  }
  return undefined
}

const mark = { kind: 'question', shape: 'definitions', depth: 7 } as const

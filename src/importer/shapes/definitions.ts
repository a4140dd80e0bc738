import type { Html } from 'mdast'
import { wordsOfHtml } from '../source/html.ts'
import { isQuestionLike } from '../vocabulary.ts'
import type { Group } from './evidence.ts'
import type { Mark, Outline } from './shape.ts'
import { clean } from './title-asides.ts'

/** The group of a file's definition lists: a line that asks, and below it one that a colon begins; or `<dt>` and `<dd>`. */
export function termGroups({ source, tree }: Outline): Group[] {
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

const mark = { kind: 'question', shape: 'definitions', depth: 7 } as const

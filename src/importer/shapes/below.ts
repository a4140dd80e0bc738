import type { RootContent } from 'mdast'
import { takeLabels } from '../metadata/labels.ts'
import { alphabetsFrom, choiceLetter, letterOf } from '../questions/alphabets.ts'
import { wordsOfHtml } from '../source/html.ts'
import { inquires, isAnswerLabel, isSolution } from '../vocabulary.ts'
import type { Mark, Outline } from './shape.ts'

/** What a text below a title shows. */
export interface BodySigns {
  hasText: boolean
  /** The words of the heading that stands at once below it; the names of parts recur there. */
  lead: string | undefined
  isAnswered: boolean
  /** Whether the word is “Answer”: “Solution” is also a part of what a programmer tells of a task. */
  isAnsweredInWords: boolean
  hasChoices: boolean
  /** Whether it tells how hard it is. */
  isLeveled: boolean
  isContents: boolean
  /** Whether it leads to other sites, and says nothing itself. */
  isLinks: boolean
}

/** The blocks between a mark and the next, from the first on that is no rule. */
export function blocksBelow(
  { end, until }: Mark,
  next: number | undefined,
  { source, tree }: Outline,
): RootContent[] {
  const blocks = blocksBetween(tree.children, end, until ?? next ?? source.text.length)
  return blocks.slice(
    Math.max(
      blocks.findIndex(({ type }) => type !== 'thematicBreak'),
      0,
    ),
  )
}

/** What stands between a mark and the next, as far as blocks show it. */
export function bodyOf(mark: Mark, next: number | undefined, outline: Outline): BodySigns {
  const { end, until } = mark
  const { source } = outline
  const text = source.text.slice(end, Math.min(until ?? next ?? source.text.length, end + 4000))
  const own = blocksBelow(mark, next, outline)
  const heading = own[0] && isHeading(own[0]) ? headingWords(own[0], source.text) : undefined
  const lead = heading === undefined || isAnswerLabel(heading) ? undefined : heading.toLowerCase()
  const labels = text
    .split(/\r\n|\n|\r/, 60)
    .flatMap((line) => (line.length < 200 ? (answerLine(line) ?? []) : []))
  return {
    hasText: /[\p{L}\p{N}]/u.test(wordsOfHtml(text)) && lead === undefined,
    lead,
    isAnswered: hasFolded(text) || labels.length > 0,
    isAnsweredInWords: hasFolded(text) || labels.some((label) => !isSolution(label)),
    hasChoices: hasBoxes(text) || hasLetters(text),
    isLeveled: takeLabels(text).labels.level !== undefined,
    isContents: own.length > 0 && leadsOn(text),
    isLinks: own.length > 0 && leadsElsewhere(text),
  }
}

/** Whether some boxes of a text are ticked and some are not: a plan of what to do begins with none. */
function hasBoxes(text: string): boolean {
  const boxes = text.match(/^[ \t]*[-*+][ \t]+\[[ xX]\]/gm) ?? []
  return new Set(boxes.map((box) => box.endsWith('[ ]'))).size > 1
}

const lettered = new RegExp(
  `^[ \\t]*(?:[-*+][ \\t]+)?[([*_]{0,2}(${choiceLetter})[)\\].:．、][*_)]*[ \\t]*\\S`,
  'gimu',
)

/** Whether a text has lines that the first two letters of an alphabet begin. */
export function hasLetters(text: string): boolean {
  const letters = [...text.matchAll(lettered)].map(([, letter]) => letterOf(letter!))
  return letters.some((letter, at) =>
    alphabetsFrom(letter).some(([, second]) => letters.indexOf(second!, at) > at),
  )
}

/** Whether one thing is folded away in a text, and its summary asks nothing; or an answer, whatever else is. */
function hasFolded(text: string): boolean {
  const [first, ...others] =
    text.match(/<details\b[^<>]*>(?:\s*<summary\b[^<>]*>[\s\S]*?<\/summary>)?/gi) ?? []
  if (first === undefined) return false
  const summary = wordsOfHtml(first, ' ').trim()
  return isAnswerLabel(summary) || (others.length === 0 && !inquires(summary))
}

/** A line that begins with “Answer”, as a heading, in bold, or before a colon. */
function answerLine(line: string): string | undefined {
  const [, label, colon] =
    line.match(
      /^[ \t]*(?:#{1,6}[ \t]+|[-*+>][ \t]+)?[*_]{0,3}([^\r\n:：*_]{1,40}?)[*_]{0,3}[ \t]*(?:([:：])|$)/,
    ) ?? []
  const isLabel = label !== undefined && (colon !== undefined || /[#*_]/.test(line)) && isAnswerLabel(label)
  return isLabel ? label : undefined
}

/** A heading, also one in the first item of a list. */
function isHeading(block: RootContent): boolean {
  return (
    block.type === 'heading' || (block.type === 'list' && block.children[0]?.children[0]?.type === 'heading')
  )
}

/** The words of a heading, as a block. */
export function headingWords({ position }: RootContent, text: string): string {
  return text
    .slice(position!.start.offset, position!.end.offset)
    .replace(/^#+|#+$|[*_]/g, '')
    .trim()
}

/** What a text may say beside its links that only leads to them: “The whole list is to be found here.” */
const mostBesideLinks = 60

/** Whether a text leads to other sites, and says little itself. */
function leadsElsewhere(text: string): boolean {
  if (!/\]\(https?:|^\s*(?:[-*+]\s+)?https?:/m.test(text)) return false
  return wordsBesideLinks(text).replace(/[^\p{L}]/gu, '').length <= mostBesideLinks
}

/** Whether a text has no words but those of links, and of the addresses themselves. */
export function isNothingButLinks(text: string): boolean {
  if (!/\]\(|https?:/.test(text)) return false
  return !/\p{L}/u.test(wordsBesideLinks(text))
}

function wordsBesideLinks(text: string): string {
  return wordsOfHtml(text).replace(/\[[^[\]]*\]\((?:[^()]|\([^()]*\))*\)|https?:\/\/\S+/g, '')
}

/** Whether a text is nothing but a list of links to places of its file, folded away or not: a table of contents. */
export function leadsOn(written: string): boolean {
  const body = written.replace(/<summary\b[^<>]*>[\s\S]*?<\/summary>/gi, '')
  const links = /\[(?:[^[\]]|\[[^\]]*\])*\]\(#[^)]*\)/g
  return (
    body.includes('](#') &&
    /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[/m.test(body) &&
    !/\p{L}/u.test(wordsOfHtml(body.replace(links, '')))
  )
}

/** Blocks that begin within a range, from the first on. */
export function blocksBetween(blocks: readonly RootContent[], start: number, end: number): RootContent[] {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (blocks[middle]!.position!.start.offset! < start) low = middle + 1
    else high = middle
  }
  let last = low
  while (last < blocks.length && blocks[last]!.position!.start.offset! < end) last += 1
  return blocks.slice(low, last)
}

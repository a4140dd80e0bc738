import { checkNumbers, type NumberOddity } from '../questions/numbers.ts'
import type { Range } from '../source/text.ts'
import { visit } from '../source/visit.ts'
import { isQuestionLike } from '../vocabulary.ts'
import { indentOf } from './indentation.ts'
import type { Mark, Outline } from './shape.ts'
import { readTitle } from './titles.ts'

/** Why a line that has a missing number was not read as a question. */
export type Unread = 'code' | 'comment' | 'quote' | 'steps' | 'several' | 'text'

/** A line of an answer that a number begins. */
interface Line extends Range {
  number: number
  title: string
  /** Whether it is bold, a heading of HTML, or has hashes: more than text. */
  isMarked: boolean
  /** Whether it asks. */
  asks: boolean
  /** Whether it stands apart from the text above it. */
  isApart: boolean
  isIn: 'code' | 'comment' | 'quote' | undefined
}

/**
 * Marks with the questions that their numbers find in other forms: in text, in the list of a choice, between tags, in
 * bold. A line is read where it has the very number that is missing between two questions, and no other line has it or
 * counts up to it, as steps do.
 */
export function withLost(marks: readonly Mark[], outline: Outline): Mark[] {
  const gaps = checkNumbers(marks).filter(({ mark, above }) => mark.number > above.number + 1)
  if (gaps.length === 0) return [...marks]
  const hidden = hiddenIn(outline)
  const found = gaps.flatMap((gap) => {
    const lines = linesIn(outline, gap, hidden)
    const missing = missingIn(gap)
    return missing.flatMap((number): Mark[] => {
      const line = lines.find((one) => one.number === number && one.isIn === undefined)
      return line && whyUnread(number, lines, missing) === undefined ? [markOf(line, gap.above, outline)] : []
    })
  })
  return [...marks, ...found].toSorted((a, b) => a.start - b.start)
}

/** The first number missing in a gap that stands in it all the same, and why it is no question. */
export function findUnread(
  gap: NumberOddity,
  outline: Outline,
): { number: number; start: number; why: Unread } | undefined {
  const missing = missingIn(gap)
  const lines = linesIn(outline, gap, hiddenIn(outline))
  const line = lines.find(({ number }) => missing.includes(number))
  const why = line && whyUnread(line.number, lines, missing)
  return why && { number: line.number, start: line.start, why }
}

/** More are no slip: the count comes from elsewhere. */
const mostMissing = 20

function missingIn({ mark, above }: NumberOddity): number[] {
  const count = mark.number - above.number - 1
  return count > mostMissing
    ? []
    : Array.from({ length: Math.max(count, 0) }, (_, at) => above.number + 1 + at)
}

function whyUnread(number: number, lines: readonly Line[], missing: readonly number[]): Unread | undefined {
  const same = lines.filter((line) => line.number === number)
  const free = same.filter(({ isIn }) => isIn === undefined)
  const [line, ...others] = free
  if (!line) return same[0]?.isIn
  if (others.length > 0) return 'several'
  const isCounted = lines.some(
    (one) => one.isIn === undefined && Math.abs(one.number - number) === 1 && !missing.includes(one.number),
  )
  if (isCounted && !line.isMarked) return 'steps'
  return line.asks || line.isMarked || line.isApart ? undefined : 'text'
}

function markOf({ title, number, start, end }: Line, above: Mark, { source }: Outline): Mark {
  const { shape, depth } = above
  const indent = indentOf(source.text.slice(end).split(/(?:\r\n|\n|\r)(?=\S)/, 1)[0]!)
  return {
    ...{ kind: 'question', title, depth, number, start, end },
    ...(shape === undefined ? {} : { shape }),
    ...(indent > 0 ? { indent } : {}),
  }
}

/** How a line may begin before its number: signs of quotes, lists and headings, bold, tags. */
const lead = /^(?:[ \t]|[-*+>](?=[ \t])|<[^<>\r\n]*>)*(?:#{1,6}(?=[ \t\d（(]))?(?:[ \t]|<[^<>\r\n]*>)*/

function linesIn({ source }: Outline, { mark, above }: NumberOddity, all: readonly Hidden[]): Line[] {
  const [from, to] = [above.end, mark.start]
  const text = source.text.slice(from, to)
  if (!/[\d０-９]/.test(text)) return []
  const hidden = all.filter(({ start, end }) => end > from && start < to)
  let isApart = true
  return [...text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)].flatMap(({ index, 1: line }): Line[] => {
    const written = line!.replace(/[０-９．]/g, (sign) => sign.normalize('NFKC'))
    const before = written.match(lead)![0]
    const rest = written
      .slice(before.length)
      .replace(/(?:<\/[^<>]*>\s*)+$/, '')
      .replace(/^([*_])(?!\1)(.*\S)\1\s*$/, '$2')
    const wasApart = isApart
    isApart = /^\s*(?:<[^<>]*>|[-*_]{3,})?\s*$/.test(line!)
    if (line!.length > 500 || !/^[\p{L}\s.:*_#(（[№°]{0,24}\\?\d/u.test(rest)) return []
    const { number, title, words } = readTitle(rest)
    if (number === undefined || title === '') return []
    const start = from + index
    const underline = text.slice(index + line!.length).match(/^(?:\r\n|\n|\r)(?:={3,}|-{3,})[ \t]*(?=[\r\n])/)
    const place = start + before.length
    const isIn =
      before.includes('>') && /^\s*>/.test(before)
        ? 'quote'
        : hidden.find((one) => place >= one.start && place < one.end)?.type
    return [
      {
        ...{ number, title, start, isIn },
        // A line of signs below makes a heading of it, to its author.
        end: start + line!.trimEnd().length + (underline?.[0].length ?? 0),
        ...{ isMarked: /[#<]/.test(before) || /^(?:\*\*|__)/.test(rest) },
        ...{ asks: isQuestionLike(words), isApart: wasApart },
      },
    ]
  })
}

interface Hidden extends Range {
  type: 'code' | 'comment'
}

function hiddenIn({ source, tree }: Outline): Hidden[] {
  const ranges: Hidden[] = []
  visit(tree, ['code', 'html'], ({ type, position }) => {
    const [start, end] = [position!.start.offset!, position!.end.offset!]
    if (type === 'code') ranges.push({ start, end, type: 'code' })
    else if (/^\s*<!--/.test(source.text.slice(start, start + 10)))
      ranges.push({ start, end, type: 'comment' })
  })
  return ranges
}

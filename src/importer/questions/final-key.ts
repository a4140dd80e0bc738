import type { Mark } from '../shapes/shape.ts'
import { isAnswerLabel } from '../vocabulary.ts'

/** What the end of a file says of its questions: their right choices by their numbers. */
export type FinalKey = ReadonlyMap<number, readonly string[]>

/**
 * Finds the key below a file's last question: “Answers”, as a heading, in bold or folded away, and a numbered line with
 * letters for each. Gives the marks with the key's own, so that it is no part of an answer.
 */
export function takeFinalKey(text: string, marks: readonly Mark[]): { marks: Mark[]; key: FinalKey } {
  const last = marks.findLastIndex(({ kind }) => kind === 'question')
  const found = last < 0 ? undefined : findKey(text, marks[last]!.end)
  const numbers = marks.flatMap(({ kind, number }) => (kind === 'question' ? [number] : []))
  const counted = numbers.every((number) => number === undefined)
    ? numbers.map((_, index) => index + 1)
    : numbers
  // Where a number stands twice, nobody knows which question is meant.
  const isCertain =
    found && [...found.key.keys()].every((number) => counted.filter((one) => one === number).length === 1)
  if (!isCertain) return { marks: [...marks], key: new Map() }
  const { start, end, key } = found
  const kept = marks.filter((mark) => mark.kind === 'question' || mark.start < start || mark.start >= end)
  const mark: Mark = { kind: 'key', title: '', depth: 7, start, end }
  return { marks: [...kept, mark].toSorted((a, b) => a.start - b.start), key }
}

function findKey(text: string, from: number) {
  const lines = [...text.slice(from).matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)].map(
    ({ index, 0: whole, 1: line }) => ({
      ...{ start: from + index, end: from + index + whole.length },
      line: line!.trim(),
    }),
  )
  const isTag = (line: string) => line === '' || /^(?:<\/?(?:details|p|br|div)\b[^>]*>\s*)+$/i.test(line)
  for (const [index, { line }] of lines.entries()) {
    if (
      line.length > 100 ||
      !/[#*_<]/.test(line) ||
      !isAnswerLabel(line.replace(/<[^<>]*>|[#*_]/g, ' ').trim())
    )
      continue
    const key = new Map<number, string[]>()
    let next = index + 1
    for (; next < lines.length; next += 1) {
      const entry = readEntry(lines[next]!.line)
      if (entry && !key.has(entry.number)) key.set(entry.number, entry.labels)
      else if (!isTag(lines[next]!.line)) break
    }
    if (key.size < 2) continue
    let first = index
    while (first > 0 && /^<details\b/i.test(lines[first - 1]!.line)) first -= 1
    while (next > index && lines[next - 1]!.line === '') next -= 1
    return { start: lines[first]!.start, end: lines[next - 1]!.end, key }
  }
  return undefined
}

/** `1. B`, `2) A, C`, `3: (d)`, `4 - B` */
function readEntry(line: string) {
  const [, number, labels] =
    line.match(
      /^(?:[-*+]\s+)?(?:[*_]{2})?Q?(\d{1,3})\s*[.):：–—-]?\s*(?:[*_]{2})?\s*[:–—-]?\s*((?:[([*_]*[A-Ha-h][)\]*_]*)(?:\s*(?:,|&|\/|\+|and)\s*[([*_]*[A-Ha-h][)\]*_]*)*)\.?$/,
    ) ?? []
  if (number === undefined) return undefined
  return {
    number: Number(number),
    labels: labels!.match(/\b[A-Ha-h]\b/g)!.map((label) => label.toUpperCase()),
  }
}

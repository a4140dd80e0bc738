import type { Range } from '../source/text.ts'
import { isAnswerLabel } from '../vocabulary.ts'
import type { Entry } from './key-entries.ts'

/** A key, and where it stands. */
export interface Key extends Range {
  entries: Entry[]
  /** Whether it has a name that is known: “Answers”. */
  isNamed: boolean
}

export interface Line extends Range {
  line: string
}

/** The lines of a stretch of a text, without the signs of quotes. */
export function linesOf(text: string, from: number, to: number): Line[] {
  return [...text.slice(from, to).matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)].map(
    ({ index, 0: whole, 1: line }) => ({
      ...{ start: from + index, end: from + index + whole.length },
      line: line!.replace(/^(?:\s*>)+/, (sign) => ' '.repeat(sign.length)),
    }),
  )
}

/** What a line above a key says: a heading, bold words, a summary, a rule, or a short text that says “Answers”. */
export function nameOf(line: string): { isKnown: boolean; inLine: number } | undefined {
  if (line.length > 300 || line.trim() === '') return undefined
  if (/^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line)) return { isKnown: false, inLine: line.length }
  const [opened, name = ''] = line.match(/^\s*([^:：\d|]{2,40}?)\s*[*_]*[:：][*_]*\s*(?=\S)/) ?? ['']
  const words = bareOf(opened === '' ? line : name)
  const said = words.replace(/\s+(?:keys?|sheet)$/i, '').replace(/^keys?$/i, 'answers')
  const inLine = opened === '' ? line.length : opened.length
  if (isAnswerLabel(said)) return { isKnown: true, inLine }
  const isMarked = /^\s*(?:#{1,6}\s|\*\*|__|<summary\b|<details\b.*<summary\b)/i.test(line)
  const isShort = words !== '' && words.split(/\s+/).length <= 5
  return isMarked && isShort && !/\d/.test(words) ? { isKnown: false, inLine } : undefined
}

/** Where a name begins, with the tag that folds the key away. */
export function beginningOf(lines: readonly Line[], index: number): number {
  let first = index
  while (first > 0 && /^\s*<details\b|^\s*$/i.test(lines[first - 1]!.line)) first -= 1
  return lines[first]!.start
}

/** A heading's words, or bold ones, without their signs. */
export function bareOf(line: string): string {
  return line.replace(/<[^<>]*>|[#*_:：]/g, ' ').trim()
}

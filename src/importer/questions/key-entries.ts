import { plainDigits } from '../source/digits.ts'
import type { Range } from '../source/text.ts'
import { choiceLetter, letterOf } from './alphabets.ts'

/** What a key says of one question. */
export interface Entry {
  /** `undefined` where the key gives letters only, in order. */
  number: number | undefined
  labels: string[]
  /** What follows the letters, from the same line on; empty where nothing does. */
  words: Range
}

const letter = `[([*_\`]*${choiceLetter}[)\\]*_\`]*(?![\\p{L}\\p{M}\\d])`
const letters = `${letter}(?:\\s*(?:,|、|&|/|\\+|\\band\\b)\\s*${letter}(?!\\s*[.):=-]))*`
const numbered = new RegExp(
  `[\\s,;]*(?:[-*+]\\s+|#{1,6}\\s+)?[*_]{0,2}[([]?(?:\\p{L}[\\p{L}\\p{M}]{0,11}\\s|Q)?#?(\\d{1,3})(?:[)\\]]?\\s*[.):：=–—-]|[)\\]]|[*_]{2}|(?=\\s))[*_]{0,2}\\s*[:：=–—-]?\\s*(${letters})`,
  'iuy',
)
const bare = new RegExp(`^(?:${letter}[\\s,;]*){2,}$`, 'iu')
const each = new RegExp(`(?<![\\p{L}\\p{M}\\d])${choiceLetter}(?![\\p{L}\\p{M}\\d])`, 'giu')

/** The entries of a line, which begins at an offset: `1. B`, `1-b, 2-c`, `| 1 | B |`, `3) A – for it is red`. */
export function entriesIn(line: string, offset: number): Entry[] {
  const written = plainDigits(line.startsWith('|') ? line.replaceAll('|', ' ') : line)
  const nowhere = { start: offset + line.length, end: offset + line.length }
  const entries: Entry[] = []
  let at = 0
  for (;;) {
    numbered.lastIndex = at
    const found = numbered.exec(written)
    if (!found) break
    entries.push({ number: Number(found[1]), labels: labelsIn(found[2]!), words: nowhere })
    at = numbered.lastIndex
  }
  const rest = written.slice(at)
  if (entries.length === 0 || /^[\s.,;]*$/.test(rest)) return entries
  // “A closure is …” begins with an article, and of several none is explained.
  const sign = rest.match(/^\s*[.:–—-]\s*/)?.[0] ?? (/[)\]]$/.test(written.slice(0, at)) ? '' : undefined)
  if (entries.length > 1 || sign === undefined) return []
  const start = offset + at + sign.length
  return [{ ...entries[0]!, words: { start, end: offset + written.trimEnd().length } }]
}

/** Letters and nothing else, each for the next question. */
export function lettersOnly(line: string): string[][] {
  return bare.test(line.trim()) ? labelsIn(line).map((label) => [label]) : []
}

/** `| 1 | 2 |` above `| B | C |` */
export function entriesOfColumns(head: string, row: string): Entry[] {
  const numbers = cellsOf(head).map(Number)
  const said = cellsOf(row).map(labelsIn)
  if (numbers.length < 2 || numbers.some(Number.isNaN) || said.some((labels) => labels.length === 0))
    return []
  return numbers.map((number, at) => ({ number, labels: said[at] ?? [], words: { start: 0, end: 0 } }))
}

function cellsOf(row: string): string[] {
  return row
    .replace(/^\s*\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}

function labelsIn(written: string): string[] {
  return (written.match(each) ?? []).map(letterOf)
}

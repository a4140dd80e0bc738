import type { Mark } from '../shapes/shape.ts'
import { wordsOfHtml } from '../source/html.ts'
import { isAnswerLabel } from '../vocabulary.ts'
import { type Entry, entriesIn, entriesOfColumns, lettersOnly } from './key-entries.ts'
import { bareOf, beginningOf, type Key, type Line, linesOf, nameOf } from './key-lines.ts'
import { wordedKey } from './worded-key.ts'

/** What a key says, by the offsets of the questions that it is about. */
export type FinalKey = ReadonlyMap<number, Pick<Entry, 'labels' | 'words'>>

/**
 * Finds the keys of a file, each below the questions that it is about: “Answers”, as a heading, in bold or folded away,
 * with a letter for each number. Gives the marks with the keys' own, so that they are no part of an answer.
 */
export function takeFinalKey(text: string, found: readonly Mark[]): { marks: Mark[]; key: FinalKey } {
  const key = new Map<number, Pick<Entry, 'labels' | 'words'>>()
  const entered = withoutEntries(text, found)
  const { marks, headed } = entered.headed ? entered : (withoutRepeated(text, found) ?? entered)
  const questions = marks.filter(({ kind }) => kind === 'question')
  const keys: Key[] = []
  // Whose they are nobody knows: not the last question's.
  const uncertain: Key[] = []
  let above: Mark[] = []
  for (const [index, question] of questions.entries()) {
    above.push(question)
    const end = questions[index + 1]?.start ?? headed?.start ?? text.length
    const isLast = index === questions.length - 1
    const own = findKey(text, question.end, end) ?? (isLast ? (headed ?? wordedKey(text, above)) : undefined)
    const matched = own && matchedTo(own, above)
    if (own?.isNamed && !matched) uncertain.push(own)
    if (!own || !matched) continue
    for (const [mark, { labels, words }] of matched) key.set(mark.start, { labels, words })
    keys.push(own)
    above = []
  }
  if (headed && !keys.includes(headed)) return { marks: [...found], key }
  const kept = marks.filter(
    ({ kind, start }) =>
      kind === 'question' || ![...keys, ...uncertain].some((one) => start >= one.start && start < one.end),
  )
  const own = keys.map(({ start, end }): Mark => ({ kind: 'key', title: '', depth: 7, start, end }))
  const left = uncertain.map(({ start, end }): Mark => {
    const title = text
      .slice(start, end)
      .replace(/[#*_]|<[^<>]*>/g, ' ')
      .trim()
      .split(/\s*[\r\n]/, 1)[0]!
    return { kind: 'end', title, depth: 7, start, end }
  })
  return { marks: [...kept, ...own, ...left].toSorted((a, b) => a.start - b.start), key }
}

/** The questions of a key's entries: in the same order where the numbers are the same, else those of one number. */
function matchedTo({ entries, isNamed }: Key, questions: readonly Mark[]): [Mark, Entry][] | undefined {
  const numbers = questions.map(({ number }, index) => number ?? index + 1)
  const isSame =
    entries.length === numbers.length &&
    entries.every(({ number }, index) => number === undefined || number === numbers[index])
  const least = entries.some(({ number }) => number === undefined) ? 3 : 2
  if (isSame && entries.length >= least) return entries.map((entry, index) => [questions[index]!, entry])
  const matched = entries.flatMap((entry): [Mark, Entry][] => {
    const at = numbers.indexOf(entry.number!)
    return at < 0 || numbers.lastIndexOf(entry.number!) !== at ? [] : [[questions[at]!, entry]]
  })
  const isOnce = new Set(entries.map(({ number }) => number)).size === entries.length
  const isEnough = entries.length > 1 && (isNamed || entries.length * 2 > numbers.length)
  // Where a number stands twice, nobody knows which question is meant.
  return isEnough && isOnce && matched.length === entries.length ? matched : undefined
}

/** The key in a question's text: a run of entries below a name, a heading or a rule. */
function findKey(text: string, from: number, to: number): Key | undefined {
  const lines = linesOf(text, from, to)
  for (const [index, { line }] of lines.entries()) {
    const name = nameOf(line)
    if (!name) continue
    const { entries, next } = runOf(lines, index, name.inLine)
    if (entries.length < 2) continue
    return { start: beginningOf(lines, index), end: lines[next - 1]!.end, entries, isNamed: name.isKnown }
  }
  return undefined
}

/** The entries from a line on, with what explains them. */
function runOf(lines: readonly Line[], from: number, inLine: number) {
  const first = lines[from]!
  const entries = entriesIn(first.line.slice(inLine), first.start + inLine)
  let next = from + 1
  let isGap = false
  for (let at = next; at < lines.length && at - next < mostBetween; at += 1) {
    const { line, start, end } = lines[at]!
    const own = entriesIn(line, start)
    const columns = /^\s*\|/.test(line) ? entriesOfColumns(line, lines[at + 2]?.line ?? '') : []
    const bare = entries.length === 0 ? orderly(lettersOnly(line), end) : []
    if (columns.length > 0) {
      entries.push(...columns)
      next = at + 3
      break
    }
    if (own.length + bare.length > 0) {
      entries.push(...own, ...bare)
      next = at + 1
      isGap = false
    } else if (isFrame(line)) {
      if (/<\/details>|^\s*(?:```|~~~)/.test(line) && entries.length > 0) next = at + 1
      isGap = line.trim() === ''
    } else if (entries.length === 0 || (isGap && !/^\s{2,}/.test(line))) break
    else {
      const last = entries.at(-1)!
      last.words = { start: Math.min(last.words.start, start), end: end - (lines[at]!.end - end) }
      next = at + 1
    }
  }
  return { entries, next }
}

/** How many lines may stand between two entries. */
const mostBetween = 8

function orderly(labels: readonly string[][], end: number): Entry[] {
  return labels.map((one) => ({ number: undefined, labels: one, words: { start: end, end } }))
}

/** Whether a line only frames entries: blank, tags, a table's head and rule, signs of a fence, a heading of a section. */
function isFrame(line: string): boolean {
  return (
    wordsOfHtml(line).trim() === '' ||
    /^\s*(?:```|~~~|#{1,6}\s)/.test(line) ||
    /^\s*\|(?:[^|\d]*\|)+\s*$/.test(line)
  )
}

/**
 * Questions that stand again below “Answers”, by the same numbers: what stands below each answers the first of that
 * number.
 */
function withoutRepeated(text: string, marks: readonly Mark[]): { marks: Mark[]; headed: Key } | undefined {
  const questions = marks.filter(({ kind }) => kind === 'question')
  const first = questions.findIndex(({ number }, at) => at > 1 && number === questions[0]!.number)
  if (first < 0 || questions[0]!.number === undefined) return undefined
  const again = questions.slice(first)
  const numbers = new Set(questions.slice(0, first).map(({ number }) => number))
  if (again.length < 2 || again.some(({ number }) => !numbers.has(number))) return undefined
  const between = linesOf(text, questions[first - 1]!.end, again[0]!.start)
  const name = between.findLast(
    ({ line }) => /^\s*(?:#{1,6}\s|\*\*|__)/.test(line) && isAnswerLabel(bareOf(line)),
  )
  if (!name) return undefined
  const entries = again.map(({ number, start }, index): Entry => {
    const end = again[index + 1]?.start ?? text.length
    const below = start + text.slice(start, end).search(/[\r\n]|$/)
    const [entry] = entriesIn(`${number}. ${text.slice(below, end).trim()}`, 0)
    const isKey = entry !== undefined && entry.words.start === entry.words.end
    return { number, labels: isKey ? entry.labels : [], words: { start: isKey ? end : below, end } }
  })
  return {
    marks: marks.filter(({ start }) => start < name.start),
    headed: { start: name.start, end: text.length, isNamed: true, entries },
  }
}

/** Questions that are entries of a key themselves, `### 1. B`, and the marks without them. */
function withoutEntries(text: string, marks: readonly Mark[]): { marks: Mark[]; headed: Key | undefined } {
  const questions = marks.filter(({ kind }) => kind === 'question')
  const isEntry = ({ number, title }: Mark) =>
    number !== undefined && entriesIn(`${number}. ${title}`, 0).length === 1
  const first = questions.findLastIndex((mark) => !isEntry(mark)) + 1
  const entries = questions.slice(first)
  if (first === 0 || entries.length < 2) return { marks: [...marks], headed: undefined }
  const above = marks.findLast(({ start, kind }) => start < entries[0]!.start && kind !== 'question')
  const start = above && above.start > questions[first - 1]!.end ? above.start : entries[0]!.start
  return {
    marks: marks.filter((mark) => mark.start < start),
    headed: {
      ...{ start, end: text.length, isNamed: false },
      entries: entries.map(({ number, title, end }, index): Entry => {
        const [entry] = entriesIn(`${number}. ${title}`, 0)
        return { ...entry!, words: { start: end, end: entries[index + 1]?.start ?? text.length } }
      }),
    },
  }
}

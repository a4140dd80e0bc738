import type { Mark } from '../shapes/shape.ts'
import { wordsOfHtml } from '../source/html.ts'
import type { Entry } from './key-entries.ts'
import { beginningOf, type Key, linesOf, nameOf } from './key-lines.ts'

/** A line of a key that begins with a number: `1. A lazy list`, `**A2.** …`, `### 3. …`. */
const entry =
  /^ {0,3}(?:[-*+][ \t]+|#{1,6}[ \t]+)?[*_]{0,2}\(?(?:\p{L}{1,12}\.?[ \t]?)?(\d{1,3})\)?[*_]{0,2}[ \t]?[.):：–-]?[*_]{0,2}[ \t]*(?=\S)/u

/**
 * The key in words below the last question: “Answers”, and a text for each number. Only where nothing stands below any
 * of the questions themselves: steps of an answer are numbered, too.
 */
export function wordedKey(
  text: string,
  questions: readonly Pick<Mark, 'start' | 'end' | 'number'>[],
): Key | undefined {
  const last = questions.at(-1)
  if (!last || questions.length < 2) return undefined
  const lines = linesOf(text, last.end, text.length)
  const named = lines.findIndex(({ line }) => nameOf(line)?.isKnown && nameOf(line)!.inLine === line.length)
  if (named < 0) return undefined
  const start = beginningOf(lines, named)
  const isBare = questions.every(({ end }, index) =>
    hasNoText(text.slice(end, questions[index + 1]?.start ?? start)),
  )
  if (!isBare) return undefined
  const first = questions[0]!.number ?? 1
  const entries: Entry[] = []
  let until = lines[named]!.end
  for (const { line, start, end } of lines.slice(named + 1)) {
    const [sign, number] = line.match(entry) ?? []
    const isNext = number !== undefined && Number(number) === first + entries.length
    if (isNext) {
      const words = { start: start + sign!.length, end }
      entries.push({ number: Number(number), labels: [], words })
    } else if (/^ {0,3}#{1,6}[ \t]/.test(line)) break
    else if (entries.length > 0 && !/<\/details>/i.test(line)) entries.at(-1)!.words.end = end
    until = end
    if (/<\/details>/i.test(line)) break
  }
  return entries.length === questions.length ? { start, end: until, entries, isNamed: true } : undefined
}

/** Whether a text has no words but those of headings. */
function hasNoText(written: string): boolean {
  return !/[\p{L}\p{N}]/u.test(wordsOfHtml(written.replace(/^ {0,3}#{1,6}[ \t].*$/gm, '')))
}

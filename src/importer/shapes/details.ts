import { wordsOfHtml } from '../source/html.ts'
import type { Text } from '../source/text.ts'
import { visit } from '../source/visit.ts'
import { asks, isBoilerplate, isLabel, isMarked, isQuestionLike } from '../vocabulary.ts'
import { type Details, findDetails } from './details-tags.ts'
import type { Group } from './evidence.ts'
import type { Mark, Outline } from './shape.ts'
import { readTitles, type Title } from './titles.ts'

/** The group of a file's summaries: `<details><summary>What is a queryset?</summary> … </details>`. */
export function summaryGroups(outline: Outline): Group[] {
  const { source } = outline
  if (!/<details\b/i.test(source.text)) return []
  const all = findDetails(outline)
  const found = topicsAndQuestions(withoutRecurring(readAll(all, source)))
  const questions = found.filter(({ kind }) => kind === 'question')
  if (questions.length === 0) return []
  const codeLines = indentedCodeLines(outline)
  const marks = found
    .filter((one) => one.kind === 'section' || one.isLikely || !isAside(one, source))
    .map((one) => markOf(one, source, codeLines))
  return [{ kind: 'summary', marks, size: questions.length }]
}

/** Without those whose summary stands below several others: “Show answer”, in whatever language. */
function withoutRecurring(found: readonly ReadDetails[]): ReadDetails[] {
  const keyOf = ({ words }: ReadDetails) => words.toLowerCase()
  const counts = Map.groupBy(found, keyOf)
  return found.filter((one) => {
    const same = counts.get(keyOf(one))!.length
    const isRecurring =
      same > 1 && same * 2 >= found.length && one.number === undefined && !isMarked(one.words)
    return !isRecurring || one.words === ''
  })
}

interface ReadDetails extends Details, Title {
  kind: 'section' | 'question'
  /** Where its title ends and its answer begins. */
  end: number
  /** Whether its title reads as a question. */
  isLikely: boolean
  inner: ReadDetails[]
}

/** Those that stand in no other one; one that only holds others that are questions is a section. */
function topicsAndQuestions(found: readonly ReadDetails[]): ReadDetails[] {
  return found.flatMap((one): ReadDetails[] => {
    const asking = one.inner.filter(({ isLikely }) => isLikely)
    if (!one.isLikely && asking.length > 1)
      return [
        ...(one.title === '' ? [] : [{ ...one, kind: 'section' as const }]),
        ...topicsAndQuestions(one.inner),
      ]
    // What follows one that is never closed stands beside it, not in it.
    const beside = one.close === undefined ? topicsAndQuestions(one.inner) : []
    return one.title === '' || isWayIn(one.words) ? beside : [one, ...beside]
  })
}

/** Reads the titles of all, those inside others too. */
function readAll(found: readonly Details[], source: Text): ReadDetails[] {
  const flat: { one: Details; written: string; end: number }[] = []
  const add = (one: Details) => {
    const { title: written, end } = one.summary
      ? readSummary(one, source.text)
      : readFirstLine(one, source.text)
    flat.push({ one, written, end })
    for (const inner of one.inner) add(inner)
  }
  for (const one of found) add(one)
  const titles = readTitles(flat.map(({ written }) => written))
  let next = 0
  const read = (one: Details): ReadDetails => {
    const { end } = flat[next]!
    const title = titles[next]!
    next += 1
    const inner = one.inner.map(read)
    const before = source.text.slice(lineStart(source, one.start), one.start).match(/^\s*(\d+)[.)]/)
    const isNumbered = title.number !== undefined || title.label !== undefined
    const number = title.number ?? (before ? Number(before[1]) : undefined)
    const isLikely = !isWayIn(title.words) && (isNumbered || isQuestionLike(title.words))
    return { ...one, ...title, number, ...{ kind: 'question', end, inner, isLikely } }
  }
  return found.map(read)
}

/** One without a summary: its first line may be the question. */
function readFirstLine({ start, close }: Details, text: string): { title: string; end: number } {
  const inside = text.slice(start, Math.min(close ?? text.length, start + 1000))
  const [tag] = inside.match(/^<details\b[^<>]*>\s*/i) ?? ['']
  const [title = ''] =
    inside.slice(tag.length).match(/^[^<\r\n][^\r\n]{0,400}(?=[ \t]*(?:\r\n|\n|\r)[ \t]*[\r\n])/) ?? []
  const { label, words } = readTitles([title])[0]!
  return label !== undefined || asks(words)
    ? { title, end: start + tag.length + title.length }
    : { title: '', end: start }
}

function markOf(
  { kind, title, number, label, level, start, end, close }: ReadDetails,
  source: Text,
  codeLines: Set<number>,
) {
  const line = lineStart(source, start)
  // The sign of a list's item is no text of the answer above it.
  const isItem = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+$/.test(source.text.slice(line, start))
  const mark: Mark = { kind, title, depth: 6, start: isItem ? line : start, end }
  if (kind === 'section') return mark
  Object.assign(mark, {
    shape: 'details',
    depth: 7,
    ...(number === undefined ? {} : { number }),
    ...(label === undefined ? {} : { label }),
    ...(level && { level }),
  })
  return { ...mark, ...answerOf(source, { start, end, close }, codeLines) }
}

/** Where an answer begins and ends, and how far it is indented. */
function answerOf(
  source: Text,
  { start, end, close }: { start: number; end: number; close: number | undefined },
  codeLines: Set<number>,
): Pick<Mark, 'end' | 'until' | 'indent'> {
  const { text } = source
  // Bold that is opened here and closed before the end is the file's look, not the author's stress.
  const [opened] = text
    .slice(end, end + 200)
    .match(/^(?:\s*<br\s*\/?>)*\s*<(?:b|strong)>[ \t]*(?=[\r\n])/i) ?? ['']
  const from = end + opened.length
  const tail = close === undefined ? '' : text.slice(Math.max(from, close - 100), close)
  const [closed] = (opened && tail.match(/<\/(?:b|strong)>(?:\s|<br\s*\/?>)*$/i)) || ['']
  return {
    end: from,
    ...(close === undefined ? {} : { until: Math.max(from, close - closed.length) }),
    indent: indentOf(source, { start, from, close }, codeLines),
  }
}

/** The least indentation of an answer's lines, or of the tag itself where the answer begins in its line or with code. */
function indentOf(
  source: Text,
  { start, from, close }: { start: number; from: number; close: number | undefined },
  codeLines: Set<number>,
): number {
  const lines = source.text.slice(from, close).matchAll(/(?<=[\r\n])([ \t]*)[^\s]/g)
  const own = start - lineStart(source, start)
  const gap = source.text.slice(from).match(/^\s*/)![0]
  if (!/[\r\n]/.test(gap) || codeLines.has(source.placeAt(from + gap.length).line)) return own
  let least = Number.POSITIVE_INFINITY
  for (const [, space] of lines) {
    least = Math.min(least, space!.length)
    // How far one reaches that is never closed is not known here.
    if (close === undefined) break
  }
  return Number.isFinite(least) ? least : own
}

function lineStart(source: Text, offset: number): number {
  return offset - source.placeAt(offset).column + 1
}

/** The lines where indented code begins. */
function indentedCodeLines({ source, tree }: Outline): Set<number> {
  const lines = new Set<number>()
  visit(tree, 'code', ({ position }) => {
    const { line, offset } = position!.start
    if (!/[`~]/.test(source.text[offset!]!)) lines.add(line)
  })
  return lines
}

/** A summary's title as Markdown; what is more than a title, such as a list, is left to the answer. */
function readSummary({ summary, start }: Details, text: string): { title: string; end: number } {
  if (!summary) return { title: '', end: start }
  const raw = text.slice(summary.start, summary.end)
  const lead = raw.match(
    /^(?:\s|&nbsp;|<\/?(?!code\b|em\b|i\b|kbd\b|su[bp]\b)[a-z][^<>]*>|<!--[\s\S]*?-->)*/i,
  )![0].length
  const more = raw
    .slice(lead)
    .search(/(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)|<(?:ul|ol|pre|table|p|div|blockquote|dl)\b/i)
  const last = more < 0 ? raw.length : lead + more
  const hasMore = /[\p{L}\p{N}]/u.test(wordsOfHtml(raw.slice(last)))
  // After a blank line a summary is Markdown; before the first, its signs are only signs.
  const isMarkdown = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/.test(raw.slice(0, lead))
  return {
    title: titleOf(raw.slice(lead, last), isMarkdown),
    end: hasMore ? summary.start + last : summary.after,
  }
}

function titleOf(written: string, isMarkdown: boolean): string {
  const words = written
    .replace(
      /`[^`]*`|<!--[\s\S]*?(?:-->|$)|<\/?(?!(?:code|em|i|kbd|su[bp]|del)\b)[a-z][a-z0-9]*\b[^<>]*>/gi,
      (sign) => (sign.startsWith('`') ? sign : /^<br/i.test(sign) ? ' ' : ''),
    )
    .replace(/&nbsp;|\s+/g, ' ')
    .trim()
    .replace(/^#{1,6} +| +#+$/g, '')
    .replace(/^(\*\*|__)(.*)\1$/, '$2')
  if (isMarkdown) return words
  return words.replace(/`[^`]*`|<[^<>]*>|[\\*_[\]~]/g, (sign) => (sign.length > 1 ? sign : `\\${sign}`))
}

/** Whether a summary says what to do with it: “Show answer”, “Click to expand”. */
function isWayIn(words: string): boolean {
  const bare = words.replace(/[^\p{L}\p{N}]+$/u, '')
  return (
    isLabel(bare) ||
    /^\W*(?:(?:click|tap|press|spoiler|details|more|reveal|expand)\b|(?:(?:show|view|see|open|toggle|check|hide|get|read|the|your|full|detailed|possible|suggested)(?: \w+){0,3} )?(?:answers?|solutions?|hints?|code|outputs?|results?|explanations?|more|details|here)(?: \w{1,3})?$)/i.test(
      bare,
    )
  )
}

/** Whether one that does not read as a question is none: it names what belongs to the file, or holds only links. */
function isAside({ words, end, close, summary }: ReadDetails, { text }: Text): boolean {
  if (isBoilerplate(words) || /^(?:languages?|translations?)\b/i.test(words)) return true
  const body = text.slice(Math.max(end, summary?.after ?? 0), close)
  const links = /\[(?:[^[\]]|\[[^\]]*\])*\]\([^)]*\)|<a\b[^<>]*>[^<]*<\/a>/g
  return /\]\(|<a\b/.test(body) && !/\p{L}/u.test(wordsOfHtml(body.replace(links, '')))
}

import type { Heading, Paragraph, PhrasingContent, RootContent } from 'mdast'
import { plainDigits } from '../source/digits.ts'
import { withoutComments } from '../source/html.ts'
import { parse } from '../source/markdown.ts'
import type { Text } from '../source/text.ts'
import { asks, isLabel, isQuestionLike, isQuestionWord } from '../vocabulary.ts'
import type { Group } from './evidence.ts'
import type { Mark, Outline } from './shape.ts'
import { titleBelow } from './title-below.ts'
import { readTitles, type Title } from './titles.ts'

/** The groups of a file's bold words: `**What is a queryset?**`, `**3)** What is a queryset?`, `**Q:** What …`. */
export function boldGroups(outline: Outline, isAsked: boolean): Group[] {
  const paragraphs = boldParagraphs(outline)
  if (paragraphs.length === 0) return []
  const same = Map.groupBy(paragraphs, ({ words }) => words.toLowerCase())
  const isRecurring = ({ words }: BoldParagraph) => {
    const count = same.get(words.toLowerCase())!.length
    return count > 1 && count * 2 > paragraphs.length - count + 1
  }
  // “Example 1” numbers parts of an answer.
  const isPart = (one: BoldParagraph) =>
    one.label !== undefined && !one.hasQ
      ? isLabel(one.label)
      : one.title !== '' &&
        one.number === undefined &&
        !asks(one.words) &&
        (isLabel(one.words) || isRecurring(one))
  const titles = paragraphs.filter((one) => !isPart(one) && (one.isMarked || !/[^?？][:：]$/.test(one.words)))
  const own = ownAmong(titles)
  const likely = membersOf(own)
  const members = isAsked && likely.length === 0 ? own : likely
  // One among other bold words is one that an article asks itself.
  const isAlone = members.length === 1 && own.length > 1 && !members[0]!.isFirst
  const doubtful = isLeading(members) && !isAlone ? 0 : 1
  const listed = members.filter(({ isSign }) => isSign).length / Math.max(own.length, 1) / 2
  const marks = members.map((one) => {
    const mark = markOf(one)
    return one.title === '' ? titleBelow(mark, one.written, outline) : mark
  })
  return marks.length > 0 ? [{ kind: 'bold', marks, size: own.length, signs: { doubtful, listed } }] : []
}

/** A paragraph that begins with bold words, and may be a question. */
interface BoldParagraph extends Bold, Title {
  shape: 'bold' | 'bold-lines'
  /** Offsets in the source. */
  start: number
  end: number
  until?: number
  /** Whether it has a number or a label. */
  isMarked: boolean
  hasQ: boolean
  /** Whether a heading, a rule or a break stands right above it. */
  isApart: boolean
  /** Whether it is the first text below a heading, or of the file. */
  isFirst: boolean
  /** The number of the heading above it. */
  group: number
}

/** Those in whose line no text goes on, unless that is how the file marks its questions. */
function ownAmong(titles: readonly BoldParagraph[]): BoldParagraph[] {
  const sure = titles.filter(({ words, hasQ }) => hasQ || isQuestionLike(words))
  const goOn = sure.filter(({ goesOn, isMarked }) => goesOn && !isMarked)
  // Text that goes on after a bold question is more often an answer's own.
  const isGoingOn = goOn.length >= 3 && goOn.length * 2 >= sure.length
  return titles.filter(({ goesOn, isMarked }) => isMarked || !goesOn || isGoingOn)
}

/** Without steps of an answer, which are numbered too, but count from one. */
function membersOf(own: readonly BoldParagraph[]): BoldParagraph[] {
  const numbered = own.filter(({ number }) => number !== undefined)
  const likely = own.filter(({ words, hasQ }) => hasQ || isQuestionLike(words))
  const isNumbered = numbered.length >= 2 && numbered.length * 2 >= own.length
  const isApart = own.length >= 3 && own.filter((title) => title.isApart).length >= own.length * 0.8
  const asked = new Set(likely)
  let lastNumber = 0
  let isPastStep = false
  return own.filter((title) => {
    if (asked.has(title)) isPastStep = false
    else if (title.number !== undefined) {
      isPastStep ||= !isNumbered || title.number <= lastNumber
      if (isPastStep) return false
    } else if (!(isApart && title.isApart) || isNumbered) return false
    lastNumber = title.number ?? lastNumber
    return true
  })
}

/** Whether bold words stand first below headings, or several below each: others may stand anywhere in an article. */
function isLeading(members: readonly BoldParagraph[]): boolean {
  if (members.filter(({ isMarked }) => isMarked).length * 2 > members.length) return true
  const groups = Map.groupBy(members, ({ group }) => group)
  const first = members.filter(({ isFirst }) => isFirst).length
  return first * 2 >= groups.size || members.length >= groups.size * 3
}

function markOf({ shape, title, number, letter, label, start, end, until }: BoldParagraph): Mark {
  return {
    ...{ kind: 'question', shape, title, depth: 7, start, end },
    ...(number === undefined ? {} : { number }),
    ...(letter === undefined ? {} : { letter }),
    ...(label === undefined ? {} : { label }),
    ...(until === undefined ? {} : { until }),
  }
}

function boldParagraphs({ source, tree }: Outline): BoldParagraph[] {
  const paragraphs: Omit<BoldParagraph, keyof Title | 'isMarked' | 'hasQ'>[] = []
  let group = 0
  let hasText = false
  for (const [index, node] of tree.children.entries()) {
    const start = node.position!.start.offset!
    const text = source.text.slice(start, node.position!.end.offset!)
    const read = isParagraph(node, text) ? readBold(text) : undefined
    const above = tree.children[index - 1]
    if (read) {
      const { titleEnd, textEnd } = read
      const isEnd =
        textEnd < text.length && titleEnd < textEnd && isBeginning(tree.children[index + 1], source)
      paragraphs.push({
        ...{ ...read, start, end: start + titleEnd },
        ...(isEnd ? { until: start + textEnd } : {}),
        ...{ isApart: above === undefined || isSeparator(above), isFirst: !hasText, group },
      })
    } else if (node.type === 'heading') group += 1
    if (read || !isSeparator(node)) hasText = true
    else if (node.type === 'heading') hasText = false
  }
  const titles = readTitles(paragraphs.map(({ written }) => written))
  return paragraphs.map((one, index): BoldParagraph => {
    const title = titles[index]!
    const isNamed = title.label === undefined && title.number === undefined && isQuestionWord(title.words)
    const hasQ = isNamed || (title.label !== undefined && isQuestionWord(title.label))
    const read = isNamed ? { ...title, title: '', label: title.words.toLowerCase() } : title
    return { ...one, ...read, hasQ, isMarked: hasQ || title.number !== undefined }
  })
}

/** Whether a block begins something else than what stands above it; so does the end of a file. */
function isBeginning(node: RootContent | undefined, { text }: Text): boolean {
  return (
    !node ||
    node.type === 'heading' ||
    /^(?:\*\*|__)/.test(text.slice(node.position!.start.offset).slice(0, 2))
  )
}

/** A rule right below text makes it a heading, which hardly was meant. */
function isParagraph(node: RootContent, text: string): node is Paragraph | Heading {
  return node.type === 'paragraph' || (node.type === 'heading' && /[\r\n]/.test(text))
}

function isSeparator(node: RootContent): boolean {
  if (node.type === 'heading' || node.type === 'thematicBreak') return true
  return node.type === 'html' && /^(?:<\/?(?:br|hr|p|div|a)\b[^<>]*>|\s)*$/i.test(withoutComments(node.value))
}

interface Bold {
  shape: 'bold' | 'bold-lines'
  /** The bold words, and those that belong to them, on one line. */
  written: string
  /** Whether only its number or its label is bold. */
  isSign: boolean
  /** Whether text goes on in the line of the bold words. */
  goesOn: boolean
  /** Where the title ends, in the paragraph. */
  titleEnd: number
  /** Where the paragraph's own text ends, and a line that makes a heading of it begins. */
  textEnd: number
}

/** What a paragraph's bold beginning says; offsets are the paragraph's own. */
function readBold(text: string): Bold | undefined {
  const [lead] = text.match(/^(?:<a\b[^<>]*>\s*<\/a>|\s)*(?=[*_]{2})/i) ?? []
  if (lead === undefined) return undefined
  const underline = text.match(/(?:\r\n|\n|\r)[ \t]*(?:=+|-+)[ \t]*$/)
  const written = underline ? text.slice(0, underline.index) : text
  const bold = boldAt(written.slice(lead.length))
  if (!bold) return undefined
  const { inner } = bold
  const strongEnd = lead.length + bold.end
  const rest = written.slice(strongEnd)
  const plain = plainDigits(inner)
  if (isOnlyMark(plain) && /^[ \t]*[.:)\-–—]?[ \t]*[^\s]/.test(rest)) {
    const sign = rest.match(/^\s*[.:)\-–—]?\s*/)![0].length
    const length = titleLength(rest.slice(sign))
    const words = rest.slice(sign, sign + length)
    if (words.trim() === '') return undefined
    const mark = plain.replace(/[.:：)\-–—\s]*$/, '')
    return {
      ...{
        written: `${mark}${/\d[a-z]?$/.test(mark) ? '.' : ':'} ${oneLine(words)}`,
        goesOn: false,
        isSign: true,
      },
      ...placed(text, written, strongEnd + sign + length),
    }
  }

  // An emoji or a remark such as “(easy)” still belongs to the title.
  const [suffix] = rest.match(
    /^(?:[*_]?\([^()\r\n]{1,30}\)[*_]?(?=\s*(?:[\r\n]|$))|[^\p{L}\p{N}\r\n<([\\])*/u,
  )!
  const line = rest.slice(suffix.length).match(/^(?:<br\s*\/?>|\\)?[ \t]*(?:\r\n|\n|\r|$)/i)
  return {
    ...{ written: oneLine(`${inner}${line ? suffix.trimEnd() : ''}`), goesOn: line === null, isSign: false },
    ...placed(text, written, strongEnd + (line ? suffix.length : 0)),
  }
}

/** The bold words that a text begins with, as CommonMark reads them, or as signs around its first line mean them. */
function boldAt(text: string): { inner: string; end: number } | undefined {
  const [paragraph] = parse(text).children
  if (paragraph?.type !== 'paragraph') return undefined
  const [strong] = paragraph.children
  if (strong?.type === 'strong' || (strong?.type === 'emphasis' && strong.children[0]?.type === 'strong')) {
    const innermost = strong.type === 'strong' ? strong : strong.children[0]!
    const inner = 'children' in innermost ? sliceOf(text, innermost.children).trim() : ''
    return { inner, end: strong.position!.end.offset! }
  }
  const [whole, inner] = text.match(/^\*\*(?=[^\s*])([^\r\n]*[^\s*])\*\*(?=[ \t]*(?:[\r\n]|$))/) ?? []
  return whole === undefined ? undefined : { inner: inner!, end: whole.length }
}

/** Whether bold words are a number, a label, or both: “3)”, “Q3.”, “Frage 3:”; with a number, a label of any language. */
function isOnlyMark(inner: string): boolean {
  const [, word, number] =
    inner.match(/^([\p{L}\p{M}]*(?:\s[\p{L}\p{M}]+)?)\s*(?:n[°º]|№|#)?\s*(\d*)[a-z]?\s*[.:：)\-–—]*$/iu) ?? []
  if (word === undefined) return false
  return isQuestionWord(word) || (number !== '' && !isLabel(word))
}

/** The shape of a title that ends at an offset, and where its answer begins. */
function placed(text: string, written: string, end: number): Pick<Bold, 'shape' | 'titleEnd' | 'textEnd'> {
  // The line's indentation too: a paragraph's later lines may have any, but its first makes code of it.
  const gap = written.slice(end).match(/^(?:<br\s*\/?>|\\|\s)*/i)![0].length
  const textEnd = written.length
  const isWhole = end + gap >= written.length
  return { shape: isWhole ? 'bold' : 'bold-lines', titleEnd: isWhole ? text.length : end + gap, textEnd }
}

/** How much of a text that follows a number is the title: up to the line that asks, or the line before the answer. */
function titleLength(text: string): number {
  const lines = [...text.matchAll(/[^\r\n]+/g)]
  const answer = lines.findIndex(([line]) => /^\s*[*_]*(?:A|Ans|Answer)[*_]*\s*[.:)\-–—]/i.test(line))
  const title = answer > 0 ? lines.slice(0, answer) : lines
  const asking = title.find(([line]) => /[?？][\s\p{P}\p{S}\p{Cf}\p{M}]*$/u.test(line))
  // A line that begins with a small letter goes on with the one above it.
  const next = title.findIndex(([line], place) => place > 0 && !/^\s*\p{Ll}/u.test(line))
  const last = asking ?? (answer > 0 ? title.at(-1) : title.at(next < 0 ? -1 : next - 1))
  return last ? last.index + last[0].length : 0
}

function sliceOf(text: string, nodes: readonly PhrasingContent[]): string {
  return text.slice(nodes[0]?.position?.start.offset, nodes.at(-1)?.position?.end.offset)
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim()
}

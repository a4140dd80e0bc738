import type { Heading, Paragraph, PhrasingContent, RootContent } from 'mdast'
import { withoutComments } from '../source/html.ts'
import { parse, plainText } from '../source/markdown.ts'
import type { Text } from '../source/text.ts'
import type { Reading } from './headings.ts'
import type { Mark, Outline, Shape } from './index.ts'
import { withoutNumber } from './numbers.ts'
import { withSections } from './sections.ts'
import { asks, isLabel, isQuestionLike } from './words.ts'

/** Questions marked by bold words: `**What is a queryset?**`, `**3)** What is a queryset?`, `**Q:** What …`. */
export const bold: Shape = {
  ids: ['B1', 'B2'],
  find(outline, ids, isAsked) {
    const paragraphs = boldParagraphs(outline).filter(({ shape }) => ids.includes(shape))
    return withSections(questionsAmong(paragraphs, isAsked), outline)
  },
}

/** A paragraph that begins with bold words, and may be a question. */
interface BoldParagraph extends Mark {
  shape: string
  words: string
  /** Whether it has a number or a Q. */
  isMarked: boolean
  hasQ: boolean
  /** Whether text goes on in the line of the bold words. */
  goesOn: boolean
  /** Whether a heading, a rule or a break stands right above it. */
  isApart: boolean
  /** Whether it is the first text below a heading, or of the file. */
  isFirst: boolean
  /** The number of the heading above it. */
  group: number
}

/** Tells questions from labels, from steps of an answer and from words that are only bold. */
function questionsAmong(paragraphs: readonly BoldParagraph[], isAsked: boolean): Mark[] {
  const titles = paragraphs.filter(({ words }) => !isLabel(words) && !/[^?？][:：]$/.test(words))
  const sure = titles.filter(({ words, hasQ }) => hasQ || isQuestionLike(words))
  const goOn = sure.filter(({ goesOn, isMarked }) => goesOn && !isMarked)
  // Text that goes on after a bold question is more often an answer's own.
  const isGoingOn = goOn.length >= 3 && goOn.length * 2 >= sure.length
  const own = titles.filter(({ goesOn, isMarked }) => isMarked || !goesOn || isGoingOn)
  const isSure = new Set(sure)
  const likely = own.filter((title) => isSure.has(title))
  if (isAsked && likely.length === 0) return own.map(markOf)
  if (!isAsked && !isBelievable(own, likely)) return []

  const isNumbered = likely.filter(({ number }) => number !== undefined).length * 2 >= likely.length
  const isApart = likely.length >= 3 && likely.filter((title) => title.isApart).length >= likely.length * 0.8
  const questions: Mark[] = []
  const asked = new Set(likely)
  let lastNumber = 0
  let isPastStep = false
  for (const title of own) {
    if (asked.has(title)) isPastStep = false
    else if (title.number !== undefined) {
      // A step inside an answer is numbered too, but counts from one.
      isPastStep ||= !isNumbered || title.number !== lastNumber + 1
      if (isPastStep) continue
    } else if (isNumbered || !(isAsked || (isApart && title.isApart))) continue
    lastNumber = title.number ?? lastNumber
    questions.push(markOf(title))
  }
  return questions
}

function markOf({ shape, title, number, start, end, until }: BoldParagraph): Mark {
  return {
    ...{ kind: 'question', shape, title, depth: 7, start, end },
    ...(number === undefined ? {} : { number }),
    ...(until === undefined ? {} : { until }),
  }
}

/** Whether a file's bold words are its questions: bold ones may also stand here and there in an article. */
function isBelievable(titles: readonly BoldParagraph[], likely: readonly BoldParagraph[]): boolean {
  if (likely.length === 1 && !likely[0]!.isMarked && !asks(likely[0]!.words)) return false
  if (likely.length === 0 || likely.filter(({ isMarked }) => isMarked).length * 2 > likely.length)
    return likely.length * 3 >= titles.length && likely.length > 0
  const groups = Map.groupBy(likely, ({ group }) => group)
  const first = likely.filter(({ isFirst }) => isFirst).length
  return likely.length * 2 >= titles.length && (first * 2 >= groups.size || likely.length >= groups.size * 3)
}

function boldParagraphs({ source, tree }: Outline): BoldParagraph[] {
  const paragraphs: BoldParagraph[] = []
  let group = 0
  let hasText = false
  for (const [index, node] of tree.children.entries()) {
    const start = node.position!.start.offset!
    const text = source.text.slice(start, node.position!.end.offset!)
    const read = isParagraph(node, text) ? readBold(text) : undefined
    const above = tree.children[index - 1]
    if (read) {
      const { end, textEnd, ...title } = read
      const isEnd = textEnd < text.length && end < textEnd && isBeginning(tree.children[index + 1], source)
      paragraphs.push({
        ...{ kind: 'question', depth: 7, start, end: start + end, ...title },
        ...(isEnd ? { until: start + textEnd } : {}),
        ...{ isApart: above === undefined || isSeparator(above), isFirst: !hasText, group },
      })
    } else if (node.type === 'heading') group += 1
    if (read || !isSeparator(node)) hasText = true
    else if (node.type === 'heading') hasText = false
  }
  return paragraphs
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

interface ReadTitle
  extends Pick<
    BoldParagraph,
    'shape' | 'title' | 'words' | 'number' | 'isMarked' | 'hasQ' | 'goesOn' | 'end'
  > {
  /** Where the paragraph's own text ends, and a line that makes a heading of it begins. */
  textEnd: number
}

/** What a paragraph's bold beginning says; offsets are the paragraph's own. */
function readBold(text: string): ReadTitle | undefined {
  const [lead] = text.match(/^(?:<a\b[^<>]*>\s*<\/a>|\s)*(?=[*_]{2})/i) ?? []
  if (lead === undefined) return undefined
  const underline = text.match(/(?:\r\n|\n|\r)[ \t]*(?:=+|-+)[ \t]*$/)
  const written = underline ? text.slice(0, underline.index) : text
  const [paragraph] = parse(written.slice(lead.length)).children
  if (paragraph?.type !== 'paragraph') return undefined
  const [strong] = paragraph.children
  if (strong?.type !== 'strong' && !(strong?.type === 'emphasis' && strong.children[0]?.type === 'strong'))
    return undefined

  const innermost = strong.type === 'strong' ? strong : strong.children[0]!
  const strongEnd = lead.length + strong.position!.end.offset!
  const inner = 'children' in innermost ? sliceOf(written.slice(lead.length), innermost.children).trim() : ''
  const rest = written.slice(strongEnd)
  const hasQ = /^Q(?:uestion)?\s*(?:#?\d|[.:)\-–—]|$)/i.test(inner)
  const isOnlyNumber =
    /^(?:Q(?:uestion)?\s*)?#?(\d*)[a-z]?\s*[.:)\-–—]*$/i.test(inner) && /[Q\d]/i.test(inner)
  if (isOnlyNumber) {
    const sign = rest.match(/^\s*[.:)\-–—]?\s*/)![0].length
    const length = titleLength(rest.slice(sign))
    const words = rest.slice(sign, sign + length)
    const numbered = withoutNumber(`${inner.replace(/[.:)\-–—\s]*$/, '')}. ${oneLine(words)}`)
    if (!numbered || words.trim() === '') return undefined
    const end = strongEnd + sign + length
    return { ...titled(numbered, true), ...placed(text, written, end), goesOn: false, hasQ }
  }

  // An emoji or a remark such as “(easy)” still belongs to the title.
  const [suffix] = rest.match(
    /^(?:[*_]?\([^()\r\n]{1,30}\)[*_]?(?=\s*(?:[\r\n]|$))|[^\p{L}\p{N}\r\n<([\\])*/u,
  )!
  const line = rest.slice(suffix.length).match(/^(?:<br\s*\/?>|\\)?[ \t]*(?:\r\n|\n|\r|$)/i)
  const title = oneLine(`${inner}${line ? suffix.trimEnd() : ''}`)
  const numbered = withoutNumber(title)
  const end = strongEnd + (line ? suffix.length : 0)
  return {
    ...titled(numbered ?? { title }, numbered !== undefined),
    ...placed(text, written, end),
    ...{ goesOn: line === null, hasQ },
  }
}

function titled({ title, number }: Reading, isMarked: boolean) {
  return { title, words: plainText(title), isMarked, ...(number === undefined ? {} : { number }) }
}

/** The shape of a title that ends at an offset, and where its answer begins. */
function placed(text: string, written: string, end: number): Pick<ReadTitle, 'shape' | 'end' | 'textEnd'> {
  // The line's indentation too: a paragraph's later lines may have any, but its first makes code of it.
  const gap = written.slice(end).match(/^(?:<br\s*\/?>|\\|\s)*/i)![0].length
  const textEnd = written.length
  const isWhole = end + gap >= written.length
  return { shape: isWhole ? 'B1' : 'B2', end: isWhole ? text.length : end + gap, textEnd }
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

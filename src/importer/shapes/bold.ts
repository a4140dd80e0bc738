import type { Heading, Paragraph, RootContent } from 'mdast'
import { withoutComments } from '../source/html.ts'
import type { Text } from '../source/text.ts'
import { asks, isLabel, isQuestionLike, isQuestionWord } from '../vocabulary.ts'
import { type Bold, readBold } from './bold-words.ts'
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

function markOf({ shape, title, number, letter, label, level, start, end, until }: BoldParagraph): Mark {
  return {
    ...{ kind: 'question', shape, title, depth: 7, start, end },
    ...(number === undefined ? {} : { number }),
    ...(letter === undefined ? {} : { letter }),
    ...(label === undefined ? {} : { label }),
    ...(level && { level }),
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

import type { RootContent } from 'mdast'
import { wordsOfHtml } from '../source/html.ts'
import { plainText } from '../source/markdown.ts'
import {
  asks,
  inquires,
  isAnswerLabel,
  isQuestionLike,
  isQuestionWord,
  isSolution,
  namesQuestions,
} from '../vocabulary.ts'
import type { Mark, Outline } from './shape.ts'

/** Marks of one kind, formatted alike: together they are a file's questions, or none of them is. */
export interface Group {
  /** Their shape, as far as the mark alone tells it. */
  kind: Kind
  /** In order. */
  marks: Mark[]
  /** How many like them stand in the file, those left out included. */
  size: number
  /** Of its own kind: signs that only it can have, from 0 to 1. */
  signs?: Partial<Record<Sign, number>>
}

export type Kind =
  | 'heading'
  | 'item'
  | 'bold'
  | 'run-in'
  | 'numbered'
  | 'label'
  | 'summary'
  | 'bullet'
  | 'answered-bullet'
  | 'prompt'
  | 'row'
  | 'term'

/** What may speak for or against a group: each is the share of it that has the sign. */
export type Sign = keyof typeof table

/**
 * The table of evidence. A group's shares are multiplied by these weights; what comes to 1 or more is believed.
 */
const table = {
  /** Titles that ask: by themselves, half of them make a list of questions, as few articles have so many. */
  asking: 2,
  /** “Question 3”, “Q:”: hardly any other text says so of itself. */
  labelled: 1.5,
  /** Numbers that count on: chapters and steps have them too, so that another sign has to come with them. */
  counted: 0.8,
  /** Headings in the items of a numbered list: nobody writes an article so. */
  listed: 0.7,
  /** A long count, of up to thirty: few articles have so many chapters. */
  long: 0.4,
  /** Something folded away below each, or the word for an answer: it is an answer to something. */
  answered: 1.2,
  /** Answers to choose from below each. */
  choices: 1.2,
  /** What stands below each asks, and does not answer. */
  posed: 2,
  /** The file's title says that these are questions. */
  told: 1,
  /** The file's title, or its name, has such a word among others. */
  hinted: 0.3,
  /** Titles that stand more than once, and are not numbered: parts of every answer. */
  repeated: -1.5,
  /** Another heading at once below each: sections have them, and so have some questions. */
  empty: -0.4,
  /** Nothing but links to places of the file below each: a table of contents. */
  contents: -3,
  /** Text that anything may have, such as bold words in an article: each kind says when it is doubtful. */
  doubtful: -2,
} as const

/** What a group has to come to. */
export const believable = 1

/** What speaks for a group, added up. */
export function weigh(group: Group, outline: Outline): number {
  const signs = { ...signsOf(group, outline), ...group.signs }
  return Object.entries(signs).reduce((sum, [sign, share]) => sum + table[sign as Sign] * share, 0)
}

/** The share of a group that has each sign. */
export function signsOf({ kind, marks, size }: Group, outline: Outline): Record<string, number> {
  const count = (holds: (mark: Mark, index: number) => boolean) => marks.filter(holds).length
  const share = (holds: (mark: Mark, index: number) => boolean) =>
    count(holds) / Math.max(size, marks.length, 1)
  const bodies = marks.map((mark, index) => bodyOf(mark, marks[index + 1]?.start, outline))
  const words = marks.map(({ title }) => plainText(title))
  const titles = Map.groupBy(words, (title) => title.toLowerCase())
  const isMany = marks.length > 1 && kind !== 'bullet'
  const counted = countedShare(marks) * share(({ number }) => number !== undefined)
  // One title that begins as questions do proves nothing.
  const [{ number, label } = { number: undefined, label: undefined }] = marks
  const isAlone = marks.length === 1 && number === undefined && label === undefined
  const isAsking = isAlone ? asks : isQuestionLike
  return {
    asking: share((_, index) => isAsking(words[index]!)),
    labelled: share(({ label }) => label !== undefined && isQuestionWord(label)),
    counted,
    long: counted * Math.min(1, marks.length / 30),
    answered: share((_, index) => (isAlone ? bodies[index]!.isAnsweredInWords : bodies[index]!.isAnswered)),
    choices: share((_, index) => bodies[index]!.hasChoices),
    told: isMany && tellsOf(outline) === 'all' ? share((_, index) => bodies[index]!.hasText) : 0,
    hinted: isMany && tellsOf(outline) === 'some' ? share((_, index) => bodies[index]!.hasText) : 0,
    repeated: share(
      ({ number }, index) =>
        number === undefined && !asks(words[index]!) && titles.get(words[index]!.toLowerCase())!.length > 1,
    ),
    empty: kind === 'bullet' ? 0 : share((_, index) => !bodies[index]!.hasText),
    contents: share((_, index) => bodies[index]!.isContents),
  }
}

/** How many numbers go on from the one before, or begin a new count. */
function countedShare(marks: readonly Mark[]): number {
  const numbers = marks.flatMap(({ number }) => number ?? [])
  if (numbers.length < 2) return numbers.length / 2
  const going = numbers
    .slice(1)
    .filter((number, index) => number > numbers[index]! && number <= numbers[index]! + 3)
  return going.length / (numbers.length - 1)
}

interface BodySigns {
  hasText: boolean
  isAnswered: boolean
  /** Whether the word is “Answer”: “Solution” is also a part of what a programmer tells of a task. */
  isAnsweredInWords: boolean
  hasChoices: boolean
  isContents: boolean
}

/** What stands between a mark and the next, as far as blocks show it. */
function bodyOf({ end, until }: Mark, next: number | undefined, outline: Outline): BodySigns {
  const { source, tree } = outline
  const to = until ?? next ?? source.text.length
  const blocks = blocksBetween(tree.children, end, to)
  const first = blocks.findIndex(({ type }) => type !== 'thematicBreak')
  const text = source.text.slice(end, Math.min(to, end + 4000))
  const own = blocks.slice(Math.max(first, 0))
  const isLed = own[0] !== undefined && isHeading(own[0]) && !isAnswerLabel(headingWords(own[0], source.text))
  const labels = text
    .split(/\r\n|\n|\r/, 60)
    .flatMap((line) => (line.length < 200 ? (answerLine(line) ?? []) : []))
  return {
    hasText: /[\p{L}\p{N}]/u.test(wordsOfHtml(text)) && !isLed,
    isAnswered: hasFolded(text) || labels.length > 0,
    isAnsweredInWords: hasFolded(text) || labels.some((label) => !isSolution(label)),
    hasChoices:
      /^[ \t]*[-*+][ \t]+\[[ xX]\]/m.test(text) ||
      (/^[ \t]*(?:[-*+][ \t]+)?[([*_]{0,2}A[)\].:][*_)]*[ \t]*\S/m.test(text) &&
        /^[ \t]*(?:[-*+][ \t]+)?[([*_]{0,2}B[)\].:]/m.test(text)),
    isContents: own.length > 0 && leadsOn(text),
  }
}

/** Whether one thing is folded away in a text, and its summary asks nothing; or an answer, whatever else is. */
function hasFolded(text: string): boolean {
  const [first, ...others] =
    text.match(/<details\b[^<>]*>(?:\s*<summary\b[^<>]*>[\s\S]*?<\/summary>)?/gi) ?? []
  if (first === undefined) return false
  const summary = wordsOfHtml(first, ' ').trim()
  return isAnswerLabel(summary) || (others.length === 0 && !inquires(summary))
}

/** A line that begins with “Answer”, as a heading, in bold, or before a colon. */
function answerLine(line: string): string | undefined {
  const [, label, colon] =
    line.match(
      /^[ \t]*(?:#{1,6}[ \t]+|[-*+>][ \t]+)?[*_]{0,3}([^\r\n:：*_]{1,40}?)[*_]{0,3}[ \t]*(?:([:：])|$)/,
    ) ?? []
  const isLabel = label !== undefined && (colon !== undefined || /[#*_]/.test(line)) && isAnswerLabel(label)
  return isLabel ? label : undefined
}

/** A heading, also one in the first item of a list. */
function isHeading(block: RootContent): boolean {
  return (
    block.type === 'heading' || (block.type === 'list' && block.children[0]?.children[0]?.type === 'heading')
  )
}

function headingWords({ position }: RootContent, text: string): string {
  return text
    .slice(position!.start.offset, position!.end.offset)
    .replace(/^#+|#+$|[*_]/g, '')
    .trim()
}

/** Whether a text is nothing but a list of links to places of its file: a table of contents. */
export function leadsOn(body: string): boolean {
  const links = /\[(?:[^[\]]|\[[^\]]*\])*\]\(#[^)]*\)/g
  return (
    body.includes('](#') &&
    /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[/m.test(body) &&
    !/\p{L}/u.test(wordsOfHtml(body.replace(links, '')))
  )
}

/** Blocks that begin within a range, from the first on. */
export function blocksBetween(blocks: readonly RootContent[], start: number, end: number): RootContent[] {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (blocks[middle]!.position!.start.offset! < start) low = middle + 1
    else high = middle
  }
  let last = low
  while (last < blocks.length && blocks[last]!.position!.start.offset! < end) last += 1
  return blocks.slice(low, last)
}

const told = new WeakMap<Outline, 'all' | 'some' | 'nothing'>()

/**
 * Whether the file's title, or its frontmatter's, says no more than that it holds questions, and of what; or whether it,
 * or the file's name, has such a word.
 */
export function tellsOf(outline: Outline): 'all' | 'some' | 'nothing' {
  const known = told.get(outline)
  if (known) return known
  const { tree, source, frontmatterTitle, path } = outline
  const first = tree.children.find(({ type }) => type === 'heading')
  const titles = [frontmatterTitle ?? '', first ? headingWords(first, source.text) : '']
  const name = path
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '')
    .replace(/[-_]+/g, ' ')
  const isAll = titles.some((title) => namesQuestions(title) && title.split(/\s+/).length <= 6)
  const tells = isAll ? 'all' : [...titles, name].some(namesQuestions) ? 'some' : 'nothing'
  told.set(outline, tells)
  return tells
}

export function isTold(outline: Outline): boolean {
  return tellsOf(outline) !== 'nothing'
}

import { countLed } from '../questions/answer-labels.ts'
import { plainText } from '../source/markdown.ts'
import { asks, isQuestionLike, isQuestionWord } from '../vocabulary.ts'
import { type BodySigns, blocksBelow, bodyOf } from './below.ts'
import type { Mark, Outline } from './shape.ts'
import { tellsOf } from './told.ts'

/** Marks of one kind, formatted alike: together they are a file's questions, or none of them is. */
export interface Group {
  /** Their shape, as far as the mark alone tells it. */
  kind: Kind
  /** In order. */
  marks: Mark[]
  /** What stands beside them and names their parts: the heads of tables. */
  heads?: Mark[]
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
  | 'card'
  | 'paragraph'

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
  /** Something folded away below each, or a label for an answer: it is an answer to something. */
  answered: 1.2,
  /** Answers to choose from below each. */
  choices: 1.2,
  /** How hard it is, below each: nobody says so of a chapter or a step. */
  leveled: 0.7,
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
  /** Nothing but links to elsewhere below each, or in its title: a list of what to read. */
  linked: -1,
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
  const ends = endsOf(marks, outline)
  const bodies = marks.map((mark, index) => bodyOf(mark, ends[index], outline))
  const leads = Map.groupBy(bodies, ({ lead }) => lead)
  // What most begin with is a part of each; sections begin with headings of their own.
  const hasText = ({ hasText, lead }: BodySigns) =>
    hasText || (lead !== undefined && bodies.length > 2 && leads.get(lead)!.length * 3 >= bodies.length * 2)
  const words = marks.map(({ title }) => plainText(title))
  const titles = Map.groupBy(words, (title) => title.toLowerCase())
  const isMany = marks.length > 1 && kind !== 'bullet'
  const mayBeLed = kind === 'heading' || kind === 'bold'
  const led =
    mayBeLed && !bodies.some(({ isAnswered }) => isAnswered)
      ? countLed(marks.map((mark, index) => blocksBelow(mark, ends[index], outline))) / size
      : 0
  const counted = countedShare(marks) * share(({ number }) => number !== undefined)
  // One title that begins as questions do proves nothing, nor does one of two.
  const [{ number, label } = { number: undefined, label: undefined }] = marks
  const isEach = marks.length > 2 || words.every(isQuestionLike)
  const isAlone = marks.length === 1 && number === undefined && label === undefined
  return {
    asking:
      share((_, index) => asks(words[index]!)) +
      (isAlone || !isEach ? 0 : 0.9 * share((_, index) => beginsAsking(words[index]!))),
    labelled: share(({ label }) => label !== undefined && isQuestionWord(label)),
    counted,
    long: counted * Math.min(1, marks.length / 30),
    answered:
      led || share((_, index) => (isAlone ? bodies[index]!.isAnsweredInWords : bodies[index]!.isAnswered)),
    choices: share((_, index) => bodies[index]!.hasChoices),
    leveled: share((_, index) => bodies[index]!.isLeveled),
    told: isMany && tellsOf(outline) === 'all' ? share((_, index) => hasText(bodies[index]!)) : 0,
    hinted: isMany && /some|name/.test(tellsOf(outline)) ? share((_, index) => hasText(bodies[index]!)) : 0,
    repeated: share(
      ({ number }, index) =>
        number === undefined && !asks(words[index]!) && titles.get(words[index]!.toLowerCase())!.length > 1,
    ),
    empty: kind === 'bullet' || led > 0 ? 0 : share((_, index) => !hasText(bodies[index]!)),
    linked: share(({ title }, index) => bodies[index]!.isLinks || isLink(title)),
    contents: share((_, index) => bodies[index]!.isContents),
  }
}

/** Where what stands below each mark ends: at the next one, or at a heading above its level. */
function endsOf(marks: readonly Mark[], { tree, source }: Outline): number[] {
  const headings = tree.children.filter((node) => node.type === 'heading')
  let next = 0
  return marks.map(({ depth, end }, index) => {
    const until = marks[index + 1]?.start ?? source.text.length
    while (next < headings.length && headings[next]!.position!.start.offset! < end) next += 1
    for (let at = next; depth <= 6 && at < headings.length; at += 1) {
      const start = headings[at]!.position!.start.offset!
      if (start >= until) break
      if (headings[at]!.depth < depth) return start
    }
    return until
  })
}

/** Whether a title only begins as questions do: “How it works” does, too. */
function beginsAsking(words: string): boolean {
  return !asks(words) && isQuestionLike(words)
}

function isLink(title: string): boolean {
  return /^\[[^[\]]*\]\(https?:[^()]*\)$/.test(title.trim())
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

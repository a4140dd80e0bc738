import type { Root, RootContent } from 'mdast'
import type { Point } from 'unist'
import { withoutComments } from '../source/html.ts'
import { wordsIn } from '../source/markdown.ts'
import { latinOf } from './alphabets.ts'
import { type AnswerKey, type AnswerWords, type Fate, knownWords, takeKey, takeLetter } from './answer-key.ts'
import { type Divided, findDivider, hoisted, withoutLabel } from './divide.ts'
import { signOf } from './option-signs.ts'
import { findOptions, type Option, type Options } from './options.ts'
import { placeholderIn } from './placeholder.ts'

/** The shapes that a question's body may have, whatever marks the question itself. */
export const forms = [
  'folded-answers',
  'quiz-folded',
  'quiz-boxes',
  'quiz-letters',
  'answer-headings',
] as const
export type Form = (typeof forms)[number]

/** What stands below a title, told apart. */
export interface Quiz {
  form: Form | undefined
  /** What belongs to the question: code, a table, a story. */
  prompt: RootContent[]
  choices: Choice[]
  answer: RootContent[]
  /** Whether the answer is one, and not the promise of one. */
  isAnswer: boolean
  /** Whether only a sign of the options tells which are right. */
  isSigned?: boolean
  /** What the answer's line names that is no choice. */
  unknown: { label: string; place: Point }[]
}

/** One of the answers to choose from. */
export interface Choice {
  /** `A` or `1`. */
  label: string
  isCorrect: boolean
  content: RootContent[]
}

/** What is known of a file's questions beside a body. */
export interface Known {
  /** The form that they have. */
  prevailing?: Form | undefined
  /** The letters that the end of the file says are right. */
  told?: readonly string[] | undefined
  /** The words that their answers begin with. */
  answers?: AnswerWords
  /** The sign that right options have. */
  sign?: string | undefined
  /** What check boxes are where nothing but what is ticked tells; by default, choices. */
  boxes?: Boxes
}

/** What check boxes are: choices; choices only where nothing but code or a picture stands above; or things to do. */
export type Boxes = 'choices' | 'choices-if-alone' | 'things-to-do'

/**
 * Tells the question from the answer in a body's blocks. Options are believed where something says which are right,
 * or where they stand above a collapsed answer, or where `prevailing`, the form that the file's questions are known
 * to have, is one with choices. Definitions stay in the tree: both sides need them.
 */
export function splitBody(tree: Root, known: Known = {}): Quiz {
  const { answers = knownWords } = known
  const written = tree.children.filter((block) => !isDefinition(block))
  const blocks = hoisted(written, answers)
  const divided = findDivider(blocks, answers)
  const found = findOptions(divided?.before ?? blocks, answers)
  const quiz = found && readQuiz(found, divided, known)
  if (quiz) return finished(quiz, answers)
  if (divided) {
    const { before, answer, form } = divided
    return finished({ form, prompt: before, choices: [], answer, unknown: [] }, answers)
  }
  return finished({ form: undefined, prompt: [], choices: [], answer: written, unknown: [] }, answers)
}

/** The options that stand in a body above its answer. */
export function optionsIn(tree: Root, answers: AnswerWords): readonly Option[] {
  const blocks = hoisted(
    tree.children.filter((block) => !isDefinition(block)),
    answers,
  )
  const found = findOptions(findDivider(blocks, answers)?.before ?? blocks, answers)
  return found && found.kind !== 'numbers' && !found.options.some(({ isTicked }) => isTicked)
    ? found.options
    : []
}

/** The form that most questions of a file have; `undefined` where most have none. */
export function prevailingForm(found: readonly (Form | undefined)[]): Form | undefined {
  const some = found.filter((form) => form !== undefined)
  if (some.length * 2 <= found.length) return undefined
  const counts = Map.groupBy(some, (form) => form)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]![0]
}

/** What is a quiz beyond doubt, with its right choices marked. */
function readQuiz(
  { kind, names, before, options, after }: Options,
  divided: Divided | undefined,
  { prevailing, told = [], answers = knownWords, sign, boxes = 'choices' }: Known,
) {
  const correct = new Set(options.filter(({ isTicked }) => isTicked))
  const unknown: Quiz['unknown'] = []
  const blocks = [...after, ...(divided?.answer ?? [])]
  const understand = (key: AnswerKey): Fate | undefined => {
    const named = key.labels.map((label) => optionCalled(label, options, names))
    const some = named.filter((option) => option !== undefined)
    if (key.labels.length === 0) {
      const said = options.filter(({ content }) => isSame(content, key.words))
      for (const option of said) correct.add(option)
      return said.length > 0 ? 'drop' : undefined
    }
    if (some.length < named.length && !(key.isNamed && kind === 'letters' && key.labels.every(isLetter))) {
      return undefined
    }
    for (const option of some) correct.add(option)
    for (const [index, label] of key.labels.entries()) {
      if (!named[index]) unknown.push({ label, place: key.place })
    }
    if (unknown.length > 0) return 'keep'
    return /\p{L}|\p{N}/u.test(key.words) && !some.some(({ content }) => isSame(content, key.words))
      ? 'keep-rest'
      : 'drop'
  }
  const isTicked = kind === 'boxes' && correct.size > 0
  // What names a choice below boxes that may be things to do tells that they are none.
  const keyless = !isTicked || boxes !== 'choices' ? takeKey(blocks, answers, understand) : undefined
  const isApart = divided?.form !== undefined && correct.size === 0 && kind === 'letters'
  const lettered = isApart ? takeLetter(withoutLabel(divided.answer, answers), understand) : undefined
  const answer = keyless ?? (lettered ? [...after, ...lettered] : blocks)

  // What the end of the file says of it, where all of it is there.
  const named = told.map((label) => optionCalled(label, options, names))
  if (correct.size === 0 && named.every((option) => option !== undefined))
    for (const option of named) correct.add(option)

  const signs = new Map(options.map((option) => [option, signOf(option)]))
  const signed = options.filter((option) => sign !== undefined && signs.get(option)?.key === sign)
  const isSigned = correct.size === 0 && kind !== 'numbers' && signed.length < options.length
  if (isSigned) for (const option of signed) correct.add(option)
  // What all right ones have, and no other, only repeats the key; so does a cross at the others.
  const rightSigns = new Set([...correct].map((option) => signs.get(option)?.key))
  const [rightSign] = rightSigns
  const isRepeating =
    rightSigns.size === 1 &&
    options.every((option) => correct.has(option) || signs.get(option)?.key !== rightSign)
  const contentOf = (option: Option) =>
    (isRepeating && rightSign !== undefined && signs.get(option)?.rest) || option.content

  const isInOrder = options.every(({ label }, index) => label === names[index])
  const isBelieved = {
    // A list of things done and undone, well below the beginning of an answer, or below a list of its own, is no choice.
    boxes:
      (correct.size > 0 &&
        correct.size < options.length &&
        before.length <= 2 &&
        !before.some(isList) &&
        (boxes === 'choices' ||
          keyless ||
          (boxes === 'choices-if-alone' && after.length === 0 && before.every(isShown)))) ||
      divided?.form ||
      prevailing === 'quiz-boxes',
    letters:
      correct.size > 0 ||
      unknown.length > 0 ||
      divided?.form ||
      (isInOrder && (prevailing === 'quiz-folded' || prevailing === 'quiz-letters')),
    numbers: correct.size > 0,
  }
  if (!isBelieved[kind]) return undefined
  return {
    form:
      kind === 'boxes'
        ? ('quiz-boxes' as const)
        : divided?.form === 'folded-answers'
          ? ('quiz-folded' as const)
          : ('quiz-letters' as const),
    prompt: before,
    choices: options.map((option, index) => ({
      // By its place: an author's slip of letters is not shown.
      label: names[index] ?? option.label,
      isCorrect: correct.has(option),
      content: contentOf(option),
    })),
    isSigned: isSigned && correct.size > 0,
    ...{ answer, unknown },
  }
}

/** Whether a block is code or a picture, and tells nothing in words. */
function isShown(block: RootContent): boolean {
  return block.type === 'code' || (block.type === 'paragraph' && !/[\p{L}\p{N}]/u.test(wordsIn(block)))
}

function isList({ type }: RootContent): boolean {
  return type === 'list'
}

function isLetter(label: string): boolean {
  return /^\D$/u.test(label)
}

/** The option of a letter or a number; by its place where the letters are not in order, or mix two scripts. */
function optionCalled(
  label: string,
  options: readonly Option[],
  names: readonly string[],
): Option | undefined {
  return (
    options.find((option) => option.label === label) ??
    options.find((option) => latinOf(option.label) === latinOf(label)) ??
    options[names.indexOf(label)]
  )
}

function isSame(content: readonly RootContent[], words: string): boolean {
  const bare = (text: string) =>
    text
      .replace(/[\s\p{P}]+/gu, ' ')
      .trim()
      .toLowerCase()
  const said = bare(words)
  return said !== '' && bare(content.map((block) => wordsIn(block)).join(' ')) === said
}

/** A quiz without rules at the edges of its parts, and without the promise of an answer. */
function finished(quiz: Omit<Quiz, 'isAnswer'>, answers: AnswerWords): Quiz {
  const written = trimmed(quiz.answer)
  // What names no choice is left for the author to see.
  const answer = quiz.unknown.length > 0 ? written : trimmed(withoutLabel(written, answers))
  const promise = placeholderIn(answer)
  return {
    ...quiz,
    prompt: trimmed(quiz.prompt),
    answer: promise === 'all' ? [] : answer,
    isAnswer: answer.length > 0 && !promise,
  }
}

function trimmed(blocks: readonly RootContent[]): RootContent[] {
  const isText = (block: RootContent) =>
    block.type !== 'thematicBreak' &&
    !(block.type === 'html' && /^(\s|&nbsp;|<\/?(br|hr|p)\b[^<>]*>)*$/i.test(withoutComments(block.value)))
  return blocks.slice(
    blocks.findIndex(isText) < 0 ? blocks.length : blocks.findIndex(isText),
    blocks.findLastIndex(isText) + 1,
  )
}

/** Whether a block shows nothing where it stands, and serves all parts of a body. */
export function isDefinition({ type }: RootContent): boolean {
  return type === 'definition' || type === 'footnoteDefinition'
}

import type { Root, RootContent } from 'mdast'
import type { Point } from 'unist'
import { withoutComments } from '../source/html.ts'
import { wordsIn } from '../source/markdown.ts'
import { isAnswerLabel } from '../vocabulary.ts'
import { type AnswerKey, type Fate, isKeyLine, takeKey } from './answer-key.ts'
import { findCollapsed } from './collapsed.ts'
import { linesOf, paragraphOf } from './lines.ts'
import { findOptions, labelAt, type Option, type Options } from './options.ts'
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

/**
 * Tells the question from the answer in a body's blocks. Options are believed where something says which are right,
 * or where they stand above a collapsed answer, or where `prevailing`, the form that the file's questions are known
 * to have, is one with choices. `told` are the letters that the end of the file says are right. Definitions stay in the tree: both sides need them.
 */
export function splitBody(tree: Root, prevailing?: Form, told: readonly string[] = []): Quiz {
  const written = tree.children.filter((block) => !isDefinition(block))
  const blocks = hoisted(written)
  const divided = findDivider(blocks)
  const found = findOptions(divided?.before ?? blocks)
  const quiz = found && readQuiz(found, divided, prevailing, told)
  if (quiz) return finished(quiz)
  if (divided) {
    const { before, answer, form } = divided
    return finished({ form, prompt: before, choices: [], answer, unknown: [] })
  }
  return finished({ form: undefined, prompt: [], choices: [], answer: written, unknown: [] })
}

/** The form that most questions of a file have; `undefined` where most have none. */
export function prevailingForm(found: readonly (Form | undefined)[]): Form | undefined {
  const some = found.filter((form) => form !== undefined)
  if (some.length * 2 <= found.length) return undefined
  const counts = Map.groupBy(some, (form) => form)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]![0]
}

interface Divided {
  form: 'folded-answers' | 'answer-headings' | undefined
  before: RootContent[]
  answer: RootContent[]
}

/** Where the answer begins: at a collapsed one, or at the word “Answer”. */
function findDivider(blocks: readonly RootContent[]): Divided | undefined {
  const collapsed = findCollapsed(blocks)
  const end = collapsed?.before.length ?? blocks.length
  let isHeaded = false
  for (const [index, block] of blocks.slice(0, end).entries()) {
    const around = () => ({ before: blocks.slice(0, index), after: blocks.slice(index + 1) })
    if (block.type === 'heading') {
      const words = wordsIn(block)
      // “Problem” and “Solution” are parts of one answer, as “Short answer” and “Long answer” are.
      const isDivider =
        isAnswerLabel(words) && !/short|full|detailed|complete|possible|explanation/i.test(words)
      if (isDivider && !(isHeaded && /solution/i.test(words))) {
        const { before, after } = around()
        return { form: 'answer-headings', before, answer: after }
      }
      isHeaded = true
    } else if (block.type === 'paragraph' && index > 0) {
      const [line, ...others] = linesOf(block)
      const [label, text] = line!.words.match(/^\s*(?:answer|ans)\s*[:：]\s*(.*)$/i) ?? []
      if (label === undefined) continue
      const { before, after } = around()
      return {
        form: undefined,
        before,
        answer: text === '' ? [...paragraphOf(others), ...after] : [block, ...after],
      }
    }
  }
  if (!collapsed) return undefined
  const { before, summary, inside, after } = collapsed
  // The summary may name the right choice.
  const said = isKeyLine(summary)
    ? paragraphOf([{ children: [{ type: 'text', value: summary.trim() }] }])
    : []
  return { form: 'folded-answers', before, answer: [...said, ...inside, ...after] }
}

/** What is a quiz beyond doubt, with its right choices marked. */
function readQuiz(
  { kind, before, options, after }: Options,
  divided: Divided | undefined,
  prevailing: Form | undefined,
  told: readonly string[],
) {
  const correct = new Set(options.filter(({ isTicked }) => isTicked))
  const unknown: Quiz['unknown'] = []
  const blocks = [...after, ...(divided?.answer ?? [])]
  const understand = (key: AnswerKey): Fate | undefined => {
    const named = key.labels.map((label) => optionCalled(label, options))
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
  const isTold = kind === 'boxes' && correct.size > 0
  const answer = isTold ? blocks : (takeKey(blocks, understand) ?? blocks)

  // What the end of the file says of it, where all of it is there.
  const named = told.map((label) => optionCalled(label, options))
  if (correct.size === 0 && named.every((option) => option !== undefined))
    for (const option of named) correct.add(option)

  const isInOrder = options.every(({ label }, index) => label === labelAt(kind, index))
  const isBelieved = {
    // A list of things done and undone, well below the beginning of an answer, or below a list of its own, is no choice.
    boxes:
      (correct.size > 0 && correct.size < options.length && before.length <= 2 && !before.some(isList)) ||
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
      label: labelAt(kind, index),
      isCorrect: correct.has(option),
      content: option.content,
    })),
    ...{ answer, unknown },
  }
}

function isList({ type }: RootContent): boolean {
  return type === 'list'
}

function isLetter(label: string): boolean {
  return /^[A-Z]$/.test(label)
}

/** The option of a letter or a number; by its place where the letters are not in order. */
function optionCalled(label: string, options: readonly Option[]): Option | undefined {
  return (
    options.find((option) => option.label === label) ??
    (isLetter(label) ? options[label.charCodeAt(0) - 65] : undefined)
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
function finished(quiz: Omit<Quiz, 'isAnswer'>): Quiz {
  const answer = trimmed(quiz.answer)
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

/** Blocks with the answer that a list swallowed, for want of a blank line or by its indentation, set below the list. */
function hoisted(blocks: readonly RootContent[]): RootContent[] {
  return blocks.flatMap((block): RootContent[] => {
    const item = block.type === 'list' ? block.children.at(-1) : undefined
    if (block.type !== 'list' || !item) return [block]
    const isAnswer = (child: RootContent) =>
      (child.type === 'html' && /<details\b/i.test(child.value)) ||
      (child.type === 'paragraph' && isKeyLine(linesOf(child)[0]!.words))
    const place = item.children.findIndex(isAnswer)
    const kept = place > 0 ? item.children.slice(0, place) : [...item.children]
    const moved: RootContent[] = place > 0 ? item.children.slice(place) : []
    const last = kept.at(-1)
    if (last?.type === 'paragraph') {
      const lines = linesOf(last)
      const answerLine = lines.findIndex(({ words }, index) => index > 0 && isKeyLine(words))
      if (answerLine > 0) {
        kept.splice(-1, 1, ...paragraphOf(lines.slice(0, answerLine)))
        moved.unshift(...paragraphOf(lines.slice(answerLine)))
      }
    }
    if (moved.length === 0) return [block]
    return [{ ...block, children: [...block.children.slice(0, -1), { ...item, children: kept }] }, ...moved]
  })
}

/** Whether a block shows nothing where it stands, and serves all parts of a body. */
export function isDefinition({ type }: RootContent): boolean {
  return type === 'definition' || type === 'footnoteDefinition'
}

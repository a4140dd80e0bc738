import type { BlockContent, RootContent } from 'mdast'
import type { Point } from 'unist'
import { wordsIn } from '../source/markdown.ts'
import { answerWord, isAnswerLabel, isAnswerWord, pureAnswerWord } from '../vocabulary.ts'
import { choiceLetter, letterOf } from './alphabets.ts'
import { linesOf, paragraphOf, withoutStart } from './lines.ts'

/** What tells which choices are right: the line “Answer: B”. */
export interface AnswerKey {
  /** The letters or numbers it names, upper case; none where it names its choice in words. */
  labels: string[]
  /** What follows the letters on the line; all that follows “Answer:” where there are none. */
  words: string
  place: Point
  /** Whether the line says “Answer”; else it is a letter that stands alone. */
  isNamed: boolean
}

/** What becomes of the line that is a key. */
export type Fate = 'drop' | 'keep-rest' | 'keep'

/**
 * Finds the line that tells which choices are right, in paragraphs, headings, quotes, lists and code; a letter alone
 * is one where no line says “Answer”. Gives the blocks without it, or with as much of it as `understand` says, which
 * gives nothing for what is no key; `undefined` where none is found.
 */
export function takeKey(
  blocks: readonly RootContent[],
  answers: AnswerWords,
  understand: (key: AnswerKey) => Fate | undefined,
): RootContent[] | undefined {
  const reading =
    (read: (words: string) => ReadKey | undefined, isNamed: boolean): Read =>
    (words, place) => {
      const key = read(words)
      const fate = key && understand({ labels: key.labels, words: key.words, place, isNamed })
      return fate && { fate, length: key.length }
    }
  return (
    takeFrom(
      blocks,
      reading((words) => readKey(words, answers), true),
      false,
    ) ?? takeFrom(blocks, reading(readLetters, false), true)
  )
}

/**
 * Takes the letter that an answer begins with, `C – it is red`, where its other lines begin with none, as they do where
 * each choice is explained.
 */
export function takeLetter(
  blocks: readonly RootContent[],
  understand: (key: AnswerKey) => Fate | undefined,
): RootContent[] | undefined {
  const [first, ...others] = blocks
  const paragraphs = blocks.flatMap((block): RootContent[] =>
    block.type === 'list' ? block.children.flatMap(({ children }) => children) : [block],
  )
  const lines = paragraphs.flatMap((block) => (block.type === 'paragraph' ? linesOf(block) : []))
  if (first?.type !== 'paragraph' || lines.slice(1).some(({ words }) => readLetter(words))) return undefined
  const rest = takeFrom(
    [first],
    (words, place) => {
      const key = words === lines[0]!.words ? readLetter(words) : undefined
      const fate = key && understand({ ...key, place, isNamed: false })
      return fate && { fate, length: key.length }
    },
    false,
  )
  return rest && [...rest, ...others]
}

/** Letters, a sign and words: `C – it is red`, `(a) red`. */
function readLetter(words: string): ReadKey | undefined {
  const key = lettersAt(words, 0)
  const isSet = key && !/\d/.test(key.labels.join('')) && /[.)\]:：–—-]\s*$/.test(words.slice(0, key.length))
  return isSet && key.words !== '' ? key : undefined
}

/** The words that tell where an answer begins. */
export interface AnswerWords {
  /** Those that are the file's own, lower case; a sign such as 👉, too. */
  own: readonly string[]
  /** Whether words say no more than that an answer follows: “Answer”, “Show the solution”. */
  isLabel(words: string): boolean
  /** How much of a line is a label with its sign: “Answer: ”; `undefined` where it begins with none. */
  lengthAt(words: string): number | undefined
  /** Whether words are one of the labels that the file was seen to have, and no more. */
  isLearned(words: string): boolean
  /** As much of a line as `lengthAt`, where the label says for certain that an answer follows. */
  certainLengthAt(words: string): number | undefined
}

/** The letter that begins a text and names an answer: “A:”, “**R.**”. */
export function answerLetterAt(text: string): string | undefined {
  const [, letter] = text.match(/^[\s>#*_-]*(\p{L}|ans)\d{0,3}[*_]*(?:\s*[:：.)]|\s[-–—])[*_]*\s/iu) ?? []
  return letter !== undefined && isAnswerWord(letter) ? letter.toLowerCase() : undefined
}

/** The words that are known, whatever a file has. */
export const knownWords: AnswerWords = {
  own: [],
  isLabel: isAnswerLabel,
  lengthAt: (words) => (words.match(opening) ?? words.match(naming))?.[0].length,
  isLearned: () => false,
  certainLengthAt: (words) => words.match(certain)?.[0].length,
}

/** Whether a title is nothing but a few words and the letters of choices: “Răspuns: B”. */
export function namesChoice(title: string): boolean {
  return naming.test(title)
}

/** The words that are known, and those that a file has: words, or a sign such as 👉. */
export function wordsWith(labels: readonly string[]): AnswerWords {
  if (labels.length === 0) return knownWords
  const written = labels.map((label) => label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const words = written
    .filter((_, index) => /\p{L}/u.test(labels[index]!))
    .map((one) => one.replaceAll(' ', '[^\\p{L}\\p{N}]+').replace(/\d+/g, '\\p{Nd}{1,3}'))
  const signs = written.filter((_, index) => !/\p{L}/u.test(labels[index]!))
  const none = '(?!)'
  const label = words.join('|') || none
  const beginning = new RegExp(
    `^(?:${marks}(?:${label})(?:(?:\\s?\\d{1,3}(?=\\s*[:：]))?\\s*[:：=]+|(?<=^\\W*(?:\\p{L}|ans))\\d{0,3}[.)]|\\s+[-–—]+|\\s+(?=[([]?${name}[)\\]]?[\\s.]*$)|(?=\\s*$))|\\s*(?:${signs.join('|') || none}))\\s*`,
    'iu',
  )
  const whole = new RegExp(`^${marks}(?:${label})(?:\\s*[:：]*\\s*[([]?${name}[)\\]]?)?${marks}$`, 'iu')
  const lengthOf = (said: string) => said.match(beginning)?.[0].length
  return {
    own: labels,
    isLabel: (said) => whole.test(said) || isAnswerLabel(said),
    isLearned: (said) => whole.test(said),
    lengthAt: (said) => lengthOf(said) ?? knownWords.lengthAt(said),
    certainLengthAt: (said) => lengthOf(said) ?? knownWords.certainLengthAt(said),
  }
}

/** Letters and nothing else: `B`, `B, C`, `(b) and (d)`. */
function readLetters(words: string): ReadKey | undefined {
  const key = /\d/.test(words) || words.length > 40 ? undefined : lettersAt(words, 0)
  return key && /^[\s\p{P}\p{S}]*$/u.test(key.words) ? { ...key, length: words.length } : undefined
}

export type ReadKey = Pick<AnswerKey, 'labels' | 'words'> & { length: number }

const marks = '[\\s\\p{S}\\p{P}\\p{Mn}]*'
const opening = new RegExp(
  `^${marks}(?:the )?(?:(?:correct|right) )*(?:(?:${answerWord}|(?:correct|right) (?:options?|choices?))(?:\\(s\\))?(?: (?:is|are))?\\s*[:：=\\-–—]+|(?:${answerWord}|(?:correct|right) (?:options?|choices?))(?:\\(s\\))? (?:is|are)\\s+(?:(?:options?|choices?) )?(?=\\(?[A-Za-z0-9]\\b)|(?:correct |right )?(?:${answerWord}) (?=\\(?[A-Za-z0-9]\\)?[\\s.]*$))\\s*(?:options?|choices?)?\\s*`,
  'iu',
)

const certain = new RegExp(`^${marks}(?:${pureAnswerWord})(?:\\s*\\d{1,3})?\\s*[:：]\\s*`, 'iu')

function readKey(words: string, answers: AnswerWords): ReadKey | undefined {
  const length = answers.lengthAt(words)
  if (length === undefined) return undefined
  return lettersAt(words, length) ?? { labels: [], words: words.slice(length), length }
}

/** A few words, a colon and letters, and nothing else: below choices it names one of them, in any language. */
const naming = new RegExp(
  `^${marks}(?:[\\p{L}\\p{M}'’]{2,20}\\s+){0,4}[\\p{L}\\p{M}'’]{2,20}\\s*[:：]\\s*(?=[([*\`]*${choiceLetter}[)\\]*\`]*(?:\\s*[,、&+/]\\s*[([*\`]*${choiceLetter}[)\\]*\`]*)*[\\s.]*$)`,
  'iu',
)

const name = `(?:${choiceLetter}|\\d{1,2})(?![\\p{L}\\p{M}\\p{N}])`
const several = new RegExp(
  `^[\\s"'“([*\`]*(?:options? )?${name}[)\\]\`*]*(?:(?:\\s*(?:,|、|&|/|\\+|;|\\band\\b|,\\s*and\\b)\\s*)[([*\`]*${name}[)\\]\`*]*)*`,
  'iu',
)
const names = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${name}`, 'giu')

/** The letters or numbers that stand at a place of a text; no article. */
export function lettersAt(words: string, from: number): ReadKey | undefined {
  const written = words.slice(from)
  const [listed] = written.match(several) ?? written.match(/^[\s"'“([*`]*[A-H]{2,5}(?![\p{L}\p{N}])/u) ?? []
  if (listed === undefined) return undefined
  const after = written.slice(listed.length)
  const labels = listed.match(names) ?? [...listed.replace(/[^A-H]/g, '')]
  // “A closure is …” begins with an article; so do words of one letter begin sentences in other scripts.
  const last = labels.at(-1)!
  const isWord = /^[aI]$/i.test(last) || /[^\da-z]/i.test(last)
  if (isWord && /^\s+(?!because|since|as\b|is\b)\p{L}/iu.test(after)) return undefined
  const [end] = after.match(/^["'”\])*`]*\s*[.:,;)–—-]*\s*/)!
  return {
    labels: labels.map(letterOf),
    words: after.slice(end.length),
    length: from + listed.length + end.length,
  }
}

type Read = (words: string, place: Point) => { fate: Fate; length: number } | undefined

/** The blocks without the first line that is a key, which may have to be all there is of a block. */
function takeFrom(blocks: readonly RootContent[], read: Read, isWhole: boolean): RootContent[] | undefined {
  for (const [index, block] of blocks.entries()) {
    const rest = takeFromBlock(block, read, isWhole)
    if (rest) return [...blocks.slice(0, index), ...rest, ...blocks.slice(index + 1)]
  }
  return undefined
}

function takeFromBlock(block: RootContent, read: Read, isWhole: boolean): RootContent[] | undefined {
  const start = block.position?.start ?? { line: 1, column: 1 }
  if (block.type === 'heading') {
    const found = read(wordsIn(block), start)
    if (!found || found.fate === 'keep') return found && [block]
    const rest = found.fate === 'drop' ? [] : withoutStart(block.children, found.length)
    return paragraphOf([{ children: rest }])
  }
  if (block.type === 'paragraph') {
    const lines = linesOf(block)
    if (isWhole && lines.length > 1) return undefined
    for (const [index, { words, place, children }] of lines.entries()) {
      const found = read(words, place)
      if (!found) continue
      if (found.fate === 'keep') return [block]
      const rest = found.fate === 'drop' ? [] : withoutStart(children, found.length)
      const kept = rest.length > 0 ? [{ ...lines[index]!, children: rest }] : []
      return paragraphOf([...lines.slice(0, index), ...kept, ...lines.slice(index + 1)])
    }
    return undefined
  }
  if (block.type === 'code') {
    const lines = block.value.split(/\r\n|\n|\r/)
    if (isWhole && lines.length > 1) return undefined
    // An indented block has no lines but its own.
    const fences = start.line + lines.length <= (block.position?.end.line ?? 0) ? 1 : 0
    for (const [index, words] of lines.entries()) {
      const found = read(words, { line: start.line + index + fences, column: 1 })
      if (!found) continue
      if (found.fate === 'keep') return [block]
      const rest = found.fate === 'drop' ? [] : [words.slice(found.length)]
      const value = [...lines.slice(0, index), ...rest, ...lines.slice(index + 1)].join('\n')
      return value.trim() === '' ? [] : [{ ...block, value }]
    }
    return undefined
  }
  if (block.type === 'html') {
    const lines = block.value.split(/\r\n|\n|\r|<br\s*\/?>|(?=<p\b)|<\/p>/i)
    const words = lines
      .map((line) => line.replace(/<[^<>]*>/g, '').replaceAll('&nbsp;', ' '))
      .filter((line) => line.trim())
    if (isWhole && words.length > 1) return undefined
    const found = words.map((line) => read(line, start)).find((one) => one)
    // Raw HTML is not cut: it goes where it is nothing else than the key.
    return found && (words.length === 1 && found.fate === 'drop' ? [] : [block])
  }
  if (block.type === 'blockquote' || block.type === 'list' || block.type === 'listItem') {
    const rest = takeFrom(block.children, read, isWhole)
    if (!rest) return undefined
    return rest.length === 0 ? [] : [{ ...block, children: rest as BlockContent[] } as RootContent]
  }
  return undefined
}

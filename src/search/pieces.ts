import { alternativesTo } from './alternatives.ts'
import { isAskingWord, isStopWord } from './forms.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { codedWordsOf, hyphenatedOf, isSpaceless, plainWordsOf, type Word } from './words.ts'

/** A part of what was typed, that is to be found as one. */
export interface Piece {
  text: string
  typed: string
  coded: boolean
  /** Whether nothing else may stand for it. */
  isAsTyped: boolean
  start: number
  end: number
}

/** What was typed, in order: phrases in quotes, names and symbols that questions hold, and the plain words round them. */
export function piecesOf(typed: string, vocabulary: Vocabulary) {
  const pieces: Piece[] = []
  const names: string[] = []
  const without: { typed: string; words: Known[] }[] = []
  let rest = typed
  const blank = (start: number, end: number) => {
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  }
  for (const { 0: written, 1: a, 2: b, index } of typed.matchAll(inQuotes)) {
    const inside = a ?? b ?? ''
    const words = plainWordsOf(inside)
    const isPhrase = words.length > 1 && words.every(({ text, isPart }) => !isPart && !isSpaceless(text))
    const place = { start: index, end: index + written.length, isAsTyped: true, coded: false }
    if (isPhrase) pieces.push({ ...place, typed: inside, text: words.map(({ text }) => text).join(' ') })
    else {
      const read = wordsIn(inside, vocabulary, names)
      pieces.push(
        ...read.map((piece) => ({
          ...piece,
          isAsTyped: true,
          start: piece.start + index + 1,
          end: piece.end + index + 1,
        })),
      )
    }
    blank(index, index + written.length)
  }
  for (const { 0: written, 1: word = '', index } of rest.matchAll(excluded)) {
    if (vocabulary.get(written.trim().toLowerCase())?.coded) continue
    const words = [...codedWordsOf(word), ...plainWordsOf(word)].flatMap(
      ({ text }) => vocabulary.get(text) ?? [],
    )
    without.push({ typed: word, words: words.slice(0, 1) })
    blank(index, index + written.length)
  }
  pieces.push(...wordsIn(rest, vocabulary, names))
  return { pieces: pieces.toSorted((a, b) => a.start - b.start), without, names }
}

const inQuotes = /"([^"]+)"|“([^“”]+)”/g
const excluded = /(?<=\s)-([\p{L}][\p{L}\p{N}]+)(?=\s|$)/gu

/** The words of a text without quotes. A name that is nowhere comes in its parts, and is noted among `names`. */
function wordsIn(typed: string, vocabulary: Vocabulary, names: string[]): Piece[] {
  const taken: Piece[] = []
  const overlaps = (a: { start: number; end: number }) => (b: { start: number; end: number }) =>
    a.start < b.end && b.start < a.end
  const longestFirst = codedWordsOf(typed).toSorted((a, b) => b.end - b.start - (a.end - a.start))
  const isUsed = (word: Word) => vocabulary.get(word.text)?.coded === true
  const isLone = ({ text, end }: Word) => isAlone(text, vocabulary, end === typed.length)
  const pieceOf = (word: Word): Piece => ({
    ...{ text: word.text, coded: word.coded, start: word.start, end: word.end },
    ...{ typed: typed.slice(word.start, word.end), isAsTyped: false },
  })
  for (const isWanted of [isUsed, isLone]) {
    for (const word of longestFirst) {
      if (!isWanted(word) || taken.some(overlaps(word))) continue
      // Of a script without spaces, pairs say more than letters do.
      if (isSpaceless(word.text) && word.text.length === 1 && longestFirst.length > 1) continue
      taken.push(pieceOf(word))
    }
  }
  for (const word of longestFirst) {
    if (isSpaceless(word.text) || taken.some(overlaps(word)) || !/\p{L}{2}/u.test(word.text)) continue
    const written = typed.slice(word.start, word.end)
    if (!names.some((name) => name.includes(written))) names.push(written)
  }
  for (const word of hyphenatedOf(typed)) {
    if (vocabulary.has(word.text) && !taken.some(overlaps(word))) taken.push(pieceOf(word))
  }
  const free = plainWordsOf(typed).filter((word) => !isSpaceless(word.text) && !taken.some(overlaps(word)))
  // Of a name's parts, those that say something: `reducer` of `useReducer`.
  const telling = free.filter(
    ({ text, isPart }) => !isPart || !(isStopWord(text, 'en') || isAskingWord(text, 'en')),
  )
  const plain = (telling.length > 0 ? telling : free).map(pieceOf)
  return [...taken, ...plain].toSorted((a, b) => a.start - b.start)
}

/** Whether a name or a symbol that is nowhere stands for a whole all the same, and not for the words it is made of. */
function isAlone(text: string, vocabulary: Vocabulary, isLast: boolean): boolean {
  const parts = text.match(/[\p{L}\p{N}]+/gu) ?? []
  if (isSpaceless(text) || parts.every((part) => part.length < 3)) return true
  return alternativesTo(text, vocabulary, { language: '', isCoded: true, isLast }).some(
    ({ word }) => word.coded,
  )
}

/** Whether a word is written in capitals beside another one that is: the `BY` of `GROUP BY`. */
export function isCapital(piece: Piece, pieces: readonly Piece[]): boolean {
  const at = pieces.indexOf(piece)
  return isUpper(piece) && [pieces[at - 1], pieces[at + 1]].some((other) => other && isUpper(other))
}

function isUpper({ typed }: Piece): boolean {
  return /^\p{Lu}{2,}$/u.test(typed)
}

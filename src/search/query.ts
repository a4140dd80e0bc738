import type { How } from './alternatives.ts'
import { type Choice, choicesFor, wordsFor } from './choices.ts'
import { isComparison, isStopWord } from './forms.ts'
import { isCapital, type Piece, piecesOf } from './pieces.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** A word that a reader asks for, or several in quotes, as it was read. */
export interface Term {
  /** Folded, as words are compared. */
  text: string
  /** As the reader typed it. */
  typed: string
  /**
   * `exact`: questions hold it. `form`: they hold it with another ending. `completed`: they hold words that begin with
   * it, and more may be to come. `corrected`: they hold words that were probably meant. `split` and `joined`: they hold
   * it as two words, or two words as it. `nowhere`: none of these.
   */
  how: 'exact' | How | 'split' | 'joined' | 'nowhere'
  /** The words to search in its place, best first. */
  words: Known[]
}

/** What was understood of a query. */
export interface Query {
  /** The words to find. */
  terms: Term[]
  /** For some of them, by place, what may stand for a word that is nowhere, the likeliest first. */
  alternatives: ReadonlyMap<number, readonly Choice[]>
  /** Pairs of neighbours, by the place of the first, that questions hold as one word. */
  joins: ReadonlyMap<number, Known>
  /** The words that nearly every text holds, passed over unless there are no others. */
  passedOver: string[]
  /** Names that are nowhere as a whole, whose parts are searched instead. */
  names: string[]
  /** What the questions found must not hold, and as it was typed. */
  without: { typed: string; words: Known[] }[]
  /** Whether it is asked as one asks a person, in whole sentences. */
  isSentence: boolean
  /** Whether it asks how things differ. */
  isComparison: boolean
}

/** What a reader typed, without needless spaces and signs that cannot be seen, at most 200 characters of it. */
export function termOf(query: string): string {
  return query
    .slice(0, 10_000)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed()
}

/** The same query, with nothing of it corrected or completed. */
export function quoted(typed: string): string {
  return typed
    .replaceAll('"', '')
    .split(' ')
    .filter(Boolean)
    .map((word) => `"${word}"`)
    .join(' ')
}

/**
 * Reads what was typed against the words that questions hold. Words in quotes are one phrase, and nothing in quotes is
 * corrected or completed; a word behind a hyphen must not be there.
 */
export function readQuery(typed: string, vocabulary: Vocabulary, language: string): Query {
  const { pieces, without, names } = piecesOf(typed, vocabulary)
  const words = [...new Map(pieces.map((piece) => [piece.text, piece])).values()]
  const isSaid = (piece: Piece) =>
    isStopWord(piece.text, language) && !piece.coded && !isCapital(piece, pieces)
  const said = words.filter((word) => !isSaid(word))
  const isSentence = words.length >= 4 && words.length - said.length >= 2
  const last = /[\s"”]$/.test(typed) ? undefined : pieces.at(-1)
  // Of what is compared, the things are sought; a word at the end that is being typed is one of a title.
  const compared = said.filter(
    (piece) =>
      piece.coded ||
      !isComparison(piece.text, language) ||
      (piece === last && !isSentence && said.length > 2),
  )
  const carrying = compared.length > 1 ? compared : said
  const asked = (carrying.length > 0 ? carrying : words).slice(0, mostTerms)
  const alternatives = new Map<number, Choice[]>()
  const terms = asked.map((piece, at): Term => {
    const { text, typed, isAsTyped } = piece
    const isLast = piece === last
    const known = wordsFor(piece, vocabulary, isLast)
    if (known.length > 0) return { text, typed, how: 'exact', words: known }
    const isAlone = asked.length === 1
    const choices = isAsTyped ? [] : choicesFor(piece, vocabulary, { language, isLast, isAlone })
    if (choices.length === 0) return { text, typed, how: 'nowhere', words: [] }
    alternatives.set(at, choices)
    return { text, typed, how: choices[0]!.how, words: choices[0]!.words }
  })
  const joins = new Map<number, Known>()
  asked.slice(1).forEach((piece, at) => {
    const before = asked[at]!
    const whole = vocabulary.get(before.text + piece.text)
    const areNeighbours = !before.coded && !piece.coded && piece.start - before.end === 1
    if (whole && areNeighbours && !before.isAsTyped && !piece.isAsTyped) joins.set(at, whole)
  })
  return {
    ...{ terms, alternatives, joins, names, without },
    passedOver:
      carrying.length > 0 ? words.filter((word) => !carrying.includes(word)).map(({ text }) => text) : [],
    isSentence,
    isComparison: terms.length > 1 && words.some(({ text, coded }) => !coded && isComparison(text, language)),
  }
}

/** The beginnings of the words that a query cannot be read without, where the frequent words do not hold them. */
export function beginningsOf({ terms, names, without }: Query): string[] {
  return [
    ...terms.filter(({ how }) => how !== 'exact').flatMap(({ text }) => text.split(' ')),
    ...names.map((name) => name.toLowerCase()),
    ...without.filter(({ words }) => words.length === 0).map(({ typed }) => typed.toLowerCase()),
  ]
}

/** More words than that do not make a search more exact. */
const mostTerms = 12

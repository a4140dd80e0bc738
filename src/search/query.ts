import { type Alternative, alternativesTo, completionsOf, type How } from './alternatives.ts'
import { isAskingWord, isComparison, isStopWord } from './forms.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { codedWordsOf, hyphenatedOf, isSpaceless, plainWordsOf, type Word } from './words.ts'

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

/** Words that together may stand for one that is nowhere. */
export interface Choice {
  how: How | 'split'
  words: Known[]
  cost: number
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
    const known = text.includes(' ') ? phraseOf(text, vocabulary) : vocabulary.get(text)
    const isLast = piece === last && !isAsTyped
    if (known && known.count <= rare && !isAsTyped && !piece.coded) {
      // `event-loop` in one question does not hide what others write in two words.
      const apart = splitsOf(text, vocabulary).flatMap(({ words }) => words)
      if (apart.length > 0) return { text, typed, how: 'exact', words: [known, ...apart] }
    }
    if (known) {
      const completions = isLast && !text.includes(' ') ? completionsOf(text, vocabulary, mostExtra) : []
      return { text, typed, how: 'exact', words: [known, ...completions] }
    }
    const choices = isAsTyped
      ? []
      : choicesFor(piece, vocabulary, { language, isLast, isAlone: asked.length === 1 })
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
/** Of a word that questions hold, so many longer ones are found too. */
const mostExtra = 8
const mostCompletions = 40
/** A word in so few questions may well be another way to write two. */
const rare = 3
const mostCorrections = 3
const mostForms = 3

interface Piece {
  text: string
  typed: string
  coded: boolean
  /** Whether nothing else may stand for it. */
  isAsTyped: boolean
  start: number
  end: number
}

/** The words of a query in order: phrases in quotes, names and symbols that questions hold, and the plain words round them. */
function piecesOf(typed: string, vocabulary: Vocabulary) {
  const pieces: Piece[] = []
  const names: string[] = []
  const without: Query['without'] = []
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
function isCapital(piece: Piece, pieces: readonly Piece[]): boolean {
  const at = pieces.indexOf(piece)
  return isUpper(piece) && [pieces[at - 1], pieces[at + 1]].some((other) => other && isUpper(other))
}

function isUpper({ typed }: Piece): boolean {
  return /^\p{Lu}{2,}$/u.test(typed)
}

/** Words side by side, where questions hold each of them. */
function phraseOf(text: string, vocabulary: Vocabulary): Known | undefined {
  const words = text.split(' ').map((word) => vocabulary.get(word))
  if (words.some((word) => word === undefined)) return undefined
  return {
    text,
    count: Math.min(...words.map((word) => word!.count)),
    inTitle: false,
    coded: false,
    plain: true,
  }
}

function choicesFor(
  { text, coded }: Piece,
  vocabulary: Vocabulary,
  { language, isLast, isAlone }: { language: string; isLast: boolean; isAlone: boolean },
): Choice[] {
  const all = alternativesTo(text, vocabulary, { language, isCoded: coded, isLast })
  const of = (how: How, most: number) => all.filter((one) => one.how === how).slice(0, most)
  const together = (how: How, most: number): Choice[] => {
    const some = of(how, most)
    return some.length > 0 ? [{ how, words: some.map(({ word }) => word), cost: some[0]!.cost }] : []
  }
  const single = ({ how, word, cost }: Alternative): Choice => ({ how, words: [word], cost })
  const completed = together('completed', mostCompletions)
  // What is half typed is rather not whole with another ending: `prop` for “prope”.
  const unlikely = completed.length > 0 ? 0.4 : 0
  const choices = [
    ...together('form', mostForms).map((choice) => ({ ...choice, cost: choice.cost + unlikely })),
    ...completed,
    ...of('corrected', mostCorrections).map(single),
  ].toSorted((a, b) => a.cost - b.cost)
  // Whether two words stand side by side anywhere is not known yet: they push nothing aside.
  const splits = coded ? [] : splitsOf(text, vocabulary)
  const least = choices[0]?.cost ?? splits[0]?.cost ?? 0
  return [...choices, ...splits]
    .filter(({ cost }) => cost <= least + (isAlone ? nearly : margin))
    .toSorted((a, b) => a.cost - b.cost)
}

/** So much less likely a correction may be, and still be shown behind the likeliest. */
export const nearly = 0.5

/** So much less likely an alternative may be, and still be chosen for the company it keeps. */
const margin = 1

/** The ways to read a word as two that questions hold. */
function splitsOf(text: string, vocabulary: Vocabulary): Choice[] {
  const found: Choice[] = []
  for (let at = 2; at <= text.length - 2; at += 1) {
    const parts = [text.slice(0, at), text.slice(at)].map((part) => vocabulary.get(part))
    const [a, b] = parts
    if (!a?.plain || !b?.plain || text.length < 6) continue
    const count = Math.min(a.count, b.count)
    const short = Math.min(a.text.length, b.text.length) < 3 ? 0.5 : 0
    const word = {
      text: `${a.text} ${b.text}`,
      count,
      inTitle: a.inTitle && b.inTitle,
      coded: false,
      plain: true,
    }
    found.push({ how: 'split', words: [word], cost: 0.5 + short - Math.min(0.5, 0.08 * Math.log(1 + count)) })
  }
  return found.toSorted((a, b) => a.cost - b.cost).slice(0, 2)
}

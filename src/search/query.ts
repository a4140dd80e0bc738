import { completionsOf, correctionsOf, type Known, type Vocabulary } from './vocabulary.ts'
import { codedWordsOf, fold, isSpaceless, isStopWord, plainWordsOf, stemOf, type Word } from './words.ts'

/** A word that a reader asks for, as it was read. */
export interface Term {
  /** Folded, as words are compared. */
  text: string
  /** As the reader typed it. */
  typed: string
  coded: boolean
  /**
   * `exact`: questions hold it. `form`: they hold it with another ending. `completed`: they hold words that begin with
   * it, and more may be to come. `corrected`: they hold words that were probably meant. `nowhere`: none of these.
   */
  how: 'exact' | 'form' | 'completed' | 'corrected' | 'nowhere'
  /** The words to search in its place, best first. */
  words: Known[]
}

/** What was understood of a query. */
export interface Query {
  /** The words to find. */
  terms: Term[]
  /** The words that nearly every text holds, passed over unless there are no others. */
  passedOver: string[]
  /** Whether it is asked as one asks a person, in whole sentences. */
  isSentence: boolean
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
  return `"${typed.replaceAll('"', '')}"`
}

/**
 * Reads what was typed against the words that questions hold. What stands in quotes as a whole is taken as it is:
 * nothing of it is corrected or completed.
 */
export function readQuery(typed: string, vocabulary: Vocabulary, language: string): Query {
  const asTyped = /^".*"$/.test(typed)
  const pieces = piecesOf(typed, vocabulary)
  const words = [...new Map(pieces.map((piece) => [piece.text, piece])).values()]
  const isPassedOver = ({ text, coded }: Piece) => !coded && isStopWord(text, language)
  const carrying = words.filter((word) => !isPassedOver(word))
  const asked = (carrying.length > 0 ? carrying : words).slice(0, mostTerms)
  const last = pieces.at(-1)
  return {
    terms: asked.map((piece) => readPiece(piece, vocabulary, { language, asTyped, isLast: piece === last })),
    passedOver: carrying.length > 0 ? words.filter(isPassedOver).map(({ text }) => text) : [],
    isSentence: words.length >= 4 && words.length - carrying.length >= 2,
  }
}

/** More words than that do not make a search more exact. */
const mostTerms = 12
const mostCompletions = 8
const mostCorrections = 6

interface Piece {
  text: string
  typed: string
  coded: boolean
  start: number
  end: number
}

/** The words of a query in order: names and symbols that questions hold, and the plain words round them. */
function piecesOf(typed: string, vocabulary: Vocabulary): Piece[] {
  const coded: Piece[] = []
  const overlaps = (a: Piece, b: { start: number; end: number }) => a.start < b.end && b.start < a.end
  const longestFirst = codedWordsOf(typed).toSorted((a, b) => b.end - b.start - (a.end - a.start))
  const isUsed = (word: Word) => vocabulary.get(word.text)?.coded === true
  const isLone = ({ text, end }: Word) => isAlone(text, vocabulary, end === typed.length)
  for (const isWanted of [isUsed, isLone]) {
    for (const word of longestFirst) {
      if (!isWanted(word) || coded.some((other) => overlaps(other, word))) continue
      // Of a script without spaces, pairs say more than letters do.
      if (isSpaceless(word.text) && word.text.length === 1 && longestFirst.length > 1) continue
      coded.push({ ...word, typed: typed.slice(word.start, word.end) })
    }
  }
  const plain = plainWordsOf(typed)
    .filter((word) => !coded.some((other) => overlaps(other, word)))
    .filter(({ text }) => !isSpaceless(text))
    .map((word) => ({ ...word, typed: typed.slice(word.start, word.end) }))
  return [...coded, ...plain].toSorted((a, b) => a.start - b.start)
}

/** Whether a name or a symbol that is nowhere stands for a whole all the same, and not for the words it is made of. */
function isAlone(text: string, vocabulary: Vocabulary, isLast: boolean): boolean {
  const parts = text.match(/[\p{L}\p{N}]+/gu) ?? []
  if (isSpaceless(text) || parts.every((part) => part.length < 3)) return true
  const wholes = [
    ...correctionsOf(text, vocabulary, 1),
    ...(isLast ? completionsOf(text, vocabulary, 1) : []),
  ]
  return wholes.some(({ coded }) => coded)
}

function readPiece(
  { text, typed, coded }: Piece,
  vocabulary: Vocabulary,
  { language, asTyped, isLast }: { language: string; asTyped: boolean; isLast: boolean },
): Term {
  const known = vocabulary.get(text)
  const term = { text, typed, coded: known ? known.coded : coded }
  const completions = isLast && !asTyped ? completionsOf(text, vocabulary, mostCompletions) : []
  if (known) return { ...term, how: 'exact', words: [known, ...completions] }
  if (completions.length > 0) return { ...term, how: 'completed', words: completions }
  const forms = coded ? [] : formsOf(text, vocabulary, language)
  if (forms.length > 0) return { ...term, how: 'form', words: forms }
  const corrections = asTyped ? [] : correctionsOf(text, vocabulary, mostCorrections)
  if (corrections.length > 0) return { ...term, how: 'corrected', words: corrections }
  return { ...term, how: 'nowhere', words: [] }
}

/** The words that questions hold of those that differ in their ending only. */
function formsOf(text: string, vocabulary: Vocabulary, language: string): Known[] {
  const stem = stemOf(text, language)
  return [...vocabulary.values()]
    .filter(
      (word) => !word.coded && word.text.startsWith(stem.slice(0, 3)) && stemOf(word.text, language) === stem,
    )
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 3)
}

/** A piece of a text. */
export interface Segment {
  text: string
  /** Whether the words searched for stand in it. */
  marked: boolean
}

/** Where a text holds the words of a query: offsets, `end` excluded, in order and apart from each other. */
export interface Match {
  start: number
  end: number
  /** Which of the query's words. */
  term: number
  /** 1 for the very word, less for another form of it. */
  likeness: number
}

/** Finds a query's words in texts. */
export function matcherOf(terms: readonly Term[], language: string): (text: string) => Match[] {
  const likeness = new Map<string, { term: number; likeness: number }>()
  const coded: { text: string; term: number; likeness: number }[] = []
  terms.forEach(({ text, how, words }, term) => {
    const add = (text: string, value: number) => {
      if (!likeness.has(text)) likeness.set(text, { term, likeness: value })
    }
    words.forEach((word, at) => {
      const isItself = at === 0 && how === 'exact'
      const value = isItself || how === 'corrected' ? 1 : how === 'form' ? 0.9 : 0.8
      if (word.coded) coded.push({ text: word.text, term, likeness: value })
      else {
        add(word.text, value)
        add(`~${stemOf(word.text, language)}`, value * 0.85)
      }
    })
    if (words.length === 0) add(text, 1)
  })
  return (text) => {
    const found: Match[] = plainWordsOf(text).flatMap(({ text: word, start, end }) => {
      const match = likeness.get(word) ?? likeness.get(`~${stemOf(word, language)}`)
      return match ? [{ start, end, ...match }] : []
    })
    const folded = coded.length > 0 ? foldInPlace(text) : ''
    for (const { text: name, term, likeness } of coded) {
      for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + name.length)) {
        if (isWhole(folded, at, name)) found.push({ start: at, end: at + name.length, term, likeness })
      }
      if (/^[oθω]\(/.test(name)) {
        const pattern = new RegExp(
          [...name].map((sign) => sign.replace(/[()*^+.]/, '\\$&')).join('\\s?'),
          'g',
        )
        for (const { 0: hit, index } of folded.matchAll(pattern))
          found.push({ start: index, end: index + hit.length, term, likeness })
      }
    }
    return apart(found)
  }
}

/** A text in pieces, those that matches cover marked. */
export function segmentsOf(text: string, matches: readonly Match[]): Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const { start, end } of matches) {
    if (start > at) segments.push({ text: text.slice(at, start), marked: false })
    segments.push({ text: text.slice(start, end), marked: true })
    at = end
  }
  if (at < text.length) segments.push({ text: text.slice(at), marked: false })
  return segments
}

/** Folded letter by letter, so that offsets stay those of the text. */
function foldInPlace(text: string): string {
  return text
    .replace(/[^\x00-\x7f]/gu, (letter) => {
      const folded = fold(letter)
      return folded.length === letter.length ? folded : letter
    })
    .toLowerCase()
}

/** Whether a name stands by itself: `set` is no part of `setState`, nor is `=` of `===`. */
function isWhole(text: string, at: number, name: string): boolean {
  if (isSpaceless(name)) return true
  const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' ']
  const kindred = (inside: string, outside: string) =>
    (/[\p{L}\p{N}_$]/u.test(inside) && /[\p{L}\p{N}_$]/u.test(outside)) ||
    (/[-!%&*+<=>?@^|~]/.test(inside) && inside === outside)
  return !kindred(name[0]!, before) && !kindred(name.at(-1)!, after)
}

/** The matches in order, of overlapping ones the longest. */
function apart(matches: Match[]): Match[] {
  const kept: Match[] = []
  for (const match of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (match.start >= (kept.at(-1)?.end ?? 0)) kept.push(match)
  }
  return kept
}

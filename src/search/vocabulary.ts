import { fold, isSpaceless } from './words.ts'

/** What is known of a word that questions hold. */
export interface Known {
  /** Folded: as words are compared. */
  text: string
  /** In how many questions it stands. */
  count: number
  /** Whether it stands in a title, or is an alias. */
  inTitle: boolean
  /** Whether the index holds it as a code, being a name or a symbol. */
  coded: boolean
}

/** The words of all questions, by themselves. */
export type Vocabulary = ReadonlyMap<string, Known>

/**
 * A vocabulary as text, a word a line in order: how many of its letters are those of the word before (in base 36), the
 * others, then its count where that is more than one, `*` where it stands in a title, and `~` where it is coded.
 */
export function writeVocabulary(words: Iterable<Known>): string {
  let before = ''
  return [...words]
    .toSorted((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ text, count, inTitle, coded }) => {
      let shared = 0
      while (shared < 35 && shared < before.length && text[shared] === before[shared]) shared += 1
      before = text
      const marks = `${count > 1 ? count : ''}${inTitle ? '*' : ''}${coded ? '~' : ''}`
      return `${shared.toString(36)}${text.slice(shared)}${marks && ` ${marks}`}`
    })
    .join('\n')
}

/** The words that such a text holds. Throws where it is none: another release's, or a page that says “not found”. */
export function readVocabulary(written: string): Known[] {
  let before = ''
  return written === ''
    ? []
    : written.split('\n').map((line) => {
        const [, shared, rest, count, title, coded] =
          line.match(/^([0-9a-z])(\S*)(?: (\d*)(\*?)(~?))?$/) ?? []
        if (shared === undefined) throw new Error('The vocabulary of the search cannot be read.')
        before = before.slice(0, Number.parseInt(shared, 36)) + rest
        return { text: before, count: Number(count || 1), inTitle: title === '*', coded: coded === '~' }
      })
}

/**
 * The words that begin as a half-typed one does, itself left out: those in titles first, then the frequent ones. A name
 * that goes on with a mark (`props.children`) holds the whole word, and is none.
 */
export function completionsOf(typed: string, vocabulary: Vocabulary, most: number): Known[] {
  if (typed.length < 2) return []
  const found: Known[] = []
  for (const word of vocabulary.values()) {
    if (word.text.startsWith(typed) && /^[\p{L}\p{N}]/u.test(word.text.slice(typed.length))) found.push(word)
  }
  return found.toSorted(byWeight).slice(0, most)
}

/**
 * The words that may have been meant by one that is nowhere: one slip away from four letters on, two from eight; the
 * nearest first, then those with the same first letter, those in titles, and the frequent ones.
 */
export function correctionsOf(typed: string, vocabulary: Vocabulary, most: number): Known[] {
  return neighboursOf(typed, vocabulary, typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2, most)
}

/** The words nearest to one that is nowhere, to be offered, not to be searched. */
export function nearestOf(typed: string, vocabulary: Vocabulary, most: number): Known[] {
  return neighboursOf(
    typed,
    vocabulary,
    typed.length < 3 ? 0 : Math.max(2, Math.ceil(typed.length / 3)),
    most,
  )
}

/**
 * How many slips part two words: a letter too many, missing, wrong, or two neighbours swapped (the optimal string
 * alignment distance). Beyond `most` it is Infinity.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY
  let older: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1]
      let slips = Math.min(
        previous[column]! + 1,
        current[column - 1]! + 1,
        previous[column - 1]! + (isSame ? 0 : 1),
      )
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        slips = Math.min(slips, older[column - 2]! + 1)
      }
      current.push(slips)
      least = Math.min(least, slips)
    }
    // A swap looks back two rows: where both are too far, nothing comes nearer.
    if (least > most && Math.min(...previous) > most) return Number.POSITIVE_INFINITY
    older = previous
    previous = current
  }
  return previous[b.length]! <= most ? previous[b.length]! : Number.POSITIVE_INFINITY
}

function neighboursOf(typed: string, vocabulary: Vocabulary, slips: number, most: number): Known[] {
  // Letters of such a script are words by themselves: another letter is another word.
  if (slips === 0 || isSpaceless(typed)) return []
  const found: { word: Known; slips: number; first: number }[] = []
  for (const word of vocabulary.values()) {
    if (word.text.length < 3 || /^\P{L}/u.test(word.text)) continue
    const distance = slipsBetween(typed, word.text, slips)
    if (distance <= slips) found.push({ word, slips: distance, first: word.text[0] === typed[0] ? 0 : 1 })
  }
  return found
    .toSorted((a, b) => a.slips - b.slips || a.first - b.first || byWeight(a.word, b.word))
    .slice(0, most)
    .map(({ word }) => word)
}

function byWeight(a: Known, b: Known): number {
  return Number(b.inTitle) - Number(a.inTitle) || b.count - a.count || (a.text < b.text ? -1 : 1)
}

/** The vocabulary that such words make. */
export function vocabularyOf(words: Iterable<Known>): Map<string, Known> {
  return new Map([...words].map((word) => [fold(word.text), word]))
}

/** What is known of a word that questions hold, or of several that stand side by side. */
export interface Known {
  /** Folded: as words are compared; a space between those of a phrase. */
  text: string
  /** In how many questions it stands. */
  count: number
  /** Whether it stands in a title, or is an alias. */
  inTitle: boolean
  /** Whether the index holds it as a code, being a name or a symbol somewhere. */
  coded: boolean
  /** Whether it is a plain word somewhere, of which the index holds all forms. */
  plain: boolean
}

/** The words of all questions, by themselves. */
export type Vocabulary = ReadonlyMap<string, Known>

/**
 * A vocabulary as text, a word a line in order: how many of its letters are those of the word before (in base 36), the
 * others, then its count where that is more than one, `*` where it stands in a title, and `~` where it is coded only,
 * `^` where it is both coded and plain.
 */
export function writeVocabulary(words: Iterable<Known>): string {
  let before = ''
  return [...words]
    .toSorted((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ text, count, inTitle, coded, plain }) => {
      let shared = 0
      while (shared < 35 && shared < before.length && text[shared] === before[shared]) shared += 1
      before = text
      const marks = `${count > 1 ? count : ''}${inTitle ? '*' : ''}${coded ? (plain ? '^' : '~') : ''}`
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
        const [, shared, rest, count, title, mark] =
          line.match(/^([0-9a-z])(\S*)(?: (\d*)(\*?)([~^]?))?$/) ?? []
        if (shared === undefined) throw new Error('The vocabulary of the search cannot be read.')
        before = before.slice(0, Number.parseInt(shared, 36)) + rest
        return {
          ...{ text: before, count: Number(count || 1), inTitle: title === '*' },
          ...{ coded: Boolean(mark), plain: mark !== '~' },
        }
      })
}

/** The vocabulary that words make. */
export function vocabularyOf(words: Iterable<Known>): Map<string, Known> {
  return new Map([...words].map((word) => [word.text, word]))
}

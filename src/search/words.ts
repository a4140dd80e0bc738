/** A word of a text, where it stands in it, and whether it is a name or a symbol that no stemmer may touch. */
export interface Word {
  /** As words are compared: folded, and a name or a symbol without its spaces. */
  text: string
  /** Offsets in the text, `end` excluded. */
  start: number
  end: number
  coded: boolean
}

/** A text as it is compared: lower case, no accents. What has several spellings in Unicode has one. */
export function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
}

/** The plain words of a text: runs of letters and digits. What is written together, as names in code are, comes in its parts. */
export function plainWordsOf(text: string): Word[] {
  return [...text.matchAll(plainWord)].flatMap(({ 0: written, index }) => {
    let end = index
    return written.split(seam).map((part): Word => {
      const start = end
      end += part.length
      return { text: fold(part).replace(/['’]/g, ''), start, end, coded: false }
    })
  })
}

/**
 * The names and symbols of a text that a search engine for prose would cut up or drop: `C++`, `===`, `O(n)`, `.NET`,
 * `$scope`, `__init__`, `getElementById`. Scripts without spaces come as single letters and as pairs of neighbours.
 * They may overlap.
 */
export function codedWordsOf(text: string): Word[] {
  const found: Word[] = []
  const add = (written: string, start: number) => {
    const trimmed = written.replace(/\s+/g, '')
    if (trimmed.length > longest) return
    found.push({ text: fold(trimmed), start, end: start + written.length, coded: true })
  }
  for (const { 0: written, index } of text.matchAll(order)) add(written, index)
  for (const { 0: written, index } of text.matchAll(element)) add(written, index)
  for (const { 0: written, index } of text.matchAll(name)) {
    if (isMarked(written)) add(written, index)
    // `React.useState()` is found by `useState` too, and by `React.useState`.
    for (const { 0: part, index: at } of written.matchAll(bareName)) {
      if (part !== written && isMarked(part)) add(part, index + at)
    }
    const bare = written.replace(/^[.#@:-]+|[+#*!]+$/g, '')
    if (bare !== written && bare.includes('.')) add(bare, index + written.indexOf(bare))
  }
  for (const { 0: written, index } of text.matchAll(joined)) add(written, index)
  const names = [...found]
  for (const { 0: written, index } of text.matchAll(operator)) {
    const bare = written.replace(/(?<=[^.:?!])[.:?!]+$/, '')
    if (names.some(({ start, end }) => start <= index && index + bare.length <= end)) continue
    if (!punctuation.test(written)) add(written, index)
    if (bare !== written && !punctuation.test(bare)) add(bare, index)
  }
  for (const { 0: written, index } of text.matchAll(spaceless)) {
    const letters = [...written]
    let start = index
    letters.forEach((letter, at) => {
      add(letter, start)
      if (at + 1 < letters.length) add(letter + letters[at + 1], start)
      start += letter.length
    })
  }
  return found
}

/** Whether a word is written in a script that puts no spaces between words. */
export function isSpaceless(word: string): boolean {
  return word.search(spaceless) === 0
}

/**
 * A name or a symbol as a word that an index of prose keeps as it is: consonants only, so that no stemmer finds an
 * ending in it, and ended by a letter that stands nowhere else, so that none begins another.
 */
export function codeOf(word: string): string {
  const letters = [...new TextEncoder().encode(word)].map((byte) => digits[byte >> 4]! + digits[byte & 15]!)
  return `z${letters.join('')}z`
}

/** The code of what narrows a search. No name and no symbol goes on in the next line. */
export function filterCodeOf(filter: string, value: string): string {
  return codeOf(`${filter}\n${value}`)
}

/** Words of a language that nearly every text holds; none where the language is not known. */
export function isStopWord(word: string, language: string): boolean {
  return stopWords[language.split('-')[0]!]?.has(word) ?? false
}

/**
 * The part of a word that its forms have in common, as far as English endings tell. Not what the index itself goes by:
 * it decides which word of a text a reader's word stands for.
 */
export function stemOf(word: string, language: string): string {
  if (!/^en\b/.test(language) || word.length < 4) return word
  const singular = word.replace(/(?<=[^aeious])ies$/, 'y').replace(/(?<=ss|sh|ch|x|z)es$|(?<=[^su])s$/, '')
  const stem = singular.replace(
    /(?<=.{3})(?:ations?|ators?|ating|ated|ate|ization|izing|ized|ize|ingly|ing|edly|ed|ers?|ors?|ly|ment|ion|able|al|ive|es)$/,
    '',
  )
  return stem.replace(/([^aeiouls])\1$/, '$1').replace(/(?<=.{3})(?:e|y|i)$/, '')
}

/** Longer names are not made for being searched. */
const longest = 40

const plainWord = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}+)*/gu
const seam =
  /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})(?!\p{Lu}s(?!\p{L}))|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u
const order = /(?<![\p{L}\p{N}])[OΘΩ]\s?\((?:[^()\n]|\([^()\n]{1,8}\)){1,12}\)/gu
const element = /<\/?[a-z][\w-]*\/?>/gi
const name =
  /(?:(?<![\p{L}\p{N}_$.])(?:\.|--?|@|#|::?))?[\p{L}_$][\p{L}\p{N}\p{M}_$]*(?:(?:\.|::|->)[\p{L}_$][\p{L}\p{N}\p{M}_$]*)*(?:\+\+|#(?![\p{L}\p{N}]))?/gu
const bareName = /[\p{L}_$][\p{L}\p{N}\p{M}_$]*/gu
const joined =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}]{1,2}[+&/][\p{L}\p{N}]{1,2}(?![\p{L}\p{N}])|\d+(?:\.\d+)+|\d+%|(?<![\p{L}\p{N}_])\d+\p{L}[\p{L}\p{N}]*/gu
const operator = /[-!%&*+/<=>?@\\^|~:.#$]{1,6}|\[\]|\{\}|\(\)|\{\{|\}\}|\[\[/gu
const punctuation = /^(?:[.:?!/*-]|\.\.|[?!]{2,}|-{4,}|\*\*|[/\\])$/
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu

const digits = 'bcdfghjklmnpqrtv'

/** Whether a name holds more than a word of prose does: a mark, a digit, or a capital letter inside. */
function isMarked(name: string): boolean {
  return /[^\p{L}\p{N}\p{M}]|\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|\p{L}\p{N}/u.test(name)
}

const stopWords: Record<string, ReadonlySet<string>> = {
  en: new Set(
    (
      'a about am an and any are as at be been but by can cant could did didnt do does doesnt doing dont for from ' +
      'had has have how i if in into is isnt it its me my no not of on or our shall should so some than that the ' +
      'their them then there these they this those to too us was we were what whats when where which while who whom ' +
      'whose why will with would you your'
    ).split(' '),
  ),
}

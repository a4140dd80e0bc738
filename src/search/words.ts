import { fnv1a } from '../hash.ts'

/** A word of a text, where it stands in it, and whether it is a name or a symbol that no stemmer may touch. */
export interface Word {
  /** As words are compared: folded, and a name or a symbol without its spaces. */
  text: string
  /** Offsets in the text, `end` excluded. */
  start: number
  end: number
  coded: boolean
  /** Whether it is a part of a name that is written together: `State` of `useState`. */
  isPart: boolean
}

/** A text as it is compared: lower case, no accents. What has several spellings in Unicode has one. */
export function fold(text: string): string {
  if (isProse.test(text)) return text.toLowerCase()
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
}

/** The plain words of a text: runs of letters and digits. What is written together, as names in code are, comes in its parts. */
export function plainWordsOf(text: string): Word[] {
  return [...text.matchAll(plainWord)].flatMap(({ 0: written, index }) => {
    let end = index
    const parts = isProse.test(written) ? [written] : written.split(seam)
    return parts.map((part): Word => {
      const start = end
      end += part.length
      return { text: plain(part), start, end, coded: false, isPart: parts.length > 1 }
    })
  })
}

/** What is written with hyphens, as if it were without: `nonblocking` for “non-blocking”. */
export function hyphenatedOf(text: string): Word[] {
  return [...text.matchAll(hyphenated)]
    .filter(({ 0: written }) => written.length <= longest)
    .map(({ 0: written, index }) => ({
      ...{ text: plain(written.replaceAll('-', '')), start: index, end: index + written.length },
      ...{ coded: false, isPart: false },
    }))
}

function plain(written: string): string {
  return fold(written).replace(/['’]/g, '')
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
    found.push({ text: fold(trimmed), start, end: start + written.length, coded: true, isPart: false })
  }
  for (const { 0: written, index } of text.matchAll(order)) add(written, index)
  for (const { 0: written, index } of text.matchAll(element)) add(written, index)
  for (const { 0: written, index } of text.matchAll(name)) {
    if (isProse.test(written)) continue
    if (isMarked(written)) add(written, index)
    // `React.useState()` is found by `useState` too, and by `React.useState`.
    for (const { 0: part, index: at } of written.matchAll(bareName)) {
      if (part !== written && isMarked(part)) add(part, index + at)
    }
    const bare = written.replace(/^[.#@:-]+|[+#*!]+$/g, '')
    if (bare !== written && bare.includes('.')) add(bare, index + written.indexOf(bare))
  }
  for (const pattern of [joined, letterName, everyColumn]) {
    for (const { 0: written, index } of text.matchAll(pattern)) add(written, index)
  }
  const names = [...found]
  for (const { 0: written, index } of text.matchAll(operator)) {
    const bare = written.replace(/(?<=[^.:?!])[.:?!]+$/, '')
    if (names.some(({ start, end }) => start <= index && index + bare.length <= end)) continue
    const isEmphasis = /^[?!]{2,}$/.test(written) && /[\p{L}\p{N}]/u.test(text[index - 1] ?? '')
    if (!punctuation.test(written) && !isEmphasis) add(written, index)
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
 * ending in it, and as long as any other, so that none begins another. Names that begin alike have codes that do, and so
 * stand in the same file of the index.
 */
export function codeOf(word: string): string {
  const digits = hashOf(word.slice(0, 3)).slice(6) + hashOf(word).slice(0, 6)
  return `z${[...digits].map((digit) => consonants[Number.parseInt(digit, 16)]).join('')}z`
}

/** The code of what narrows a search. No name and no symbol goes on in the next line. */
export function filterCodeOf(filter: string, value: string): string {
  return codeOf(`${value}\n${filter}`)
}

/** Eight hexadecimal digits. */
function hashOf(text: string): string {
  return fnv1a(text).toString(16).padStart(8, '0')
}

/** Longer names are not made for being searched. */
const longest = 40

/** Most words: nothing in them is to be parted, marked or folded. */
const isProse = /^[A-Za-z]?[a-z]*$/
const plainWord = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}+)*/gu
/** By itself between spaces, not in an address. */
const hyphenated = /(?<![^\s("'“‘[])\p{L}+(?:-\p{L}+)+(?=[.,;:!?)"'”’\]]*(?:\s|$))/gu
const seam =
  /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})(?!\p{Lu}s(?!\p{L}))|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u
const order = /(?<![\p{L}\p{N}])[OΘΩ]\s?\((?:[^()\n]|\([^()\n]{1,8}\)){1,12}\)/gu
const element = /<\/?[a-z][\w-]*\/?>/gi
const name =
  /(?:(?<![\p{L}\p{N}_$.])(?:\.|--?|@|#|::?))?[\p{L}_$][\p{L}\p{N}\p{M}_$]*(?:(?:\.|::|->)[\p{L}_$][\p{L}\p{N}\p{M}_$]*)*(?:\+\+|#(?![\p{L}\p{N}]))?/gu
const bareName = /[\p{L}_$][\p{L}\p{N}\p{M}_$]*/gu
const joined =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}]{1,2}[+&/][\p{L}\p{N}]{1,2}(?![\p{L}\p{N}])|\d+(?:\.\d+)+|\d+%|(?<![\p{L}\p{N}_])\d+\p{L}[\p{L}\p{N}]*/gu
const letterName =
  /(?<![\p{L}\p{N}_-])\p{L}-\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*(?![\p{L}\p{N}_-])|(?<![\p{L}\p{N}])[A-Za-z]\+\p{Script=Han}/gu
const everyColumn = /(?<![\p{L}\p{N}_])(?:[A-Z]{2,}|select)\s\*/gu
const operator = /[-!%&*+/<=>?@\\^|~:.#$]{1,6}|\[\]|\{\}|\(\)|\{\{|\}\}|\[\[/gu
const punctuation = /^(?:[.:?!/*-]|\.\.|[?!]{3,}|[?!]*\?![?!]*|!\?|-{4,}|\*\*|[/\\])$/
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu

const consonants = 'bcdfghjklmnpqrtv'

/** Whether a name holds more than a word of prose does: a mark, a digit, or a capital letter inside. */
function isMarked(name: string): boolean {
  // Many of what is called by its initials are no other name.
  if (/^\p{Lu}{2,}s$/u.test(name)) return false
  return /[^\p{L}\p{N}\p{M}]|\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|\p{L}\p{N}/u.test(name)
}

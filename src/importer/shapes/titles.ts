import { levelOf } from '../metadata/levels.ts'
import { plainDigits } from '../source/digits.ts'
import { plainText } from '../source/markdown.ts'
import type { Level } from '../topic.ts'
import { isQuestionWord } from '../vocabulary.ts'
import { withoutOrdinals } from './ordinals.ts'
import { clean, cleaned, unwrapped } from './title-asides.ts'

/** What a title says without the number and the label that its author set before it. */
export interface Title {
  /** As Markdown, on one line. */
  title: string
  /** What a reader sees of it. */
  words: string
  number?: number | undefined
  /** `a` in `17a`. */
  letter?: string | undefined
  /** The word before the number, or before a colon: “Question”, “Frage”; lower case. */
  label?: string | undefined
  /** What a sign of it says of how hard it is. */
  level?: Level | undefined
}

/**
 * Takes numbers, labels and marks off a file's titles. A number with a dot or a bracket, and “Q:”, go by themselves;
 * anything else goes where it recurs: a word before numbers that count on, numbers without a sign, letters that follow
 * one another, the same emoji.
 */
export function readTitles(texts: readonly string[]): Title[] {
  const tails = recurring(texts.flatMap((text) => tailOf(text) ?? []))
  const read = texts.map((text) => readLead(cleaned(withoutTail(text, tails, texts.length))))
  const counted = countedLabels(read)
  const named = recurring(
    read.flatMap(({ lead }) => (lead && lead.number === undefined ? [lead.label!] : [])),
  )
  const signs = [symbolBefore, symbolBehind].map((symbolOf) => signsAmong(texts, symbolOf))
  const unlettered = withoutOrdinals(read.map(({ text }) => text))
  return read.map(({ lead }, index): Title => {
    const text = unlettered[index]!
    const isTaken =
      lead && (lead.isSure || (lead.number === undefined ? named.has(lead.label!) : counted.has(keyOf(lead))))
    const written = isTaken ? lead.rest : text
    const before = isTaken ? undefined : symbolBefore(text)
    const behind = symbolBehind(written)
    const taken = [before, behind].filter((symbol, at) => symbol !== undefined && signs[at]!.has(symbol))
    const shown = taken.reduce<string>((rest, symbol) => rest.replace(symbol!, ''), written).trim()
    const title = balanced(shown)
    const words = plainText(title)
    const level = taken.flatMap((symbol) => levelOf(bare(symbol!)) ?? [])[0]
    const own = { title, words, ...(level && { level }) }
    if (!isTaken) return own
    const { number, letter, label } = lead
    return { ...own, number, letter, label }
  })
}

/** A title by itself: what a single line says of its number. */
export function readTitle(text: string): Title {
  return readTitles([text])[0]!
}

interface Lead {
  label: string | undefined
  number: number | undefined
  letter: string | undefined
  /** Whether it has parts: `1.2`. */
  isDotted: boolean
  /** Whether a sign such as a dot ends it. */
  isEnded: boolean
  /** Whether it is one wherever it stands. */
  isSure: boolean
  /** Whether it may as well be a name: “Java 8 …”. */
  isName: boolean
  rest: string
}

const opened = String.raw`(?:<a\b[^<>]*>(?:\s*<\/a>)?|<(?:b|strong|span|font|u)\b[^<>]*>|\[(?![ xX]?\]|\d{1,4}\](?!\())|[*_]|(?!№)[\p{So}\uFE0F\u200D]|\s)*`
const closing = String.raw`(?:<\/(?:a|b|strong|span|font|u)>|\]\([^()]*\)|\]|[*_])`
const closed = `${closing}*`
// Spaces on either side of nothing are tried once.
const apart = String.raw`\s*(?:${closing}+\s*)?`
const word = String.raw`\p{L}[\p{L}\p{M}]{0,19}`
const ofNumber = String.raw`n[°º]\.?|№|(?:nr|no|num|номер)\.?:?|number|número|numero|numéro|số`
const signs = String.raw`(?:\\?[.．](?:\)|:|\s?[-–—](?=\s))?(?!\d)|[:：](?!\d)|\\?[)\]）、】]\s?[.:：]?|[ºª][.)]?|\s[-–—](?=\s)|[-–—|/](?=\s))`
const numbered = new RegExp(
  String.raw`^${opened}[(（]?(?:(${word}(?:\s(?!(?:${ofNumber})(?!\p{L}))${word})?)[.:-]?\s*)?((?:${ofNumber}|[#(（【[])\s*)?(\d{1,2}-\d{1,2}(?=[.):、）])|\d{1,4}(?:\.\d{1,3}){0,3}|[一二三四五六七八九十百零〇]{1,5}(?=[、.．:：题題问問道）)]|(?<=第\s?[一二三四五六七八九十百零〇]{1,5})\s[题題问問道]))(\uFE0F?\u20E3)?([a-z]?)(?![\p{L}\p{M}\d]{3})(?:(?<=第\s?[\d一二三四五六七八九十百零〇]{1,5})\s)?([题題问問道个番번]?)${apart}(${signs})?\s*${closed}[.):]?\s*([\s\S]*)$`,
  'iu',
)
const labelled = new RegExp(
  String.raw`^${opened}(${word}(?:\s${word})?)${apart}(${signs})${apart}(\S[\s\S]*)$`,
  'iu',
)

function readLead(written: string): { text: string; lead?: Lead } {
  // As wide as other digits.
  const text = written.replace(/^[^\p{L}\p{N}]*[０-９]+[．：）]?/u, (wide) => wide.normalize('NFKC'))
  const plain = plainDigits(text)
  const [, before, sign, digits, keycap, letter, counter, end, behind] = plain.match(numbered) ?? []
  const rest = behind === undefined ? undefined : text.slice(text.length - behind.length)
  if (digits !== undefined) {
    const label = before?.toLowerCase()
    const isKnown = label !== undefined && isQuestionWord(label)
    const isEnded = end !== undefined && !/[-–—|/]/.test(end)
    const isOrdinal = label === '第'
    const isMarked =
      isEnded ||
      (isOrdinal && counter !== '') ||
      keycap !== undefined ||
      (sign !== undefined && (label === undefined || isKnown))
    const isText = rest === '' && label === undefined && end === undefined
    const isName = label !== undefined && rest !== '' && !isKnown && !isOrdinal
    // “w1k” and “ES6” are words.
    const isWord =
      (end === undefined && letter !== '') ||
      (end === undefined && isName && !/\s/.test(text.charAt(plain.indexOf(digits) - 1)))
    const isBroken =
      isWord ||
      (end === undefined &&
        rest !== '' &&
        !/^[\s\p{P}\p{S}]/u.test(text.slice(text.length - rest!.length - 1)))
    if (!isBroken)
      return {
        text,
        lead: {
          ...{ label, number: numberOf(digits), letter: letter || undefined },
          ...{ isDotted: digits.includes('.'), isEnded: end !== undefined },
          isSure: !isText && (label === undefined || isOrdinal ? isMarked : isKnown && !isAmbiguous(label)),
          // A number alone may be a year.
          isName: isName || isText,
          rest: withoutStray(rest!),
        },
      }
  }
  const [, label, mark, title] = text.match(labelled) ?? []
  if (label === undefined) return { text }
  const name = isQuestionWord(label)
    ? label
    : /[:：]/.test(mark!)
      ? label.split(/\s+/).find(namesQuestion)
      : undefined
  if (name === undefined) return { text }
  // “Problem.” may begin a sentence: a dot only follows a letter.
  if (/[.．]/.test(mark!) && name.length > 1) return { text }
  const lead = {
    label: name.toLowerCase(),
    number: undefined,
    letter: undefined,
    isDotted: false,
    isEnded: true,
    rest: withoutStray(title!),
  }
  return { text, lead: { ...lead, isSure: /^q(uestion)?$/i.test(label), isName: false } }
}

/** Whether a word beside another one makes a label of both: “Question One”, “Erste Frage”. */
function namesQuestion(word: string): boolean {
  return word.length > 1 && isQuestionWord(word)
}

/** “D3” and “V8” are names too: a Latin letter is a label where it recurs. */
function isAmbiguous(label: string): boolean {
  return /^[a-pr-z]$/.test(label)
}

function keyOf({ label, isDotted, isEnded }: Lead): string {
  return `${label ?? ''}${isDotted ? '.' : ''}${isEnded ? ':' : ''}`
}

/** The labels, and ways of writing numbers, that count on more often than not. */
function countedLabels(read: readonly { lead?: Lead }[]): Set<string> {
  const leads = read.flatMap(({ lead }) => (lead?.number === undefined ? [] : [lead]))
  const counted = new Set<string>()
  for (const [key, same] of Map.groupBy(leads, keyOf)) {
    const steps = same.slice(1).filter(({ number }, index) => number === same[index]!.number! + 1)
    const least = same[0]!.label === undefined && !same[0]!.isDotted ? 2 : 1
    // “Java 8”, “Java 9” count on too: what nobody knows for a label begins at one.
    const { isName, isEnded, number } = same[0]!
    const isMost = steps.length > 1 && same.length * 2 > read.length
    const isLabel = !isName || (number === 1 && (isEnded || isMost)) || (isEnded && steps.length > 3)
    if (isLabel && steps.length >= least && steps.length * 2 >= same.length - 1) counted.add(key)
  }
  return counted
}

/** What stands more than once, and how often. */
function recurring(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return new Map([...counts].filter(([, count]) => count > 1))
}

/** The words of a link at a title's end. */
function tailOf(text: string): string | undefined {
  const [, inBrackets, inTags] = text.match(tail) ?? []
  return inBrackets ?? inTags
}

const tail =
  /(?<=[^\s!])\s*[([]?(?:\[([^[\]]{1,60})\]\([^()]{0,500}\)|<a\b[^<>]*\bhref\b[^<>]*>([^<>]{1,60})<\/a>)[)\]]?$/i

/** A title without the link that most of a file's titles end in. */
function withoutTail(text: string, tails: ReadonlyMap<string, number>, count: number): string {
  const often = tails.get(tailOf(text) ?? '') ?? 0
  return often > 2 && often * 2 > count ? text.replace(tail, '') : text
}

function symbolBefore(text: string): string | undefined {
  return text.match(/^(?:\p{So}[\uFE0F\u200D]*)+(?=\s*[\p{L}\p{N}"“«'‘`¿¡*_[(])/u)?.[0]
}

function symbolBehind(text: string): string | undefined {
  const [bracketed, level] = text.match(/(?<=\S)\s*[([（【](\p{L}[\p{L}\p{M} -]{2,20})[)\]）】]$/u) ?? []
  if (level !== undefined && levelOf(level)) return bracketed!.trim()
  return text.match(/(?<=\S)\s+\u200D?(?:\p{So}[\uFE0F\u200D]*)+(?=[*_]*$)/u)?.[0].trim()
}

/** A level without its brackets. */
function bare(symbol: string): string {
  return symbol.replace(/^[([（【]|[)\]）】]$/gu, '')
}

/**
 * The symbols that mark titles, and are no part of them: the one that most have, or few that most have one of, as where
 * they say how hard a question is.
 */
function signsAmong(
  texts: readonly string[],
  symbolOf: (text: string) => string | undefined,
): ReadonlySet<string> {
  const symbols = texts.flatMap((text) => symbolOf(text) ?? [])
  const counts = Map.groupBy(symbols, (symbol) => symbol)
  const [most = 0] = [...counts.values()].map(({ length }) => length).toSorted((a, b) => b - a)
  const isFew = counts.size * 2 <= symbols.length || symbols.every((symbol) => levelOf(bare(symbol)))
  // The file's own title has none.
  const isMost = symbols.length > 1 && symbols.length * 2 >= texts.length - 1
  if (isMost && isFew) return new Set(symbols)
  return new Set(
    most > 1 && most * 2 > texts.length
      ? [...counts].filter(([, { length }]) => length === most).map(([symbol]) => symbol)
      : [],
  )
}

/** A number in digits, of several parts the last, or in Chinese signs. */
export function numberOf(written: string): number {
  if (/\d/.test(written)) return Number(written.split(/[.-]/).at(-1))
  let number = 0
  let digit = 0
  for (const sign of written) {
    if (sign === '十') number += (digit || 1) * 10
    else if (sign === '百') number += (digit || 1) * 100
    else digit = '零一二三四五六七八九'.indexOf(sign)
    if (sign === '十' || sign === '百') digit = 0
  }
  return number + Math.max(digit, 0)
}

/** `[3. What …](#…)` leaves its end behind when the number takes its beginning. */
function withoutStray(title: string): string {
  const text = title.replace(/^([^[\]]*)\]\([^()]*\)/, '$1')
  return /<a\b/i.test(text) ? text : text.replace(/<\/a>\s*$/i, '')
}

/** A title without the bold signs around the whole of it, or what is left of them. */
function balanced(title: string): string {
  const text = clean(title)
  const inner = unwrapped(text)
  if (inner !== text) return inner
  for (const sign of ['**', '__']) {
    const bare = text.replace(/`[^`]*`|\\./g, (code) => '\0'.repeat(code.length))
    const places = [
      ...bare.matchAll(
        sign === '**' ? /(?<!\*)\*\*(?!\*)/g : /(?<![_\p{L}\p{N}])__(?!_)|(?<!_)__(?![_\p{L}\p{N}])/gu,
      ),
    ].map(({ index }) => index)
    const last = places.at(-1)
    if (
      places.length % 2 === 1 &&
      last !== undefined &&
      /\S$/.test(text.slice(0, last)) &&
      !/^\S/.test(text.slice(last + 2))
    )
      return clean(text.slice(0, last) + text.slice(last + 2))
  }
  return text
}

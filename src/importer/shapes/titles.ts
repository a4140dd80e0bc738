import { withoutComments } from '../source/html.ts'
import { plainText } from '../source/markdown.ts'
import { isQuestionWord } from '../vocabulary.ts'

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
}

/**
 * Takes numbers, labels and marks off a file's titles. A number with a dot or a bracket, and “Q:”, go by themselves;
 * anything else goes where it recurs: a word before numbers that count on, numbers without a sign, the same emoji.
 */
export function readTitles(texts: readonly string[]): Title[] {
  const read = texts.map((text) => readLead(cleaned(text)))
  const counted = countedLabels(read)
  const named = recurring(
    read.flatMap(({ lead }) => (lead && lead.number === undefined ? [lead.label!] : [])),
  )
  const symbols = recurring(texts.flatMap((text) => symbolOf(text) ?? []))
  return read.map(({ text, lead }): Title => {
    const isTaken =
      lead && (lead.isSure || (lead.number === undefined ? named.has(lead.label!) : counted.has(keyOf(lead))))
    const symbol = symbolOf(text)
    const shown = symbol && symbols.get(symbol)! * 2 > texts.length ? text.replace(symbol, '').trim() : text
    const title = balanced(isTaken ? lead.rest : shown)
    const words = plainText(title)
    if (!isTaken) return { title, words }
    const { number, letter, label } = lead
    return { title, words, number, letter, label }
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
  rest: string
}

const opened = String.raw`(?:<a\b[^<>]*>(?:\s*<\/a>)?|<(?:b|strong|span|font|u)\b[^<>]*>|\[(?![ xX]?\])|[*_]{1,3}|[\p{So}\uFE0F\u200D]|\s)*`
const closed = String.raw`(?:<\/(?:a|b|strong|span|font|u)>|\]\([^()]*\)|\]|[*_]{1,3})*`
const word = String.raw`\p{L}[\p{L}\p{M}]{0,19}`
const signs = String.raw`(?:\\?[.．](?:\)|:|\s?[-–—](?=\s))?(?!\d)|[:：](?!\d)|\\?[)\]）、】]\s?[.:：]?|\s[-–—](?=\s)|[-–—](?=\s)|\|(?=\s))`
const numbered = new RegExp(
  String.raw`^${opened}(?:(${word}(?:\s${word})?)[.:]?\s*)?(n[°º]\.?\s*|№\s*|nr\.?\s*|no\.?:?\s*|num(?:ber)?\.?\s*|[#(（]\s*|[【[]\s*)?((?:\d{1,4})(?:\.\d{1,3}){0,3}|[一二三四五六七八九十百零〇]{1,5}(?=[、.．:：题題问問道]))(\uFE0F?\u20E3)?([a-z]?)(?![\p{L}\p{M}\d]{3})(?:[题題问問道个番]?)\s*${closed}\s*(${signs})?\s*${closed}[.):]?\s*([\s\S]*)$`,
  'iu',
)
const labelled = new RegExp(
  String.raw`^${opened}(${word}(?:\s${word})?)\s*${closed}\s*(${signs})\s*${closed}\s*(\S[\s\S]*)$`,
  'iu',
)

function readLead(text: string): { text: string; lead?: Lead } {
  const [, before, sign, digits, keycap, letter, end, rest] = text.match(numbered) ?? []
  if (digits !== undefined) {
    const label = before?.toLowerCase()
    const isKnown = label !== undefined && isQuestionWord(label)
    const isEnded = end !== undefined && !/[-–—|]/.test(end)
    const isOrdinal = label === '第'
    const isMarked =
      isEnded || keycap !== undefined || (sign !== undefined && (label === undefined || isKnown))
    const isText = rest === '' && label === undefined && end === undefined
    // “w1k” and “ES6” are words.
    const isWord = end === undefined && (letter !== '' || (label !== undefined && rest !== '' && !isKnown))
    const isBroken =
      isWord ||
      (end === undefined &&
        rest !== '' &&
        !/^[\s\p{P}\p{S}]/u.test(text.slice(text.length - rest!.length - 1)))
    if (!isText && !isBroken)
      return {
        text,
        lead: {
          ...{ label, number: numberOf(digits), letter: letter || undefined },
          ...{ isDotted: digits.includes('.'), isEnded: end !== undefined },
          isSure: (label === undefined ? isMarked : isKnown) || (isOrdinal && isMarked),
          rest: withoutStray(rest!),
        },
      }
  }
  const [, name, mark, title] = text.match(labelled) ?? []
  if (name === undefined || !isQuestionWord(name)) return { text }
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
  return { text, lead: { ...lead, isSure: /^q(uestion)?$/i.test(name) } }
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
    if (steps.length >= least && steps.length * 2 >= same.length - 1) counted.add(key)
  }
  return counted
}

/** What stands more than once, and how often. */
function recurring(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return new Map([...counts].filter(([, count]) => count > 1))
}

function symbolOf(text: string): string | undefined {
  return text.match(/^(?:\p{So}[\uFE0F\u200D]*)+(?=\s*[\p{L}\p{N}"“«'‘`¿¡*_[(])/u)?.[0]
}

function numberOf(written: string): number {
  if (/\d/.test(written)) return Number(written.split('.').at(-1))
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

/** A title without what stands in it for other readers: attributes, links to sources, stars for its difficulty. */
function cleaned(text: string): string {
  return clean(
    asWords(withoutComments(text, ' '))
      .replace(/\s*\{[:#.][^{}]*\}\s*$/, '')
      .replace(
        /(?<=\S)\s*(?:\[\[[^[\]]*\]\([^()]*\)\]|\[\[[^[\]]*\]\]\([^()]*\)|\[\\?\[[^[\]]*\\?\]\]\([^()]*\))\s*$/,
        '',
      )
      .replace(/(?<=\S)\s+(?:(?:\\?\*){1,5}|[★☆⭐🌟]\uFE0F?(?:\s?[★☆⭐🌟]\uFE0F?){0,4})(?=(?:\*\*)?$)/u, '')
      .replace(/(?<=\S)\s*[(（][★☆⭐🌟\s]+[)）]\s*$/u, '')
      .trim(),
  )
}

const formatting = new Set(
  'a b big br code del em font i img ins kbd mark picture s small source span strike strong sub sup u div p center h1 h2 h3 h4 h5 h6 tt var'.split(
    ' ',
  ),
)

/** Tags that format nothing as the words that they are: “the <canvas> element”. */
function asWords(text: string): string {
  if (!text.includes('<')) return text
  return text.replace(
    /(`+)[^`]*\1|<(\/?)([a-z][\w-]*)\b([^<>]*)>/gi,
    (tag, ticks, closing, name, more, offset: number) => {
      if (ticks) return tag
      const folded = name.toLowerCase()
      const other = closing ? new RegExp(`<${name}\\b`, 'i') : new RegExp(`</${name}\\s*>`, 'i')
      const isPaired = closing ? other.test(text.slice(0, offset)) : other.test(text.slice(offset))
      const isTag = formatting.has(folded) && (isPaired || /^(br|img|source)$/.test(folded) || /=/.test(more))
      return isTag ? tag : `\\${tag}`
    },
  )
}

/** `[3. What …](#…)` leaves its end behind when the number takes its beginning. */
function withoutStray(title: string): string {
  const link = title.match(/^([^[\]]*)\]\([^)]*\)\s*$/)
  const text = link ? link[1]! : title
  return /<a\b/i.test(text) ? text : text.replace(/<\/a>\s*$/i, '')
}

/** A title without the bold signs around the whole of it, or what is left of them. */
function balanced(title: string): string {
  const text = clean(title)
  const [, , inner] = text.match(/^(\*\*|__)((?:(?!\1)[\s\S])+)\1$/) ?? []
  if (inner !== undefined) return inner.trim()
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

/** A text without the characters of no width that may stand at its ends. */
export function clean(text: string): string {
  return text.replace(/^[\s\u200B-\u200F\u2060\uFEFF]+|[\s\u200B-\u200F\u2060\uFEFF]+$/g, '')
}

import { bytesOf, within } from '../bytes.ts'

/** The most bytes of UTF-8 that an id has: with its ending it fits every file system's names. */
const longest = 100

/**
 * The id that words ask for: `What is C++?` gives `what-is-c-plus-plus`. Lower-case letters of any script, digits,
 * and single hyphens between words, in composed form, at most 100 bytes, cut between words where it can be. Signs
 * that mean something are spelled (`=>` is `arrow`, `.NET` is `dot-net`), others part words or vanish. Empty where
 * nothing is left.
 */
export function idOf(words: string): string {
  const id = shorten(isPlain.test(words) ? joined(words) : spelled(words))
  return isDevice.test(id) ? `${id}-name` : id
}

/** Most titles, and all ids of theirs: letters, digits, and what parts words. They ask for nothing to be spelled. */
const isPlain = /^[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*[?!.,:;]?$/

function joined(words: string): string {
  return words
    .replace(/[?!.,:;]$/, '')
    .replaceAll(' ', '-')
    .toLowerCase()
}

function spelled(words: string): string {
  const all = words
    .normalize('NFKC')
    // The dot of a Turkish capital would stay as a mark of its own.
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replace(invisible, '')
    .split(/\s+/)
    .map((word) => spell(word).replace(/(?<=[\p{L}\p{M}])['’ʼ](?=\p{L})/gu, ''))
  const parts = all.join(' ').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []
  return parts.join('-').normalize('NFC')
}

/** A tag's id: `C++` and `C#` are told apart from `C`. */
export function tagId(tag: string): string {
  return idOf(tag) || 'other'
}

/** Whether a text may serve as an id just as it is. */
export function isId(text: string): boolean {
  return text !== '' && idOf(text) === text
}

/** Equal for ids that some file system or reader cannot tell apart. */
export function foldId(id: string): string {
  return id.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFC')
}

/** An id with more words at its end, within the limit: the end is kept, since it tells this id from others. */
export function extendId(id: string, end: string): string {
  const tail = shorten(end, 48)
  return `${shorten(id, longest - bytesOf(tail) - 1)}-${tail}`
}

function shorten(id: string, limit = longest): string {
  return within(id, limit, '-')
}

/** Spells the signs of one word. */
function spell(word: string): string {
  const unquoted = word.replace(quotes, '')
  const [, unended = ''] = unquoted.match(/^(.*?)["'“”‘’«»`]*[?!,:;.…]?["'“”‘’«»`]*$/su)!
  // Signs that stand alone are what is spoken of; but for those of the sentence itself.
  if (!/[\p{L}\p{N}]/u.test(unquoted)) {
    const signs = [unquoted, unended].find((signs) => Object.hasOwn(operators, signs))
    if (signs !== undefined) return operators[signs]!
    return /^[?!.,:;…–—-]*$/.test(unquoted) ? '' : spellEach(unended)
  }
  return unended
    .replace(/^-+/, '')
    .replace(/^\.(?=\p{L})/u, 'dot ')
    .replace(/(?<=\p{L})#(?![\p{L}\p{N}])/gu, ' sharp ')
    .replace(/(?<=[\p{L}\p{N}])--$/u, ' minus minus ')
    .replace(
      /=>|->|<-|[=!<>]=+|&&|\|\||::|\?\.|\?\?|\+\+/g,
      (signs) => ` ${operators[signs] ?? spellEach(signs)} `,
    )
    .replace(/[+&%@$=*^]/g, (sign) => ` ${signNames[sign]} `)
}

function spellEach(signs: string): string {
  return Array.from(signs, (sign) => signNames[sign] ?? '').join(' ')
}

const quotes = /^["'“”‘’«»`]+(?=.)|(?<=.)["'“”‘’«»`]+$/gsu
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Variation_Selector}](?<![\t\n\v\f\r])/gu
const isDevice = /^(con|prn|aux|nul|(com|lpt)[0-9])$/

const operators: Record<string, string> = {
  ...{ '=>': 'arrow', '->': 'arrow', '<-': 'left arrow', '<->': 'double arrow', '::': 'double colon' },
  ...{ '=': 'equals', '==': 'double equals', '===': 'triple equals', ':=': 'colon equals' },
  ...{ '!=': 'not equals', '!==': 'not double equals', '<>': 'not equals', '~=': 'like' },
  ...{ '<=': 'at most', '>=': 'at least', '<=>': 'spaceship', '<<': 'shift left', '>>': 'shift right' },
  ...{ '>>>': 'unsigned shift right', '&&': 'and', '||': 'or', '??': 'nullish', '!!': 'double not' },
  ...{ '?.': 'optional chaining', '?:': 'ternary', '...': 'dots', '..': 'two dots', '…': 'dots' },
  ...{ '++': 'plus plus', '--': 'minus minus', '**': 'power', '//': 'double slash', '|>': 'pipe' },
  ...{ '+=': 'plus equals', '-=': 'minus equals', '*=': 'times equals', '/=': 'slash equals' },
  ...{ '{}': 'braces', '[]': 'brackets', '()': 'parentheses', '<!--': 'comment', '/*': 'comment' },
}

const signNames: Record<string, string> = {
  ...{ '+': 'plus', '-': 'minus', '*': 'star', '/': 'slash', '\\': 'backslash', '%': 'percent' },
  ...{ '=': 'equals', '<': 'less', '>': 'greater', '!': 'not', '?': 'question mark', '~': 'tilde' },
  ...{ '&': 'and', '|': 'pipe', '^': 'caret', '#': 'hash', '@': 'at', $: 'dollar', _: 'underscore' },
  ...{ '.': 'dot', ',': 'comma', ':': 'colon', ';': 'semicolon', '(': 'parenthesis', '[': 'bracket' },
  ...{ '{': 'brace', '"': 'quote', "'": 'apostrophe', '`': 'backtick' },
}

/**
 * What no text is made of: control characters but tab and line ends, halves of pairs, and the code points that are
 * kept free of characters.
 */
export const unreadable = /(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu

/** A text with the sign of a lost character in place of all that is none. */
export function legible(text: string): string {
  return text.replace(unreadable, '\uFFFD')
}

/** A text in one line, as a terminal may show it: a file may be named after what moves the cursor. */
export function inOneLine(text: string): string {
  return legible(text).replace(/[\t\n\r\u2028\u2029]/g, '\uFFFD')
}

/** A value with all strings in it made legible, and the first character that was not. */
export function legibleThrough<Value>(value: Value): { value: Value; first: string | undefined } {
  const first = firstUnreadable(value)
  return first === undefined ? { value, first } : { value: cleaned(value) as Value, first }
}

function firstUnreadable(value: unknown): string | undefined {
  if (typeof value === 'string') return isPlain.test(value) ? undefined : value.match(unreadable)?.[0]
  if (typeof value !== 'object' || value === null) return undefined
  for (const inside of Object.values(value)) {
    const first = firstUnreadable(inside)
    if (first !== undefined) return first
  }
  return undefined
}

// Most texts: it takes a tenth of the time to see that.
const isPlain = /^[\t\n\r -~]*$/

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return legible(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [legible(key), cleaned(inside)]))
}

/** How a character is spelled where it cannot be shown: `U+001B`. */
export function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

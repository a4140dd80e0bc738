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
  let first: string | undefined
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') {
      first ??= one.match(unreadable)?.[0]
      return legible(one)
    }
    if (Array.isArray(one)) return one.map(walk)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, inside]) => [legible(key), walk(inside)]))
  }
  const cleaned = walk(value) as Value
  return first === undefined ? { value, first } : { value: cleaned, first }
}

/** How a character is spelled where it cannot be shown: `U+001B`. */
export function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

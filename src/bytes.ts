/** As much of a text as fits into a number of bytes of UTF-8, to the end of a word; one long word to the end of a letter. */
export function within(text: string, bytes: number, separator: string): string {
  if (text.length * 3 <= bytes || bytesOf(text) <= bytes) return text
  const { read } = encoder.encodeInto(text, new Uint8Array(bytes))
  const end = text[read] === separator ? read : text.lastIndexOf(separator, read - 1)
  // What a reader takes for a letter may be several code points.
  return text.slice(0, end > 0 ? end : letters.segment(text).containing(read)!.index)
}

/** The length of a text in bytes of UTF-8. */
export function bytesOf(text: string): number {
  return encoder.encode(text).length
}

const encoder = new TextEncoder()
const letters = new Intl.Segmenter('en')

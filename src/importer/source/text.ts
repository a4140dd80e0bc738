import type { Point } from 'unist'

/** A stretch of text: offsets, `end` excluded. */
export interface Range {
  start: number
  end: number
}

/** Text that knows where it stands: a file's, or a piece of it whose lines may have lost their indentation. */
export interface Text {
  text: string
  /** Whether what stands between dollars is mathematics. */
  math?: boolean
  /** The place in the file's text of a 1-based place in this one. */
  placeOf(point: Point): Point
  /** The place in the file's text of an offset in this one. */
  placeAt(offset: number): Point
}

/** A whole text: its own places are the file's. */
export function wholeText(text: string): Text {
  const starts = lineStarts(text)
  return { text, placeOf: (point) => point, placeAt: (offset) => pointAt(starts, offset) }
}

/**
 * A piece of a text, up to `indent` columns of white space taken from the beginning of each of its lines, as far as
 * they begin before the offset `indentEnd` in the text.
 */
export function pieceOf(whole: Text, { start, end }: Range, indent = 0, indentEnd = end): Text {
  const first = whole.placeAt(start)
  const taken: number[] = []
  const text = whole.text
    .slice(start, end)
    .replace(/(?<=^|\n|\r(?!\n))[ \t]*/g, (space: string, offset: number) => {
      // What stands before the first line's piece is taken too.
      const before = taken.length === 0 ? first.column - 1 : 0
      const few = start + offset < indentEnd ? signsWithin(space, indent - before) : 0
      taken.push(before + few)
      return space.slice(few)
    })
  const starts = lineStarts(text)
  const placeOf = ({ line, column }: Point) => ({
    line: first.line + line - 1,
    column: column + (taken[line - 1] ?? 0),
  })
  return { text, placeOf, placeAt: (offset) => placeOf(pointAt(starts, offset)) }
}

/** How many columns white space at the beginning of a line takes. */
export function columnsOf(space: string): number {
  let columns = 0
  for (const sign of space) columns += sign === '\t' ? 4 - (columns % 4) : 1
  return columns
}

/** How many signs of white space begin within the first columns. */
function signsWithin(space: string, columns: number): number {
  let signs = 0
  for (let column = 0; signs < space.length && column < columns; signs += 1)
    column += space[signs] === '\t' ? 4 - (column % 4) : 1
  return signs
}

/** The offsets at which a text's lines begin. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (const { index, 0: ending } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + ending.length)
  return starts
}

/** The 1-based place of an offset, from the offsets at which lines begin. */
export function pointAt(starts: readonly number[], offset: number): Point {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - starts[low]! + 1 }
}

/** A text in one line: a space for each line end, with the spaces round it. */
export function oneLine(text: string): string {
  return text.replace(/(?<!\s)\s*[\r\n]+\s*/g, ' ')
}

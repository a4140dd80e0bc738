/** A line that opens more lists and quotes than are read. */
export interface NestedLine {
  line: number
  depth: number
}

const deepest = 50

/**
 * Finds the first line that opens more than 50 lists and quotes: the parser's time and stack grow with them beyond
 * bounds. Lines in fences are no such lines, as far as they are seen without parsing.
 */
export function findNested(text: string): NestedLine | undefined {
  let fence = ''
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const [, opening = ''] = line.match(/^[ \t>]*(`{3,}|~{3,})/) ?? []
    if (fence) {
      if (opening.startsWith(fence)) fence = ''
      continue
    }
    if (opening) fence = opening
    const [markers] = line.match(/^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?![^ \t])))*/)!
    // Short ones, nearly all, are not worth counting.
    if (markers.length <= deepest) continue
    const depth = countMarkers(markers, markers.length === line.trimEnd().length)
    if (depth > deepest) return { line: index + 1, depth }
  }
  return undefined
}

/** How many markers there are, without those of a rule (`- - -`) at the line's end. */
function countMarkers(markers: string, isWhole: boolean): number {
  const signs = markers.match(/>|[-+*]|\d+[.)]/g)!
  const last = signs.at(-1)!
  if (isWhole && /[-*]/.test(last)) while (signs.at(-1) === last) signs.pop()
  return signs.length
}

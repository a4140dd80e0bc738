import { columnsOf } from './text.ts'

const deepest = 50

/**
 * Finds the first line, 1-based, where more than 50 lists and quotes stand open, one inside the other: the parser's time and
 * stack grow with them beyond bounds. Lines in fences are no such lines, as far as they are seen without parsing.
 */
export function findNested(text: string): number | undefined {
  let fence = ''
  let open: readonly number[] = []
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const [, opening = ''] = line.match(/^[ \t>]*(`{3,}|~{3,})/) ?? []
    if (fence) {
      if (opening.startsWith(fence)) fence = ''
      continue
    }
    if (opening) fence = opening
    const [markers] = line.match(/^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?![^ \t])))*/)!
    if (markers === '') continue
    const items = openItems(open, markers, markers.length === line.trimEnd().length)
    if (items.columns.length + items.quotes > deepest) return index + 1
    open = items.columns
  }
  return undefined
}

/**
 * The items that stand open once a line's markers are read, each by the column where what it holds begins, and how
 * many quotes are around them. A rule (`- - -`) at the line's end opens none.
 */
function openItems(
  open: readonly number[],
  markers: string,
  isWhole: boolean,
): { columns: readonly number[]; quotes: number } {
  const signs = [...markers.matchAll(/>|[-+*]|\d+[.)]/g)]
  const last = signs.at(-1)![0]
  if (isWhole && /[-*]/.test(last)) while (signs.at(-1)?.[0] === last) signs.pop()
  const items = signs.filter(([sign]) => sign !== '>')
  if (items.length === 0) return { columns: open, quotes: signs.length }
  const columnAt = (offset: number) => columnsOf(markers.slice(0, offset))
  const first = columnAt(items[0]!.index)
  const around = open.filter((column) => column <= first)
  // What is indented more is code, or goes on with the text above.
  if (first > (around.at(-1) ?? 0) + 3 && signs.length === items.length) return { columns: open, quotes: 0 }
  // More than what is too many need no places.
  const inner = items.slice(0, deepest + 1).map(({ index, 0: sign }) => columnAt(index) + sign.length + 1)
  return { columns: [...around, ...inner], quotes: signs.length - items.length }
}

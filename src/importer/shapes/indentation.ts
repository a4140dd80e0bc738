import { columnsOf, type Text } from '../source/text.ts'
import type { Mark } from './shape.ts'

/** Tells by how much the answers of questions that stand in list items are indented, whatever the items ask for. */
export function indentAnswers(source: Text, marks: Mark[]): Mark[] {
  return marks.map((mark, index) => {
    if (mark.kind !== 'question' || (mark.shape !== 'headings-in-items' && mark.shape !== 'numbered-lines'))
      return mark
    const indent = indentOf(source.text.slice(mark.end, mark.until ?? marks[index + 1]?.start))
    return indent > 0 ? { ...mark, indent } : mark
  })
}

/**
 * The columns that an answer is indented by: as its first line is, unless that is code beside the others. An
 * answer that begins at the margin is only indented where its fences are.
 */
export function indentOf(answer: string): number {
  const lines = linesOutsideFences(answer)
  const first = lines[0]?.indent ?? 0
  if (first === 0) return lines.find(({ indent, isFence }) => isFence && indent > 3)?.indent ?? 0
  const least = lines.reduce((least, { indent }) => (indent > 0 ? Math.min(least, indent) : least), first)
  return first - least > 3 ? least : first
}

function linesOutsideFences(text: string): { indent: number; isFence: boolean }[] {
  const lines: { indent: number; isFence: boolean }[] = []
  let fence: string | undefined
  for (const [, space, rest] of text.matchAll(/^([ \t]*)(\S[^\r\n]*)/gm)) {
    const [sign] = rest!.match(/^(?:`{3,}(?=[^`]*$)|~{3,})/) ?? []
    if (fence === undefined) lines.push({ indent: columnsOf(space!), isFence: sign !== undefined })
    if (fence === undefined) fence = sign
    else if (sign?.startsWith(fence) && sign.length === rest!.trimEnd().length) fence = undefined
  }
  return lines
}

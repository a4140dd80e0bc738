import type { Range } from './text.ts'

/** Stands where a sign of TeX has no other in its place; no text has it. */
const padding = '\uFDEF'

/**
 * A text with dollars round the mathematics that TeX sets between `\(` and `\)`, or `\[` and `\]`, as long as it was: what
 * is left over is padding. What stands in `kept`, such as code, and prose between escaped brackets stay as they are.
 */
export function withDollars(text: string, kept: readonly Range[]): string {
  let next = 0
  return text.replace(between, (whole, ...found) => {
    const { round, square } = found.at(-1) as Record<'round' | 'square', string | undefined>
    const offset = found.at(-3) as number
    while (next < kept.length && kept[next]!.end <= offset) next += 1
    const tex = round ?? square!
    const isKept = next < kept.length && kept[next]!.start < offset + whole.length
    if (isKept || tex.trim() === '' || isProse(tex)) return whole
    if (square !== undefined) return `$$${square}$$`
    const [start, end] = [tex.search(/\S/), tex.trimEnd().length]
    return `${padding.repeat(start + 1)}$${tex.slice(start, end)}$${padding.repeat(tex.length - end + 1)}`
  })
}

const inside = String.raw`(?:(?!\\[()[\]])[^$\r\n]|(?:\r\n|\n|\r)(?![ \t]*[\r\n])){1,2000}?`
const between = new RegExp(String.raw`(?<!\\)\\(?:\((?<round>${inside})\\\)|\[(?<square>${inside})\\\])`, 'g')

/** Whether words stand there, and no sign of a formula. */
function isProse(tex: string): boolean {
  return /\p{L}{4,}/u.test(tex) && !/[\\^_=<>+*/|\d]/.test(tex)
}

/** A text without padding. */
export function withoutPadding(text: string): string {
  return text.replaceAll(padding, '')
}

import type { PhrasingContent } from 'mdast'
import { plainDigits } from '../source/digits.ts'
import { parse } from '../source/markdown.ts'
import { oneLine } from '../source/text.ts'
import { isLabel, isQuestionWord } from '../vocabulary.ts'

/** What the bold words that a paragraph begins with say. */
export interface Bold {
  shape: 'bold' | 'bold-lines'
  /** The bold words, and those that belong to them, on one line. */
  written: string
  /** Whether only its number or its label is bold. */
  isSign: boolean
  /** Whether text goes on in the line of the bold words. */
  goesOn: boolean
  /** Where the title ends, in the paragraph. */
  titleEnd: number
  /** Where the paragraph's own text ends, and a line that makes a heading of it begins. */
  textEnd: number
}

/** What a paragraph's bold beginning says; offsets are the paragraph's own. */
export function readBold(text: string): Bold | undefined {
  const [lead] = text.match(/^(?:<a\b[^<>]*>\s*<\/a>|\s)*(?=[*_]{2}|<(?:b|strong)>)/i) ?? []
  if (lead === undefined) return undefined
  const underline = text.match(/(?:\r\n|\n|\r)[ \t]*(?:=+|-+)[ \t]*$/)
  const written = underline ? text.slice(0, underline.index) : text
  const bold = boldAt(written.slice(lead.length))
  if (!bold) return undefined
  const { inner } = bold
  const strongEnd = lead.length + bold.end
  const rest = written.slice(strongEnd)
  const plain = plainDigits(inner)
  if (isOnlyMark(plain) && /^[ \t]*[.:)\-–—]?[ \t]*[^\s]/.test(rest)) {
    const sign = rest.match(/^\s*[.:)\-–—]?\s*/)![0].length
    const length = titleLength(rest.slice(sign))
    const words = rest.slice(sign, sign + length)
    if (words.trim() === '') return undefined
    const mark = plain.replace(/[.:：)\-–—\s]*$/, '')
    return {
      ...{
        written: `${mark}${/\d[a-z]?$/.test(mark) ? '.' : ':'} ${oneLine(words).trim()}`,
        goesOn: false,
        isSign: true,
      },
      ...placed(text, written, strongEnd + sign + length),
    }
  }

  // An emoji or a remark such as “(easy)” still belongs to the title.
  const [suffix] = rest.match(
    /^(?:[*_]?\([^()\r\n]{1,30}\)[*_]?(?=\s*(?:[\r\n]|$))|[^\p{L}\p{N}\r\n<([\\])*/u,
  )!
  const line = rest.slice(suffix.length).match(/^(?:<br\s*\/?>|\\)?[ \t]*(?:\r\n|\n|\r|$)/i)
  return {
    ...{
      written: oneLine(`${inner}${line ? suffix.trimEnd() : ''}`).trim(),
      goesOn: line === null,
      isSign: false,
    },
    ...placed(text, written, strongEnd + (line ? suffix.length : 0)),
  }
}

/** The bold words that a text begins with, as CommonMark reads them, or as signs around its first line mean them. */
function boldAt(text: string): { inner: string; end: number } | undefined {
  const [paragraph] = parse(text).children
  if (paragraph?.type !== 'paragraph') return undefined
  const [strong] = paragraph.children
  if (strong?.type === 'strong' || (strong?.type === 'emphasis' && strong.children[0]?.type === 'strong')) {
    const innermost = strong.type === 'strong' ? strong : strong.children[0]!
    const inner = 'children' in innermost ? sliceOf(text, innermost.children).trim() : ''
    return { inner, end: strong.position!.end.offset! }
  }
  const [element, , words] = text.match(/^<(b|strong)>\s*([\s\S]*?\S)\s*<\/\1>/i) ?? []
  if (element !== undefined) return { inner: words!, end: element.length }
  const [whole, inner] = text.match(/^\*\*(?=[^\s*])([^\r\n]*[^\s*])\*\*(?=[ \t]*(?:[\r\n]|$))/) ?? []
  return whole === undefined ? undefined : { inner: inner!, end: whole.length }
}

/** Whether bold words are a number, a label, or both: “3)”, “Q3.”, “Frage 3:”; with a number, a label of any language. */
function isOnlyMark(inner: string): boolean {
  const [, word, number] =
    inner.match(/^([\p{L}\p{M}]*(?:\s[\p{L}\p{M}]+)?)\s*(?:n[°º]|№|#)?\s*(\d*)[a-z]?\s*[.:：)\-–—]*$/iu) ?? []
  if (word === undefined) return false
  return isQuestionWord(word) || (number !== '' && !isLabel(word))
}

/** The shape of a title that ends at an offset, and where its answer begins. */
function placed(text: string, written: string, end: number): Pick<Bold, 'shape' | 'titleEnd' | 'textEnd'> {
  // The line's indentation too: a paragraph's later lines may have any, but its first makes code of it.
  const gap = written.slice(end).match(/^(?:<br\s*\/?>|\\|\s)*/i)![0].length
  const textEnd = written.length
  const isWhole = end + gap >= written.length
  return { shape: isWhole ? 'bold' : 'bold-lines', titleEnd: isWhole ? text.length : end + gap, textEnd }
}

/** How much of a text that follows a number is the title: up to the line that asks, or the line before the answer. */
function titleLength(text: string): number {
  const lines = [...text.matchAll(/[^\r\n]+/g)]
  const answer = lines.findIndex(([line]) => /^\s*[*_]*(?:A|Ans|Answer)[*_]*\s*[.:)\-–—]/i.test(line))
  const title = answer > 0 ? lines.slice(0, answer) : lines
  const asking = title.find(([line]) => /[?？][\s\p{P}\p{S}\p{Cf}\p{M}]*$/u.test(line))
  // A line that begins with a small letter goes on with the one above it.
  const next = title.findIndex(([line], place) => place > 0 && !/^\s*\p{Ll}/u.test(line))
  const last = asking ?? (answer > 0 ? title.at(-1) : title.at(next < 0 ? -1 : next - 1))
  return last ? last.index + last[0].length : 0
}

function sliceOf(text: string, nodes: readonly PhrasingContent[]): string {
  return text.slice(nodes[0]?.position?.start.offset, nodes.at(-1)?.position?.end.offset)
}

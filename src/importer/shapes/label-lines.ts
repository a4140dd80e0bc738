import type { Nodes, Paragraph } from 'mdast'
import { plainDigits } from '../source/digits.ts'
import { isAnswerWord, isQuestionLike, isQuestionWord } from '../vocabulary.ts'
import type { Group } from './evidence.ts'
import type { Mark, Outline } from './shape.ts'
import { readTitles } from './titles.ts'

/** A line that a label or a sign begins: `Q: What is a queryset?`, `A: A lazy list.`, `Question 3: …`, `问：…`, `■ …`. */
interface Line {
  /** The label without its number, lower case, or the sign. */
  label: string
  isNumbered: boolean
  /** The line, and those that go on with it where it has no text of its own. */
  written: string
  start: number
  end: number
}

/**
 * The group of a file's labelled lines. Which label asks is told by its word, or by its place: it comes first, and
 * another one answers each.
 */
export function labelGroups({ source, tree }: Outline): Group[] {
  const lines: Line[] = []
  const add = (node: Nodes) => {
    if (node.type === 'paragraph') lines.push(...linesOf(source.text, node))
    else if (node.type !== 'list' && node.type !== 'code' && 'children' in node)
      for (const child of node.children) add(child)
  }
  for (const node of tree.children) add(node)
  const asking = askingLabel(lines)
  if (asking === undefined) return []
  const asked = lines.filter(({ label }) => label === asking)
  const titles = readTitles(asked.map(({ written }) => written))
  const marks = asked.map(({ label, start, end, written }, index): Mark => {
    const { title, number } = titles[index]!
    const rest = title === written ? written.replace(/^[^:：.]*[:：.]\s*/, '') : title
    return {
      ...{ kind: 'question', shape: 'question-lines', title: rest, depth: 7, start, end },
      ...(number === undefined ? {} : { number }),
      ...{ label: isQuestionWord(label) ? label : 'q' },
    }
  })
  return [{ kind: 'label', marks: marks.filter(({ title }) => title !== ''), size: asked.length }]
}

/** The label of questions: one that says so and asks or is answered, or any that alternates with another one. */
function askingLabel(lines: readonly Line[]): string | undefined {
  const places = lines.map((line, place) => ({ ...line, place }))
  const labels = Map.groupBy(places, ({ label }) => label)
  const often = [...labels].filter(
    ([label, same]) => same.length >= 2 && !(isAnswerWord(label) && !isQuestionWord(label)),
  )
  for (const [label, same] of often.toSorted(([, a], [, b]) => b.length - a.length)) {
    const asking = same.filter(({ written }) => isQuestionLike(written)).length
    const next = same.map(({ place }) => lines[place + 1]?.label)
    // A sign before each question, and before nothing else.
    if (!/\p{L}/u.test(label) && asking >= 3 && asking === same.length) return label
    const answered = next.filter(
      (other) =>
        other !== undefined && other !== label && (isAnswerWord(other) || next.every((one) => one === other)),
    )
    const isNamed = isQuestionWord(label) && (asking * 2 >= same.length || answered.length * 2 >= same.length)
    const isPaired = answered.length * 3 >= same.length * 2 && asking * 2 >= same.length
    if (isNamed || isPaired) return label
  }
  return undefined
}

const labelled =
  /^([ \t]{0,3}(?:[-*+][ \t]+)?)((?:\p{L}[\p{L}\p{M}]{0,19})(?:[ ]\p{L}[\p{L}\p{M}]{0,9})?)[.]?[ \t]*(?:n[°º]|№|#|no\.?)?[ \t]*(\d{0,4})[ \t]*([:：]|[.)](?=[ \t])|[ \t][-–—](?=[ \t]))[ \t]*(\S[^\r\n]*)$/gimu

/** A sign that stands for no word, before a line. */
const beginning = /^([ \t]{0,3})(\p{So}\uFE0F?)[ \t]*(?=[\p{L}\p{N}¿"“«「])[^\r\n]*$/gmu

function linesOf(text: string, { position }: Paragraph): Line[] {
  const { start, end } = position!
  const from = start.offset! - (start.column - 1)
  const slice = text.slice(from, end.offset)
  if (slice.length > 20_000) return []
  const signed = [...slice.matchAll(beginning)].map(({ index, 0: whole, 1: indent, 2: sign }): Line => {
    const start = from + index
    const written = whole.slice(indent!.length).trimEnd()
    return { label: sign!, isNumbered: false, written, start, end: start + indent!.length + written.length }
  })
  if (signed.length > 0) return signed
  return [...plainDigits(slice).matchAll(labelled)].flatMap((found): Line[] => {
    const [plain, indent, label, number, sign, rest] = found as unknown as string[]
    const whole = slice.slice(found.index, found.index + plain!.length)
    // A sentence may begin with a word and a dot; a label of one letter, or cut short, may have one, or one with its number.
    const isCut = label!.length === 1 || /^(?:que|ans)$/i.test(label!)
    if (!/[:：]/.test(sign!) && !isCut && number === '') return []
    if (/^\/\//.test(rest!)) return []
    const offset = from + found.index + indent!.length
    return [
      {
        ...{
          label: label!.toLowerCase(),
          isNumbered: number !== '',
          written: whole.slice(indent!.length).trimEnd(),
        },
        ...{ start: from + found.index, end: offset + whole.slice(indent!.length).trimEnd().length },
      },
    ]
  })
}

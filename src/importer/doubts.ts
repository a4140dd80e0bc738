import type { VFile } from 'vfile'
import { report } from '../problems.ts'
import { offerOf } from './shapes/offered.ts'
import type { Mark, Outline } from './shapes/shape.ts'
import { readTitle } from './shapes/titles.ts'
import type { Rendered, Topic } from './topic.ts'
import { asks, isBoilerplate, isMarked } from './vocabulary.ts'

/**
 * Tells what was probably misread, as far as it shows: an introduction with questions of its own, an answer that holds
 * others, contents that name what was not found.
 */
export function tellDoubts(topic: Topic, marks: readonly Mark[], outline: Outline, file: VFile): void {
  if (topic.questions.length === 0 || topic.note?.isRead) return
  tellIntroduction(topic, marks, outline, file)
  tellAnswers(topic, outline, file)
  tellContents(topic, outline, file)
}

/** Where doubt begins. */
const doubts = {
  /** Headings above the first question that are like the questions': fewer are any author's way to begin. */
  headings: 3,
  /** Headings in one answer that are numbered or ask: fewer are its steps. */
  inner: 5,
  /** Characters of an answer: what is shorter is read at a glance. */
  characters: 4000,
  /** As many times as long as the answer in the middle. */
  times: 12,
  /** Places that contents name: fewer are links. */
  contents: 5,
}

function tellIntroduction(
  { introduction, sections, questions }: Topic,
  marks: readonly Mark[],
  outline: Outline,
  file: VFile,
): void {
  const numbered = marks.filter(({ kind, number }) => kind === 'question' && number !== undefined)
  const isCounted = numbered.length * 2 > questions.length
  for (const { line, introduction: above } of [{ line: 1, introduction }, ...sections]) {
    const alike = headingsOf(above).filter((words) => isAsking(words) || (isCounted && isNumbered(words)))
    if (alike.length < doubts.headings || alike.length * 10 < questions.length) continue
    const offer = offerOf(outline, ['headings', 'numbered-headings'], questions.length)
    report(file, 'introduction-asks', { line, column: 1 }, alike.length, alike[0]!, offer)
    return
  }
}

function tellAnswers({ questions }: Topic, outline: Outline, file: VFile): void {
  const lengths = questions.map(({ answer }) => answer?.text.length ?? 0)
  const usual = Math.max(1, lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)]!)
  const inner = questions.map(({ answer }) =>
    headingsOf(answer).filter((words) => isNumbered(words) || isAsking(words)),
  )
  const holding = inner.filter(({ length }) => length >= doubts.inner)
  // What every other answer holds is how they are written.
  const isHabit = holding.length > 1 && holding.length * 3 > questions.length
  const asNumbered = holding.length > 0 && !isHabit
  const offer = asNumbered ? offerOf(outline, ['headings', 'numbered-headings'], questions.length) : undefined
  for (const [at, { title, line }] of questions.entries()) {
    const times = Math.floor(lengths[at]! / usual)
    const isLong = questions.length > 3 && lengths[at]! > doubts.characters && times >= doubts.times
    const others = isHabit || inner[at]!.length < doubts.inner ? [] : inner[at]!
    if (isLong || others.length > 0)
      report(file, 'answer-swallows', { line, column: 1 }, title, isLong ? times : undefined, others, offer)
  }
}

function tellContents({ questions, anchors }: Topic, outline: Outline, file: VFile): void {
  const { text, placeAt } = outline.source
  const above = text.split(/(?<=\r\n|\n|\r(?!\n))/).slice(0, questions[0]!.line - 1)
  const indents = new Map<number, number>()
  const named = new Set<string>()
  const lost: { name: string; offset: number }[] = []
  let start = 0
  for (const line of above) {
    const indent = line.search(/\S/)
    for (const { index, 1: words, 2: name } of line.matchAll(/\[([^[\]]*)\]\(#([^)\s]+)\)/g)) {
      const target = anchors[name!.toLowerCase()]
      if (target === undefined || named.has(name!) || isBoilerplate(words!)) continue
      named.add(name!)
      const { section, question, anchor } = target
      if (section !== undefined) continue
      if (question !== undefined && !anchor) indents.set(question, indent)
      // What stands indented below its question is a part of the answer.
      else if (question === undefined || indent <= (indents.get(question) ?? indent))
        lost.push({ name: name!, offset: start + index })
    }
    start += line.length
  }
  const [first] = lost
  if (!first || named.size < doubts.contents) return
  const offer = offerOf(outline, ['headings', 'numbered-headings'], questions.length)
  report(file, 'contents-lost', placeAt(first.offset), lost.length, named.size, first.name, offer)
}

function headingsOf(rendered: Rendered | undefined): string[] {
  return (rendered?.headings ?? []).map(({ text }) => text)
}

function isNumbered(words: string): boolean {
  return readTitle(words).number !== undefined
}

function isAsking(words: string): boolean {
  return isMarked(words) || asks(words)
}

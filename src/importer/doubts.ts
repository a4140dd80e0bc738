import type { VFile } from 'vfile'
import { report } from '../problems.ts'
import { isQuestion } from './shapes/one-question-file.ts'
import type { Text } from './source/text.ts'
import type { Rendered, Topic } from './topic.ts'

/**
 * Tells what was probably misread, as far as it shows: an introduction with questions of its own, an answer that holds
 * others, contents that name what was not found. Each once a file, where it shows first.
 */
export function tellDoubts(topic: Topic, source: Text, file: VFile): void {
  if (topic.questions.length === 0 || topic.note?.isRead) return
  tellIntroduction(topic, file)
  tellAnswer(topic, file)
  tellContents(topic, source, file)
}

function tellIntroduction({ introduction, sections, questions }: Topic, file: VFile): void {
  const above = [{ line: 1, introduction }, ...sections]
  for (const { line, introduction } of above) {
    const asking = headingsOf(introduction).filter((words) => isQuestion(withoutNumber(words)))
    if (asking.length < doubts.headings || asking.length * 10 < questions.length) continue
    report(file, 'introduction-asks', { line, column: 1 }, asking.length, asking[0]!)
    return
  }
}

function tellAnswer({ questions }: Topic, file: VFile): void {
  const lengths = questions.map(({ answer }) => answer?.text.length ?? 0)
  const usual = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)]!
  for (const [at, { title, line, answer }] of questions.entries()) {
    const numbered = headingsOf(answer).filter((words) => withoutNumber(words) !== words)
    const times = Math.floor(lengths[at]! / Math.max(usual, 1))
    const isLong = questions.length > 3 && lengths[at]! > doubts.characters && times >= doubts.times
    if (!isLong && numbered.length < doubts.steps) continue
    report(file, 'answer-swallows', { line, column: 1 }, title, isLong ? times : undefined, numbered)
    return
  }
}

function tellContents({ questions, anchors }: Topic, { text, placeAt }: Text, file: VFile): void {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/)
  const above = lines.slice(0, questions[0]!.line - 1).join('')
  const named = new Set(Array.from(above.matchAll(/\]\(#([^)\s]+)\)/g), ([, name]) => name!))
  const lost = [...named].filter((name) => {
    const target = anchors[name.toLowerCase()]
    const isFound = target?.section !== undefined || (target?.question !== undefined && !target.anchor)
    return target !== undefined && !isFound
  })
  if (lost.length < doubts.contents || lost.length * 2 < named.size) return
  report(file, 'contents-lost', placeAt(text.indexOf(`](#${lost[0]}`)), lost.length, named.size, lost[0]!)
}

/** Where doubt begins. */
const doubts = {
  /** Headings that ask above the first question: fewer are any author's way to begin. */
  headings: 3,
  /** Numbered headings in one answer: fewer are steps. */
  steps: 5,
  /** Characters of an answer: what is shorter is read at a glance. */
  characters: 4000,
  /** As many times as long as the answer in the middle. */
  times: 12,
  /** Places that contents name: fewer are links. */
  contents: 5,
}

function headingsOf(rendered: Rendered | undefined): string[] {
  return (rendered?.headings ?? []).map(({ text }) => text)
}

function withoutNumber(words: string): string {
  return words.replace(/^(q(uestion)?\s*)?\d+\s*[.):-]\s*/i, '')
}

import { wordsOfHtml } from '../source/html.ts'
import type { Range, Text } from '../source/text.ts'
import { isBoilerplate, isQuestionLike } from '../vocabulary.ts'
import type { Group } from './evidence.ts'
import type { Mark } from './shape.ts'

/** A group that is believable, and the reading of the file that follows from it. */
export interface Found {
  group: Group
  /** What speaks for it. */
  weight: number
  marks: Mark[]
}

/** More does not make a group more believable. */
const most = 2

/**
 * The marks to believe. The group with most questions is right, each counted by what speaks for it; but
 * - not where its questions stand inside the answers of another one's;
 * - one without answers only where what the others find hardly asks anything: any answer may hold a list.
 *
 * What another group with answers finds where the believed one finds nothing is taken too: some files change midway.
 */
export function believed(found: readonly Found[], source: Text): Mark[] {
  const worthOf = ({ weight, marks }: Found) => Math.min(weight, most) * questionsIn(marks).length
  const byValue = found.toSorted((a, b) => worthOf(b) - worthOf(a))
  const isBare = ({ group }: Found) => group.kind === 'bullet' || group.kind === 'prompt'
  const bare = byValue.find(isBare)
  const answered = byValue.filter((one) => !isBare(one))
  const best =
    answered.find((one) => !answered.some((other) => other !== one && standsInside(one, other, source))) ??
    answered[0]
  const asking = best ? questionsIn(best.marks).filter(asks).length : 0
  // A title such as “What to ask about CSS?” above the questions is one that asks, too.
  if (bare && questionsIn(bare.marks).length > asking * 5) return bare.marks
  const others = answered.filter((other) => other !== best)
  return others.reduce<Mark[]>((marks, other) => joined(marks, other.marks, source), best?.marks ?? [])
}

/** Whether questions are others' titles, seen again, or stand in most of their answers, below a text that answers. */
function standsInside(one: Found, other: Found, source: Text): boolean {
  const inner = questionsIn(one.marks)
  const outer = questionsIn(other.marks)
  if (inner.length === 0) return false
  const isCounting = isCounted(outer) && !isCounted(inner)
  let next = 0
  let holding = 0
  let titles = 0
  let answers = 0
  for (const [index, { start, end }] of outer.entries()) {
    const until = outer[index + 1]?.start ?? source.text.length
    while (next < inner.length && inner[next]!.start <= start) next += 1
    const first = inner[next]
    const isHolding = first !== undefined && first.start < until
    if (isHolding) answers += 1
    if (isHolding && first.start < end) titles += 1
    else if (
      isHolding &&
      (isCounting || /[\p{L}\p{N}]/u.test(wordsOfHtml(source.text.slice(end, first.start))))
    )
      holding += 1
  }
  // What is hardly believable itself holds nothing: a section's title is no question.
  const mayHold =
    outer.length > 1 && isAbove(outer, inner) && (isCounting || other.weight * 1.5 >= one.weight)
  // Among questions that count, what one answer alone holds is a part of it.
  const isOneAnswers = isCounting && answers === 1 && inner[0]!.start > outer[0]!.start
  return titles * 2 >= inner.length || (mayHold && (holding * 2 >= outer.length || isOneAnswers))
}

/** Whether marks may hold others: headings are held by those of higher levels only. */
function isAbove(outer: readonly Mark[], inner: readonly Mark[]): boolean {
  const [one, other] = [outer[0]?.depth ?? 7, inner[0]!.depth]
  return other > 6 || one < other
}

/** Whether at least three questions count on. */
function isCounted(questions: readonly Mark[]): boolean {
  const going = questions
    .slice(1)
    .filter(({ number }, index) => number !== undefined && number === (questions[index]!.number ?? -1) + 1)
  return going.length >= 2 && going.length * 2 >= questions.length - 1
}

/** A stretch of a file where no question was found, or the answer of the last. */
interface Gap extends Range {
  isLastAnswer: boolean
}

/** Marks with those of another shape's that stand where the first marks no question, if at least two of them ask. */
function joined(marks: readonly Mark[], others: readonly Mark[], source: Text): Mark[] {
  const asked = questionsIn(others).filter(asks)
  if (asked.length < 2) return [...marks]
  const titles = new Set(questionsIn(marks).map(({ title }) => title.toLowerCase()))
  let next = 0
  const found = gapsIn(marks, source.text.length).map((gap) => {
    const inside: Mark[] = []
    for (; next < others.length && others[next]!.start < gap.end; next += 1) {
      const { kind, start, until = start } = others[next]!
      if (kind !== 'title' && start >= gap.start && until <= gap.end) inside.push(others[next]!)
    }
    return { ...gap, inside: withoutLead(inside) }
  })
  const reached = new Set(found.flatMap(({ inside }) => inside))
  // Where answers hold such questions anyway, the last one does; and a table of contents repeats titles.
  const isUsual = asked.some((mark) => !reached.has(mark))
  const taken = found
    .filter(({ inside, isLastAnswer }) => inside.filter(asks).length >= 2 && !(isLastAnswer && isUsual))
    .filter(({ inside }) => !inside.some(({ title }) => titles.has(title.toLowerCase())))
    .flatMap(({ inside }) => inside)
  const asking = new Set(questionsIn(taken).map(({ start }) => start))
  const kept = marks.filter(({ start }) => !asking.has(start))
  const starts = new Set(kept.map(({ start }) => start))
  const all = [...kept, ...taken.filter(({ start }) => !starts.has(start))]
  const ends = new Map(taken.map(({ start, until = start }) => [start, until]))
  let until = 0
  const inOrder = all.toSorted((a, b) => a.start - b.start)
  return inOrder
    .map((mark, index): Mark => {
      // What asks nothing, and only leads to what was found below it, is a section.
      const next = inOrder[index + 1]
      const leads =
        mark.kind === 'question' && next?.kind === 'question' && next.depth > mark.depth && mark.depth <= 6
      const isBare = leads && !asks(mark) && !/\S/.test(source.text.slice(mark.end, next.start))
      const { title, depth, start, end } = mark
      return isBare ? { kind: 'section', title, depth, start, end } : mark
    })
    .filter(({ start }) => {
      // A heading in the answer of a question that is taken belongs to that answer.
      if (start < until) return false
      until = ends.get(start) ?? until
      return true
    })
}

function gapsIn(marks: readonly Mark[], end: number): Gap[] {
  const lastQuestion = marks.findLastIndex(({ kind }) => kind === 'question')
  const gaps: Gap[] = [{ start: 0, end: marks[0]?.start ?? end, isLastAnswer: false }]
  for (const [index, mark] of marks.entries()) {
    const next = marks[index + 1]?.start ?? end
    const last = gaps.at(-1)
    if (mark.kind === 'question') {
      const isLastAnswer = mark.until === undefined
      if (!isLastAnswer || index === lastQuestion)
        gaps.push({ start: mark.until ?? mark.end, end: next, isLastAnswer })
    } else if (mark.kind !== 'end' && !isBoilerplate(mark.title)) {
      if (last?.end === mark.start && !last.isLastAnswer) last.end = next
      else gaps.push({ start: mark.start, end: next, isLastAnswer: false })
    }
  }
  return gaps
}

/** Marks from the sections on that stand right above the first question. */
function withoutLead(marks: readonly Mark[]): Mark[] {
  const first = marks.findIndex(({ kind }) => kind === 'question')
  const before = marks.slice(0, Math.max(first, 0)).findLastIndex(({ kind }) => kind !== 'section')
  return first < 0 ? [] : marks.slice(before + 1)
}

function questionsIn(marks: readonly Mark[]): Mark[] {
  return marks.filter(({ kind }) => kind === 'question')
}

function asks({ kind, title }: Mark): boolean {
  return kind === 'question' && isQuestionLike(title)
}

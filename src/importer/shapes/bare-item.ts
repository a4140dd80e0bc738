import type { Heading as HeadingNode, Nodes, Paragraph } from 'mdast'
import { plainText } from '../source/markdown.ts'
import type { Text } from '../source/text.ts'
import { clean } from './find-headings.ts'
import { indentAnswers } from './indentation.ts'
import type { Mark, Outline, Shape } from './index.ts'
import { isBoilerplate, isLabel, isQuestionLike } from './words.ts'

/** `3. What is a queryset?`: a numbered list item is the question, and its answer stands in it or below it. */
export const bareItems: Shape = {
  ids: ['A6'],
  find: (outline, ids, isAsked) =>
    ids.includes('A6') ? indentAnswers(outline.source, markItems(outline, isAsked)) : [],
}

/** A numbered item, or a heading, which begins a new count. */
interface Candidate extends Mark {
  words: string
  hasBody: boolean
}

function markItems(outline: Outline, isAsked: boolean): Mark[] {
  const candidates = findCandidates(outline)
  const runs: Candidate[][] = []
  // The number of the last step of a list inside an answer.
  let step: number | undefined
  let isInAnswer = false
  let isFresh = true
  for (const candidate of candidates) {
    const { kind, number, words, hasBody } = candidate
    const last = runs.at(-1)?.at(-1)?.number
    if (kind === 'section') {
      // What is listed below a heading that asks is the heading's answer.
      isInAnswer = candidate.depth > 1 && isQuestionLike(words)
      step = undefined
      isFresh = true
      continue
    }
    if (number === undefined) continue
    const asks = isQuestionLike(words) && hasBody
    const goesOn = last !== undefined && number === last + 1
    if (isInAnswer && !(goesOn && asks)) continue
    const isNext = (hasBody || isAsked) && step === undefined
    if (goesOn && (isQuestionLike(words) || isNext)) runs.at(-1)!.push(candidate)
    else if (step !== undefined && number === step + 1) {
      step = number
      continue
    } else if (last === undefined || number <= last) {
      if (isFresh || asks) runs.push([candidate])
      else {
        step = number
        continue
      }
    } else if (asks) runs.at(-1)!.push(candidate)
    else continue
    step = undefined
    isFresh = false
  }

  const answered = runs.filter(isAnswered)
  const questions = (isAsked ? (answered.length > 0 ? answered : runs) : answered.filter(isAsking)).flat()
  const asking = questions.filter(({ words }) => /[?？؟]|^\W*(what|why|how|which|who|where)\b/iu.test(words))
  const isBelievable = questions.length > 1 && asking.length * 4 >= questions.length
  if (questions.length === 0 || !(isAsked || isBelievable)) return []
  return [...sectionsAmong(candidates, questions), ...questions]
    .toSorted((a, b) => a.start - b.start)
    .map(({ words: _, hasBody: __, ...mark }) => mark)
}

/** Most have answers, as a table of contents and the options of a quiz have not. */
function isAnswered(run: readonly Candidate[]): boolean {
  return run.filter(({ hasBody }) => hasBody).length * 2 > run.length
}

/** Most ask, as steps do not. */
function isAsking(run: readonly Candidate[]): boolean {
  return run.filter(({ words }) => isQuestionLike(words)).length * 3 >= run.length * 2
}

/** Headings right above questions, and those of their levels; what comes after the last question ends it. */
function sectionsAmong(candidates: readonly Candidate[], questions: readonly Candidate[]): Candidate[] {
  const asked = new Set(questions)
  const isRightAbove = ({ kind, hasBody }: Candidate, index: number) =>
    kind === 'section' && !hasBody && asked.has(candidates[index + 1]!)
  const lowest = Math.max(1, ...candidates.filter(isRightAbove).map(({ depth }) => depth))
  const headings = candidates.filter(({ kind }) => kind === 'section')
  const isTitle = (heading: Candidate) =>
    heading === candidates[0] && headings.every((other) => other === heading || other.depth > heading.depth)
  const [begin, end] = [questions[0]!.start, questions.at(-1)!.start]
  return headings.flatMap((heading): Candidate[] => {
    if (isTitle(heading)) return [{ ...heading, kind: 'title' }]
    if (isBoilerplate(heading.words)) return heading.start > begin ? [{ ...heading, kind: 'end' }] : []
    if (heading.depth > lowest || isLabel(heading.words)) return []
    return [{ ...heading, kind: heading.start < end ? 'section' : 'end' }]
  })
}

function findCandidates({ source, tree }: Outline): Candidate[] {
  const found: Mark[] = []
  const add = (node: Nodes, mostIndent: number) => {
    if (node.type === 'paragraph') found.push(...numberedLines(source, node, mostIndent))
    // Deeper down, only what continues a paragraph lazily stands at the margin.
    else if ('children' in node) for (const child of node.children) add(child, 0)
  }
  for (const node of tree.children) {
    if (node.type === 'heading') found.push(...headingMark(source, node))
    else if (node.type !== 'list') add(node, 3)
    else
      for (const { children } of node.children)
        for (const [index, child] of children.entries()) add(child, node.ordered && index === 0 ? 3 : 0)
  }
  return found.map((mark, index) => ({
    ...mark,
    words: plainText(mark.title),
    hasBody: /\S/.test(source.text.slice(mark.end, found[index + 1]?.start)),
  }))
}

function headingMark({ text }: Text, { depth, children, position }: HeadingNode): Mark[] {
  const [first, last] = [children[0], children.at(-1)]
  if (!first || !last) return []
  const title = clean(text.slice(first.position!.start.offset, last.position!.end.offset))
  return [{ kind: 'section', title, depth, start: position!.start.offset!, end: position!.end.offset! }]
}

// What is longer is a paragraph that happens to begin with a number.
const longestTitle = 500

/** The lines of a paragraph that begin with a number: items, and what the parser took for text after one. */
function numberedLines(source: Text, { position }: Paragraph, mostIndent: number): Mark[] {
  const { start, end } = position!
  const from = start.offset! - (start.column - 1)
  const lines = [...source.text.slice(from, end.offset!).matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)]
  return lines.flatMap((line, index): Mark[] => {
    const [, space, number, written] = line[1]!.match(/^( *)(\d{1,9})[.)][ \t]+([^\s#].*)$/) ?? []
    if (written === undefined || written.length > longestTitle || space!.length > mostIndent) return []
    if (/^\[.*\]\(#[^)]*\)\s*$/.test(written)) return []
    const next = lines[index + 1]
    const isWrapped = next && !/[?？؟]/.test(written) && wrapped.test(next[1]!)
    const last = isWrapped ? next : line
    const title = isWrapped ? `${written.trim()} ${next[1]!.trim()}` : written
    return [
      {
        ...{ kind: 'question', shape: 'A6', depth: 7, number: Number(number) },
        title: clean(title).replace(/^(\*\*|__)((?:(?!\1).)+)\1$/, '$2'),
        start: from + line.index + space!.length,
        end: from + last.index + last[1]!.length,
      },
    ]
  })
}

/** The indented end of a question that goes over two lines. */
const wrapped = /^[ \t]+(?!\d+[.)]\s)[^\s\d][^\r\n]{0,500}[?？؟]$/

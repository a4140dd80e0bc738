import type { Heading as HeadingNode, Nodes, Paragraph, RootContent } from 'mdast'
import { wordedKey } from '../questions/worded-key.ts'
import { plainDigits } from '../source/digits.ts'
import { plainText } from '../source/markdown.ts'
import type { Text } from '../source/text.ts'
import { inquires, isQuestionLike } from '../vocabulary.ts'
import { hasLetters } from './below.ts'
import type { Group } from './evidence.ts'
import type { Mark, Outline } from './shape.ts'
import { clean } from './title-asides.ts'
import { numberOf, readTitle } from './titles.ts'
import { isTold, tellsOf } from './told.ts'

/** A numbered line, or a heading, which begins a new count. */
interface Line extends Mark {
  words: string
  hasBody: boolean
  /** Whether lettered answers to choose from stand below it. */
  hasChoices: boolean
}

/** The group of a file's numbered lines: `3. What is a queryset?`, its answer in the list's item or below it. */
export function numberedGroups(outline: Outline, isAsked: boolean): Group[] {
  const all = findLines(outline)
  const listed = firstCount(all)
  // What a key at the end answers is asked, whether it asks or not.
  const isKeyed = listed.length > 2 && wordedKey(outline.source.text, listed) !== undefined
  const keyed = isKeyed ? [listed] : []
  const runs = isKeyed ? keyed : runsAmong(all, isAsked)
  const answered = runs.filter((run) => isAnswered(run) || keyed.includes(run))
  const believed = isAsked
    ? answered.length > 0
      ? answered
      : runs
    : answered.filter(
        (run) =>
          isAsking(run) ||
          isChoosing(run) ||
          keyed.includes(run) ||
          isCounting(run, tellsOf(outline) === 'all'),
      )
  const lines = believed.flat()
  if (lines.length === 0 || (lines.length === 1 && !isAsked)) return []
  const marks = lines.map(({ words: _, hasBody: __, hasChoices: ___, ...mark }) => mark)
  // Steps of any manual are numbered: a quarter must ask.
  const asking = lines.filter(({ words }) => inquires(words)).length
  const doubtful =
    asking * 4 >= lines.length || isChoosing(lines) || keyed.length > 0 || isTold(outline) ? 0 : 1
  const own = keyed.length > 0 ? { answered: keyed.flat().length / lines.length } : {}
  return [{ kind: 'numbered', marks, size: lines.length, signs: { doubtful, ...own } }]
}

/** The file's first lines that count on, one by one. */
function firstCount(lines: readonly Line[]): Line[] {
  const numbered = lines.filter(({ kind }) => kind === 'question')
  const end = numbered.findIndex(({ number }, at) => at > 0 && number !== numbered[at - 1]!.number! + 1)
  return numbered.slice(0, end < 0 ? numbered.length : end)
}

/** Runs of lines that count on, without those that are steps of an answer. */
function runsAmong(lines: readonly Line[], isAsked: boolean): Line[][] {
  const runs: Line[][] = []
  // The number of the last step of a list inside an answer.
  let step: number | undefined
  let isInAnswer = false
  let isFresh = true
  for (const line of lines) {
    const { kind, number, words, hasBody, depth } = line
    const last = runs.at(-1)?.at(-1)?.number
    if (kind === 'section') {
      const heading = readTitle(line.title)
      if (last !== undefined && heading.number === last + 1 && hasBody && isQuestionLike(heading.words)) {
        const { title } = heading
        runs
          .at(-1)!
          .push({ ...line, kind: 'question', shape: 'numbered-lines', title, number: last + 1, depth: 7 })
        step = undefined
        isInAnswer = false
        continue
      }
      // What is listed below a heading that asks is the heading's answer.
      isInAnswer = depth > 1 && isQuestionLike(words)
      step = undefined
      isFresh = true
      continue
    }
    if (number === undefined) continue
    const asks = isQuestionLike(words) && hasBody
    const goesOn = last !== undefined && number === last + 1
    if (isInAnswer && !(goesOn && asks)) continue
    const isNext = (hasBody || isAsked) && step === undefined
    if (goesOn && (isQuestionLike(words) || isNext)) runs.at(-1)!.push(line)
    else if (step !== undefined && number === step + 1) {
      step = number
      continue
    } else if (last === undefined || number <= last) {
      if (isFresh || asks) runs.push([line])
      else {
        step = number
        continue
      }
    } else if (asks || (isNext && number <= last + 3)) runs.at(-1)!.push(line)
    else continue
    step = undefined
    isFresh = false
  }
  return runs
}

/** Most have answers, as a table of contents and the options of a quiz have not. */
function isAnswered(run: readonly Line[]): boolean {
  return run.filter(({ hasBody }) => hasBody).length * 2 > run.length
}

/** Most ask, as steps do not. */
function isAsking(run: readonly Line[]): boolean {
  return run.filter(({ words }) => isQuestionLike(words)).length * 3 >= run.length * 2
}

/** Nearly all let choose from answers, as steps do not. */
function isChoosing(run: readonly Line[]): boolean {
  return run.length > 1 && run.filter(({ hasChoices }) => hasChoices).length * 5 >= run.length * 4
}

/** Each goes on from the one before, has something below it, and one asks, or the file's title says that they do. */
function isCounting(run: readonly Line[], isTold: boolean): boolean {
  return (
    run.length > 2 &&
    run.every(({ hasBody }) => hasBody) &&
    (isTold || run.some(({ words }) => isQuestionLike(words)))
  )
}

function findLines({ source, tree }: Outline): Line[] {
  const found: Mark[] = []
  // Beside other numbers, those in signs count sections.
  const mayBeHan = !/^ {0,3}\d{1,4}[.)、．]/m.test(source.text)
  const add = (node: Nodes, mostIndent: number) => {
    if (node.type === 'paragraph') found.push(...numberedLines(source, node, mostIndent, mayBeHan))
    // Deeper down, only what continues a paragraph lazily stands at the margin.
    else if ('children' in node) for (const child of node.children) add(child, 0)
  }
  const recurring = recurringHeadings(source, tree.children)
  for (const node of tree.children) {
    if (node.type === 'heading')
      found.push(...(recurring.has(wordsOf(source, node)) ? [] : headingMark(source, node)))
    else if (node.type !== 'list') add(node, 3)
    else
      for (const { children } of node.children)
        for (const [index, child] of children.entries()) add(child, node.ordered && index === 0 ? 3 : 0)
  }
  return found.map((mark, index) => {
    const body = source.text.slice(mark.end, found[index + 1]?.start)
    return {
      ...{ ...mark, words: plainText(mark.title) },
      ...{ hasBody: /\S/.test(body), hasChoices: hasLetters(body.slice(0, 4000)) },
    }
  })
}

/** What stands as a heading again and again names a part of each answer. */
function recurringHeadings(source: Text, blocks: readonly RootContent[]): Set<string> {
  const words = blocks.flatMap((node) => (node.type === 'heading' ? [wordsOf(source, node)] : []))
  const same = [...Map.groupBy(words, (one) => one)]
  return new Set(same.flatMap(([one, { length }]) => (length > 2 && length * 2 > words.length ? [one] : [])))
}

function wordsOf({ text }: Text, { position }: HeadingNode): string {
  return text.slice(position!.start.offset, position!.end.offset).toLowerCase()
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
function numberedLines(source: Text, { position }: Paragraph, mostIndent: number, mayBeHan: boolean): Mark[] {
  const { start, end } = position!
  const from = start.offset! - (start.column - 1)
  const lines = [...source.text.slice(from, end.offset!).matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)]
  return lines.flatMap((line, index): Mark[] => {
    const [, space, number, written] =
      line[1]!.match(numbered) ?? line[1]!.match(beforeHan) ?? (mayBeHan ? line[1]!.match(inHan) : null) ?? []
    if (written === undefined || written.length > longestTitle || space!.length > mostIndent) return []
    if (/^\[.*\]\(#[^)]*\)\s*$/.test(written)) return []
    const next = lines[index + 1]
    const isWrapped = next && !/[?？؟]/.test(written) && wrapped.test(next[1]!)
    const last = isWrapped ? next : line
    const title = isWrapped ? `${written.trim()} ${next[1]!.trim()}` : written
    return [
      {
        ...{ kind: 'question', shape: 'numbered-lines', depth: 7, number: numberOf(plainDigits(number!)) },
        title: clean(title).replace(/^(\*\*|__)((?:(?!\1).)+)\1$/, '$2'),
        start: from + line.index + space!.length,
        end: from + last.index + last[1]!.length,
      },
    ]
  })
}

const numbered = /^( *)(\p{Nd}{1,9})(?:[.)]|(?<!\d)-)[ \t]+([^\s#].*)$/u
/** Signs that need no space behind them. */
const beforeHan = /^( *)(\d{1,4})[、．][ \t]*(\S.*)$/
const inHan = /^( *)([一二三四五六七八九十百]{1,4})[、．][ \t]*(\S.*)$/

/** The indented end of a question that goes over two lines. */
const wrapped = /^[ \t]+(?!\d+[.)]\s)[^\s\d][^\r\n]{0,500}[?？؟]$/

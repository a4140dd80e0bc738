import type { Code, Nodes, Root } from 'mdast'
import { isWholeFile } from '../shapes/names.ts'
import type { Mark } from '../shapes/shape.ts'
import { outline } from './markdown.ts'
import { type Text, wholeText } from './text.ts'

/** A file's blocks and what begins where in it. */
export interface Found {
  tree: Root
  shape: string | null
  marks: Mark[]
  /** The fences that were never closed and had questions below them: where each opens, and what it would hold. */
  unclosed: { start: number; swallowed: number; title: string }[]
}

/**
 * A text whose fences end where their author ended them: a stray sign behind a closing one is none of its text, and a
 * fence around most of a file, as it is pasted from a chat, holds a file and no code. Every offset stays.
 */
export function withMeantFences(text: string): string {
  if (!/^ {0,3}(?:```|~~~)/m.test(text)) return text
  const lines = [...text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)].map(([whole, line]) => ({
    line: line!,
    whole: whole!,
  }))
  let open: { sign: string; index: number; depth: number; isWhole: boolean; isNested: boolean } | undefined
  const blanked = new Set<number>()
  const fences = lines.flatMap((one, index) => {
    const [, sign, said] = one.line.match(/^ {0,3}(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$/) ?? []
    return sign === undefined ? [] : [{ one, index, sign, said: said! }]
  })
  for (const [at, { one, index, sign, said }] of fences.entries()) {
    if (!open) {
      const isWhole = /^(?:markdown|md)$/i.test(said)
      open = { sign, index, depth: 1, isWhole, isNested: false }
    } else if (sign.startsWith(open.sign)) {
      if (said !== '' && /^["'`.,;:]{1,2}$/.test(said)) {
        one.whole = one.whole.replace(/["'.,;:]+(?=[ \t]*[\r\n]*$)/, (stray) => ' '.repeat(stray.length))
        open.depth -= 1
      } else if (!open.isWhole && said !== '' && fences[at + 1]?.said !== '') {
        // What opens a fence has one without a word below it, which ends it.
        one.whole = one.whole.replace(/[^\s`~]/g, ' ')
        open.depth -= 1
      } else {
        open.depth += said === '' ? -1 : open.isWhole ? 1 : 0
        open.isNested ||= said !== ''
      }
      if (open.depth > 0) continue
      const inside = lines.slice(open.index + 1, index)
      const headings = inside.flatMap(({ line }) => line.match(/^#{1,6}[ \t]+(.*)/)?.[1] ?? [])
      const isMost = headings.length > 1 && inside.length * 2 > lines.length
      // A fence within one that is as long ends it, to the parser: no code was meant to end so.
      const isAsking = open.isNested && headings.filter((words) => /^\d|[?？؟]\W*$/.test(words)).length > 1
      if (open.isWhole && (isMost || isAsking)) blanked.add(open.index).add(index)
      open = undefined
    }
  }
  return lines
    .map(({ whole }, index) => (blanked.has(index) ? whole.replace(/[^\r\n]/g, ' ') : whole))
    .join('')
}

type Find = (text: Text, tree: Root) => { shape: string | null; marks: Mark[] }

// Each attempt reads the rest of the file anew.
const mostAttempts = 10

/**
 * Finds a file's marks. A fence that is never closed ends above the first line below it that is a question as the
 * file's others are: where fences do not match up, and where more questions are found so.
 */
export function endFences(source: Text, find: Find): Found {
  const tree = outline(source.text)
  let found: Found = { tree, ...find(source, tree), unclosed: [] }
  let broken = countBroken(source.text, tree)
  let from = 0
  for (let attempts = 0; broken > 0 && attempts < mostAttempts; attempts += 1) {
    const fence = firstSwallowing(source.text, found, from, find)
    if (!fence) break
    const ended = endedAt(source.text, found.tree, fence)
    const again = find(source, ended)
    const brokenAgain = countBroken(source.text, ended)
    const isBetter = questionsIn(again.marks).length > questionsIn(found.marks).length
    if (isBetter && brokenAgain <= broken) {
      const { start, swallowed, title } = fence
      found = { tree: ended, ...again, unclosed: [...found.unclosed, { start, swallowed, title }] }
      broken = brokenAgain
      from = fence.cut
    } else from = fence.end
  }
  return found
}

interface Swallowing {
  /** The index of the block that holds it. */
  index: number
  start: number
  end: number
  /** Where the first question that it swallows begins, or the section above that. */
  cut: number
  swallowed: number
  title: string
}

/** The first fenced code after an offset that holds questions of the file's own shape. */
function firstSwallowing(text: string, found: Found, from: number, find: Find): Swallowing | undefined {
  const own = questionsIn(found.marks).filter(({ shape }) => !isWholeFile(shape ?? null))
  const isOwn = (mark: Mark) =>
    mark.kind === 'question' &&
    !isWholeFile(mark.shape ?? null) &&
    (own.length === 0 || own.some(({ shape, depth }) => shape === mark.shape && depth === mark.depth))
  for (const [index, block] of found.tree.children.entries()) {
    if (block.position!.end.offset! <= from) continue
    for (const { position } of fencesIn(text, block)) {
      const [start, end] = [position!.start.offset!, position!.end.offset!]
      if (start < from) continue
      const inside = start + text.slice(start, end).search(/[\r\n]|$/)
      const content = wholeText(text.slice(inside, end))
      const { marks } = find(content, outline(content.text))
      const first = marks.findIndex(isOwn)
      if (first < 0) continue
      let cut = first
      while (cut > 0 && isRightAbove(content.text, marks[cut - 1]!, marks[cut]!)) cut -= 1
      const swallowed = marks.filter(isOwn).length
      return { index, start, end, cut: inside + marks[cut]!.start, swallowed, title: marks[first]!.title }
    }
  }
  return undefined
}

function isRightAbove(text: string, above: Mark, below: Mark): boolean {
  return above.kind === 'section' && text.slice(above.end, below.start).trim() === ''
}

/** The file's blocks where the fence ends at its cut. */
function endedAt(text: string, tree: Root, { index, cut }: Swallowing): Root {
  const start = tree.children[index]!.position!.start
  const from = start.offset! - (start.column - 1)
  return {
    ...tree,
    children: [
      ...tree.children.slice(0, index),
      ...outline(blank(text.slice(0, from)) + text.slice(from, cut)).children,
      ...outline(blank(text.slice(0, cut)) + text.slice(cut)).children,
    ],
  }
}

/** As much white space: every offset and line stays. */
function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}

/** How many fenced code blocks are never closed, or hold a line that opens one. */
function countBroken(text: string, tree: Root): number {
  return tree.children.flatMap((block) => fencesIn(text, block)).filter((fence) => isBroken(text, fence))
    .length
}

function isBroken(text: string, { position }: Code): boolean {
  const [opening, ...lines] = text.slice(position!.start.offset, position!.end.offset).split(/\r\n|\n|\r/)
  const [sign] = opening!.match(/^(`+|~+)/)!
  const fenceIn = (line: string) => line.match(/^[\s>]*(`+|~+)/)?.[1]?.startsWith(sign!)
  const isClosing = (line: string) => fenceIn(line) && /^[\s>]*[`~]+\s*$/.test(line)
  const last = lines.at(-1)
  return last === undefined || !isClosing(last) || lines.slice(0, -1).some(fenceIn)
}

function fencesIn(text: string, node: Nodes): Code[] {
  if (node.type === 'code') return /[`~]/.test(text[node.position!.start.offset!]!) ? [node] : []
  return 'children' in node ? node.children.flatMap((child) => fencesIn(text, child)) : []
}

function questionsIn(marks: readonly Mark[]): Mark[] {
  return marks.filter(({ kind }) => kind === 'question')
}

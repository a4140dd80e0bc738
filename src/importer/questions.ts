import type { Html, Root, RootContent } from 'mdast'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import type { Source } from './decode.ts'
import type { Range } from './markdown.ts'
import { nearest, questionFields, type Read, readMapping } from './metadata.ts'
import { report } from './problems.ts'
import type { Mark } from './shapes/index.ts'

/** A question as it stands in its file, before its answer is rendered. */
export interface Draft {
  /** As Markdown, without number. */
  title: string
  /** Where the title stands, and its last line and that of its answer. */
  place: Point
  endLine: number
  /** The index of its section; -1 above the first one. */
  section: number
  metadata: Read<typeof questionFields>
  answer: Slice | undefined
  /** Names of the anchors that stand in the title or right above it. */
  anchors: string[]
}

/** A heading above questions, and what stands below it before the first of them. */
export interface DraftSection {
  title: string
  depth: number
  place: Point
  introduction: Slice | undefined
  anchors: string[]
}

/** A stretch of the source that is rendered whole. It begins at the beginning of a line. */
export interface Slice extends Range {
  /** Navigation inside it, which is not shown. */
  hidden: Range[]
}

export interface Drafts {
  /** As Markdown; `undefined` where no heading is the file's own title. */
  title: string | undefined
  introduction: Slice | undefined
  sections: DraftSection[]
  questions: Draft[]
}

/** Cuts a file at its marks: each block between two of them belongs to the first, is navigation, or is reported as left out. */
export function cut(
  source: Source,
  tree: Root,
  marks: readonly Mark[],
  bodyStart: number,
  file: VFile,
): Drafts {
  const drafts: Drafts = { title: undefined, introduction: undefined, sections: [], questions: [] }
  let above: string[] = []

  const pieces: { mark: Mark | undefined; blocks: RootContent[] }[] = [{ mark: undefined, blocks: [] }]
  for (const block of tree.children) {
    const { start } = offsetsOf(block)
    if (start < bodyStart) continue
    const mark = marks[pieces.length - 1]
    if (mark && start >= mark.start) pieces.push({ mark, blocks: [] })
    else pieces.at(-1)!.blocks.push(block)
  }

  for (const { mark, blocks } of pieces) {
    const place = source.placeAt(mark ? startOfLine(source, mark.start) : 0)
    const anchors = [...above, ...(mark ? anchorNames(source.text.slice(mark.start, mark.end)) : [])]
    if (mark === undefined || mark.kind === 'title') {
      const before = drafts.introduction
      const after = sliceOf(source, blocks, isContents)
      drafts.title = mark?.title
      drafts.introduction =
        before && after
          ? { start: before.start, end: after.end, hidden: [...before.hidden, mark!, ...after.hidden] }
          : (before ?? after)
    } else if (mark.kind === 'section') {
      const introduction = sliceOf(source, blocks, isContents)
      drafts.sections.push({ title: mark.title, depth: mark.depth, place, introduction, anchors })
    } else if (mark.kind === 'question') {
      const firstOfAnswer = blocks.findIndex((block) => !isComment(block))
      const comments = (firstOfAnswer < 0 ? blocks : blocks.slice(0, firstOfAnswer)).filter(isComment)
      const answer = sliceOf(source, blocks.slice(comments.length), isWayBack)
      drafts.questions.push({
        title: mark.title,
        place,
        endLine: source.placeAt(answer?.end ?? mark.end).line,
        section: drafts.sections.length - 1,
        metadata: Object.assign({}, ...comments.map((block) => readComment(source, block, file))),
        answer,
        anchors,
      })
    } else {
      const end = blocks.at(-1)?.position?.end ?? source.placeAt(mark.end)
      report(file, 'text-left-out', { start: place, end }, mark.title)
    }
    above = blocks
      .slice(blocks.findLastIndex((block) => !isEmpty(textAt(source, block), block)) + 1)
      .flatMap((block) => anchorNames(textAt(source, block)))
  }
  return drafts
}

/** The text of a slice, its navigation blanked out so that every place in it stays. */
export function visibleText(source: Source, slice: Slice): string {
  let text = source.text.slice(slice.start, slice.end)
  for (const { start, end } of slice.hidden) {
    const [from, to] = [start - slice.start, end - slice.start]
    text = text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, ' ') + text.slice(to)
  }
  return text
}

/** From the first block that shows something to the last; `undefined` where none does. */
function sliceOf(
  source: Source,
  blocks: readonly RootContent[],
  isNavigation: (text: string, block: RootContent) => boolean,
): Slice | undefined {
  const hidden = blocks.filter((block) => isNavigation(textAt(source, block), block))
  const shows = (block: RootContent) => !isEmpty(textAt(source, block), block) && !hidden.includes(block)
  const first = blocks.find(shows)
  const last = blocks.findLast(shows)
  if (!first || !last || blocks.every((block) => !shows(block) || block.type === 'definition'))
    return undefined
  const start = startOfLine(source, offsetsOf(first).start)
  const { end } = offsetsOf(last)
  return {
    start,
    end,
    hidden: hidden.map(offsetsOf).filter((range) => range.start > start && range.end < end),
  }
}

/** A rule, a break, a comment or an empty anchor: between entries it is no text. */
function isEmpty(text: string, { type }: RootContent): boolean {
  if (type === 'thematicBreak') return true
  if (type !== 'html' && type !== 'paragraph') return false
  const rest = text.replace(/<!--[\s\S]*?-->/g, '').replace(/<\/?(br|hr|p|a)\b(?![^>]*\bhref)[^>]*>/gi, '')
  return rest.trim() === ''
}

/** “Back to top”. */
function isWayBack(text: string): boolean {
  if (text.length > 300 || !/\btop\b|[↑⬆🔝]/iu.test(text)) return false
  const words = text
    .replace(/<[^>]*>|\]\([^)]*\)/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  return /^((go |jump )?(back )?(to )?(the )?top)?( of (the )?page)?$/i.test(words) && /#|href/.test(text)
}

/** A table of contents, or a link back to it. */
function isContents(text: string, block: RootContent): boolean {
  if (block.type === 'heading')
    return /^(table of )?contents?$|^toc$/i.test(text.replace(/[^\p{L} ]+/gu, '').trim())
  const links = /\[(?:[^[\]]|\[[^\]]*\])*\]\(#[^)]*\)/g
  const isLinksOnly = text.match(links) !== null && !/\p{L}/u.test(text.replace(links, ''))
  return isLinksOnly || isWayBack(text)
}

function isComment(block: RootContent): block is Html {
  return block.type === 'html' && /^<!--(?:(?!-->)[\s\S])*-->\s*$/.test(block.value)
}

/** Metadata, if any line of the comment begins with one of its keys; else the comment is only a remark. */
function readComment(source: Source, comment: Html, file: VFile): Read<typeof questionFields> {
  const keys = Object.keys(questionFields)
  const isMetadata = [...comment.value.matchAll(/^(?:<!--)?\s*([\w-]+)\s*:/gm)].some(([, key]) =>
    nearest(key!, keys),
  )
  if (!isMetadata) return {}
  const { start } = offsetsOf(comment)
  const range = { start: start + '<!--'.length, end: start + comment.value.lastIndexOf('-->') }
  return readMapping(source, range, questionFields, 'metadata-not-yaml', file)
}

function anchorNames(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*\b(?:name|id)\s*=\s*["']?([^"'\s>]+)/gi)].map(([, name]) => name!)
}

function offsetsOf({ position }: RootContent): Range {
  return { start: position!.start.offset!, end: position!.end.offset! }
}

function textAt(source: Source, block: RootContent): string {
  const { start, end } = offsetsOf(block)
  return source.text.slice(start, end)
}

function startOfLine(source: Source, offset: number): number {
  return offset - (source.placeAt(offset).column - 1)
}

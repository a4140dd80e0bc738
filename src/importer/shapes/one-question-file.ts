import type { Nodes } from 'mdast'
import { asMarkdown, plainText } from '../source/markdown.ts'
import type { Note, NoteHint } from '../topic.ts'
import type { Mark, Outline, Shape } from './shape.ts'

/**
 * A file that is one question, its whole text the answer. The title is that of its frontmatter, its first
 * heading's, or its name, and must ask for something unless the author asks for the shape.
 */
export const oneQuestionFile: Shape = {
  ids: ['one-question', 'titled-file'],
  find(outline, ids, isAsked) {
    const start = outline.tree.children[0]?.position?.start.offset
    if (start === undefined || (!isAsked && hasAnswerHeading(outline))) return []
    const heading = firstHeading(outline)
    const title = outline.frontmatterTitle

    if (ids.includes('titled-file') && title && (isAsked || isQuestion(title))) {
      // A heading that says the same is the title's place, and no part of the answer.
      const place = heading && isSame(heading.words, title) ? heading : { start, end: start }
      return [markOf('titled-file', { ...place, title })]
    }
    // Who asks for the title of a frontmatter that has none means the file, too.
    const shape = ids.find((id) => id === 'one-question' || isAsked)
    if (!shape) return []
    const labelled = leadingHeading(outline)
    // “Question (EN)”, with what is asked below it.
    if (labelled?.below && /^\p{L}+ \(\p{L}{2}\)$/u.test(labelled.words))
      return [markOf(shape, { ...labelled, title: labelled.below, end: labelled.belowEnd })]
    const name = wordsOfName(outline.path)
    if (
      heading &&
      (isAsked || isQuestion(heading.words) || (isQuestion(name) && isSame(heading.words, name)))
    )
      return [markOf(shape, heading)]
    return isAsked || isQuestion(name) ? [markOf(shape, { title: asMarkdown(name), start, end: start })] : []
  },
}

/**
 * What a file is if all of it is one question; `undefined` where it lists questions instead: marked by numbers or by more
 * than plain headings, or most of its headings ask, and its title does not.
 */
export function lookOf(
  outline: Outline,
  marks: readonly Mark[],
  { isRead, isLevelled, isBoxed }: { isRead: boolean; isLevelled: boolean; isBoxed: boolean },
): Note | undefined {
  const { path, frontmatterTitle, tree } = outline
  const headings = tree.children.filter((node) => node.type === 'heading')
  const first = leadingHeading(outline)
  // Below a title of the file's own, its first heading is one like the others.
  const isTitle = first && (frontmatterTitle === undefined || isSame(first.words, frontmatterTitle))
  const titles = [frontmatterTitle ?? '', wordsOfName(path), ...(isTitle ? [first.words, first.below] : [])]
  const asks = isRead || isLevelled || titles.some(isQuestion)
  const questions = marks.filter(({ kind }) => kind === 'question')
  const inner = questions.filter(({ start }) => start !== first?.start)
  const asking = inner.filter((one) => isQuestion(plainText(one.title)))
  const isMarked = inner.some((one) => {
    // Steps of an answer are numbered too, and bullets that ask may be a part of it.
    if (one.number !== undefined) return !asks || asking.includes(one)
    return one.depth > 6 && !(asks && one.asksOnly)
  })
  const named = [frontmatterTitle ?? '', wordsOfName(path)].some(isQuestion)
  const head = questions.find(({ start }) => start === first?.start)
  const beside = head ? asking.filter(({ depth }) => depth === head.depth) : []
  const isList =
    isMarked ||
    // What it begins with is asked beside others of the same level.
    (!named && head !== undefined && beside.length > 0) ||
    questions.some(({ start, number }) => start === first?.start && number !== undefined) ||
    (!asks && inner.length > 1 && asking.length * 2 > headings.length - 1)
  if (isList || tree.children.length === 0) return undefined
  return {
    isRead,
    asks,
    isBoxed,
    headings: [first?.words ?? '', ...headings.map((one) => wordsIn(outline, one))].map(folded),
  }
}

/**
 * The mark of a file that is one question for its folder's sake: its title is that of its frontmatter, its name's where
 * only that asks, its first heading's, or, where that is a label of the folder's files, what stands right below it.
 */
export function markWhole(outline: Outline, { labels }: NoteHint): Mark | undefined {
  const start = outline.tree.children[0]?.position?.start.offset
  if (start === undefined) return undefined
  const heading = leadingHeading(outline)
  const title = outline.frontmatterTitle
  const above = { start, end: start }
  if (title)
    return markOf('titled-file', { ...(heading && isSame(heading.words, title) ? heading : above), title })
  const name = wordsOfName(outline.path)
  const isLabel = heading && labels.includes(folded(heading.words))
  if (isLabel && heading.below)
    return markOf('one-question', { ...heading, title: heading.below, end: heading.belowEnd })
  if (heading && !isLabel && (isQuestion(heading.words) || !isQuestion(name) || isSame(heading.words, name)))
    return markOf('one-question', heading)
  return markOf('one-question', { ...above, title: asMarkdown(name) })
}

/** The heading that a file begins with, whatever its level, and the line that stands right below it, if one does. */
function leadingHeading({ tree, source }: Outline) {
  const blocks = tree.children.filter(({ type }) => type !== 'html' && type !== 'definition')
  const [first, second] = blocks
  if (first?.type !== 'heading' || first.children.length === 0) return undefined
  const slice = ({ position }: Nodes) => source.text.slice(position!.start.offset, position!.end.offset)
  const title = source.text.slice(
    first.children[0]!.position!.start.offset,
    first.children.at(-1)!.position!.end.offset,
  )
  const line = second?.type === 'blockquote' && second.children.length === 1 ? second.children[0]! : second
  const below =
    line?.type === 'paragraph'
      ? slice(line)
          .replace(/^[ \t]*>[ \t]?/gm, '')
          .trim()
      : ''
  const { start, end } = first.position!
  return {
    ...{ title, words: plainText(title), start: start.offset!, end: end.offset! },
    ...{ below: below.length <= 300 ? below : '', belowEnd: second?.position?.end.offset ?? end.offset! },
  }
}

function wordsIn({ source }: Outline, { position }: Nodes): string {
  return plainText(
    source.text
      .slice(position!.start.offset, position!.end.offset)
      .replace(/^[#\s]+|(?<![#\s=-])[#\s=-]+$/g, ''),
  )
}

function folded(words: string): string {
  return words.toLowerCase().trim()
}

function markOf(shape: string, { title, start, end }: Pick<Mark, 'title' | 'start' | 'end'>): Mark {
  return { kind: 'question', shape, title: title.replace(/\s+/g, ' ').trim(), depth: 1, start, end }
}

/** The heading of the first or second level that a file begins with, if it stands above all others. */
function firstHeading({ tree, source }: Outline) {
  const first = tree.children.find(({ type }) => type !== 'html' && type !== 'definition')
  if (first?.type !== 'heading' || first.depth > 2 || first.children.length === 0) return undefined
  const equals = tree.children.filter((node) => node.type === 'heading' && node.depth <= first.depth)
  if (equals.length > 1) return undefined
  const title = source.text.slice(
    first.children[0]!.position!.start.offset,
    first.children.at(-1)!.position!.end.offset,
  )
  const { start, end } = first.position!
  return { title, words: plainText(title), start: start.offset!, end: end.offset! }
}

/** Whether words ask beyond doubt: “How the cache works” and “State management” name an article. */
export function isQuestion(words: string): boolean {
  return (
    /[?？؟][\s\p{P}\p{S}]*$/u.test(words) ||
    /^(what|why|when|where|who|which|how)(['’]s| (is|are|was|were|do|does|did|can|could|should|would|will|has|have))\b/i.test(
      words,
    ) ||
    /^((is|are|do|does|did|can|could|should|would) \S+ |explain |describe |differen(ce|ces|tiate) between )/i.test(
      words,
    )
  )
}

/** A heading “Answer” parts a question's own text from its answer: that is another shape. */
function hasAnswerHeading({ tree, source }: Outline): boolean {
  return tree.children.some(
    (node) =>
      node.type === 'heading' &&
      /^[#\s]*\**answers?\**\s*:?[\s#=-]*$/i.test(
        source.text.slice(node.position!.start.offset, node.position!.end.offset),
      ),
  )
}

/** “01-what-is-a-queryset.md” without number and extension. */
function wordsOfName(path: string): string {
  const words = path
    .split('/')
    .at(-1)!
    .replace(/\.(md|mdx|markdown)$/i, '')
    .replace(/^\d+[-_.\s]+(?=\p{L})/u, '')
    .replace(/[-_\s]+/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function isSame(one: string, other: string): boolean {
  const bare = (words: string) => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  return bare(one) === bare(other)
}

import { asMarkdown, plainText } from '../source/markdown.ts'
import type { Mark, Outline, Shape } from './index.ts'

/**
 * A file that is one question, its whole text the answer. The title is that of its frontmatter (F3), its first
 * heading's, or its name (F1), and must ask for something unless the author asks for the shape.
 */
export const oneQuestionFile: Shape = {
  ids: ['F1', 'F3'],
  find(outline, ids, isAsked) {
    const start = outline.tree.children[0]?.position?.start.offset
    if (start === undefined || (!isAsked && hasAnswerHeading(outline))) return []
    const heading = firstHeading(outline)
    const title = outline.frontmatterTitle

    if (ids.includes('F3') && title && (isAsked || isQuestion(title))) {
      // A heading that says the same is the title's place, and no part of the answer.
      const place = heading && isSame(heading.words, title) ? heading : { start, end: start }
      return [markOf('F3', { ...place, title })]
    }
    // Who asks for the title of a frontmatter that has none means the file, too.
    const shape = ids.find((id) => id === 'F1' || isAsked)
    if (!shape) return []
    const name = wordsOfName(outline.path)
    if (
      heading &&
      (isAsked || isQuestion(heading.words) || (isQuestion(name) && isSame(heading.words, name)))
    )
      return [markOf(shape, heading)]
    return isAsked || isQuestion(name) ? [markOf(shape, { title: asMarkdown(name), start, end: start })] : []
  },
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
function isQuestion(words: string): boolean {
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

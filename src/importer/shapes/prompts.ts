import type { RootContent } from 'mdast'
import type { Text } from '../source/text.ts'
import { asksToExplain, isQuestionLike } from '../vocabulary.ts'
import { blocksBetween } from './below.ts'
import type { Group } from './evidence.ts'
import { questionOf } from './headings.ts'
import type { ReadHeading } from './roles.ts'
import type { Outline } from './shape.ts'

/**
 * The groups of a file's short titles with a question below, and no answer: `#### Lazy evaluation`, then “When is a
 * queryset read?”.
 */
export function promptGroups(headings: readonly ReadHeading[], outline: Outline, isAsked: boolean): Group[] {
  const titles = headings
    .map((heading, index) => ({ heading, ...below(heading, headings[index + 1], outline) }))
    .filter(({ heading }) => heading.form !== 'item')
  return [1, 2, 3, 4, 5, 6].flatMap((depth): Group[] => {
    const here = titles.filter(
      ({ heading }) => heading.depth === depth && heading.role === undefined && heading.hasBody,
    )
    const posing = here.filter(({ isPrompt }) => isPrompt)
    const isMost = posing.length >= 2 && posing.length * 5 >= here.length * 3
    if (here.length === 0 || !(isMost || isAsked)) return []
    const marks = here.map(({ heading, isFolded }) => {
      const asksOnly = !isFolded && !isQuestionLike(heading.words)
      return { ...questionOf(heading, 'heading', outline), shape: 'prompts', asksOnly }
    })
    return [{ kind: 'prompt', marks, size: here.length, signs: { posed: posing.length / here.length } }]
  })
}

/** What stands below a heading, up to the next: whether it only asks, and whether an answer is folded away there. */
function below(heading: ReadHeading, next: ReadHeading | undefined, { source, tree }: Outline) {
  const blocks = blocksBetween(tree.children, heading.end, next?.start ?? source.text.length)
  const isTitle = !isQuestionLike(heading.words)
  const isAlone = (next?.depth ?? 0) <= heading.depth
  const isFolded = blocks.some((node) => node.type === 'html' && /<details\b/i.test(node.value))
  return { isFolded, isPrompt: isTitle && isAlone && !isFolded && asksFor(blocks, source) }
}

/** Whether a text asks and does not answer: its last words do, or its first and it is short. */
function asksFor(blocks: readonly RootContent[], { text }: Text): boolean {
  const textOf = ({ position }: RootContent) =>
    text
      .slice(position!.start.offset, position!.end.offset)
      .replace(/(?:<br\s*\/?>|\s)*\[[^\]]*\]\([^)]*\)\s*$/i, '')
      .trim()
  const prose = blocks.filter(({ type }) => type === 'paragraph' || type === 'list' || type === 'blockquote')
  const [first, last] = [prose[0], prose.at(-1)]
  if (!first || !last) return false
  const asksLast = /[?？؟][\s\p{P}\p{S}]*$/u.test(textOf(last))
  return asksLast || (first.type === 'paragraph' && prose.length <= 2 && asksToExplain(textOf(first)))
}

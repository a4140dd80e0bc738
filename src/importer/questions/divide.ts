import type { RootContent } from 'mdast'
import { wordsIn } from '../source/markdown.ts'
import type { AnswerWords } from './answer-key.ts'
import { findCollapsed } from './collapsed.ts'
import { linesOf, paragraphOf, withoutStart } from './lines.ts'

/** A body at the place where its answer begins. */
export interface Divided {
  form: 'folded-answers' | 'answer-headings' | undefined
  before: RootContent[]
  answer: RootContent[]
}

/** Where the answer begins: at a collapsed one, or at the word “Answer”. */
export function findDivider(blocks: readonly RootContent[], answers: AnswerWords): Divided | undefined {
  const collapsed = findCollapsed(blocks, answers)
  const end = collapsed?.before.length ?? blocks.length
  let isHeaded = false
  for (const [index, block] of blocks.slice(0, end).entries()) {
    const around = () => ({ before: blocks.slice(0, index), after: blocks.slice(index + 1) })
    if (block.type === 'heading') {
      const words = wordsIn(block)
      // “Problem” and “Solution” are parts of one answer, as “Short answer” and “Long answer” are.
      const isDivider =
        answers.isLabel(words) && !/short|full|detailed|complete|possible|explanation/i.test(words)
      if (isDivider && !(isHeaded && /solution/i.test(words))) {
        const { before, after } = around()
        return { form: 'answer-headings', before, answer: after }
      }
      isHeaded = true
    } else if (index > 0 && beginsWithLabel(block, answers)) {
      const { before, after } = around()
      return { form: undefined, before, answer: [block, ...after] }
    }
  }
  if (!collapsed) return undefined
  const { before, summary, inside, after } = collapsed
  // The summary may name the right choice.
  const said =
    answers.lengthAt(summary) !== undefined
      ? paragraphOf([{ children: [{ type: 'text', value: summary.trim() }] }])
      : []
  return { form: 'folded-answers', before, answer: [...said, ...inside, ...after] }
}

/** Whether a paragraph, a quote or a list of one item begins with the label of an answer. */
function beginsWithLabel(block: RootContent, answers: AnswerWords): boolean {
  const inner = innerOf(block)
  if (inner) return inner[0] !== undefined && beginsWithLabel(inner[0], answers)
  if (block.type !== 'paragraph') return false
  const [line, ...others] = linesOf(block)
  return (
    answers.certainLengthAt(line!.words) !== undefined ||
    (others.length === 0 && answers.isLearned(line!.words))
  )
}

/** What stands in a quote, or in the only item of a list. */
function innerOf(block: RootContent): RootContent[] | undefined {
  if (block.type === 'blockquote') return block.children
  return block.type === 'list' && block.children.length === 1 ? block.children[0]!.children : undefined
}

/** An answer without the label that it begins with, in a line of its own or before its words. */
export function withoutLabel(answer: readonly RootContent[], answers: AnswerWords): RootContent[] {
  const [first, ...others] = answer
  if (!first) return []
  const inner = innerOf(first)
  if (inner) {
    const rest = withoutLabel(inner, answers)
    if (rest.length === 0) return others
    if (rest[0] === inner[0]) return [...answer]
    const children = first.type === 'list' ? [{ ...first.children[0]!, children: rest }] : rest
    return [{ ...first, children } as RootContent, ...others]
  }
  if (first.type === 'heading') return answers.isLabel(wordsIn(first)) ? others : [...answer]
  if (first.type !== 'paragraph') return [...answer]
  const [line, ...lines] = linesOf(first)
  const length = answers.certainLengthAt(line!.words)
  // “Output: 11” answers, where it names no choice.
  const isAlone = !/[\p{L}\p{N}]/u.test(line!.words.slice(length ?? line!.words.length))
  if (lines.length === 0 && isAlone && answers.isLearned(line!.words)) return others
  if (length === undefined) return [...answer]
  const rest = withoutStart(line!.children, length)
  return [...paragraphOf(rest.length > 0 ? [{ ...line!, children: rest }, ...lines] : lines), ...others]
}

/** Blocks with the answer that a list swallowed, for want of a blank line or by its indentation, set below the list. */
export function hoisted(blocks: readonly RootContent[], answers: AnswerWords): RootContent[] {
  const isKeyLine = (words: string) => answers.lengthAt(words) !== undefined
  return blocks.flatMap((block): RootContent[] => {
    const item = block.type === 'list' ? block.children.at(-1) : undefined
    if (block.type !== 'list' || !item) return [block]
    const isAnswer = (child: RootContent) =>
      (child.type === 'html' && /<details\b/i.test(child.value)) ||
      (child.type === 'paragraph' && isKeyLine(linesOf(child)[0]!.words))
    const place = item.children.findIndex(isAnswer)
    const kept = place > 0 ? item.children.slice(0, place) : [...item.children]
    const moved: RootContent[] = place > 0 ? item.children.slice(place) : []
    const last = kept.at(-1)
    if (last?.type === 'paragraph') {
      const lines = linesOf(last)
      const answerLine = lines.findIndex(({ words }, index) => index > 0 && isKeyLine(words))
      if (answerLine > 0) {
        kept.splice(-1, 1, ...paragraphOf(lines.slice(0, answerLine)))
        moved.unshift(...paragraphOf(lines.slice(answerLine)))
      }
    }
    if (moved.length === 0) return [block]
    return [{ ...block, children: [...block.children.slice(0, -1), { ...item, children: kept }] }, ...moved]
  })
}

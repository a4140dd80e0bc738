import type { RootContent } from 'mdast'
import type { Text } from '../source/text.ts'
import { fullestLevel, type Heading, headingsOf } from './find-headings.ts'
import { markOf } from './headings.ts'
import type { Mark, Outline, Shape } from './index.ts'
import { withoutNumber } from './numbers.ts'
import { withSections } from './sections.ts'
import { asksToExplain, isBoilerplate, isLabel, isQuestionLike } from './words.ts'

/** Questions that stand below a short title, without answers: `#### Lazy evaluation`, then “When is a queryset read?”. */
export const prompts: Shape = {
  ids: ['E2'],
  asksOnly: true,
  find(outline, ids, isAsked) {
    if (!ids.includes('E2')) return []
    const titles = titlesOf(outline)
    const level = promptLevel(titles) ?? (isAsked ? fullestLevel(titles.filter(canAsk)) : undefined)
    if (level === undefined) return []
    const questions = titles
      .filter(({ depth }) => depth === level)
      .filter((title) => title.isPrompt || isQuestionLike(title.words) || (isAsked && canAsk(title)))
      .map((title): Mark => {
        const { words, text } = title
        const isPrompt = title.isPrompt || (isAsked && !title.isFolded && !isQuestionLike(words))
        const { title: written, number } = withoutNumber(text) ?? { title: text }
        return {
          ...markOf(title),
          ...{ kind: 'question', shape: 'E2', title: written, asksOnly: isPrompt },
          ...(number === undefined ? {} : { number }),
        }
      })
    return withSections(questions, outline, level)
  },
}

interface Title extends Heading {
  isPrompt: boolean
  /** Whether an answer is folded away below it. */
  isFolded: boolean
}

/** The level where most headings with a text below stand above a prompt. */
function promptLevel(titles: readonly Title[]): number | undefined {
  const counts = [1, 2, 3, 4, 5, 6].map((depth) => {
    const here = titles.filter((title) => title.depth === depth && canAsk(title))
    const found = here.filter(({ isPrompt }) => isPrompt).length
    return found >= 2 && found * 5 >= here.length * 3 ? found : 0
  })
  const most = Math.max(...counts)
  return most > 0 ? counts.indexOf(most) + 1 : undefined
}

/** Whether a title may stand above a prompt. */
function canAsk({ hasBody, words }: Title): boolean {
  return hasBody && !isLabel(words) && !isBoilerplate(words)
}

/** The headings of a file that say nothing by themselves, and whether what stands below them, up to the next, asks. */
function titlesOf(outline: Outline): Title[] {
  const { source, tree } = outline
  let next = 0
  return headingsOf(outline).map((heading, index, headings) => {
    while (next < tree.children.length && startOf(tree.children[next]!) <= heading.start) next += 1
    const end = headings[index + 1]?.start ?? source.text.length
    const blocks: RootContent[] = []
    for (let place = next; place < tree.children.length && startOf(tree.children[place]!) < end; place += 1)
      blocks.push(tree.children[place]!)
    const isTitle = !isQuestionLike(heading.words) && !isLabel(heading.words) && !isBoilerplate(heading.words)
    const isAlone = (headings[index + 1]?.depth ?? 0) <= heading.depth
    const isFolded = blocks.some((node) => node.type === 'html' && /<details\b/i.test(node.value))
    return { ...heading, isFolded, isPrompt: isTitle && isAlone && !isFolded && asksFor(blocks, source) }
  })
}

/** Whether a text asks and does not answer: its last words do, or its first and it is short. */
function asksFor(blocks: readonly RootContent[], { text }: Text): boolean {
  const textOf = ({ position }: RootContent) =>
    text.slice(position!.start.offset, position!.end.offset).trim()
  const prose = blocks.filter(({ type }) => type === 'paragraph' || type === 'list' || type === 'blockquote')
  const [first, last] = [prose[0], prose.at(-1)]
  if (!first || !last) return false
  const asksLast = /[?？؟][\s\p{P}\p{S}]*$/u.test(textOf(last))
  return asksLast || (first.type === 'paragraph' && prose.length <= 2 && asksToExplain(textOf(first)))
}

function startOf({ position }: RootContent): number {
  return position!.start.offset!
}

import { namesChoice } from '../questions/answer-key.ts'
import { asks, isBoilerplate, isLabel, isMarked, isQuestionLike, isQuestionWord } from '../vocabulary.ts'
import { isNothingButLinks, leadsOn } from './below.ts'
import { findHeadings, type Heading } from './find-headings.ts'
import type { Outline } from './shape.ts'
import { readTitles, type Title } from './titles.ts'

/** A heading with its title read. */
export interface ReadHeading extends Omit<Heading, 'words'>, Title {
  /** What it is to the questions: a part of them that recurs, or what belongs to the file. */
  role: 'label' | 'boilerplate' | 'contents' | undefined
}

/** Every heading of a file, read. */
export function readHeadings(outline: Outline): ReadHeading[] {
  const headings = findHeadings(outline)
  const titles = readTitles(headings.map(({ text }) => text))
  const read = headings.map(
    (heading, index): ReadHeading => ({ ...heading, ...titles[index]!, role: undefined }),
  )
  const recurring = recurringLabels(read)
  for (const [index, heading] of read.entries())
    heading.role = roleOf(heading, read, index, recurring, outline)
  for (const heading of closingLinks(read, outline)) heading.role = 'boilerplate'
  return read
}

/**
 * The last headings where only links stand below, and they are unlike the questions: they have no number, and those of
 * their level above them have one, or they stand above the level of the last.
 */
function closingLinks(headings: readonly ReadHeading[], { source }: Outline): ReadHeading[] {
  const isClosing = (heading: ReadHeading, index: number) =>
    !isNumbered(heading) &&
    !asks(heading.words) &&
    isNothingButLinks(source.text.slice(heading.end, headings[index + 1]?.start))
  const from = headings.findLastIndex((heading, index) => !isClosing(heading, index)) + 1
  const isAmongNumbered = ({ depth }: ReadHeading) => {
    const above = headings.slice(0, from).filter((heading) => heading.depth === depth)
    return above.filter(isNumbered).length * 2 > above.length
  }
  const level = headings[from - 1]?.depth ?? 0
  return headings.slice(from).filter((heading) => heading.depth < level || isAmongNumbered(heading))
}

function roleOf(
  heading: ReadHeading,
  all: readonly ReadHeading[],
  index: number,
  recurring: ReadonlySet<string>,
  { source }: Outline,
): ReadHeading['role'] {
  const { words, number, title, label } = heading
  if ((label !== undefined && isLabel(label)) || (number === undefined && namesChoice(words))) return 'label'
  if (title === '' || (isQuestionWord(words) && recurring.has(keyOf(heading)))) return undefined
  if (isBoilerplate(words)) return 'boilerplate'
  if (number === undefined && label === undefined && (isLabel(words) || recurring.has(keyOf(heading))))
    return 'label'
  const body = source.text.slice(heading.end, all[index + 1]?.start)
  return leadsOn(body) ? 'contents' : undefined
}

/**
 * The words that stand below most of the other titles of their level, and ask nothing: “Answer”, “In short”. None
 * stands above the first of them, nor twice in a row, nor without a text below it, as sections do.
 */
function recurringLabels(headings: readonly ReadHeading[]): Set<string> {
  const labels = new Set<string>()
  for (const here of Map.groupBy(headings, ({ depth }) => depth).values()) {
    const keys = here.map(keyOf)
    const unnumbered = here.filter(({ number, words }) => number === undefined && !isMarked(words))
    for (const [key, same] of Map.groupBy(unnumbered, keyOf)) {
      const others = here.length - same.length
      const isBelow = others === 0 || keys.every((one, at) => one !== key || (at > 0 && keys[at - 1] !== key))
      const isText = same.filter(({ hasBody }) => hasBody).length * 2 > same.length
      // “How to say it” is a part of each answer where its level holds nothing else.
      const mayBe = others === 0 || !isQuestionLike(same[0]!.words)
      if (key !== '' && same.length > 1 && same.length >= 0.45 * others && isBelow && isText && mayBe)
        labels.add(key)
    }
  }
  return labels
}

/** A title's words without the option that it may name: “Answer: B”. */
function keyOf({ words }: Pick<ReadHeading, 'words'>): string {
  return words
    .toLowerCase()
    .replace(/[:：]\s*[\p{L}\p{N}]{1,2}(?:\s*[,&+/]\s*[\p{L}\p{N}])*\s*$/u, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** Whether a heading has a number or a label, or stands in a numbered item. */
export function isNumbered({ number, label, itemNumber }: ReadHeading): boolean {
  return number !== undefined || label !== undefined || itemNumber !== undefined
}

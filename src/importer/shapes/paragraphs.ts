import type { RootContent } from 'mdast'
import { plainText } from '../source/markdown.ts'
import { isMarked } from '../vocabulary.ts'
import type { Group } from './evidence.ts'
import type { Mark, Outline } from './shape.ts'
import { unwrapped } from './title-asides.ts'
import { readTitles } from './titles.ts'
import { isTold } from './told.ts'

/** A paragraph, and whether it begins with a line that asks. */
interface Text {
  title: string | undefined
  start: number
  /** Where the line that asks ends, and the paragraph. */
  end: number
  until: number
}

/** What makes questions of plain paragraphs: any text may ask now and then. */
const regular = {
  /** So many must ask. */
  fewest: 3,
  /** What share of those that ask is answered before the next. */
  answered: 0.9,
  /** What share of all blocks asks; less in a file whose title or name says that it holds questions. */
  share: 0.25,
  shareOfTold: 0.1,
}

/**
 * The group of a file's plain paragraphs that ask, each followed by its answer, from the beginning of the file to its end:
 * in lines of their own, slanted or not, or above the answer in the same paragraph.
 */
export function paragraphGroups(outline: Outline): Group[] {
  const { source, tree } = outline
  const isBetween = ({ type }: RootContent) => type === 'heading' || type === 'thematicBreak'
  const blocks = tree.children.filter(({ type }) => type !== 'definition' && type !== 'html')
  const read = blocks.map((block) => (isBetween(block) ? undefined : readText(block, source.text)))
  const asking = read.filter((text) => text?.title !== undefined) as (Text & { title: string })[]
  const answered = read.filter((text, index) => {
    const next = read[index + 1]
    return text?.title !== undefined && (text.until > text.end || (next && next.title === undefined))
  })
  const texts = read.filter((text) => text !== undefined)
  const isRegular =
    asking.length >= regular.fewest &&
    asking.length >= texts.length * (isTold(outline) ? regular.shareOfTold : regular.share) &&
    // What stands above the first is a line or two, and no article.
    texts.findIndex(({ title }) => title !== undefined) <= 1 &&
    answered.length >= asking.length * regular.answered
  if (!isRegular) return []
  const titles = readTitles(asking.map(({ title }) => title))
  const marks = asking.map(
    ({ start, end }, index): Mark => ({
      ...{ kind: 'question', shape: 'paragraphs', title: titles[index]!.title, depth: 7, start, end },
      ...(titles[index]!.number === undefined ? {} : { number: titles[index]!.number }),
    }),
  )
  return [{ kind: 'paragraph', marks, size: marks.length }]
}

/** What is longer tells a story, and asks at its end. */
const longest = 250

function readText({ type, position }: RootContent, source: string): Text {
  const [start, until] = [position!.start.offset!, position!.end.offset!]
  const none = { title: undefined, start, end: until, until }
  if (type !== 'paragraph') return none
  const text = source.slice(start, until)
  const [line] = text.match(/^[^\r\n]*/)!
  const others = text.slice(line.length).split(/[\r\n]+/)
  // A line may end in a hard break.
  const title = unwrapped(line.replace(/(?:\\|<br\s?\/?>)$/i, '').trim())
  const isTitle =
    title.length <= longest && /^[\p{L}\p{N}¿"“«'‘`(]/u.test(title) && isMarked(plainText(title))
  if (!isTitle || others.some((one) => isMarked(one))) return none
  return { title, start, end: start + line.length, until }
}

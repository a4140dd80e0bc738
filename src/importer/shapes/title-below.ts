import { blocksBetween } from './below.ts'
import type { Mark, Outline } from './shape.ts'

/** What is longer tells a story, and the mark's own words are the title. */
const longest = 400

/** A mark that says no more than “Question 1”: its title is the text below it, up to the answers to choose from. */
export function titleBelow(mark: Mark, written: string, { source, tree }: Outline): Mark {
  const [block] = blocksBetween(tree.children, mark.end, source.text.length)
  const rest = source.text.slice(mark.end, block?.position?.start.offset)
  if (block?.type !== 'paragraph' || /\S/.test(rest)) return { ...mark, title: written }
  const start = block.position!.start.offset!
  const text = source.text.slice(start, block.position!.end.offset)
  const option = text.search(/^[ \t]*(?:[-*+][ \t]+)?[([]?A[)\].:][ \t]*\S|^[ \t]*[-*+][ \t]+\[[ xX]\]/m)
  const title = (option < 0 ? text : text.slice(0, option)).trimEnd()
  if (title.trim() === '' || title.length > longest || /^!\[|^</.test(title))
    return { ...mark, title: written }
  return { ...mark, title: title.replace(/\s*[\r\n]+\s*/g, ' '), end: start + title.length }
}

import { oneLine } from '../source/text.ts'
import { blocksBetween } from './below.ts'
import type { Mark, Outline } from './shape.ts'

/** What is longer tells a story, and the mark's own words are the title. */
const longest = 400

/** A mark that says no more than “Question 1”: its title is the text below it, up to the answers to choose from. */
export function titleBelow(mark: Mark, written: string, { source, tree }: Outline): Mark {
  const [block] = blocksBetween(tree.children, mark.end, source.text.length)
  const rest = source.text.slice(mark.end, block?.position?.start.offset)
  if (!block || /\S/.test(rest)) return { ...mark, title: written }
  const [start, until] = [block.position!.start.offset!, block.position!.end.offset!]
  if (block.type === 'blockquote') {
    const [line, ...others] = block.children
    const quoted = source.text.slice(start, until).replace(/^[ \t]*>[ \t]?/gm, '')
    const isTitle = line?.type === 'paragraph' && others.length === 0 && quoted.length <= longest
    return isTitle ? { ...mark, title: oneLine(quoted), end: until } : { ...mark, title: written }
  }
  if (block.type !== 'paragraph') return { ...mark, title: written }
  const text = source.text.slice(start, until)
  const option = text.search(/^[ \t]*(?:[-*+][ \t]+)?[([]?A[)\].:][ \t]*\S|^[ \t]*[-*+][ \t]+\[[ xX]\]/m)
  const title = (option < 0 ? text : text.slice(0, option)).trimEnd()
  if (title.trim() === '' || title.length > longest || /^!\[|^</.test(title))
    return { ...mark, title: written }
  return { ...mark, title: oneLine(title), end: start + title.length }
}

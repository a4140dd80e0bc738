import type { Nodes } from 'mdast'
import type { VFile } from 'vfile'
import { report } from '../../problems.ts'
import type { Source } from '../source/decode.ts'
import { withoutComments } from '../source/html.ts'
import { type Body, readBody } from './body.ts'

/** Reads what stands below the end of an answer and above the next mark, and reports it unless it shows nothing. */
export function readRest(source: Source, until: number, end: number, file: VFile): Body {
  const [closing] = source.text.slice(until, end).match(/^\s*(?:<\/[a-z][^<>]*>\s*)*/i)!
  const range = { start: until + closing.length, end }
  const rest = readBody(source, range, { definitions: new Map(), isQuestion: false })
  const words = wordsShownBy(rest.tree).replace(/\s+/g, ' ').trim()
  if (/[\p{L}\p{N}]/u.test(words)) {
    const first = rest.placeOf(rest.tree.children[0]!.position!.start)
    const place = { start: { line: first.line, column: 1 }, end: { line: rest.endLine!, column: 1 } }
    report(file, 'text-left-out', place, shortened(words))
  }
  return rest
}

/** What a reader would see of a tree, but for its formatting; images in HTML count as they are written. */
function wordsShownBy(node: Nodes): string {
  if (node.type === 'html')
    return withoutComments(node.value, ' ').replace(/<\/?(?!img\b)[a-z][^<>]*>/gi, ' ')
  if ('value' in node) return node.value
  if (node.type === 'image') return node.alt || node.url
  if (node.type === 'imageReference') return node.alt || node.identifier
  return 'children' in node ? node.children.map(wordsShownBy).join(' ') : ''
}

/** The first words of a text, as a problem quotes it. */
export function shortened(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words
}

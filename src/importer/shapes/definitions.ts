import { isQuestionLike } from '../vocabulary.ts'
import type { Group } from './evidence.ts'
import type { Mark, Outline } from './shape.ts'

/** The group of a file's definition lists: a line that asks, and below it one that a colon begins. */
export function termGroups({ source, tree }: Outline): Group[] {
  const marks = tree.children.flatMap((node): Mark[] => {
    if (node.type !== 'paragraph') return []
    const start = node.position!.start.offset!
    const text = source.text.slice(start, node.position!.end.offset)
    const [whole, title] = text.match(/^([^\r\n]+)(?:\r\n|\n|\r)[ \t]*:[ \t]+(?=\S)/) ?? []
    if (whole === undefined || !isQuestionLike(title!)) return []
    return [
      {
        kind: 'question',
        shape: 'definitions',
        title: title!.trim(),
        depth: 7,
        start,
        end: start + whole.length,
      },
    ]
  })
  return marks.length > 0 ? [{ kind: 'term', marks, size: marks.length }] : []
}

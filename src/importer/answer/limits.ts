import type { Definition, Root } from 'mdast'
import type { VFile } from 'vfile'
import { visit } from '../source/visit.ts'
import type { Rendered } from '../topic.ts'
import { type RenderOptions, render } from './render.ts'

/**
 * Renders the tree of a piece of Markdown, or tells why it is not shown: its elements are nested deeper than the
 * stack, or its HTML is more than twenty times as long and 100,000 characters.
 */
export function renderWithin(
  { tree, markdown }: { tree: Root; markdown: string },
  options: RenderOptions,
  file: VFile,
): Rendered | 'too nested' | 'too large' {
  const most = markdown.length * 20 + 100_000
  if (leastHtml(tree) > most) return 'too large'
  try {
    const rendered = render(tree, options, file)
    return rendered.html.length > most ? 'too large' : rendered
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return /string length/.test(error.message) ? 'too large' : 'too nested'
  }
}

/**
 * How much HTML a tree makes at least, as far as it grows by more than its text: a table's rows are filled up to the
 * width of its first, and a definition's address stands in every link that names it.
 */
function leastHtml(tree: Root): number {
  const definitions = new Map<string, number>()
  visit(tree, 'definition', ({ identifier, url, title }: Definition) => {
    if (!definitions.has(identifier)) definitions.set(identifier, url.length + (title?.length ?? 0))
  })
  let least = 0
  visit(tree, (node) => {
    if (node.type === 'table') {
      least += node.children.length * node.children[0]!.children.length * '<td></td>'.length
    } else if (node.type === 'linkReference' || node.type === 'imageReference') {
      least += definitions.get(node.identifier) ?? 0
    }
  })
  return least
}

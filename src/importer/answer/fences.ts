import type { Root } from 'mdast'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { reportOnce } from '../../problems.ts'
import { visit } from '../source/visit.ts'

/** The class of code whose fence asks for line numbers: ```` ```js showLineNumbers ````. */
export const numbered = 'line-numbers'

/**
 * Reads what stands beside a fence, in the words of many programs: the language of `js{1,3}`, `jsx:file.jsx`,
 * `{.python .numberLines}`, `language-js` and `JavaScript`, and whether lines are numbered. The tree of HTML knows no
 * fences. What GitHub draws is code here, and told.
 */
export function noteFences(tree: Root, placeOf: (point: Point) => Point, file: VFile): void {
  visit(tree, 'code', (node) => {
    if (!node.lang) return
    const written = `${node.lang} ${node.meta ?? ''}`
    const [start = '', name = ''] = written.match(language) ?? []
    node.lang = name.toLowerCase() || null
    const isNumbered = /(^|[\s.,{])(showLineNumbers|numberLines|linenos)(?![\w-])/.test(
      written.slice(start.length),
    )
    const className = [...(node.lang ? [`language-${node.lang}`] : []), ...(isNumbered ? [numbered] : [])]
    node.data = { ...node.data, hProperties: { className } }
    const drawn = node.lang === null ? undefined : drawings[node.lang]
    if (drawn) reportOnce(file, 'drawing-as-code', placeOf(node.position!.start), drawn)
  })
}

const language = /^[{.\s]*(?:lang(?:uage)?-)?([\p{L}\p{N}][\p{L}\p{N}_#+-]*(?:\.\p{L}+)?)/u

/** What GitHub draws, by the language of its fence. */
const drawings: Record<string, string> = {
  ...{ mermaid: 'Mermaid diagram', geojson: 'map', topojson: 'map', stl: 'model' },
  ...{ plantuml: 'PlantUML diagram', graphviz: 'Graphviz diagram', dot: 'Graphviz diagram' },
}

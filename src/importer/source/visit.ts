import type { Node, Parent } from 'unist'
import type { visit as Visit } from 'unist-util-visit'

/** What a visitor answers where nothing below a node is to be visited. */
export const SKIP = 'skip'

/**
 * Visits the nodes of a tree, a parent before what is below it: what unist-util-visit does, whose types it has. That one
 * makes a closure and defines a property for each node, which was half the time of an import.
 */
export const visit = ((tree: Node, test: string | string[] | Visitor, visitor?: Visitor) => {
  if (typeof test === 'function') walk(tree, undefined, test, undefined, undefined)
  else walk(tree, new Set([test].flat()), visitor!, undefined, undefined)
}) as typeof Visit

/** `false` ends the visit; a number is the place among the siblings to go on from, alone or beside `SKIP`. */
type Visitor = (node: Node, index: number | undefined, parent: Parent | undefined) => unknown

function walk(
  node: Node,
  types: ReadonlySet<string> | undefined,
  visitor: Visitor,
  index: number | undefined,
  parent: Parent | undefined,
): number | false | undefined {
  let next: number | undefined
  if (types === undefined || types.has(node.type)) {
    const result = visitor(node, index, parent)
    if (result === false) return false
    // Most say nothing.
    if (result !== undefined) {
      const [action, place] = Array.isArray(result) ? result : [result, result]
      if (typeof place === 'number') next = place
      if (action === SKIP) return next
    }
  }
  const { children } = node as Partial<Parent>
  if (!children) return next
  for (let at = 0; at >= 0 && at < (node as Parent).children.length; ) {
    const after = walk((node as Parent).children[at]!, types, visitor, at, node as Parent)
    if (after === false) return false
    at = after ?? at + 1
  }
  return next
}

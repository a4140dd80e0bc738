import type { PhrasingContent, Root } from 'mdast'
import { parse } from '../source/markdown.ts'
import { visit } from '../source/visit.ts'

/** Ends bare addresses before Chinese and Japanese punctuation, which CommonMark takes for a part of them. */
export function endAddresses(tree: Root): void {
  visit(tree, 'link', (node, index, parent) => {
    const rest = takeRest(node.children, node.url)
    if (rest === undefined) return
    node.url = node.url.slice(0, node.url.length - rest.length)
    const [after] = parse(rest).children
    const words = after?.type === 'paragraph' ? after.children : [{ type: 'text', value: rest } as const]
    visit(
      { type: 'root', children: words } as Root,
      (one) => void Object.assign(one, { position: node.position }),
    )
    parent!.children.splice(index! + 1, 0, ...(words as never[]))
  })
}

/** Takes from the words of a bare address what stands from a mark of punctuation on. */
function takeRest([text, ...others]: readonly PhrasingContent[], url: string): string | undefined {
  if (text?.type !== 'text' || others.length > 0 || !url.endsWith(text.value)) return undefined
  const at = text.value.search(/[、。！（），：；？《》「」『』【】“”]/)
  if (at < 1) return undefined
  const rest = text.value.slice(at)
  text.value = text.value.slice(0, at)
  return rest
}

import type { Blockquote, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { words } from '../../words.ts'

/** Makes notes of GitHub's alerts, quotes that begin with a line such as `[!NOTE]`: each with its label above it. */
export function noteAlerts(tree: Root): void {
  visit(tree, 'blockquote', (quote) => {
    const kind = takeKind(quote)
    if (!kind) return
    quote.data = { hName: 'div', hProperties: { className: ['alert', `alert-${kind}`], role: 'note' } }
    quote.children.unshift({
      type: 'paragraph',
      data: { hProperties: { className: ['alert-title'] } },
      children: [{ type: 'text', value: words.alerts[kind] }],
      ...(quote.position && { position: quote.position }),
    })
  })
}

/** The kind that a quote's first line names; the line is taken off. */
function takeKind({ children: [first, ...others] }: Blockquote): keyof typeof words.alerts | undefined {
  if (first?.type !== 'paragraph') return undefined
  const [text, next] = first.children
  if (text?.type !== 'text') return undefined
  const [line, name] = text.value.match(/^\[!([a-z]+)\][ \t]*(?:\r\n|\n|\r|$)/i) ?? []
  const kind = Object.keys(words.alerts).find((kind) => kind === name?.toLowerCase())
  const isEmpty = line?.length === text.value.length && next === undefined && others.length === 0
  // A hard break after it ends the line too; anything else beside it is text.
  const isLine = line !== undefined && (line.length < text.value.length || !next || next.type === 'break')
  if (!kind || isEmpty || !isLine) return undefined
  text.value = text.value.slice(line.length)
  if (text.value === '') first.children.splice(0, next?.type === 'break' ? 2 : 1)
  return kind as keyof typeof words.alerts
}

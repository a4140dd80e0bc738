import type { Blockquote, Paragraph, PhrasingContent, Root } from 'mdast'
import { words } from '../../words.ts'
import { visit } from '../source/visit.ts'

type Kind = keyof typeof words.alerts

/**
 * Makes notes of quotes that begin with a line such as `[!NOTE]`, GitHub's alerts and Obsidian's callouts: each with its
 * label above it, or with the title that stands beside the sign.
 */
export function noteAlerts(tree: Root): void {
  visit(tree, 'blockquote', (quote) => {
    const alert = takeAlert(quote)
    if (!alert) return
    quote.data = { hName: 'div', hProperties: { className: ['alert', `alert-${alert.kind}`], role: 'note' } }
    quote.children.unshift({
      type: 'paragraph',
      data: { hProperties: { className: ['alert-title'] } },
      children: alert.title.length > 0 ? alert.title : [{ type: 'text', value: words.alerts[alert.kind] }],
      ...(quote.position && { position: quote.position }),
    })
  })
}

/** The kind and the title that a quote's first line names; the line is taken off. */
function takeAlert({ children }: Blockquote): { kind: Kind; title: PhrasingContent[] } | undefined {
  const [first] = children
  if (first?.type !== 'paragraph') return undefined
  const [text] = first.children
  if (text?.type !== 'text') return undefined
  const [sign, name] = text.value.match(/^\[!([a-z]+)\][+-]?[ \t]*/i) ?? []
  const kind = name === undefined ? undefined : kinds.get(name.toLowerCase())
  if (sign === undefined || !kind) return undefined
  const { line, rest } = parted(first, sign.length)
  if (line.length === 0 && rest.length === 0 && children.length === 1) return undefined
  if (rest.length > 0) first.children = rest
  else children.shift()
  return { kind, title: line }
}

/** A paragraph behind its first letters: what ends its first line, and what follows. */
function parted({ children: [text, ...others] }: Paragraph, from: number) {
  const nodes = [
    { ...text, value: (text as { value: string }).value.slice(from) } as PhrasingContent,
    ...others,
  ]
  const at = nodes.findIndex(
    (node) => node.type === 'break' || (node.type === 'text' && /[\r\n]/.test(node.value)),
  )
  const node = nodes[at]
  if (!node) return { line: filled(nodes), rest: [] }
  const [before, ...after] = node.type === 'text' ? node.value.split(/\r\n|\n|\r/) : ['']
  return {
    line: filled([...nodes.slice(0, at), { type: 'text', value: before! }]),
    rest: filled([{ type: 'text', value: after.join('\n') }, ...nodes.slice(at + 1)]),
  }
}

function filled(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.filter((node) => node.type !== 'text' || node.value !== '')
}

/** Obsidian's other names, by the kind of GitHub's that is meant. */
const others: Record<Kind, string> = {
  note: 'info todo abstract summary tldr question help faq example quote cite',
  tip: 'hint success check done',
  important: '',
  warning: 'attention',
  caution: 'danger error bug failure fail missing',
}

const kinds = new Map(
  Object.entries(others).flatMap(([kind, names]) =>
    [kind, ...names.split(' ')].map((name) => [name, kind as Kind] as const),
  ),
)

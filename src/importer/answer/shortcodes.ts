import { gemoji } from 'gemoji'
import type { Root } from 'mdast'
import { visit } from '../source/visit.ts'

/** Puts emoji in place of their names, as GitHub does: `:tada:`. In code, and inside words, a name stays as it is. */
export function showEmoji(tree: Root): void {
  visit(tree, 'text', (node) => {
    if (node.value.includes(':')) node.value = withEmoji(node.value)
  })
}

function withEmoji(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}:])((?::[a-z0-9+_-]+:)+)(?![\p{L}\p{N}:])/gu, (codes: string) =>
    codes.replace(/:([^:]+):/g, (code, name: string) => emoji.get(name) ?? code),
  )
}

const emoji = new Map(gemoji.flatMap(({ emoji, names }) => names.map((name) => [name, emoji] as const)))

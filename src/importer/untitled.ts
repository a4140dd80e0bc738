import type { Root } from 'mdast'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { report } from '../problems.ts'
import { withoutComments } from './source/html.ts'
import { sourceOf, wordsIn } from './source/markdown.ts'
import { visit } from './source/visit.ts'
import type { Topic } from './topic.ts'

/** Tells of headings and summaries that no reader sees a word of: what they were to name has no name. */
export function tellUntitled(
  { questions }: Topic,
  text: string,
  tree: Root,
  lineAt: (offset: number) => Point,
  file: VFile,
): void {
  const titles = new Map(questions.map(({ line, title }) => [line, title]))
  const tell = (words: string, offset: number, kind: 'heading' | 'summary') => {
    const place = lineAt(offset)
    const shown = seen(words)
    // Below a mere number, the text is the title.
    const isNumber = /^\d+[.):、]$/.test(shown) && seen(titles.get(place.line) ?? shown) === shown
    if (shown === '' || isNumber) report(file, 'title-missing', place, kind)
  }
  visit(tree, (node) => {
    const offset = node.position?.start.offset ?? 0
    if (node.type === 'heading') {
      const isPictured = /!\[|<img\b/i.test(sourceOf(text, node.children))
      if (!isPictured) tell(wordsIn(node.children), offset, 'heading')
    }
    if (node.type !== 'html') return
    for (const { 1: words, index } of node.value.matchAll(/<summary\b[^<>]*>([\s\S]*?)<\/summary>/gi))
      if (!/<img\b/i.test(words!))
        tell(withoutComments(words!).replace(/<[^<>]*>/g, ''), offset + index, 'summary')
  })
}

/** What a reader sees of a title. */
function seen(words: string): string {
  return words.replace(/\{[:#.][^{}]*\}/g, '').replace(/[\s\u2800]|\p{Default_Ignorable_Code_Point}/gu, '')
}

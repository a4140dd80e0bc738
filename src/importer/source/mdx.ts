import { codeRanges } from './markdown.ts'

/**
 * The offset of the first thing in a text that only MDX knows: an import or an export, a component, an expression in
 * braces. `undefined` where there is none: then the text is Markdown.
 */
export function findJsx(text: string): number | undefined {
  let words = text.replace(/^---[\s\S]*?^---[ \t]*$/m, blank)
  for (const { start, end } of codeRanges(words)) {
    words = words.slice(0, start) + blank(words.slice(start, end)) + words.slice(end)
  }
  const start = words.search(
    /^(?:import\s.*["']|export\s+(?:default|const|let|function|async|\{|\*))|<\/?[A-Z]|<\/?>|(?<!\\)\{/m,
  )
  return start < 0 ? undefined : start
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}

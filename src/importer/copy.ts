import type { Heading } from 'mdast'
import { asMarkdown, parse, wordsIn } from './markdown.ts'
import { isAnswerLabel } from './shapes/words.ts'

/** What a copy is made from. */
export interface Copied {
  id: string
  title: string
  /** The title as safe inline HTML. */
  titleHtml: string
  tags: readonly string[]
  level: string | null
  aliases: readonly string[]
  reviewed: string | null
  markdown: string
  definitions: string
  choices: readonly unknown[]
  answered: boolean
}

/**
 * A question as a Markdown file of its own: its title, its metadata, and what stands below it exactly as it is
 * written. Read by `importTopic`, it is the same question; only one that asks in several
 * paragraphs and has no answer is taken to answer itself.
 */
export function copyOf(question: Copied): string {
  const { id, tags, level, aliases, reviewed, markdown, definitions } = question
  const title = titleOf(question)
  const metadata = [
    `id: ${id}`,
    ...(tags.length > 0 ? [`tags: ${inYaml(tags)}`] : []),
    ...(level ? [`level: ${level}`] : []),
    ...(aliases.length > 0 ? [`aliases: ${inYaml(aliases)}`] : []),
    ...(reviewed ? [`reviewed: ${reviewed}`] : []),
  ]
  const headings = parse(markdown).children.filter((node) => node.type === 'heading')
  return [
    `---\ntitle: ${inYaml(title)}\nshape: ${shapeOf(question, headings)}\n---`,
    // Of two headings of the first level neither would be the title.
    ...(headings.some(({ depth }) => depth === 1) ? [] : [`# ${title}`]),
    `<!--\n${metadata.join('\n')}\n-->`,
    ...(markdown ? [markdown] : []),
    ...(definitions ? [definitions] : []),
  ]
    .join('\n\n')
    .concat('\n')
}

/** The title's Markdown: its elements as signs where there are such, else as they are. */
function titleOf({ titleHtml }: Copied): string {
  return titleHtml
    .split(/(<code>[^<]*<\/code>|<[^>]*>)/)
    .map((part, index) => {
      if (index % 2 === 0) return asMarkdown(withoutEntities(part))
      const [, code] = part.match(/^<code>(.*)<\/code>$/s) ?? []
      if (code === undefined) return signs[part] ?? part
      const text = withoutEntities(code)
      return text.includes('`') ? part : `\`${text}\``
    })
    .join('')
}

const signs: Record<string, string> = {
  ...{ '<em>': '*', '</em>': '*', '<strong>': '**', '</strong>': '**', '<del>': '~~', '</del>': '~~' },
}

function withoutEntities(html: string): string {
  return html.replace(/&#x([0-9A-F]+);|&(lt|gt|amp|quot);/gi, (_, code, name: string) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : { lt: '<', gt: '>', amp: '&', quot: '"' }[name]!,
  )
}

/** The shape that the copy is to be read as: the whole file is one question, or its body has a form of its own. */
function shapeOf({ markdown, choices, answered }: Copied, headings: readonly Heading[]): string {
  // Where nothing tells which choice is right, they could be any list.
  if (choices.length > 0 && !answered) return /^\s*[-*+] \[[ x]\]/im.test(markdown) ? 'D1' : 'D2'
  return headings.some((heading) => isAnswerLabel(wordsIn(heading))) ? 'F2' : 'F3'
}

/** A text or a list of them in YAML, in which nothing ends a comment. */
function inYaml(value: string | readonly string[]): string {
  return JSON.stringify(value).replaceAll('>', '\\u003e')
}

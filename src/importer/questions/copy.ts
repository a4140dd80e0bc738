import type { Heading } from 'mdast'
import { withoutEntities } from '../../entities.ts'
import { asMarkdown, parse, wordsIn } from '../source/markdown.ts'
import { isAnswerLabel } from '../vocabulary.ts'

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
  /** Whether what stands between dollars is mathematics. */
  math?: boolean | undefined
  /** The words, of its file's own, that its answer begins with. */
  answers?: readonly string[] | undefined
  /** What a key elsewhere in its file says of it. */
  keyed?: string | undefined
  /** What it asks below its title, if it does. */
  prompt?: unknown
  choices: readonly unknown[]
  /** The answer as plain text; empty where there is none. */
  text: string
  answered: boolean
}

/**
 * A question as a Markdown file of its own: its title, its metadata, and what stands below it exactly as it is
 * written. Read by `importTopic`, it is the same question; only one that asks below headings of its own, and has no
 * answer, is taken for the last of them.
 */
export function copyOf(question: Copied): string {
  const { id, tags, level, aliases, reviewed, markdown, definitions } = question
  const title = titleOf(question)
  const math = question.math ? '\nmath: true' : ''
  const { answers = [] } = question
  const more = answers.length > 0 ? `${math}\nanswers: ${inYaml(answers)}` : math
  const metadata = [
    `id: ${id}`,
    ...(tags.length > 0 ? [`tags: ${inYaml(tags)}`] : []),
    ...(level ? [`level: ${level}`] : []),
    ...(aliases.length > 0 ? [`aliases: ${inYaml(aliases)}`] : []),
    ...(reviewed ? [`reviewed: ${reviewed}`] : []),
  ]
  const headings = headingsOf(markdown)
  // Of two headings of the first level neither would be the title: then the frontmatter has it.
  const isCrowded = headings.some(({ depth }) => depth === 1)
  const shape = isPrompt(question)
    ? 'answer-headings'
    : (formOf(question, headings) ?? (isCrowded ? 'titled-file' : 'one-question'))
  return [
    isCrowded
      ? `---\ntitle: ${inYaml(title)}\nshape: ${shape}${more}\n---`
      : `---\nshape: ${shape}${more}\n---\n\n# ${title}`,
    `<!--\n${metadata.join('\n')}\n-->`,
    ...(markdown ? [markdown] : []),
    ...(question.keyed ? [question.keyed] : []),
    // Without it, what is asked would be taken for the answer to the title.
    ...(isPrompt(question) ? ['## Answer'] : []),
    ...(definitions ? [definitions] : []),
  ]
    .join('\n\n')
    .concat('\n')
}

/** The headings of a text, which is parsed only where a line could be one, or underline one. */
function headingsOf(markdown: string): Heading[] {
  if (!/^ {0,3}(#|=+[ \t]*$|-+[ \t]*$)/m.test(markdown)) return []
  return parse(markdown).children.filter((node) => node.type === 'heading')
}

/** The title's Markdown: plain code between ticks, every other element as the HTML that it is. */
function titleOf({ titleHtml }: Copied): string {
  return titleHtml
    .replace(
      /<span class="math-inline">.*?<annotation [^>]*>(.*?)<\/annotation>.*?<\/span>/g,
      '<math>$1</math>',
    )
    .split(/(<[^>]*>)/)
    .map((part, index) => (index % 2 === 0 ? asMarkdown(withoutEntities(part)) : part))
    .join('')
    .replace(/<code>([^<]*)<\/code>/g, (element, escaped: string) => {
      const code = escaped.replace(/\\(.)/g, '$1')
      return /^[^`\s]([^`]*[^`\s])?$/.test(code) ? `\`${code}\`` : element
    })
    .replace(/<math>([^<]*)<\/math>/g, (_, escaped: string) => `$${escaped.replace(/\\(.)/g, '$1')}$`)
}

/** The form of what stands below the title, where it has one. */
function formOf({ markdown, choices, answered }: Copied, headings: readonly Heading[]): string | undefined {
  // Boxes alone could be things to do; and where nothing tells which choice is right, they could be any list.
  if (choices.length > 0 && /^\s*(?:[-*+]|\d+[.)])\s+\[[ x]\]|[☐☒☑◯◉]/im.test(markdown)) return 'quiz-boxes'
  if (choices.length > 0 && !answered) return 'quiz-letters'
  return headings.some((heading) => isAnswerLabel(wordsIn(heading))) ? 'answer-headings' : undefined
}

/** Whether what stands below the title only asks. */
function isPrompt({ prompt, choices, answered, text }: Copied): boolean {
  return Boolean(prompt) && choices.length === 0 && !answered && text === ''
}

/** A text or a list of them in YAML, in which nothing ends a comment. */
function inYaml(value: string | readonly string[]): string {
  return JSON.stringify(value).replaceAll('>', '\\u003e')
}

import { namesQuestions } from '../vocabulary.ts'
import { headingWords } from './below.ts'
import type { Outline } from './shape.ts'

const told = new WeakMap<Outline, Tells>()

/**
 * What the name of a file says of it: `all` where its title, or its frontmatter's, says no more than that it holds
 * questions, and of what; `some` where a title has such a word among others; `name` where only the file's name has.
 */
type Tells = 'all' | 'some' | 'name' | 'nothing'

export function tellsOf(outline: Outline): Tells {
  const known = told.get(outline)
  if (known) return known
  const { tree, source, frontmatterTitle, path } = outline
  const first = tree.children.find(({ type }) => type === 'heading')
  const titles = [frontmatterTitle ?? '', first ? headingWords(first, source.text) : '']
  const name = path
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '')
    .replace(/[-_]+/g, ' ')
  const naming = titles.filter(namesQuestions)
  const tells = naming.some((title) => title.split(/\s+/).length <= 6)
    ? 'all'
    : naming.length > 0
      ? 'some'
      : namesQuestions(name)
        ? 'name'
        : 'nothing'
  told.set(outline, tells)
  return tells
}

export function isTold(outline: Outline): boolean {
  return tellsOf(outline) !== 'nothing'
}

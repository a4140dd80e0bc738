import type { Root } from 'mdast'
import { withoutAttributes } from './answer/attributes.ts'
import { githubSlugs } from './source/github-slugs.ts'
import { plainText, sourceOf } from './source/markdown.ts'
import { visit } from './source/visit.ts'
import { partsOf, type Target, type Topic } from './topic.ts'

/**
 * Where the anchors of a file's text lead: those that GitHub makes from the headings of its tree, and those its
 * author wrote.
 */
export function findAnchors(text: string, tree: Root, topic: Topic): Record<string, Target> {
  const anchors = new Map<string, Target>()
  const add = (anchor: string, target: Target) => {
    if (!anchors.has(anchor)) anchors.set(anchor, target)
  }
  const owners = [
    ...topic.sections.map(({ line }, section) => ({ line, target: { section } })),
    ...topic.questions.map(({ line }, question) => ({ line, target: { question } })),
  ].toSorted((a, b) => a.line - b.line)

  const slugOf = githubSlugs()
  // An owner's line is never above that of the last one: headings come in order.
  let next = 0
  let passed = -1
  let places = new Map<string, { index: number; id: string }[]>()
  let placed: number | undefined
  const withHeading = new Set<number>()
  visit(tree, 'heading', (node) => {
    const { line } = node.position!.start
    withHeading.add(line)
    // GitHub drops line breaks.
    const words = plainText(sourceOf(text, node.children).replace(/(?<![ \t])[ \t]*[\r\n]+[ \t]*/g, ''))
    const slug = slugOf(words)
    while (next < owners.length && owners[next]!.line <= line) next += 1
    const owner = owners[next - 1]
    const question = owner && 'question' in owner.target ? owner.target.question : undefined
    if (!owner || owner.line === line || question === undefined) add(slug, owner?.target ?? {})
    else {
      if (placed !== question) {
        const headings = partsOf(topic.questions[question]!).flatMap(({ headings }) => headings)
        const indexed = headings.map(({ id, text }, index) => ({ id, text, index }))
        places = Map.groupBy(indexed, ({ text }) => text)
        passed = -1
        placed = question
      }
      const alike = places.get(words) ?? places.get(withoutAttributes(words)) ?? []
      while (alike[0] && alike[0].index <= passed) alike.shift()
      const [place] = alike
      if (place) passed = place.index
      add(slug, place ? { question, anchor: place.id } : { question })
    }
  })
  // What only its author took for a heading has a name all the same.
  for (const [question, { line, title }] of topic.questions.entries())
    if (!withHeading.has(line)) add(slugOf(title), { question })

  for (const [section, { anchors }] of topic.sections.entries())
    for (const anchor of anchors) add(anchor, { section })
  for (const [question, asked] of topic.questions.entries()) {
    for (const anchor of asked.anchors) add(anchor, { question })
    for (const { headings, anchors } of partsOf(asked)) {
      for (const id of [...anchors, ...headings.map(({ id }) => id)]) {
        // Without what keeps the ids of a page's parts from clashing.
        add(id.replace(/^[\w-]+:/, ''), { question, anchor: id })
      }
    }
  }
  return Object.fromEntries(anchors)
}

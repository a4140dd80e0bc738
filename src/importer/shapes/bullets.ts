import type { List, RootContent } from 'mdast'
import { wordsOfHtml } from '../source/html.ts'
import { plainText } from '../source/markdown.ts'
import type { Text } from '../source/text.ts'
import type { Mark, Outline, Shape } from './index.ts'
import { withoutNumber } from './numbers.ts'
import { withSections } from './sections.ts'
import { isBoilerplate, isLabel, isPosed, isQuestionLike, isTask } from './words.ts'

/** Questions without answers: the items of lists, `- What is a queryset?`; items inside them follow them up. */
export const bullets: Shape = {
  ids: ['E1'],
  asksOnly: true,
  find(outline, ids, isAsked) {
    if (!ids.includes('E1')) return []
    const groups = groupsOf(outline).filter(({ title }) => !isBoilerplate(title) && !isLabel(title))
    const asking = groups.filter(({ bullets }) => isAsked || count(bullets, likely) * 2 >= bullets.length)
    const asked = asking.flatMap(({ bullets }) => bullets)
    if (!isAsked && !isBelievable(asked, groups)) return []
    return withSections(
      asked.flatMap(({ topic, mark }) => (topic ? [topic, mark] : [mark])),
      outline,
      6,
    )
  },
}

/** Whether a file's bullets are its questions: not a few in an article, nor lists that answer what they ask. */
function isBelievable(asked: readonly Bullet[], groups: readonly Group[]): boolean {
  const all = groups.flatMap(({ bullets }) => bullets)
  const texts = groups.reduce((sum, { texts }) => sum + texts, 0)
  const isList = asked.length > 1 && count(all, likely) * 2 >= all.length && texts * 2 <= asked.length
  const isAsking = count(asked, ({ words }) => isPosed(words)) * 2 >= asked.length
  return isList && isAsking && count(asked, ({ isAnswered }) => isAnswered) * 3 <= asked.length
}

/** A list's item. */
interface Bullet {
  mark: Mark
  /** Its title as Markdown: how that begins and ends tells enough. */
  words: string
  /** The item around it that only names what its items are about, above the first of them. */
  topic: Mark | undefined
  /** Whether text below it, or behind its question mark, looks like an answer. */
  isAnswered: boolean
}

/** What stands below a heading, up to the next. */
interface Group {
  title: string
  bullets: Bullet[]
  /** How many blocks stand in it that are neither its lists nor code that belongs to them. */
  texts: number
}

function groupsOf({ source, tree }: Outline): Group[] {
  const groups: Group[] = [{ title: '', bullets: [], texts: 0 }]
  let isAbove = true
  for (const [index, node] of tree.children.entries()) {
    const group = groups.at(-1)!
    if (node.type === 'heading') {
      groups.push({ title: plainText(sourceOf(source, node)), bullets: [], texts: 0 })
    } else if (node.type === 'list') {
      const bullets = bulletsOf(node, source)
      group.bullets.push(...bullets)
      if (bullets.length > 0) isAbove = false
    } else if (!isAbove && isText(node, tree.children[index - 1], group)) group.texts += 1
  }
  return groups
}

function isText(node: RootContent, above: RootContent | undefined, { bullets }: Group): boolean {
  if (node.type === 'code') return bullets.length === 0 || (above?.type !== 'list' && above?.type !== 'code')
  if (node.type === 'html') return /[\p{L}\p{N}]/u.test(wordsOfHtml(node.value))
  return node.type === 'paragraph' || node.type === 'blockquote'
}

/** The items of a list; where one names a topic, the items in it. */
function bulletsOf(list: List, source: Text): Bullet[] {
  return list.children.flatMap((item, index): Bullet[] => {
    const bullet = bulletOf(list, index, source)
    if (!bullet) return []
    const inner = item.children.flatMap((node) =>
      node.type === 'list' ? node.children.flatMap((_, place) => bulletOf(node, place, source) ?? []) : [],
    )
    const isTopic = !likely(bullet) && count(inner, ({ words }) => isPosed(words)) * 2 > inner.length
    if (!isTopic) {
      const isFollowed = count(inner, likely) * 2 >= inner.length
      return [{ ...bullet, isAnswered: bullet.isAnswered || !isFollowed }]
    }
    const { title, start, end } = bullet.mark
    const topic: Mark = { kind: 'section', title: title.replace(/\s*:\s*$/, ''), depth: 6, start, end }
    return inner.map((one, index) => (index === 0 ? { ...one, topic } : one))
  })
}

function bulletOf(list: List, index: number, source: Text): Bullet | undefined {
  const item = list.children[index]!
  const [first, ...others] = item.children
  if (first?.type !== 'paragraph') return undefined
  const written = sourceOf(source, first)
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/^\[[ xX]\]\s+/, '')
    .replace(/^(\*\*|__)((?:(?!\1).)*)\1$/, '$2')
    .trim()
  // A link leads to what is asked elsewhere.
  if (/^\[(?:[^[\]]|\[[^\]]*\])*\]\([^)]*\)$/.test(written) || written === '') return undefined
  const numbered = withoutNumber(written)
  const title = numbered?.title ?? written
  const place = list.ordered ? (list.start ?? 1) + index : undefined
  const number = numbered?.number ?? place
  return {
    words: title,
    topic: undefined,
    isAnswered:
      others.some(({ type }) => type === 'paragraph' || type === 'blockquote') || isAnsweredInLine(title),
    mark: {
      ...{ kind: 'question', shape: 'E1', title, depth: 7, asksOnly: true },
      ...(number === undefined ? {} : { number }),
      start: item.position!.start.offset!,
      end: first.position!.end.offset!,
      indent: first.position!.start.column - 1,
      indentEnd: item.position!.end.offset!,
    },
  }
}

/** “What is it? A lazy list.” */
function isAnsweredInLine(words: string): boolean {
  const [, after = ''] = words.match(/[?？]\s+([^?？]*)$/) ?? []
  return /\p{L}.{10}/u.test(after) && !isQuestionLike(after) && !/[)\]]$/.test(after)
}

function likely({ words }: Bullet): boolean {
  return isQuestionLike(words) || isTask(words) || isPosed(words)
}

function count<Value>(values: readonly Value[], holds: (value: Value) => boolean): number {
  return values.filter(holds).length
}

function sourceOf({ text }: Text, { position }: RootContent): string {
  return text.slice(position!.start.offset, position!.end.offset)
}

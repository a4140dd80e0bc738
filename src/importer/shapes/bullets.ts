import type { List, RootContent } from 'mdast'
import { wordsOfHtml } from '../source/html.ts'
import { plainText } from '../source/markdown.ts'
import { oneLine, type Text } from '../source/text.ts'
import { isBoilerplate, isLabel, isPosed, isQuestionLike, isTask } from '../vocabulary.ts'
import { isNothingButLinks } from './below.ts'
import type { Group } from './evidence.ts'
import type { Mark, Outline } from './shape.ts'
import { readTitle } from './titles.ts'
import { isTold, tellsOf } from './told.ts'

/** The groups of a file's bullets: those that only ask, and those that answer too, in their line or below it. */
export function bulletGroups(outline: Outline, isAsked: boolean): Group[] {
  const lists = listsOf(outline).filter(({ title }) => !isBoilerplate(title) && !isLabel(title))
  const all = lists.flatMap(({ bullets }) => bullets)
  // Where the file's title says that it lists questions, fewer of them need ask in words that are known.
  const isNamed = tellsOf(outline) === 'all' && shareOf(all, outline) >= leastNamed
  const least = isNamed ? 0.4 : 0.6
  const isRegular = isAsked || (isTold(outline) && count(all, likely) >= all.length * least)
  const asking = lists.filter(({ bullets }) => isRegular || count(bullets, likely) * 2 >= bullets.length)
  const asked = asking.flatMap(({ bullets }) => bullets)
  const answered = asked.filter(({ isAnswered }) => isAnswered)
  const texts = lists.reduce((sum, { texts }) => sum + texts, 0)
  const led = asking.reduce((sum, { led }) => sum + led, 0)
  const counted = asking.reduce((sum, { lists }) => sum + lists, 0)
  const isList =
    asked.length > 1 && (isRegular || count(all, likely) * 2 >= all.length) && texts * 2 <= asked.length
  if (asked.length === 0 || !(isList || isAsked)) return []
  // A guide asks its reader, too: in lists that its text leads to, and among much else.
  const isLed = led >= 2 && !/all|some/.test(tellsOf(outline))
  const isCovered = tellsOf(outline) === 'all' || shareOf(asked, outline) >= leastShare
  const doubtful = isCovered ? (isLed ? led / counted : 0) : 1
  if (answered.length * 3 >= asked.length * 2) {
    return [
      { kind: 'answered-bullet', marks: asked.map(answeredMark), size: all.length, signs: { doubtful } },
    ]
  }
  const isPosing =
    count(asked, ({ words }) => isPosed(words)) >= asked.length * (isNamed ? least : 0.5) &&
    answered.length * 3 <= asked.length
  if (!(isPosing || isAsked)) return []
  const marks = asked.flatMap(({ topic, mark }) => (topic ? [topic, mark] : [mark]))
  const told = isNamed && isRegular ? 0.5 : 0
  return [{ kind: 'bullet', marks, size: asked.length, signs: { doubtful, told } }]
}

/** How much of a file's text the bullets are that ask: less is a part of an article. */
const leastShare = 0.4
/** How much of a file's text all of its bullets are where it is nothing but lists. */
const leastNamed = 0.6

function shareOf(bullets: readonly Bullet[], { tree }: Outline): number {
  const lengthOf = (start: number, end: number) => end - start
  const own = bullets.reduce((sum, { mark, until }) => sum + lengthOf(mark.start, until), 0)
  const all = tree.children
    .filter(({ type }) => type !== 'heading' && type !== 'definition')
    .reduce((sum, { position }) => sum + lengthOf(position!.start.offset!, position!.end.offset!), 0)
  return own / Math.max(all, 1)
}

function answeredMark({ mark, until, inLine }: Bullet): Mark {
  const { asksOnly: _, ...answered } = mark
  // “What is it? A lazy list.”
  const own =
    inLine === undefined
      ? {}
      : {
          title: mark.title.slice(0, -inLine.length).trim(),
          end: mark.end - inLine.replace(separator, '').length,
        }
  return { ...answered, ...own, shape: 'bullets-with-answers', until }
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
  /** The answer that follows in its line. */
  inLine: string | undefined
  /** Where its item ends. */
  until: number
}

/** What stands below a heading, up to the next. */
interface Lists {
  title: string
  bullets: Bullet[]
  /** How many blocks stand in it that are neither its lists nor code that belongs to them. */
  texts: number
  /** How many lists with bullets it has, and how many of them a paragraph leads to. */
  lists: number
  led: number
}

function listsOf({ source, tree }: Outline): Lists[] {
  const groups: Lists[] = [{ title: '', bullets: [], texts: 0, lists: 0, led: 0 }]
  let isAbove = true
  for (const [index, node] of tree.children.entries()) {
    const group = groups.at(-1)!
    if (node.type === 'heading') {
      groups.push({ title: plainText(sourceOf(source, node)), bullets: [], texts: 0, lists: 0, led: 0 })
    } else if (node.type === 'list') {
      const bullets = bulletsOf(node, source)
      if (bullets.length > 0) {
        group.lists += 1
        if (tree.children[index - 1]?.type === 'paragraph') group.led += 1
      }
      group.bullets.push(...bullets)
      if (bullets.length > 0) isAbove = false
    } else if (!isAbove && isText(node, tree.children[index - 1], group)) group.texts += 1
  }
  return groups
}

function isText(node: RootContent, above: RootContent | undefined, { bullets }: Lists): boolean {
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
  const raw = sourceOf(source, first)
  const [bold] = raw.match(/^(?:\[[ xX]\]\s+)?(\*\*|__)(?:(?!\1)[\s\S])+\1[:：]?(?=\s*\S)/) ?? []
  const written = oneLine(bold ?? raw)
    .replace(/^\[[ xX]\]\s+/, '')
    .replace(/^(\*\*|__)((?:(?!\1).)*)\1[:：]?$/, '$2')
    .trim()
  // A link leads to what is asked elsewhere.
  if (isNothingButLinks(written) || /^\[(?:[^[\]]|\[[^\]]*\])*\]\([^)]*\)$/.test(written) || written === '')
    return undefined
  const { title, number: own } = readTitle(written)
  const place = list.ordered ? (list.start ?? 1) + index : undefined
  const number = own ?? place
  const start = first.position!.start.offset!
  const inLine = answerInLine(title)
  return {
    words: title,
    topic: undefined,
    isAnswered:
      bold !== undefined ||
      others.some(({ type }) => type === 'paragraph' || type === 'blockquote') ||
      inLine !== undefined,
    inLine: bold === undefined && raw.endsWith(inLine ?? '') ? inLine : undefined,
    until: item.position!.end.offset!,
    mark: {
      ...{ kind: 'question', shape: 'bullets', title, depth: 7, asksOnly: true },
      ...(number === undefined ? {} : { number }),
      start: item.position!.start.offset!,
      end:
        bold === undefined
          ? first.position!.end.offset!
          : start + bold.length + (raw.slice(bold.length).match(separator)?.[0].length ?? 0),
      indent: first.position!.start.column - 1,
      indentEnd: item.position!.end.offset!,
    },
  }
}

/** What follows a question in its line, if it answers. */
function answerInLine(words: string): string | undefined {
  const [, sign = '', after = ''] = words.match(/[?？؟]\s+((?:[-–—→]|[-=]>)\s+)?([^?？؟]*)$/) ?? []
  const isText = sign === '' ? /\p{L}.{10}/u : /\p{L}/u
  return isText.test(after) && !isQuestionLike(after) && !/[)\]]$/.test(after) ? sign + after : undefined
}

/** What may stand between a question and its answer in one line. */
const separator = /^\s*(?:[-–—→]|[-=]>)\s+/

function likely({ words }: Bullet): boolean {
  return isQuestionLike(words) || isTask(words) || isPosed(words)
}

function count<Value>(values: readonly Value[], holds: (value: Value) => boolean): number {
  return values.filter(holds).length
}

function sourceOf({ text }: Text, { position }: RootContent): string {
  return text.slice(position!.start.offset, position!.end.offset)
}

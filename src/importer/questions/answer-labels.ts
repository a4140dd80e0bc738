import type { Paragraph, RootContent } from 'mdast'
import { wordsOfHtml } from '../source/html.ts'
import { wordsIn } from '../source/markdown.ts'
import { isAnswerLabel, isPosed, isSolution } from '../vocabulary.ts'
import { type AnswerWords, lettersAt, wordsWith } from './answer-key.ts'
import { type Line, linesOf } from './lines.ts'
import { findOptions, isOption } from './options.ts'

/** A short text that may be a label, and where it stands. */
interface Lead {
  /** Its words without signs and without the option that it names, lower case; or a sign such as 👉. */
  key: string
  form: 'heading' | 'summary' | 'line' | 'alone'
  /** Whether it names an option of its question. */
  names: boolean
  /** Whether nothing stands above it that answers. */
  isFirst: boolean
}

/** What share of a file's questions have a label below them: fewer have a part of their answers in common. */
const most = 0.6
/** As much, of words that stand in a line of their own and are no more than that: they may also be the answer. */
const mostAlone = 0.8
/** How many questions show what recurs: of fewer, words decide. */
const fewest = 3

/**
 * The words that begin the answers of a file, in whatever language: what stands once below most of its questions, and
 * names an option, or has nothing above it that answers and is the one such text. Of several, those that are known
 * decide. `told` are those that the author names.
 */
export function findAnswerWords(
  bodies: readonly (readonly RootContent[])[],
  told: readonly string[],
): AnswerWords {
  const shown = bodies.filter((blocks) => blocks.length > 0)
  const named = told.map((words) => keyed(words).key || words)
  const leads = new Map<string, Lead[]>()
  for (const blocks of shown) {
    for (const [kind, same] of Map.groupBy(leadsIn(blocks), ({ form, key }) => `${form} ${key}`))
      if (same.length === 1) leads.set(kind, [...(leads.get(kind) ?? []), same[0]!])
  }
  const share = (same: readonly Lead[], holds: (lead: Lead) => boolean) =>
    same.filter(holds).length / same.length
  const recurring = [...leads.values()].filter((same) => {
    // What is folded away below each of two, or names an option of each, is called the same on purpose.
    if (shown.length < fewest)
      return same.length > 1 && same.every(({ form, names }) => form === 'summary' || names)
    const least = share(same, ({ form }) => form === 'alone') > 0.5 ? mostAlone : most
    return same.length >= Math.max(2, least * shown.length)
  })
  const naming = recurring.filter((same) => share(same, ({ names }) => names) >= most)
  const others = recurring.filter((one) => !naming.includes(one))
  const first = others.filter((same) => share(same, ({ isFirst }) => isFirst) >= mostAlone)
  const single = others.length === 1 ? first : first.filter(([lead]) => isAnswerLabel(lead!.key))
  const learned = [...naming, ...single].map(([lead]) => lead!.key).filter((key) => !isCertain(key))
  return wordsWith([...new Set([...named, ...learned])])
}

/**
 * How many bodies begin with one and the same label, in whatever language, that leads to most of what stands there and
 * is the only text to recur below them: what it leads to answers the title, as “**Jibu:** …” does.
 */
export function countLed(bodies: readonly (readonly RootContent[])[]): number {
  const leading = bodies.map(([first, ...others]) => {
    const [lead] = first ? leadsIn([first]) : []
    const isWhole = lead && (lead.form === 'heading' || lead.form === 'alone') && others.length > 0
    const isMost = first && lettersIn([first]) > lettersIn(others)
    return lead && lead.form !== 'summary' && (isWhole || isMost) ? lead.key : undefined
  })
  const [most] = [...Map.groupBy(leading, (key) => key)]
    .filter(([key]) => key !== undefined)
    .toSorted(([, a], [, b]) => b.length - a.length)
  if (!most || most[1].length < fewest || most[1].length < mostAlone * bodies.length) return 0
  const keys = bodies.flatMap((blocks) => [...new Set(leadsIn(blocks).map(({ key }) => key))])
  const others = Map.groupBy(keys, (key) => key)
  const isOnly = [...others].every(([key, same]) => key === most[0] || same.length < bodies.length / 3)
  return isOnly ? most[1].length : 0
}

function lettersIn(blocks: readonly RootContent[]): number {
  return blocks
    .map(wordsIn)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '').length
}

function leadsIn(blocks: readonly RootContent[]): Lead[] {
  const options = findOptions(blocks)?.options.map(({ label }) => label) ?? []
  const leads: Lead[] = []
  let isFirst = true
  const add = (found: Pick<Lead, 'key' | 'form'> & { rest: string }) => {
    const { key, form, rest } = found
    const named = lettersAt(rest, 0)?.labels ?? []
    const names = named.length > 0 && named.every((label) => options.includes(label))
    leads.push({ key, form, names, isFirst })
  }
  const addLines = (paragraph: Paragraph) => {
    const lines = linesOf(paragraph)
    for (const line of lines) {
      const lead = leadOf(line, lines.length === 1)
      if (lead) add(lead)
      if (
        lead ? lead.rest !== '' : !isOption(line.words) && !isPosed(line.words) && /\p{L}/u.test(line.words)
      )
        isFirst = false
    }
  }
  for (const block of blocks) {
    if (block.type === 'heading') {
      const { key, rest } = keyed(wordsIn(block))
      if (isShort(key)) add({ key, form: 'heading', rest })
      else isFirst = false
    } else if (block.type === 'html') {
      const [, summary] = block.value.match(/<summary\b[^<>]*>([\s\S]*?)<\/summary>/i) ?? []
      if (summary !== undefined) {
        const { key, rest } = keyed(wordsOfHtml(summary).trim())
        // What goes on below is more than a hint that is folded away.
        if (isShort(key) && isLastFolded(blocks)) add({ key, form: 'summary', rest })
      } else
        for (const words of wordsOfHtml(block.value).split(/[\r\n]+/)) {
          const lead = leadOf({ words: words.trim(), children: [] }, false)
          if (lead) add(lead)
        }
    } else if (block.type === 'paragraph') addLines(block)
    else if (block.type === 'list') {
      const isChoice = block.children.some(
        ({ checked, children }) =>
          typeof checked === 'boolean' || (children[0] && isOption(wordsIn(children[0]))),
      )
      const last = block.children.at(-1)?.children ?? []
      for (const child of isChoice || block.children.length === 1 ? last : [])
        if (child.type === 'paragraph') addLines(child)
      if (!isChoice && block.children.length > 1) isFirst = false
    } else if (block.type === 'blockquote') {
      for (const child of block.children) if (child.type === 'paragraph') addLines(child)
    } else if (block.type === 'code') {
      for (const words of block.value.split(/\r\n|\n|\r/)) {
        const lead = leadOf({ words, children: [] }, false)
        if (lead && lettersAt(lead.rest, 0)) add(lead)
      }
    }
  }
  return leads
}

/** Whether a label is one that begins an answer in any file: a solution may also be a part of what is told. */
function isCertain(key: string): boolean {
  return isAnswerLabel(key) && (!isSolution(key) || /explanation/.test(key))
}

/** Whether nothing but choices, code and tags stands below the last thing that is folded away. */
function isLastFolded(blocks: readonly RootContent[]): boolean {
  const end = blocks.findLastIndex((block) => block.type === 'html' && /<\/details>/i.test(block.value))
  return end < 0 || blocks.slice(end + 1).every(({ type }) => type === 'html' || type === 'thematicBreak')
}

/** What a line begins with: words before a colon, bold words, a sign; or all there is of it. */
function leadOf(
  { words, children }: Pick<Line, 'words' | 'children'>,
  isWhole: boolean,
): (Pick<Lead, 'key' | 'form'> & { rest: string }) | undefined {
  if (isOption(words)) return undefined
  const bold = children.find((node) => node.type !== 'text' || node.value.trim() !== '')
  const said = bold?.type === 'strong' ? wordsIn(bold) : ''
  const [before, rest] =
    said !== '' && isShort(keyed(said).key) && words.trimStart().startsWith(said)
      ? [said, words.trimStart().slice(said.length)]
      : ['', words]
  if (before !== '') {
    const { key, rest: inside } = keyed(before)
    const after = rest.replace(/^\s*[:：=–—-]*\s*/, '')
    return { key, form: 'line', rest: inside || after }
  }
  const [, name, more] = words.match(/^[\s\p{P}\p{S}]*([\p{L}\p{M}'’ ]{2,30}?)\s*[:：]\s*(.*)$/u) ?? []
  if (name !== undefined && isShort(name)) return { key: keyed(name).key, form: 'line', rest: more! }
  const [sign, symbol] = words.match(/^\s*((?:\p{Extended_Pictographic}|[→➜➡▶►»⇒])\uFE0F?)\s*/u) ?? []
  if (sign !== undefined) return { key: symbol!, form: 'line', rest: words.slice(sign.length) }
  const { key, rest: named } = keyed(words)
  if (isWhole && isShort(key) && key.split(' ').length <= 3 && !/[.!?。？]\s*$/.test(words))
    return { key, form: 'alone', rest: named }
  return undefined
}

/** Words without signs, and the option that they name: “Răspuns: B”. */
function keyed(written: string): { key: string; rest: string } {
  // “Answer 3:” is the third; “Answer: 3” names an option.
  const words = written.replace(/\s?\d{1,3}\s*[:：]\s*$/, '')
  const [whole, letter] = words.match(/(?<![\s:：])[\s:：]+[([]?([\p{L}\p{N}]|\d{1,2})[)\]]?[\s.]*$/u) ?? []
  const before = whole === undefined ? words : words.slice(0, -whole.length)
  const key = before
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}'’]+/gu, ' ')
    // “Answer to question 3”: each has its own.
    .replace(/\p{Nd}+/gu, '1')
    .trim()
  return { key, rest: letter ?? '' }
}

function isShort(key: string): boolean {
  return /\p{L}[\p{L}\p{M}]/u.test(key) && key.length <= 40 && key.trim().split(/\s+/).length <= 5
}

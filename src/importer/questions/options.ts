import type { List, ListItem, Paragraph, RootContent } from 'mdast'
import { wordsIn } from '../source/markdown.ts'
import { alphabetsFrom, choiceLetter, circled, letterOf } from './alphabets.ts'
import { type AnswerWords, knownWords } from './answer-key.ts'
import { type Line, linesOf, paragraphOf, withoutStart } from './lines.ts'

/** One of several answers to choose from. */
export interface Option {
  /** `A` or `1`: what an answer key calls it. */
  label: string
  /** Whether its box is ticked; `null` where it has none. */
  isTicked: boolean | null
  /** A sign before its letter, such as a star. */
  lead?: string | undefined
  content: RootContent[]
}

/** What a question lets choose from, and what stands around it. */
export interface Options {
  kind: 'boxes' | 'letters' | 'numbers'
  /** What they are called, in order, as far as there are names. */
  names: readonly string[]
  before: RootContent[]
  options: Option[]
  after: RootContent[]
}

/** Finds the first run of at least two options: with boxes, else with letters from A on, else with numbers from 1 on. */
export function findOptions(
  blocks: readonly RootContent[],
  answers: AnswerWords = knownWords,
): Options | undefined {
  const isKey = (words: string) => answers.lengthAt(words) !== undefined
  const units = blocks.flatMap((block) => unitsOf(block, isKey))
  return runOf(units, 'boxes', latin) ?? lettersAmong(units) ?? runOf(units, 'numbers', numerals)
}

const latin = alphabetsFrom('A')[0]!
const numerals = Array.from({ length: 99 }, (_, index) => String(index + 1))

/** The first run of options with letters, in the script that goes furthest. */
function lettersAmong(units: readonly Unit[]): Options | undefined {
  const first = units.find(
    ({ option }) => option?.kind === 'letters' && alphabetsFrom(option.label).length > 0,
  )
  const runs = alphabetsFrom(first?.option?.label ?? '').flatMap(
    (names) => runOf(units, 'letters', names) ?? [],
  )
  return runs.toSorted((a, b) => b.options.length - a.options.length)[0]
}

/** A block, or the option that a part of one may be. */
type Unit =
  | { block: RootContent; option?: undefined; isKey?: boolean }
  | { block: RootContent; option: Option & { kind: Options['kind'] }; isKey?: undefined }

/** How many blocks may stand between two options: they belong to the first. */
const reach = 4

function runOf(units: readonly Unit[], kind: Options['kind'], names: readonly string[]): Options | undefined {
  const first = units.findIndex(
    ({ option }) => option?.kind === kind && (kind === 'boxes' || option.label === names[0]),
  )
  if (first < 0) return undefined
  const places = [first]
  for (let index = first + 1; index < units.length && index - places.at(-1)! <= reach + 1; index += 1) {
    const { block, option, isKey: isEnd } = units[index]!
    if (option?.kind === kind) {
      if (kind !== 'boxes' && option.label !== names[places.length]) {
        // A letter given twice is a slip; going back to the first, or A without B, is something else.
        if (option.label === names[0] || kind === 'numbers' || places.length === 1) break
      }
      places.push(index)
    } else if (block.type === 'heading' || block.type === 'html' || isEnd) break
  }
  if (places.length < 2) return undefined

  const between = places.slice(1).map((place, index) => units.slice(places[index]! + 1, place))
  const last = places.at(-1)!
  const isEachWithCode = between.every(
    ([unit, ...others]) => unit?.block.type === 'code' && others.length === 0,
  )
  const end = isEachWithCode && units[last + 1]?.block.type === 'code' ? last + 2 : last + 1
  const blocksOf = (some: readonly Unit[]) => joined(some.map(({ block }) => block))
  return {
    ...{ kind, names },
    before: blocksOf(units.slice(0, first)),
    options: places.map((place, index) => {
      const { label, isTicked, lead, content } = units[place]!.option!
      const below = units.slice(place + 1, places[index + 1] ?? end)
      return {
        label: kind === 'boxes' ? names[index]! : label,
        ...{ isTicked, lead },
        content: [...content, ...blocksOf(below)],
      }
    }),
    after: blocksOf(units.slice(end)),
  }
}

/** Parts of one list that were taken apart and are no options become one again. */
function joined(blocks: readonly RootContent[]): RootContent[] {
  const whole: RootContent[] = []
  for (const block of blocks) {
    const last = whole.at(-1)
    if (block.type === 'list' && last?.type === 'list' && block.position === last.position) {
      last.children.push(...block.children)
    } else whole.push(block.type === 'list' ? { ...block, children: [...block.children] } : block)
  }
  return whole
}

function unitsOf(block: RootContent, isKey: (words: string) => boolean): Unit[] {
  if (block.type === 'list') return block.children.map((item, index) => unitOfItem(block, item, index))
  if (block.type === 'paragraph') return unitsOfParagraph(block, isKey)
  if (block.type === 'html' && /[☐☒☑◯◉]/.test(block.value)) return unitsOfHtml(block.value)
  return [{ block }]
}

function unitOfItem(list: List, item: ListItem, index: number): Unit {
  const block: List = { ...list, children: [item] }
  if (list.ordered && list.start !== null && list.start !== undefined && list.start > 1) {
    block.start = list.start + index
  }
  const [first, ...others] = item.children
  if (first?.type !== 'paragraph') return { block }
  if (typeof item.checked === 'boolean') {
    return { block, option: { kind: 'boxes', label: '', isTicked: item.checked, content: item.children } }
  }
  const marked = markOf(wordsIn(first))
  if (marked) {
    const rest = paragraphOf([{ children: withoutStart(first.children, marked.length) }])
    return { block, option: { ...marked, content: [...rest, ...others] } }
  }
  if (!list.ordered) return { block }
  const label = String((list.start ?? 1) + index)
  return { block, option: { kind: 'numbers', label, isTicked: null, content: item.children } }
}

/** Options on lines of their own: each reaches to the next, or to the answer's line. */
function unitsOfParagraph(paragraph: Paragraph, isKey: (words: string) => boolean): Unit[] {
  const lines = linesOf(paragraph)
  const parts: { lines: Line[]; mark?: ReturnType<typeof markOf> }[] = []
  for (const line of lines) {
    const mark = markOf(line.words)
    const last = parts.at(-1)
    if (!last || mark || isKey(line.words)) parts.push({ lines: [line], mark })
    else last.lines.push(line)
  }
  if (!parts.some(({ mark }) => mark)) return [{ block: paragraph, isKey: isKey(wordsIn(paragraph)) }]
  return parts.flatMap(({ lines, mark }): Unit[] => {
    const [block] = paragraphOf(lines)
    if (!block) return []
    if (!mark) return [{ block, isKey: isKey(lines[0]!.words) }]
    const [first, ...others] = lines
    const content = paragraphOf([{ children: withoutStart(first!.children, mark.length) }, ...others])
    return [{ block, option: { ...mark, content } }]
  })
}

/** `<p>☐ One</p><p>☒ Two</p>` */
function unitsOfHtml(html: string): Unit[] {
  return html.split(/<\/?(?:p|div|li|ul|br)\b[^<>]*>|[\r\n]+/i).flatMap((written): Unit[] => {
    const value = written.replaceAll('&nbsp;', ' ').trim()
    if (value === '') return []
    const block: RootContent = { type: 'html', value: `<p>${value}</p>` }
    const mark = markOf(value)
    if (mark?.kind !== 'boxes') return [{ block }]
    const content: RootContent[] = [{ type: 'html', value: `<p>${value.slice(mark.length)}</p>` }]
    return [{ block, option: { ...mark, content } }]
  })
}

/** Whether a line begins as an option does. */
export function isOption(words: string): boolean {
  return markOf(words) !== undefined
}

/** What makes the beginning of a line an option: a box, or a letter. */
function markOf(words: string) {
  const [box, sign] = words.match(/^\s*(?:([☐☒☑◯◉])|\[([ xX])\](?=\s|$))\s*/) ?? []
  if (box !== undefined) {
    const isTicked = /[☒☑◉]/.test(sign ?? '') || /x/i.test(box)
    return { kind: 'boxes' as const, label: '', isTicked, length: box.length }
  }
  const [digits, number] = words.match(/^\s*[([]?(\d{1,2})\s?(?:[)\]]\s+|[:：]\s+)(?=\S)/) ?? []
  if (digits !== undefined)
    return { kind: 'numbers' as const, label: number!, isTicked: null, length: digits.length }
  const [opening, lead, letter, own] = words.match(lettered) ?? []
  if (opening === undefined) return undefined
  const label = letterOf(letter ?? own!)
  return { kind: 'letters' as const, label, isTicked: null, lead, length: opening.length }
}

const lettered = new RegExp(
  `^\\s*(?:([*✅✔✓☑→])\uFE0F?\\s*)?[([]?(?:(${choiceLetter})\u0640?\\s?(?:[)\\]]\\s*[:.]?\\s*|[:：]\\s*|[.．](?:\\s+|$)|[、]\\s*|\\s[-–—]\\s+)|(${circled})\\s*)`,
  'iu',
)

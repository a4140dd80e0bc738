import { posix } from 'node:path'
import type { Target } from '../importer/topic.ts'
import type { Asked } from './asked.ts'
import type { Unnamed } from './folders.ts'
import type { RecordedQuestion } from './ledger.ts'

/** Where the words of a recorded question's title stand now. */
export interface Held {
  /** The question whose page shows them; `undefined` where their file has no question. */
  holder: Asked | undefined
}

/**
 * Finds what now holds a recorded question: one of the same file in whose text its title stands as a heading or on a
 * line of its own, or the first below the section that bears it; of several, the one that has the recorded line.
 * `undefined` where the words stand nowhere in the file, or only as the title of a question.
 */
export function findHolders(
  topics: readonly Unnamed[],
  asked: readonly Asked[],
  folder: string,
): (record: RecordedQuestion) => Held | undefined {
  const questions = Map.groupBy(asked, ({ file }) => file)
  const owners = new Map(
    topics.flatMap((one) =>
      [one.topic, ...(one.files ?? [])].map(({ file }) => [posix.relative(folder, file), one] as const),
    ),
  )
  const known = new Map<string, ReadonlyMap<string, readonly Held[]>>()
  return ({ file, title, line }) => {
    const owner = owners.get(file)
    if (!owner) return undefined
    if (!known.has(file)) known.set(file, heldIn(owner, posix.join(folder, file), questions.get(file) ?? []))
    const held = known.get(file)!.get(wordsOf(title)) ?? []
    // What stands on a question's first line is its title, and not held by it.
    const others = held.filter(({ holder }) => holder?.question.line !== line)
    const has = ({ holder }: Held) => holder && holder.question.line < line && line <= holder.question.endLine
    return others.find(has) ?? others[0]
  }
}

/** What holds the words of a file's lines, by these words. */
function heldIn({ topic, files }: Unnamed, file: string, beside: readonly Asked[]): Map<string, Held[]> {
  const held = new Map<string, Held[]>()
  const add = (line: string, holder: Asked | undefined) => {
    // A link to what is asked elsewhere names it, and does not hold it.
    const words = wordsOf(line.replace(link, '')) && wordsOf(line)
    if (words !== '') held.set(words, [...(held.get(words) ?? []), { holder }])
  }
  const anchors = files?.find((one) => one.file === file)?.anchors ?? topic.anchors
  for (const [anchor, target] of Object.entries(anchors)) {
    const holder = holderOf(target, beside)
    // Headings of the same words are numbered.
    for (const line of new Set([anchor, anchor.replace(/-\d+$/, '')])) add(line, holder)
  }
  for (const one of beside) {
    for (const line of new Set(one.question.markdown.split(lineEnd))) add(line, one)
  }
  const introductions = topic.file === file ? [topic, ...topic.sections] : []
  for (const [section, { introduction }] of introductions.entries()) {
    const holder = holderOf({ section: section - 1 }, beside)
    for (const line of introduction?.html.split(lineEnd) ?? []) add(line, holder)
  }
  return held
}

function holderOf({ question, section = -1 }: Target, beside: readonly Asked[]): Asked | undefined {
  if (question !== undefined) return beside.find(({ index }) => index === question)
  return beside.find((one) => one.question.section >= section) ?? beside.at(-1)
}

const link = /\[[^[\]]*\]\([^()]*\)|<a\b[^<>]*\bhref\b[^<>]*>.*?<\/a>/gi
const lineEnd = /[\r\n]+|<\/(?:p|li|h\d|summary|td|th|dt|dd)>|<br\b[^>]*>/i

/** The letters and digits of a line, without its marks, its number and its label. */
function wordsOf(line: string): string {
  return line
    .replace(/<[^<>]*>|(?<=\])\([^()]*\)/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(
      /^[^\p{L}\p{N}]*(?:(?:\p{L}{1,12}[\s-]?)?\d+[a-z]?(?:[\p{P}\s](?=\D)|$)|\p{L}{1,12}\s?[:：])?/u,
      '',
    )
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

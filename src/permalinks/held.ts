import type { Target } from '../importer/topic.ts'
import type { Asked } from './asked.ts'
import type { Unnamed } from './folders.ts'
import type { RecordedQuestion } from './ledger.ts'

/**
 * Finds the question whose page now shows what was recorded as a question of its own: one of the same file in whose
 * text its title stands as a heading or on a line of its own; or the first below the section that bears it. Of several,
 * the one that has the recorded line.
 */
export function findHolders(
  topics: readonly Unnamed[],
  asked: readonly Asked[],
): (record: RecordedQuestion) => Asked | undefined {
  const files = Map.groupBy(asked, ({ file }) => file)
  const known = new Map<string, ReadonlyMap<string, readonly Asked[]>>()
  return ({ file, title, line }) => {
    const beside = files.get(file)
    if (!beside) return undefined
    if (!known.has(file)) known.set(file, heldBy(beside, topics))
    const holders = known.get(file)!.get(wordsOf(title)) ?? []
    // What stands on a question's first line is its title, and not held by it.
    const others = holders.filter(({ question }) => question.line !== line)
    return others.find(({ question }) => question.line < line && line <= question.endLine) ?? others[0]
  }
}

/** The questions of a file by the words that they hold. */
function heldBy(beside: readonly Asked[], topics: readonly Unnamed[]): Map<string, Asked[]> {
  const holders = new Map<string, Asked[]>()
  const add = (words: string, one: Asked | undefined) => {
    if (words !== '' && one) holders.set(words, [...(holders.get(words) ?? []), one])
  }
  for (const one of beside) {
    // A link to what is asked elsewhere names it, and does not hold it.
    const lines = one.question.markdown.split(lineEnd).filter((line) => !/\]\(|\bhref\b/.test(line))
    for (const words of new Set(lines.map(wordsOf))) add(words, one)
  }
  const { topic } = topics[beside[0]!.topic]!
  for (const [section, { introduction }] of [topic, ...topic.sections].entries()) {
    const holder = holderOf({ section: section - 1 }, beside)
    for (const line of introduction?.html.split(lineEnd) ?? []) {
      if (!/<a\b/.test(line)) add(wordsOf(line), holder)
    }
  }
  for (const [anchor, target] of Object.entries(anchorsOf(beside[0]!, topics))) {
    const holder = holderOf(target, beside)
    // Headings of the same words are numbered.
    for (const words of new Set([wordsOf(anchor), wordsOf(anchor.replace(/-\d+$/, ''))])) add(words, holder)
  }
  return holders
}

function anchorsOf({ topic, question }: Asked, topics: readonly Unnamed[]): Record<string, Target> {
  const { topic: own, files } = topics[topic]!
  return files?.find(({ file }) => file === question.file)?.anchors ?? own.anchors
}

function holderOf({ question, section = -1 }: Target, beside: readonly Asked[]): Asked | undefined {
  if (question !== undefined) return beside.find(({ index }) => index === question)
  return beside.find((one) => one.question.section >= section) ?? beside.at(-1)
}

const lineEnd = /[\r\n]+|<\/(?:p|li|h\d|summary|td|th|dt|dd)>|<br\b[^>]*>/i

/** The letters and digits of a line, without its marks, its number and its label. */
function wordsOf(line: string): string {
  return line
    .replace(/<[^<>]*>/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(
      /^[^\p{L}\p{N}]*(?:(?:\p{L}{1,12}[\s-]?)?\d+[a-z]?(?:[\p{P}\s](?=\D)|$)|\p{L}{1,12}\s?[:：])?/u,
      '',
    )
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

import { gzipSync } from 'node:zlib'
import { type Known, writeVocabulary } from '../vocabulary.ts'
import { codedWordsOf, hyphenatedOf, isSpaceless, plainWordsOf, type Word } from '../words.ts'
import { type Searchable, textOf } from './record.ts'

/** The paths of the files that hold the words of an index. */
export interface Vocabularies {
  /** Those that are frequent or in titles. */
  common: string
  /** The others, in order, parted where a first letter ends; each begins with the words that begin with `from`. */
  rare: { from: string; path: string }[]
}

/** Writes the words of all questions into files, by a function that keeps a text and answers its path. */
export function vocabulariesOf(
  questions: readonly Searchable[],
  write: (text: string) => string,
): Vocabularies {
  const words = knownWordsOf(questions)
  const whole = writeVocabulary(words)
  const size = gzipSync(whole).length
  if (size <= mostBytes) return { common: write(whole), rare: [] }
  const byWeight = words.toSorted(
    (a, b) => Number(b.inTitle) - Number(a.inTitle) || b.count - a.count || (a.text < b.text ? -1 : 1),
  )
  const bytesEach = size / words.length
  const split = Math.floor(mostBytes / bytesEach)
  const rare = byWeight.slice(split).toSorted((a, b) => (a.text < b.text ? -1 : 1))
  const parts: { from: string; words: Known[] }[] = []
  for (const [from, group] of Map.groupBy(rare, ({ text }) => String.fromCodePoint(text.codePointAt(0)!))) {
    const last = parts.at(-1)
    if (last && (last.words.length + group.length) * bytesEach <= mostRareBytes) last.words.push(...group)
    else parts.push({ from, words: group })
  }
  return {
    common: write(writeVocabulary(byWeight.slice(0, split))),
    rare: parts.map(({ from, words }) => ({ from, path: write(writeVocabulary(words)) })),
  }
}

/** Of what every first search loads, and of what it loads besides for a word that is not there; compressed. */
const mostBytes = 18_000
const mostRareBytes = 8_000

function knownWordsOf(questions: readonly Searchable[]): Known[] {
  const words = new Map<string, Known>()
  for (const { title, html, aliases, topic, tags } of questions) {
    const counted = new Set<Known>()
    const add = (text: string, inTitle: boolean) => {
      for (const word of [...plainWordsOf(text), ...hyphenatedOf(text), ...codedWordsOf(text)]) {
        if (!word.coded && !isIndexed(word, text)) continue
        const known = words.get(word.text) ?? newWord(word.text)
        if (known.count === 0) words.set(word.text, known)
        if (!counted.has(known)) known.count += 1
        counted.add(known)
        known.inTitle ||= inTitle
        known.coded ||= word.coded
        known.plain ||= !word.coded
      }
    }
    add([title, ...aliases].join('\n'), true)
    add([textOf(html), ...tags.map(({ name }) => name), topic.title].join('\n'), false)
  }
  return [...words.values()]
}

function newWord(text: string): Known {
  return { text, count: 0, inTitle: false, coded: false, plain: false }
}

/** Whether Pagefind holds a plain word by itself: it parts names at their capitals, and not at their digits. */
function isIndexed({ text: word, start, end, isPart }: Word, text: string): boolean {
  if (isSpaceless(word) || /[^\p{L}\p{Nd}\p{M}]/u.test(word) || /['’](?!s$)/i.test(text.slice(start, end)))
    return false
  return !isPart || !/\d/.test(word + (text[start - 1] ?? '') + (text[end] ?? ''))
}

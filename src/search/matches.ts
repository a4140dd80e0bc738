import { stemOf } from './forms.ts'
import type { Term } from './query.ts'
import { fold, hyphenatedOf, isSpaceless, plainWordsOf, type Word } from './words.ts'

/** A piece of a text. */
export interface Segment {
  text: string
  /** Whether the words searched for stand in it. */
  marked: boolean
}

/** Where a text holds the words of a query: offsets, `end` excluded, in order and apart from each other. */
export interface Match {
  start: number
  end: number
  /** Which of the query's words. */
  term: number
  /** 1 for the very word, less for another form of it. */
  likeness: number
}

/** Finds a query's words in texts. */
export function matcherOf(terms: readonly Term[], language: string): (text: string) => Match[] {
  const likeness = new Map<string, { term: number; likeness: number }[]>()
  const coded: { text: string; term: number; likeness: number }[] = []
  const phrases: { words: string[]; stems: string[]; term: number; likeness: number }[] = []
  const stem = (word: string) => stemOf(word, language)
  terms.forEach(({ text, how, words }, term) => {
    const add = (text: string, value: number) => {
      const known = likeness.get(text) ?? []
      // A word may stand for several of the query: for two that it is together.
      if (known.every((one) => one.term !== term)) known.push({ term, likeness: value })
      likeness.set(text, known)
    }
    words.forEach((word, at) => {
      const isMeant = at === 0 && how !== 'form' && how !== 'completed'
      const value = isMeant ? 1 : how === 'form' ? 0.9 : 0.8
      if (word.coded) coded.push({ text: word.text, term, likeness: value })
      if (!word.plain) return
      if (word.text.includes(' ')) {
        const parts = word.text.split(' ')
        phrases.push({ words: parts, stems: parts.map(stem), term, likeness: value })
      } else {
        add(word.text, value)
        add(`~${stem(word.text)}`, value * 0.85)
      }
    })
    if (words.length === 0) add(text, 1)
  })
  return (text) => {
    const words = plainWordsOf(text)
    const found: Match[] = [...words, ...hyphenatedOf(text)].flatMap(({ text: word, start, end, isPart }) => {
      const matches = likeness.get(word) ?? likeness.get(`~${stem(word)}`) ?? []
      return matches.map((one) => ({ start, end, ...one, likeness: one.likeness * (isPart ? 0.6 : 1) }))
    })
    for (const phrase of phrases) found.push(...placesOf(phrase, words, stem))
    const folded = coded.length > 0 ? foldInPlace(text) : ''
    for (const { text: name, term, likeness } of coded) {
      for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + name.length)) {
        if (isWhole(folded, at, name)) found.push({ start: at, end: at + name.length, term, likeness })
      }
      if (/^[oθω]\(|\p{L}\*$/u.test(name)) {
        const pattern = new RegExp(
          [...name].map((sign) => sign.replace(/[()*^+.]/, '\\$&')).join('\\s?'),
          'g',
        )
        for (const { 0: hit, index } of folded.matchAll(pattern))
          found.push({ start: index, end: index + hit.length, term, likeness })
      }
    }
    return apart(found)
  }
}

/** A text in pieces, those that matches cover marked. */
export function segmentsOf(text: string, matches: readonly Match[]): Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const { start, end } of matches) {
    if (start < at) continue
    if (start > at) segments.push({ text: text.slice(at, start), marked: false })
    segments.push({ text: text.slice(start, end), marked: true })
    at = end
  }
  if (at < text.length) segments.push({ text: text.slice(at), marked: false })
  return segments
}

/** Where words stand side by side: as they are, or in other forms, which is less. */
function placesOf(
  phrase: { words: string[]; stems: string[]; term: number; likeness: number },
  words: readonly Word[],
  stem: (word: string) => string,
): Match[] {
  const { term, likeness } = phrase
  return words.flatMap(({ start }, at) => {
    const run = words.slice(at, at + phrase.words.length)
    if (run.length < phrase.words.length) return []
    const isSame = run.every(({ text }, of) => text === phrase.words[of])
    if (!isSame && !run.every(({ text }, of) => stem(text) === phrase.stems[of])) return []
    return [{ start, end: run.at(-1)!.end, term, likeness: isSame ? likeness : likeness * 0.6 }]
  })
}

/** Folded letter by letter, so that offsets stay those of the text. */
function foldInPlace(text: string): string {
  return text
    .replace(/[^\x00-\x7f]/gu, (letter) => {
      const folded = fold(letter)
      return folded.length === letter.length ? folded : letter
    })
    .toLowerCase()
}

/** Whether a name stands by itself: `set` is no part of `setState`, nor is `=` of `===`. */
function isWhole(text: string, at: number, name: string): boolean {
  if (isSpaceless(name)) return true
  const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' ']
  const kindred = (inside: string, outside: string) =>
    (/[\p{L}\p{N}_$]/u.test(inside) && /[\p{L}\p{N}_$]/u.test(outside)) ||
    (/[-!%&*+<=>?@^|~]/.test(inside) && inside === outside)
  return !kindred(name[0]!, before) && !kindred(name.at(-1)!, after)
}

/** The matches in order, of overlapping ones the longest: twice where one word stands for two of the query. */
function apart(matches: Match[]): Match[] {
  const kept: Match[] = []
  for (const match of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    const isSame = last && last.start === match.start && last.end === match.end && last.term !== match.term
    if (!last || isSame || match.start >= last.end) kept.push(match)
  }
  return kept
}
